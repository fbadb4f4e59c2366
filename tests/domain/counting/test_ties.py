"""Ties are declared, sent to a run-off, or parted by a lot that everybody can draw again."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.lots import commitment, place_of
from server.domain.counting.ranking import RankedList
from server.domain.counting.ties import drawn
from server.domain.errors import Malformed
from server.domain.methods import METHODS, check_slate, largest_slate
from server.domain.procedure.rounds import LARGEST_SLATE
from server.domain.procedure.rules import Rules, make_rules

from .counts import RECORDED, a_count, count_of, list_of, order_of

SEED = "5b" * 32
LEVEL = [(4, 0), (3, 1)]


def a_tie(tie_rule: str, seed: str = "", secrecy: str = "recorded") -> RankedList:
    """Rank four recommendations of which the second, third and fourth are level in everything."""
    rules = make_rules({"secrecy": secrecy, "tie_rule": tie_rule})
    return list_of(a_count([(4, 0), (4, 0)], LEVEL, LEVEL, LEVEL), rules, seed=seed)


def codes_of_ties(ranked: RankedList) -> set[str]:
    codes = (reason.code for item in ranked.items[1:] for reason in item.placing.reasons)
    return {code for code in codes if code.startswith(("tied", "lot"))}


def test_a_declared_tie_shares_a_rank() -> None:
    """=2 three times, by number, and nothing is left open but the tie itself."""
    ranked = a_tie("declare")
    assert order_of(ranked) == [(1, "i1"), (2, "i2"), (2, "i3"), (2, "i4")]
    assert codes_of_ties(ranked) == {"tied"}
    assert ranked.tie_break.undecided == ((1, 2, 3),)
    assert (ranked.tie_break.commitment, ranked.tie_break.seed) == ("", "")


def test_a_run_off_is_called_among_those_who_are_level() -> None:
    """They still share the rank; the list says who goes to the run-off."""
    ranked = a_tie("run_off")
    assert order_of(ranked)[1:] == [(2, "i2"), (2, "i3"), (2, "i4")]
    assert codes_of_ties(ranked) == {"tied_run_off"}
    assert ranked.tie_break.undecided == ((1, 2, 3),)


def test_a_lot_that_was_not_committed_to_is_not_drawn() -> None:
    """Without a seed nothing happens by chance: the tie stands and the list says what it waits for."""
    ranked = a_tie("lot")
    assert order_of(ranked)[1:] == [(2, "i2"), (2, "i3"), (2, "i4")]
    assert codes_of_ties(ranked) == {"tied_lot"}


def test_the_published_lot_parts_them_and_anybody_can_draw_it_again() -> None:
    """Lowest SHA-256 of the seed's text followed by the id first, as any program for hashing gives it."""
    ranked = a_tie("lot", SEED)
    by_hash = sorted(["i2", "i3", "i4"], key=lambda item: hashlib.sha256(f"{SEED}{item}".encode()).hexdigest())
    assert order_of(ranked) == [(1, "i1"), *zip((2, 3, 4), by_hash, strict=True)]
    assert [item.placing.tied for item in ranked.items] == [False] * 4
    drawn = [
        [reason.figures for reason in item.placing.reasons if reason.code == "lot_decided"] for item in ranked.items
    ]
    assert drawn == [[], *([{"items": 3, "place": place}] for place in (1, 2, 3))]
    assert ranked.tie_break.seed == SEED
    assert ranked.tie_break.commitment == hashlib.sha256(SEED.encode()).hexdigest() == commitment(SEED)
    assert ranked.tie_break.undecided == ()


def test_a_seed_without_the_rule_does_nothing() -> None:
    """What was not in the rules sheet decides nothing and is not told."""
    assert a_tie("declare", SEED) == a_tie("declare")


def test_where_totals_are_withheld_nothing_is_drawn_among_what_only_looks_level() -> None:
    """All share rank 1 because nothing may be told; a lot would make an order out of silence."""
    count = a_count([(2, 0)], [(0, 2)], [(1, 1)])
    ranked = list_of(count, make_rules({"tie_rule": "lot"}), seed=SEED)
    assert {rank for rank, _ in order_of(ranked)} == {1}
    assert ranked.tie_break.undecided == ()


def test_the_lot_fills_the_last_places_of_a_shortlist_and_no_more() -> None:
    """Three level for two places: the two drawn first are selected; ties inside the places are left alone."""
    rules = make_rules({"secrecy": "recorded", "places": 3, "tie_rule": "lot"})
    ballots = [{"a": "approve", item: "approve"} for item in "bcd"]
    count = count_of(["approve"], "abcd", [ballots])
    ranked = list_of(count, rules, "shortlist", SEED)
    order = ["abcd"[item] for item in drawn(replace(count, seed=SEED), [1, 2, 3])]
    selected = [item.recommendation.id for item in ranked.items if item.placing.selected]
    assert selected == ["a", *sorted(order[:2])]
    assert [item.placing.line.outcome for item in ranked.items] == ["carried", "carried", "carried", "lost"]
    assert ranked.items[-1].recommendation.id == order[2]
    assert "lot_filled_places" in {reason.code for reason in ranked.items[-1].placing.reasons}


@given(st.text(min_size=1), st.lists(st.text(max_size=8), unique=True, max_size=9))
def test_a_lot_can_be_drawn_again_in_any_order(seed: str, ids: list[str]) -> None:
    """Reproducible: it depends on the seed and the ids alone, not on the order in which they are put."""
    draws = [sorted(put, key=lambda item: place_of(seed, item)) for put in (ids, sorted(ids))]
    assert draws[0] == draws[1]


@pytest.mark.parametrize(
    ("method", "most"),
    [("score", 12), ("ranked_pairs", 8), ("scottish_stv", 8), ("across_regions", LARGEST_SLATE), ("shortlist", 250)],
)
def test_a_slate_is_as_long_as_its_method_can_bear(method: str, most: int) -> None:
    """Twelve can be scored and eight ranked; more is refused when the round is prepared."""
    check_slate(method, most)
    with pytest.raises(Malformed) as refused:
        check_slate(method, most + 1)
    assert refused.value.figures == {"method": method, "most": most}


@pytest.mark.parametrize("method", sorted(METHODS))
def test_every_ballot_can_be_written_as_one_character_an_item(method: str) -> None:
    """At most 36 columns, the index of each being one digit or letter; a method names how much it can bear."""
    assert len(set(METHODS[method].columns(Rules()))) == len(METHODS[method].columns(RECORDED)) <= 36
    assert 1 <= largest_slate(method) <= LARGEST_SLATE
