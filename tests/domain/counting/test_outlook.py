"""What may still become of a verdict."""

from dataclasses import replace
from fractions import Fraction

from server.domain.counting.outlook import is_provisional, is_settled
from server.domain.counting.positions import Position
from server.domain.counting.tallies import Count
from server.domain.counting.weighing import weigh
from server.domain.procedure.rules import Rules, make_rules

from .counts import RECORDED, a_count


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
