"""Proportional five: every part of a region gets its share of the places."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.algorithms.equal_shares import all_ways, blocs_of
from server.domain.counting.ranking import RankedList
from server.domain.counting.ties import drawn
from server.domain.procedure.rules import Rules, make_rules
from tests.domain.counting.counts import RECORDED, count_of, list_of

Ballots = Sequence[str]
SPLIT = ["abcde"] * 6 + ["fg"] * 3 + ["ah"]


def proportional(ticks: Ballots, items: str, rules: Rules = RECORDED, seed: str = "") -> RankedList:
    ballots = [dict.fromkeys(ballot, "approve") for ballot in ticks]
    return list_of(count_of(["approve"], items, [ballots]), rules, "proportional_five", seed)


def selected(ranked: RankedList) -> set[str]:
    return {item.recommendation.id for item in ranked.items if item.placing.selected}


def undecided(ranked: RankedList) -> list[set[str]]:
    return [{ranked.slate[item] for item in group} for group in ranked.tie_break.undecided]


def test_an_example_worked_by_hand() -> None:
    """Six ballots for a and b, four for c and d, one for b alone among eleven; three places, so 3/11 a ballot.

    b costs its seven supporters 1/7 each, and six of them keep 3/11 - 1/7 = 10/77; c and d cost four supporters 1/4
    each, and level they are: a fifth ballot for c alone makes c 1/5. Then nobody can pay: a's six have 6 × what is
    left, d's four 4 × what is left. Sequential Phragmén gives the third place to the lighter load.
    """
    ranked = proportional(
        ["ab"] * 6 + ["cd"] * 4 + ["b", "c"], "abcd", make_rules({"secrecy": "recorded", "places": 3})
    )
    assert selected(ranked) == {"a", "b", "c"}
    table = ranked.tables[0]
    assert table.columns == ("turn", "recommendation_id", "step", "price")
    left_ab, left_cd = Fraction(1, 4) - Fraction(1, 7), Fraction(1, 4) - Fraction(1, 5)
    assert table.rows == (
        (1, "b", "bought", Fraction(1, 7)),
        (2, "c", "bought", Fraction(1, 5)),
        (3, "a", "completed", (1 - 6 * left_ab) / 6),
    )
    assert (1 - 6 * left_ab) / 6 < (1 - 4 * left_cd) / 4
    below = ranked.items[-1].placing.reasons[0]
    assert (below.code, below.figures["above_number"]) == ("below_load", 1)
    assert (below.figures["here"], below.figures["there"]) == (Fraction(1, 5), Fraction(5, 84))


def test_a_group_of_three_in_ten_is_heard_where_approvals_alone_leave_it_out() -> None:
    """Six ballots for a to e, three for f and g, one for a and h: five places.

    Every way through the ties selects a, three of b to e, and one of f and g; a shortlist gives all five to one group.
    """
    followed = all_ways(blocs_of([["abcdefgh".index(item) for item in ballot] for ballot in SPLIT]), 5)
    assert followed.ended
    expected = {frozenset({0, *three, one}) for three in combinations((1, 2, 3, 4), 3) for one in (5, 6)}
    assert {way.committee for way in followed.ways} == expected
    ranked = proportional(SPLIT, "abcdefgh")
    assert selected(ranked) == {"a"}
    assert undecided(ranked) == [{"b", "c", "d", "e", "f", "g"}]
    assert {item.placing.line.outcome for item in ranked.items if item.placing.rank == 2} == {"tied"}


def test_the_published_lot_is_drawn_inside_the_count_so_that_shares_stay_shares() -> None:
    """Whatever the seed: three of b to e and one of f and g, never four of the one group."""
    rules = make_rules({"secrecy": "recorded", "tie_rule": "lot"})
    for number in range(20):
        ranked = proportional(SPLIT, "abcdefgh", rules, seed=f"seed {number}")
        assert len(selected(ranked)) == 5
        assert len(selected(ranked) & {"b", "c", "d", "e"}) == 3
        assert len(selected(ranked) & {"f", "g"}) == 1
        assert undecided(ranked) == []
        assert "lot_in_turn" in {reason.code for item in ranked.items for reason in item.placing.reasons}


def test_a_blank_ballot_asks_for_nothing_and_gets_no_share() -> None:
    """Whoever abstains neither strengthens nor weakens anybody."""
    ballots = ["ab"] * 4 + ["c"] * 2
    assert selected(proportional(ballots, "abc")) == selected(proportional([*ballots, "", "", ""], "abc"))


def test_nothing_is_selected_without_an_approval_and_places_may_stay_empty() -> None:
    """Two approved recommendations leave three of five places empty."""
    assert selected(proportional(["a", "b"], "abcde")) == {"a", "b"}
    assert selected(proportional(["", ""], "abcde")) == set()


def test_more_ways_than_can_be_followed_are_declared_level() -> None:
    """Forty ballots for forty recommendations: nobody has more right to one of five places than anybody else."""
    items = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN"
    ranked = proportional(list(items), items)
    assert selected(ranked) == set()
    assert undecided(ranked) == [set(items)]


def test_a_region_below_k_gets_its_list_and_no_figure() -> None:
    """The choice stands; neither turns nor prices nor approvals are told."""
    ranked = proportional(["abc", "ab"], "abcde", Rules(k=4, places=2))
    assert selected(ranked) == {"a", "b"}
    assert ranked.tables == ()
    for item in ranked.items:
        assert (item.placing.approvals, item.placing.figures) == (None, {"turn": None})
        assert [reason.code for reason in item.placing.reasons] == ["numbers_withheld"]


ticked = st.lists(st.frozensets(st.integers(0, 6)), min_size=1, max_size=14)


@settings(max_examples=60)
@given(ticked, st.integers(1, 5))
def test_no_group_that_agrees_goes_without_its_share(ballots: list[frozenset[int]], places: int) -> None:
    """EJR: of l/places of the ballots that all approve the same l items, one has l of its items on every committee."""
    voting = [ballot for ballot in ballots if ballot]
    followed = all_ways(blocs_of(voting), places)
    for way in followed.ways if followed.ended else ():
        for size in range(1, places + 1):
            for items in combinations(range(7), size):
                group = [ballot for ballot in voting if ballot.issuperset(items)]
                unheard = [ballot for ballot in group if len(ballot & way.committee) < size]
                assert len(unheard) * places < size * len(voting)


@settings(max_examples=60)
@given(ticked, st.integers(1, 5))
def test_every_committee_fills_the_places_that_approved_items_can_fill(
    ballots: list[frozenset[int]], places: int
) -> None:
    """Never more than the places, and fewer only where fewer items are approved."""
    approved = set().union(*ballots)
    ways = all_ways(blocs_of(ballots), places).ways
    assert all(way.committee <= approved for way in ways)
    assert {len(way.committee) for way in ways} <= {min(places, len(approved))}


def test_the_lot_goes_by_the_hash_and_not_by_the_place_on_the_slate() -> None:
    """Of two equals for one place the one the seed draws first gets it."""
    rules = make_rules({"secrecy": "recorded", "tie_rule": "lot", "places": 1})
    for seed in ("one", "two", "three", "four"):
        ranked = proportional(["a", "b"], "ab", rules, seed)
        count = count_of(["approve"], "ab", [[]])
        first = drawn(_with_seed(count, seed), [0, 1])[0]
        assert selected(ranked) == {"ab"[first]}


def _with_seed(count, seed):  # noqa: ANN001, ANN202
    from dataclasses import replace

    return replace(count, seed=seed)


@pytest.mark.parametrize("places", [1, 2, 3])
def test_as_many_votes_as_places_are_spent(places: int) -> None:
    """One unanimous group buys everything it approves, one place after the other."""
    ranked = proportional(["abc"] * 5, "abc", make_rules({"secrecy": "recorded", "places": places}))
    assert len(selected(ranked)) == (3 if places == 3 else 0)
