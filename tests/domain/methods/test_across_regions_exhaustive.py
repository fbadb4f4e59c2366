"""Every move in small meetings: no vote for a recommendation ever lowers it."""

from itertools import product

import pytest

from server.domain.counting.positions import LEVELS
from server.domain.counting.weighing import Standing, weigh
from server.domain.procedure.rules import Rules, make_rules
from tests.domain.counting.counts import a_count

MEETINGS = ((1, 1, 2), (2, 2, 2), (3, 3), (1, 2, 3), (4, 3), (2, 5), (1, 12), (2, 10), (13,))
SHEETS = tuple(
    make_rules({"secrecy": "recorded", "theta": theta, "opposition_tolerated": tolerated})
    for theta in ("1/2", "2/3")
    for tolerated in (0, 1)
)
Votes = tuple[tuple[int, int, int], ...]


def all_votes(seats: int) -> list[tuple[int, int, int]]:
    """List every way in which a region can have voted: For, Against, Abstain, the rest not at all."""
    return [
        (backing, against, abstain)
        for backing in range(seats + 1)
        for against in range(seats + 1 - backing)
        for abstain in range(seats + 1 - backing - against)
    ]


def better(votes: tuple[int, int, int], seats: int) -> list[tuple[int, int, int]]:
    """List what one changed vote can make of a region in favour of the item."""
    backing, against, abstain = votes
    moves = []
    if backing + against + abstain < seats:
        moves.append((backing + 1, against, abstain))
    if abstain:
        moves.append((backing + 1, against, abstain - 1))
    if against:
        moves.append((backing + 1, against - 1, abstain))
        moves.append((backing, against - 1, abstain + 1))
        moves.append((backing, against - 1, abstain))
    return moves


def violations(standings: dict[Votes, tuple[Standing, int]], meeting: tuple[int, ...]) -> tuple[int, int]:
    """Try every move; answer how many were tried and how many lowered a standing or a verdict."""
    tried = lowered = 0
    for votes, (standing, rung) in standings.items():
        for region, seats in enumerate(meeting):
            for changed in better(votes[region], seats):
                after, rung_after = standings[(*votes[:region], changed, *votes[region + 1 :])]
                tried += 1
                lowered += after < standing or rung_after < rung
    return tried, lowered


def every_standing(meeting: tuple[int, ...], rules: Rules) -> dict[Votes, tuple[Standing, int]]:
    standings = {}
    for votes in product(*(all_votes(seats) for seats in meeting)):
        own = weigh(a_count(votes, checked_in=meeting), 0, rules)
        standings[votes] = own.standing, LEVELS.get(own.verdict, 0)
    return standings


def test_no_vote_for_an_item_lowers_it() -> None:
    """None of at least 50,000 moves in nine meetings under four rules sheets lowers a standing or a verdict."""
    tried = 0
    for meeting in MEETINGS:
        for rules in SHEETS:
            moves, lowered = violations(every_standing(meeting, rules), meeting)
            assert lowered == 0
            tried += moves
    assert tried >= 50_000


@pytest.mark.parametrize("broken", ["abstain_counts", "margin_reversed"])
def test_the_check_would_see_an_order_that_punishes_support(broken: str) -> None:
    """The same walk finds the fault in an order that counts abstentions as support, or loves opposition."""
    meeting = (2, 2)
    standings = every_standing(meeting, SHEETS[0])
    spoilt = {
        votes: (sum(row[2] if broken == "abstain_counts" else row[1] - row[0] for row in votes), 0)
        for votes in standings
    }
    assert violations(spoilt, meeting)[1] > 0
