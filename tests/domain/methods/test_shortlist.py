"""A region narrows its recommendations: the most approved, never more than the places, never by chance."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.ranking import RankedList
from server.domain.errors import InvalidBallot
from server.domain.methods.shortlist import COLUMNS, check
from server.domain.procedure.rules import Rules, make_rules
from tests.domain.counting.counts import RECORDED, count_of, list_of, order_of


def a_shortlist(ticks: Sequence[str], items: str, rules: Rules = RECORDED, seats: int | None = None) -> RankedList:
    """Rank what a region ticked: one string of letters a ballot, one letter a recommendation."""
    ballots = [dict.fromkeys(ballot, "approve") for ballot in ticks]
    return list_of(count_of(COLUMNS, items, [ballots], None if seats is None else [seats]), rules, "shortlist")


def selected(ranked: RankedList) -> list[str]:
    return [item.recommendation.id for item in ranked.items if item.placing.selected]


def codes(ranked: RankedList, item: str) -> list[str]:
    return [reason.code for each in ranked.items if each.recommendation.id == item for reason in each.placing.reasons]


def test_the_five_most_approved_are_selected() -> None:
    """Ten ballots: six for a to e, three for f and g, one for a and h. The largest bloc takes every place."""
    ranked = a_shortlist(["abcde"] * 6 + ["fg"] * 3 + ["ah"], "abcdefgh")
    assert selected(ranked) == ["a", "b", "c", "d", "e"]
    assert order_of(ranked)[:2] == [(1, "a"), (2, "b")]
    assert [item.placing.approvals for item in ranked.items] == [7, 6, 6, 6, 6, 3, 3, 1]
    assert [item.placing.line.outcome for item in ranked.items][4:6] == ["carried", "lost"]


def test_a_tie_across_the_last_place_leaves_the_place_empty() -> None:
    """Four are clear, two share the fifth place: both are listed, neither is selected."""
    ranked = a_shortlist(["abcde", "abcdf", "abcd"], "abcdef")
    assert selected(ranked) == ["a", "b", "c", "d"]
    assert order_of(ranked)[4:] == [(5, "e"), (5, "f")]
    tie = next(reason for reason in ranked.items[4].placing.reasons if reason.code == "tied_at_last_place")
    assert tie.figures == {"places_left": 1, "items": 2}
    assert ranked.items[5].placing.line.outcome == "tied"


@pytest.mark.parametrize(("tie_rule", "code"), [("run_off", "run_off_needed"), ("lot", "lot_needed")])
def test_the_list_says_what_the_rules_sheet_asks_for_in_a_tie(tie_rule: str, code: str) -> None:
    """A run-off or the published lot is called for, never held on the quiet."""
    ranked = a_shortlist(["ab", "ac"], "abc", make_rules({"secrecy": "recorded", "places": 2, "tie_rule": tie_rule}))
    assert selected(ranked) == ["a"]
    assert code in codes(ranked, "b")
    assert code in codes(ranked, "c")


def test_a_tie_inside_the_places_is_no_obstacle() -> None:
    """Equals that all fit are all selected and share a rank."""
    ranked = a_shortlist(["abc", "abc"], "abc")
    assert selected(ranked) == ["a", "b", "c"]
    assert {rank for rank, _ in order_of(ranked)} == {1}


def test_nothing_is_selected_without_an_approval() -> None:
    """Places stay empty rather than go to what nobody ticked."""
    ranked = a_shortlist(["a", "a", ""], "abc")
    assert selected(ranked) == ["a"]
    assert codes(ranked, "b") == ["no_approval", "share_rank"]


@pytest.mark.parametrize("ticks", [1, 2, 3])
def test_a_region_below_k_gets_its_list_and_no_figure(ticks: int) -> None:
    """The choice stands as a choice: selected, then the rest, by number; no approvals and no order within."""
    ranked = a_shortlist(["cab", "ca", "cd"][:ticks], "abcde", Rules(k=4, places=3), seats=6)
    chosen = selected(ranked)
    assert "c" in chosen
    assert chosen == sorted(chosen)
    assert {item.placing.rank for item in ranked.items} == {1, len(chosen) + 1}
    for item in ranked.items:
        assert item.placing.approvals is None
        assert item.placing.line.marks == {"approve": None}
        assert item.placing.regions[0].state == "withheld"
        assert item.placing.regions[0].marks == {}
        assert next(reason.code for reason in item.placing.reasons) == "numbers_withheld"


def test_one_tick_too_many_is_refused() -> None:
    """Six ticks where five are allowed are no ballot; five are."""
    check(dict.fromkeys("abcde", "approve"), RECORDED)
    with pytest.raises(InvalidBallot) as refused:
        check(dict.fromkeys("abcdef", "approve"), RECORDED)
    assert (refused.value.reason, refused.value.figures) == ("too_many", {"most": 5})


def test_a_shortlist_knows_no_against() -> None:
    """The only mark is approve."""
    with pytest.raises(InvalidBallot) as refused:
        check({"a": "against"}, RECORDED)
    assert refused.value.reason == "unknown_mark"


@given(
    st.lists(st.sets(st.sampled_from("abcdefghij"), max_size=5), max_size=30),
    st.integers(1, 7),
    st.sampled_from(["recorded", "confidential", "sealed"]),
)
def test_there_are_never_more_than_the_places(ballots: list[set[str]], places: int, secrecy: str) -> None:
    """At most `places` are selected; each has an approval; nothing left out has more than something selected."""
    rules = make_rules({"secrecy": secrecy, "places": places})
    ranked = a_shortlist(["".join(sorted(ballot)) for ballot in ballots], "abcdefghij", rules)
    approvals = {item: sum(item in ballot for ballot in ballots) for item in "abcdefghij"}
    chosen = selected(ranked)
    assert len(chosen) <= places
    left_out = [approvals[item] for item in approvals if item not in chosen]
    assert all(approvals[item] > 0 for item in chosen)
    assert all(
        approvals[item] > most for item in chosen for most in [max(left_out, default=0)] if len(chosen) == places
    )
    assert min((approvals[item] for item in chosen), default=99) > max(left_out, default=0) or not any(left_out)
