"""From one verdict to another: the shortest way up, and the fewest ballots on which a verdict rests."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.counting.positions import LEVELS, Position, Verdict, region_state, verdict
from server.domain.counting.result_line import PlenaryVotes, plenary_votes
from server.domain.counting.robustness import Robustness, robustness
from server.domain.counting.tallies import Count
from server.domain.counting.ways import WayUp, shortest_way_up
from server.domain.counting.weighing import weigh
from server.domain.procedure.rules import Rules, make_rules

from .counts import RECORDED, a_count, rules_sheets, votes_of

End = tuple[int, int, int, int, int]
"""What became of a region: whether it backs, opposes, leans against, and how many more For and Against it has."""
Prices = Mapping[End, int]
"""For all that a region can come to, the fewest votes that it takes."""


def stands_of(count: Count, rules: Rules = RECORDED) -> tuple[tuple[int, Position], ...]:
    return tuple(weigh(count, 0, rules).positions.items())


def room_of(count: Count, rules: Rules = RECORDED) -> PlenaryVotes | None:
    return plenary_votes(count, 0, rules)


def rests_on(count: Count, rules: Rules = RECORDED) -> Robustness | None:
    return robustness(stands_of(count, rules), count.tally.ballots, rules, room_of(count, rules))


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
    own, stands, room = weigh(count, 0, rules), stands_of(count, rules), room_of(count, rules)
    way, firm = shortest_way_up(stands, rules, room), robustness(stands, count.tally.ballots, rules, room)
    if own.verdict not in LEVELS:
        assert (way, firm) == (None, None)
        return
    level = LEVELS[own.verdict]
    up = ends([_raised(each, rules) for _, each in stands], rules, room)
    shortest = min(((cost, -LEVELS[said]) for said, cost in up.items() if LEVELS[said] > level), default=None)
    found = None if way is None else (sum(more for _, more in way.votes) + way.anywhere, -LEVELS[way.verdict])
    assert found == shortest
    down = ends([_changed(each, count.tally.ballots[region], rules) for region, each in stands], rules, room)
    fewest = min((cost for said, cost in down.items() if LEVELS[said] < level), default=None)
    assert (None if firm is None else sum(many for _, many in firm.ballots) + firm.plenary) == fewest
    if way is not None:
        assert after(count, spread(stands, way), rules) == way.verdict
    if firm is not None:
        for_ = {region: int(each.in_favour) for region, each in stands}
        changed = {region: (-min(many, for_[region]), many) for region, many in firm.ballots}
        left = firm.plenary
        for region, backing in for_.items() if firm.plenary else ():
            changed[region] = (-min(left, backing), min(left, backing))
            left -= min(left, backing)
        assert after(count, changed, rules) == firm.verdict


def spread(stands: Sequence[tuple[int, Position]], way: WayUp) -> dict[int, tuple[int, int]]:
    """Give what a way asks for anywhere to the first seats that are left."""
    more, left = dict(way.votes), way.anywhere
    for region, position in stands:
        silent = position.seats - int(position.in_favour + position.against) - more.get(region, 0)
        taken = min(left, silent)
        more[region], left = more.get(region, 0) + taken, left - taken
    assert not left
    return {region: (votes, 0) for region, votes in more.items()}


def ends(prices: Sequence[Prices], rules: Rules, room: PlenaryVotes | None) -> Mapping[Verdict, int]:
    """Try everything that every region can come to, each at its price: the least that leads to each verdict.

    Whatever comes to as many regions on each side, and as many votes, is one end, so that none is tried twice.
    """
    assert room is not None
    reached: dict[tuple[int, ...], int] = {(0, 0, 0, 0, 0): 0}
    for price in prices:
        after_it: dict[tuple[int, ...], int] = {}
        for so_far, paid in reached.items():
            for step, cost in price.items():
                end = tuple(one + other for one, other in zip(so_far, step, strict=True))
                after_it[end] = min(paid + cost, after_it.get(end, paid + cost))
        reached = after_it
    least: dict[Verdict, int] = {}
    for (backing, opposing, leaning, more_for, more_against), cost in reached.items():
        holds = room.moved(more_for, more_against).outcome == "carried"
        said = verdict(backing, opposing, len(prices), rules, leaning_against=leaning, plenary=holds)
        least[said] = min(cost, least.get(said, cost))
    return least


def _end(before: Position, backing: int, against: int, rules: Rules) -> End:
    seats = max(before.seats, backing + against)
    state = region_state(backing, against, seats, rules)
    leans = state == "no_position" and against > backing
    moved = backing - int(before.in_favour), against - int(before.against)
    return (int(state == "backs"), int(state == "opposes"), int(leans), *moved)


def _raised(position: Position, rules: Rules) -> Prices:
    backing, against = int(position.in_favour), int(position.against)
    left = position.seats - backing - against
    return {_end(position, backing + more, against, rules): more for more in range(left + 1)}


def _changed(position: Position, ballots: int, rules: Rules) -> Prices:
    """Change any ballots to anything: from For, Against and neither to any other numbers of them."""
    was = (int(position.in_favour), int(position.against), ballots - int(position.in_favour + position.against))
    prices: dict[End, int] = {}
    for backing in range(ballots + 1):
        for against in range(ballots - backing + 1):
            now = (backing, against, ballots - backing - against)
            cost = sum(max(0, before - after_) for before, after_ in zip(was, now, strict=True))
            end = _end(position, backing, against, rules)
            prices[end] = min(cost, prices.get(end, cost))
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


def test_with_both_keys_a_verdict_may_rest_on_the_plenary_and_a_way_up_lead_through_it() -> None:
    """The example of the page: two more For carry it, wherever they come from."""
    rules = make_rules({"secrecy": "recorded", "both_keys": True, "required_majority": "two_thirds"})
    count = a_count([(6, 4), (7, 2), (5, 4)], checked_in=(12, 10, 12))
    assert weigh(count, 0, rules).verdict == "works_in_some"
    assert shortest_way_up(stands_of(count, rules), rules, room_of(count, rules)) == WayUp("works_across", (), 2)
    carried = a_count([(9, 4), (8, 2), (9, 6)], checked_in=(13, 10, 15))
    assert rests_on(carried, rules) == Robustness("works_in_some", (), 1)
    assert rests_on(carried) == Robustness("contested", ((2, 2),))


def test_a_strict_sheet_asks_that_who_leans_against_it_is_won_or_level() -> None:
    """One For makes 1 to 2 level, and nobody leans against it any more; and it rests on who would make 2 to 3 of 3."""
    rules = make_rules({"secrecy": "recorded", "no_region_leans": True})
    count = a_count([(9, 0), (9, 0), (1, 2)], checked_in=(9, 9, 12))
    assert weigh(count, 0, rules).verdict == "works_in_some"
    assert shortest_way_up(stands_of(count, rules), rules) == WayUp("works_across", ((2, 1),))
    level = a_count([(9, 0), (9, 0), (2, 2, 1)], checked_in=(9, 9, 40), ballots=(9, 9, 5))
    assert rests_on(level, rules) == Robustness("works_in_some", ((2, 1),))


def test_where_one_region_may_oppose_it_is_the_dearest_that_goes_on() -> None:
    """One more For in the second region, and the third opposes alone."""
    rules = make_rules({"secrecy": "recorded", "opposition_tolerated": 1, "regions_needed": "1/2"})
    count = a_count([(6, 0), (1, 2), (0, 5)], checked_in=(6, 6, 10))
    assert weigh(count, 0, rules).verdict == "contested"
    assert shortest_way_up(stands_of(count, rules), rules) == WayUp("works_in_some", ((1, 1),))
