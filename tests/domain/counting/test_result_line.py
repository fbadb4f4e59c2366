"""The result line: majorities, quorum and outcome, worked by hand."""

from fractions import Fraction

import pytest

from server.domain.counting.result_line import for_needed, outcome, vote_line
from server.domain.counting.secrecy import withhold
from server.domain.procedure.rules import make_rules

from .counts import a_count


@pytest.mark.parametrize(
    ("majority", "backing", "against", "entitled", "said"),
    [
        ("simple", 3, 2, 92, "carried"),
        ("simple", 2, 3, 92, "lost"),
        ("simple", 3, 3, 92, "tied"),
        ("simple", 0, 0, 92, "tied"),
        ("two_thirds", 6, 3, 92, "carried"),
        ("two_thirds", 5, 3, 92, "lost"),
        ("two_thirds", 54, 26, 92, "carried"),
        ("two_thirds", 53, 27, 92, "lost"),
        ("two_thirds", 1, 0, 92, "carried"),
        ("two_thirds", 0, 0, 92, "lost"),
        ("absolute", 47, 0, 92, "carried"),
        ("absolute", 46, 0, 92, "lost"),
        ("absolute", 46, 46, 92, "lost"),
        ("absolute", 47, 45, 93, "carried"),
    ],
)
def test_a_majority_is_reached_or_missed(majority: str, backing: int, against: int, entitled: int, said: str) -> None:
    """Simple: more For than Against. Two thirds: of For and Against together. Absolute: over half of the entitled."""
    needed = for_needed(backing, against, entitled, majority)
    assert outcome(backing, against, needed, majority) == said


def test_two_thirds_of_eighty_votes_are_fifty_four() -> None:
    """The figure printed under the gauge is rounded up."""
    assert for_needed(77, 3, 92, "two_thirds") == 54


def test_abstentions_are_no_votes_cast() -> None:
    """Two to one carries by two thirds however many abstain; the abstentions still stand in the line."""
    rules = make_rules({"secrecy": "recorded", "required_majority": "two_thirds"})
    line = vote_line(a_count([(1, 1, 30), (1, 0, 20)]), 0, rules)
    assert line.marks == {"for": 2, "with_changes": 0, "against": 1, "abstain": 50}
    assert line.outcome == "carried"


def test_without_a_quorum_a_result_is_indicative() -> None:
    """Half of 93 entitled are 47 ballots; 46 decide nothing, whatever they say."""
    rules = make_rules({"secrecy": "recorded", "quorum": "1/2"})
    few = vote_line(a_count([(46, 0)], checked_in=(80,), entitled=(93,)), 0, rules)
    assert (few.cast, few.checked_in, few.entitled, few.quorum, few.quorum_needed) == (46, 80, 93, Fraction(1, 2), 47)
    assert few.outcome == "indicative"
    enough = vote_line(a_count([(46, 0)], checked_in=(80,), entitled=(93,), ballots=(47,)), 0, rules)
    assert enough.outcome == "carried"


def test_no_quorum_asked_for_is_always_reached() -> None:
    """Without a quorum in the rules sheet one ballot is enough and the line shows none."""
    line = vote_line(a_count([(1, 0)], entitled=(93,)), 0, make_rules({"secrecy": "recorded"}))
    assert (line.quorum, line.quorum_needed, line.outcome) == (None, None, "carried")


def test_a_line_whose_totals_are_withheld_has_no_figure_that_depends_on_a_mark() -> None:
    """Turnout is public; the marks, the votes needed and the outcome are not."""
    rules = make_rules({"k": 4})
    line = vote_line(withhold(a_count([(2, 1)], checked_in=(6,)), rules), 0, rules)
    assert set(line.marks.values()) == {None}
    assert (line.cast, line.checked_in, line.for_needed, line.outcome) == (3, 6, None, None)
