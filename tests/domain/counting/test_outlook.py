"""What may still become of a verdict."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.outlook import WayUp, is_provisional, is_settled, shortest_way_up
from server.domain.counting.positions import LEVELS, Position
from server.domain.counting.tallies import Count
from server.domain.counting.weighing import weigh
from server.domain.procedure.rules import Rules, make_rules

from .counts import RECORDED, a_count, counts, rules_sheets


def stands_of(count: Count, rules: Rules = RECORDED) -> tuple[tuple[int, Position], ...]:
    return tuple(weigh(count, 0, rules).positions.items())


def test_a_verdict_is_provisional_until_half_of_the_regions_have_a_position() -> None:
    """One of four is too few, two of four are enough, whichever position they take."""
    one = stands_of(a_count([(4, 0), (0, 0), (0, 0), (0, 0)], checked_in=(4, 4, 4, 4)))
    two = stands_of(a_count([(4, 0), (0, 4), (0, 0), (0, 0)], checked_in=(4, 4, 4, 4)))
    assert is_provisional([stands for _, stands in one])
    assert not is_provisional([stands for _, stands in two])


def test_a_verdict_is_settled_when_the_outstanding_seats_cannot_change_it() -> None:
    """Two regions of four back it beyond recall; in the third one seat is out, and that seat decides."""
    open_still = a_count([(4, 0), (4, 0), (2, 2)], checked_in=(4, 4, 5))
    assert not is_settled(open_still, stands_of(open_still), RECORDED)
    settled = a_count([(4, 0), (4, 0), (3, 1)], checked_in=(4, 4, 5))
    assert is_settled(settled, stands_of(settled), RECORDED)


def test_an_abstention_is_not_outstanding() -> None:
    """Who abstained has voted: the seat is not waited for."""
    count = a_count([(4, 0, 0), (4, 0, 0), (2, 2, 1)], checked_in=(4, 4, 5))
    assert is_settled(count, stands_of(count), RECORDED)


def test_a_region_that_may_miss_its_quorum_unsettles_a_verdict() -> None:
    """Five of eight would decide the region; as long as it may stay at four it may also stay undetermined."""
    rules = make_rules({"secrecy": "recorded", "quorum": "2/3", "deciding_quorum": True})
    count = a_count([(4, 0), (4, 0)], checked_in=(4, 4), entitled=(4, 6))
    assert is_settled(count, stands_of(count), replace(rules, quorum=Fraction(1, 2)))
    waiting = a_count([(4, 0), (3, 0)], checked_in=(4, 4), entitled=(4, 6))
    assert not is_settled(waiting, stands_of(waiting, rules), rules)
    assert is_settled(waiting, stands_of(waiting), replace(rules, deciding_quorum=False))
    hopeless = a_count([(4, 0), (3, 0)], checked_in=(4, 3), entitled=(4, 6))
    assert is_settled(hopeless, stands_of(hopeless, rules), rules)


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


@given(counts(most_items=1), rules_sheets(), st.data())
def test_the_way_up_leads_up_and_nothing_shorter_in_one_region_does(
    count: Count, rules: Rules, data: st.DataObject
) -> None:
    """Casting the votes it names gives the verdict it names; one fewer in any region does not."""
    before = weigh(count, 0, rules)
    way = shortest_way_up(tuple(before.positions.items()), rules)
    if way is None:
        return
    lifted = weigh(_with_more(count, dict(way.votes)), 0, rules)
    assert lifted.verdict == way.verdict
    assert LEVELS[lifted.verdict] > LEVELS[before.verdict]
    short = data.draw(st.sampled_from(way.votes))[0]
    fewer = {region: more - (region == short) for region, more in way.votes}
    assert LEVELS[weigh(_with_more(count, fewer), 0, rules).verdict] <= LEVELS[before.verdict]


def _with_more(count: Count, more: dict[int, int]) -> Count:
    votes = [
        (backing + more.get(region, 0), against) for region, (backing, _, against, _) in enumerate(count.tally.cells[0])
    ]
    ballots = [max(cast, sum(row)) for cast, row in zip(count.tally.ballots, votes, strict=True)]
    return a_count(votes, checked_in=count.checked_in, entitled=count.entitled, ballots=ballots)
