"""From one verdict to another: the shortest way up, and the fewest ballots on which a verdict rests."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.counting.positions import LEVELS, Position, RegionState, Verdict, region_state, verdict
from server.domain.counting.tallies import Count
from server.domain.counting.ways import Robustness, WayUp, robustness, shortest_way_up
from server.domain.counting.weighing import weigh
from server.domain.procedure.rules import Rules, make_rules

from .counts import RECORDED, a_count, rules_sheets, votes_of

Prices = Mapping[RegionState, int]
"""For every state that a region can have, the fewest votes that it takes."""


def stands_of(count: Count, rules: Rules = RECORDED) -> tuple[tuple[int, Position], ...]:
    return tuple(weigh(count, 0, rules).positions.items())


def rests_on(count: Count, rules: Rules = RECORDED) -> Robustness | None:
    return robustness(stands_of(count, rules), count.tally.ballots, rules)


def test_the_shortest_way_up_is_two_more_for_in_one_region() -> None:
    """A backs with 4 of 4; B has 1 to 2 and 3 silent seats: two more For make it back the item."""
    count = a_count([(4, 0), (1, 2)], checked_in=(4, 6))
    assert shortest_way_up(stands_of(count), RECORDED) == WayUp("works_in_some", ((1, 1),))
    level = a_count([(4, 0), (1, 1)], checked_in=(4, 12))
    assert shortest_way_up(stands_of(level), RECORDED) == WayUp("works_across", ((1, 2),))


def test_there_is_no_way_up_from_the_top_or_without_seats() -> None:
    """What works across needs nothing; where everybody has spoken nobody is left to ask."""
    top = a_count([(4, 0), (4, 0)])
    assert shortest_way_up(stands_of(top), RECORDED) is None
    spent = a_count([(4, 0), (0, 4)])
    assert shortest_way_up(stands_of(spent), RECORDED) is None
    alone = a_count([(1, 3)])
    assert shortest_way_up(stands_of(alone), RECORDED) is None


def test_a_verdict_rests_on_one_ballot_of_the_region_that_is_nearest_to_no() -> None:
    """The example of the page: 8 to 7 in the Americas is no majority any more when one of the eight says Against."""
    page = [(2, 6), (8, 7), (10, 7), (7, 4), (6, 3)]
    count = a_count(page, checked_in=(30, 15, 18, 12, 10))
    assert rests_on(count) == Robustness("contested", ((1, 1),))
    assert shortest_way_up(stands_of(count), RECORDED) is None
    firm = a_count([(4, 0), (5, 0), (0, 0)], ballots=(4, 5, 3))
    assert rests_on(firm) == Robustness("contested", ((2, 1),))


def test_nothing_is_below_what_is_not_supported_and_nothing_rests_where_no_regions_are_compared() -> None:
    """There a verdict has nothing to lose."""
    assert rests_on(a_count([(0, 4), (1, 3)])) is None
    assert rests_on(a_count([(4, 0)])) is None


@st.composite
def small_rounds(draw: st.DrawFn) -> Count:
    """Draw up to five regions of up to seven seats, some of which came late or cast a ballot without a mark."""
    sizes = draw(st.lists(st.integers(1, 7), min_size=2, max_size=5))
    votes = [draw(votes_of(seats)) for seats in sizes]
    there = [draw(st.integers(0, seats)) if draw(st.booleans()) else seats for seats in sizes]
    cast = [draw(st.integers(sum(marks), seats)) for marks, seats in zip(votes, sizes, strict=True)]
    return a_count(votes, checked_in=there, entitled=sizes, ballots=cast if any(cast) else None)


@given(small_rounds(), rules_sheets())
def test_both_ways_are_what_trying_everything_finds(count: Count, rules: Rules) -> None:
    """As long, to a verdict as good, and they lead where they say."""
    compare_with_everything(count, rules)


@pytest.mark.long
@settings(max_examples=5_000)
@given(small_rounds(), rules_sheets())
def test_both_ways_are_what_trying_everything_finds_in_5000_rounds(count: Count, rules: Rules) -> None:
    """The same, often."""
    compare_with_everything(count, rules)


def compare_with_everything(count: Count, rules: Rules) -> None:
    """Hold both ways against every way there is."""
    own, stands = weigh(count, 0, rules), stands_of(count, rules)
    way, firm = shortest_way_up(stands, rules), robustness(stands, count.tally.ballots, rules)
    if own.verdict not in LEVELS:
        assert (way, firm) == (None, None)
        return
    level = LEVELS[own.verdict]
    up = [(cost, -LEVELS[said]) for cost, said in ends([_raised(each, rules) for _, each in stands], rules)]
    shortest = min((one for one in up if -one[1] > level), default=None)
    assert (None if way is None else (sum(more for _, more in way.votes), -LEVELS[way.verdict])) == shortest
    down = ends([_changed(each, count.tally.ballots[region], rules) for region, each in stands], rules)
    fewest = min((cost for cost, said in down if LEVELS[said] < level), default=None)
    assert (None if firm is None else sum(many for _, many in firm.ballots)) == fewest
    if way is not None:
        assert after(count, {region: (more, 0) for region, more in way.votes}, rules) == way.verdict
    if firm is not None:
        for_ = {region: each.in_favour for region, each in stands}
        changed = {region: (-min(many, int(for_[region])), many) for region, many in firm.ballots}
        assert after(count, changed, rules) == firm.verdict


def ends(prices: Sequence[Prices], rules: Rules) -> Iterator[tuple[int, Verdict]]:
    """Try every state of every region, each at its price."""
    for states in product(*prices):
        cost = sum(price[state] for price, state in zip(prices, states, strict=True))
        yield cost, verdict(states.count("backs"), states.count("opposes"), len(states), rules)


def _raised(position: Position, rules: Rules) -> Prices:
    backing, against = int(position.in_favour), int(position.against)
    prices: dict[RegionState, int] = {}
    for more in range(position.seats - backing - against + 1):
        prices.setdefault(region_state(backing + more, against, position.seats, rules), more)
    return prices


def _changed(position: Position, ballots: int, rules: Rules) -> Prices:
    """Change any ballots to anything: from For, Against and neither to any other numbers of them."""
    was = (int(position.in_favour), int(position.against), ballots - int(position.in_favour + position.against))
    prices: dict[RegionState, int] = {}
    for backing in range(ballots + 1):
        for against in range(ballots - backing + 1):
            now = (backing, against, ballots - backing - against)
            cost = sum(max(0, before - after_) for before, after_ in zip(was, now, strict=True))
            checked_in = position.seats if position.seats > was[0] + was[1] else 0
            state = region_state(backing, against, max(checked_in, position.seats, backing + against), rules)
            prices[state] = min(cost, prices.get(state, cost))
    return prices


def after(count: Count, changes: Mapping[int, tuple[int, int]], rules: Rules) -> Verdict:
    """Count again with so many more For, and Against, in these regions."""
    votes = []
    for region, (backing, _, against, _) in enumerate(count.tally.cells[0]):
        more_for, more_against = changes.get(region, (0, 0))
        votes.append((backing + more_for, against + more_against))
    ballots = [max(cast, sum(row)) for cast, row in zip(count.tally.ballots, votes, strict=True)]
    later = a_count(votes, checked_in=count.checked_in, entitled=count.entitled, ballots=ballots)
    return weigh(later, 0, rules).verdict


def test_where_one_region_may_oppose_it_is_the_dearest_that_goes_on() -> None:
    """One more For in the second region, and the third opposes alone."""
    rules = make_rules({"secrecy": "recorded", "opposition_tolerated": 1, "regions_needed": "1/2"})
    count = a_count([(6, 0), (1, 2), (0, 5)], checked_in=(6, 6, 10))
    assert weigh(count, 0, rules).verdict == "contested"
    assert shortest_way_up(stands_of(count, rules), rules) == WayUp("works_in_some", ((1, 1),))
