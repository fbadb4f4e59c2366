"""What a secret round tells of delegations excludes nothing that the delegates' totals leave open.

An attacker who knows who cast, in which delegation, writes down every way in which the ballots may have been marked,
and keeps those that give the figures that were shown. With the figures of delegations as many are kept as without.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from random import Random

import pytest

from server.domain.counting.positions import COLUMNS
from server.domain.counting.tallies import Count, CountedBallot, recount
from server.domain.procedure.mandates import Mandate
from server.domain.procedure.rules import make_rules
from server.record.ranked_list import write_ranked_list
from tests.domain.counting.counts import list_of

MARKS = ("for", "against", "abstain")
RULES = make_rules({"k": 3})
REGIONS = ("r1", "r2")
Seats = Sequence[tuple[int, str]]
"""For each seat that has cast its region and its delegation."""


def shown(seats: Seats, marks: Sequence[str]) -> dict:
    """Hold the round with these marks and say what is shown."""
    ballots = tuple(
        CountedBallot(region, {"i1": mark}, f"b{at}", mandate=Mandate(REGIONS[region], delegation, "", at))
        for at, ((region, delegation), mark) in enumerate(zip(seats, marks, strict=True), 1)
    )
    tally = recount(("i1",), REGIONS, COLUMNS, ballots)
    return write_ranked_list(list_of(Count(tally, ballots, tally.ballots, tally.ballots), RULES))


def of_delegates(sheet: dict) -> object:
    """Say what is shown but for what is said of delegations."""
    (item,) = sheet["items"]
    return item["line"], item["regions"], sheet["totals_withheld"]


def of_delegations(sheet: dict) -> object:
    """Say what is shown of delegations."""
    (item,) = sheet["items"]
    return sheet["delegations"], item.get("delegations")


def majorities(seats: Seats, marks: Sequence[str]) -> tuple[int, int]:
    """Work out by hand how many delegations are for and against."""
    sums: dict[object, int] = {}
    for at, (whose, mark) in enumerate(zip(seats, marks, strict=True)):
        key = whose if whose[1] else at
        sums[key] = sums.get(key, 0) + {"for": 1, "against": -1}.get(mark, 0)
    return sum(one > 0 for one in sums.values()), sum(one < 0 for one in sums.values())


def worlds(seats: Seats) -> Iterator[tuple[str, ...]]:
    return product(MARKS, repeat=len(seats))


@pytest.mark.parametrize("meetings", [12, pytest.param(120, marks=pytest.mark.long)])
def test_the_figures_of_delegations_exclude_no_world(meetings: int) -> None:
    """In small meetings, whatever their delegations and marks. Holds R154."""
    told, withheld = 0, 0
    for number in range(meetings):
        dice = Random(f"delegations {number}")
        states = dice.choice([2, 4, 50])
        seats = [(dice.randrange(2), dice.choice(["", f"State {dice.randrange(states)}"])) for _ in range(6)]
        seats[0] = (0, "State 0")
        sheet = shown(seats, [dice.choice(MARKS) for _ in seats])
        told += "delegations" in sheet["items"][0]
        withheld += sheet["delegations"]["withheld"] == "several"
        fitting = [
            sheet_ for marks in worlds(seats) if of_delegates(sheet_ := shown(seats, marks)) == of_delegates(sheet)
        ]
        assert fitting
        assert all(of_delegations(one) == of_delegations(sheet) for one in fitting), f"meeting {number}"
    assert told > meetings / 12
    assert withheld > meetings / 12


def test_without_the_rule_a_ballot_would_be_certain() -> None:
    """Three of Kenya and one of Ghana: 3 For and 1 Against, and one delegation against, are one world.

    The check of the rule can fail: with these totals beside each other everybody would know how each has voted.
    """
    seats, marks = [(0, "Kenya"), (0, "Kenya"), (0, "Kenya"), (0, "Ghana")], ("for", "for", "for", "against")
    sheet = shown(seats, marks)
    fitting = [one for one in worlds(seats) if of_delegates(shown(seats, one)) == of_delegates(sheet)]
    assert len(fitting) == 4
    assert [one for one in fitting if majorities(seats, one) == majorities(seats, marks)] == [marks]
    assert of_delegations(sheet) == ({"cast": None, "withheld": "several", "roll_call": None}, None)
