"""Findings: every figure is one of the list, or a share of two that are; of what is withheld there is no row."""

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import NotFound, WrongState
from server.domain.procedure.findings import findings_of
from server.domain.procedure.paper_reading import papers_from, read_number
from server.domain.procedure.papers import MOST_ROWS, Figure, Paper, check_papers

Listed = dict[str, Any]


def a_region(region_id: str, ballots: int = 8, **more: object) -> Listed:
    """Write a region of a list."""
    return {"id": region_id, "name": f"Region {region_id}", "ballots": ballots, "withheld": False, **more}


def a_list(regions: list[Listed], outcomes: dict[str, Listed], **item: object) -> Listed:
    """Write a list of one item."""
    said = {
        "recommendation_id": "r1",
        "slate_number": 1,
        "title": "A calendar",
        "regions": outcomes,
        "line": {},
        **item,
    }
    return {"regions": regions, "items": [said], "totals_withheld": None}


VOTES = a_list(
    [a_region("AF"), a_region("AM", 3), a_region("AS", 2, withheld=True), a_region("IR", 0, named=True)],
    {
        "AF": {"state": "backs", "support": "3/5", "for": 4, "with_changes": 1, "against": 2, "abstain": 1},
        "AM": {"state": "opposes", "support": "1/3", "for": 1, "with_changes": 0, "against": 2, "abstain": 0},
        "AS": {"state": "withheld"},
        "IR": {"state": "backs"},
    },
    backing=2,
)


def test_of_one_recommendation_each_region_that_is_shown_has_a_bar() -> None:
    """Five of eight, one of three; one region is withheld, and one speaks by its position."""
    found = findings_of(VOTES, "r1")
    assert found.rows == (Figure("Region AF", "62.5"), Figure("Region AM", "33.3"))
    assert (found.measure, found.left_out, found.title) == ("in_favour", 2, "A calendar")


def test_of_all_it_says_how_many_regions_back_each() -> None:
    found = findings_of(VOTES)
    assert (found.rows, found.measure, found.left_out) == ((Figure("1 A calendar", "2"),), "backing", 0)


def test_with_scores_and_orders_it_is_the_support() -> None:
    scored = a_list([a_region("AF")], {"AF": {"support": "19/30", "0": 1, "5": 7}}, backing=1)
    assert findings_of(scored, "r1").rows == (Figure("Region AF", "63.3"),)
    assert findings_of(scored, "r1").measure == "support"


def test_in_one_region_it_is_the_share_of_all_ballots() -> None:
    ticked = a_list([a_region("AF", 4)], {"AF": {"approve": 3}}, approvals=3)
    found = findings_of(ticked)
    assert (found.rows, found.measure) == ((Figure("1 A calendar", "75"),), "in_favour")


def test_a_list_that_tells_nothing_is_not_drawn() -> None:
    """Of few ballots, of silence, of an item that it does not have."""
    few = a_list([a_region("AF", 2, withheld=True)], {"AF": {"state": "withheld"}}, approvals=None)
    few["totals_withheld"] = "few_ballots"
    for listed, item in ((few, ""), (few, "r1"), (a_list([a_region("AF", 0)], {"AF": {"for": 0}}), "r1")):
        with pytest.raises(WrongState) as no:
            findings_of(listed, item)
        assert no.value.reason == "findings"
    with pytest.raises(NotFound):
        findings_of(VOTES, "r9")


OUTCOMES = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.booleans(), st.booleans()), max_size=40
)


@given(OUTCOMES)
def test_whatever_the_list_no_row_is_of_what_is_withheld(told: list[tuple[int, int, int, bool, bool]]) -> None:
    """And rows left out and rows shown are all; what comes of it is a paper that may stand. Holds R190."""
    regions = [
        a_region(f"R{at}", f + w + a, withheld=withheld, named=named)
        for at, (f, w, a, withheld, named) in enumerate(told)
    ]
    outcomes: dict[str, Listed] = {
        f"R{at}": {"state": "withheld"} if withheld else {} if named else {"for": f, "with_changes": w, "against": a}
        for at, (f, w, a, withheld, named) in enumerate(told)
    }
    shown = {f"Region R{at}": one for at, one in enumerate(told) if not one[3] and not one[4] and sum(one[:3])}
    listed = a_list(regions, outcomes, backing=0)
    if not shown:
        with pytest.raises(WrongState):
            findings_of(listed, "r1")
        return
    found = findings_of(listed, "r1")
    assert len(found.rows) == min(len(shown), MOST_ROWS)
    assert found.left_out == len(told) - len(found.rows)
    for row in found.rows:
        f, w, a, *_ = shown[row.label]
        assert abs(Fraction(row.value) - Fraction(100 * (f + w), f + w + a)) <= Fraction(1, 20)
        assert read_number(row.value) == row.value
    check_papers([Paper("p1", "s1", "figures", found.title, rows=found.rows)])
    assert max(Counter(row.label for row in found.rows).values()) == 1


def test_other_words_are_the_same_findings_and_other_numbers_are_none() -> None:
    """What is edited at the desk is of the round as long as its numbers are. Holds R190."""
    kept = Paper("p1", "s1", "figures", "One", rows=(Figure("Africa", "62.5"),), unit="%", round_id="r1")
    worded = papers_from([kept], [{"id": "p1", "rows": [{"label": "Afrique", "value": "62.5"}], "title": "Un"}], {})
    assert (worded[0].round_id, worded[0].title) == ("r1", "Un")
    changed = papers_from([kept], [{"id": "p1", "rows": [{"label": "Africa", "value": "63"}]}], {})
    assert changed[0].round_id == ""
    forged = papers_from(
        [], [{"kind": "figures", "title": "X", "rows": [{"label": "a", "value": 1}], "round_id": "r"}], {}
    )
    assert forged[0].round_id == "", "nobody can say it of numbers of their own"
