"""One more For, by somebody who had not cast: it never lowers an item, but where a ballot opens what was withheld."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from server.domain.counting.positions import LEVELS
from server.domain.counting.secrecy import withhold
from server.domain.counting.tallies import Count
from server.domain.counting.weighing import weigh
from server.domain.procedure.rules import Rules, make_rules
from tests.domain.counting.counts import SIZES, a_count

RECORDED = tuple(make_rules({"secrecy": "recorded", "quorum": quorum}) for quorum in (None, "1/3", "1/2", "2/3"))
CONFIDENTIAL = make_rules({"secrecy": "confidential"})
MANY = pytest.mark.parametrize("moves", [2_000, pytest.param(200_000, marks=pytest.mark.long)])


def a_round(dice: Random) -> Count:
    """Two to eight regions of awkward sizes, of which anybody may be away, abstain, or have come late."""
    sizes = [dice.choice(SIZES[1:]) if dice.random() < 0.7 else dice.randint(1, 40) for _ in range(dice.randint(2, 8))]
    turnout, leaning = dice.random(), dice.random()
    votes = []
    for seats in sizes:
        marks = [0, 0, 0]
        for _ in range(seats):
            if dice.random() < turnout:
                marks[0 if dice.random() < leaning else dice.choice((1, 1, 2))] += 1
        votes.append(tuple(marks))
    cast = [sum(marks) for marks in votes]
    there = [max(row, dice.randint(0, seats)) for row, seats in zip(cast, sizes, strict=True)]
    return a_count(votes, checked_in=there, entitled=sizes, ballots=cast if any(cast) else None)


def one_more(count: Count, region: int) -> Count:
    """Somebody of a region casts a ballot For; who came late is there by it, and entitled."""
    backing, hedged, against, abstain = count.tally.cells[0][region]
    cells = list(count.tally.cells[0])
    cells[region] = (backing + 1, hedged, against, abstain)
    cast = [ballots + (at == region) for at, ballots in enumerate(count.tally.ballots)]
    there = tuple(max(pair) for pair in zip(count.checked_in, cast, strict=True))
    entitled = tuple(max(pair) for pair in zip(count.entitled, there, strict=True))
    tally = replace(count.tally, cells=(tuple(cells),), ballots=tuple(cast))
    return replace(count, tally=tally, checked_in=there, entitled=entitled)


def falls(count: Count, later: Count, rules: Rules) -> tuple[bool, bool]:
    """Say whether the verdict fell, and whether the standing did."""
    before, after = (weigh(withhold(each, rules), 0, rules) for each in (count, later))
    return LEVELS.get(after.verdict, 0) < LEVELS.get(before.verdict, 0), after.standing < before.standing


@MANY
def test_one_more_for_never_lowers_an_item_of_a_recorded_round(moves: int) -> None:
    """By default rules and under quorums that label."""
    dice = Random("one more For")
    for move in range(moves):
        count = a_round(dice)
        region = dice.choice(count.counted or (0,))
        if region in count.counted:
            assert falls(count, one_more(count, region), RECORDED[move % 4]) == (False, False)


@MANY
def test_how_often_one_more_for_lowers_an_item_of_a_confidential_round_is_counted(moves: int) -> None:
    """Only a ballot with which a region is read that was withheld, or another withheld in its place, can do so."""
    dice = Random("one more For")
    fell = 0
    for _ in range(moves):
        count = a_round(dice)
        region = dice.choice(count.counted or (0,))
        if region not in count.counted:
            continue
        later = one_more(count, region)
        lower, _ = falls(count, later, CONFIDENTIAL)
        fell += lower
        if lower:
            assert withhold(count, CONFIDENTIAL).withheld != withhold(later, CONFIDENTIAL).withheld
    print(f"{moves} moves, {fell} verdicts lower ({float(Fraction(100 * fell, moves)):.2f} %)")
    assert fell < moves / 20
