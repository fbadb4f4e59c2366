"""Score, worked by hand: the mean of those who scored, and an approval quorum."""

from fractions import Fraction

import pytest

from server.domain.counting.ranking import RankedList
from server.domain.errors import InvalidBallot
from server.domain.methods.score import COLUMNS, check
from server.domain.procedure.rules import Rules, make_rules
from tests.domain.counting.counts import RECORDED, count_of, list_of, order_of


def scores(*ballots: str, slate: str = "abc", rules: Rules = RECORDED, seats: int | None = None) -> RankedList:
    """Rank ballots written as one figure an item, "." for no score."""
    marks = [{item: mark for item, mark in zip(slate, ballot, strict=True) if mark != "."} for ballot in ballots]
    return list_of(count_of(COLUMNS, slate, [marks], None if seats is None else [seats]), rules, "score")


def reason_codes(ranked: RankedList) -> list[list[str]]:
    return [[reason.code for reason in item.placing.reasons] for item in ranked.items]


def test_an_example_worked_by_hand() -> None:
    """Five ballots: a has 4, 4, 3 (mean 11/3), b 5, 5, 0, 2, 3 (mean 3), c a single 5.

    A quarter of five seats is two: c is scored 3 or more by one alone and stands below the others, mean 5 or not.
    """
    ranked = scores("45.", "45.", "305", ".2.", ".3.")
    assert order_of(ranked) == [(1, "a"), (2, "b"), (3, "c")]
    assert [item.placing.figures["mean"] for item in ranked.items] == [Fraction(11, 3), 3, 5]
    assert ranked.items[1].placing.figures == {"mean": Fraction(3), "total": 15, "scored_by": 5, "approving": 3}
    assert reason_codes(ranked) == [[], ["below_score_mean"], ["approval_quorum_missed", "below_approval_quorum"]]
    assert ranked.items[2].placing.reasons[0].figures == {"here": 1, "needed": 2}
    assert ranked.items[0].placing.line.marks == {"0": 0, "1": 0, "2": 0, "3": 1, "4": 2, "5": 0}


def test_no_score_is_not_a_zero() -> None:
    """Two ballots that leave b out do not lower it; two that score it 0 do."""
    assert order_of(scores("34", "34", "3.", "3.", slate="ab"))[0] == (1, "b")
    assert order_of(scores("34", "34", "30", "30", slate="ab"))[0] == (1, "a")


def test_equal_means_are_parted_by_how_many_approve() -> None:
    """3, 3 and 5, 1 both have mean 3; two approve the first and one the second."""
    ranked = scores("35", "31", slate="ab")
    assert order_of(ranked) == [(1, "a"), (2, "b")]
    assert reason_codes(ranked)[1] == ["below_score_margin"]


def test_an_order_carries_nothing_and_loses_nothing() -> None:
    """The line has its count and turnout; no outcome, or indicative without a quorum."""
    assert scores("5", slate="a").items[0].placing.line.outcome is None
    rules = make_rules({"secrecy": "recorded", "quorum": "1/2"})
    assert scores("5", slate="a", rules=rules, seats=3).items[0].placing.line.outcome == "indicative"


def test_fewer_than_k_ballots_give_no_order() -> None:
    """An order of three delegates would give them away: all share rank 1 and no figure is told."""
    ranked = scores("503", "503", "503", rules=Rules(k=4))
    assert order_of(ranked) == [(1, "a"), (1, "b"), (1, "c")]
    assert reason_codes(ranked)[0] == ["order_withheld"]
    assert {figure for item in ranked.items for figure in item.placing.figures.values()} == {None}


@pytest.mark.parametrize("mark", ["6", "-1", "", "for", "2.5", "٣"])
def test_a_mark_that_is_no_score_is_refused(mark: str) -> None:
    """Scores are 0, 1, 2, 3, 4 and 5."""
    check({"a": "0", "b": "5"}, RECORDED)
    with pytest.raises(InvalidBallot):
        check({"a": mark}, RECORDED)
