"""While a round is open: verdicts that say how sure they are, and an order that follows every ballot."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.live_verdicts import LiveVerdict, live_verdicts
from server.domain.counting.tallies import Count
from server.domain.counting.ways import WayUp
from server.domain.procedure.rules import Rules, make_rules

from .counts import a_count, counts, list_of, rules_sheets

LIVE = make_rules({"secrecy": "recorded", "visibility": "live"})


def one(count: Count, rules: Rules = LIVE) -> LiveVerdict:
    said = live_verdicts(count, rules)
    assert said is not None
    return said[0]


def test_a_live_verdict_says_how_sure_it_is_and_what_would_lift_it() -> None:
    """One of three regions has a position: provisional, open, and two more For in the second would do."""
    count = a_count([(4, 0), (0, 0), (1, 0)], checked_in=(4, 6, 5), ballots=(4, 0, 1))
    own = one(count)
    assert (own.verdict, own.backing, own.opposing) == ("works_in_some", 1, 0)
    assert (own.provisional, own.settled) == (True, False)
    assert own.way_up == WayUp("works_across", ((2, 1),))


@pytest.mark.parametrize("visibility", ["turnout", "hidden"])
def test_where_directions_are_hidden_nothing_is_said(visibility: str) -> None:
    """Turnout and hidden rounds have no live verdict at all."""
    rules = make_rules({"secrecy": "recorded", "visibility": visibility})
    assert live_verdicts(a_count([(4, 0)]), rules) is None


def test_a_small_region_of_a_confidential_round_counts_nowhere_and_settles_nothing() -> None:
    """Three ballots of four seats are withheld; the next one opens the region, so the verdict may still change."""
    rules = make_rules({"visibility": "live", "k": 4})
    count = a_count([(6, 0), (5, 0), (5, 0), (3, 0)], checked_in=(6, 5, 5, 4))
    own = one(count, rules)
    assert own.backing == 2
    assert not own.settled
    assert one(replace(count, checked_in=(6, 5, 5, 3)), rules).settled
    assert one(a_count([(6, 0), (5, 0), (5, 0), (4, 0)]), rules).settled


@given(counts(most_items=2), rules_sheets(), st.data())
def test_what_is_said_to_be_settled_is_the_verdict_of_the_list(count: Count, rules: Rules, data: st.DataObject) -> None:
    """In a confidential round too: however the outstanding seats vote, that verdict is the one that is published."""
    rules = replace(rules, visibility="live", secrecy=data.draw(st.sampled_from(["recorded", "confidential"])))
    if not one(count, rules).settled:
        return
    cells, voted = [], []
    for region, (backing, hedged, against, abstain) in enumerate(count.tally.cells[0]):
        left = max(0, count.checked_in[region] - count.tally.ballots[region])
        more_for = data.draw(st.integers(0, left))
        more_against = data.draw(st.integers(0, left - more_for))
        cells.append((backing + more_for, hedged, against + more_against, abstain))
        voted.append(count.tally.ballots[region] + more_for + more_against)
    items = (tuple(cells), *count.tally.cells[1:])
    later = replace(count, tally=replace(count.tally, cells=items, ballots=tuple(voted)))
    published = next(item for item in list_of(later, rules).items if item.recommendation.id == "i1")
    assert published.placing.verdict == one(count, rules).verdict
