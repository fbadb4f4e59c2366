"""Ballots that rank: the positions 1 to 8 that a delegate gives, read as an order of the slate.

Refuses to fill in what a ballot leaves open: one position twice is "level", no position is "not ranked". Invariant:
only the order of the positions on a ballot matters, never how far apart they are.
"""

from collections.abc import Mapping

from server.domain.counting.tallies import Count
from server.domain.errors import InvalidBallot
from server.domain.procedure.rules import Rules

POSITIONS = ("1", "2", "3", "4", "5", "6", "7", "8")


def columns(rules: Rules) -> tuple[str, ...]:  # noqa: ARG001 - every method is asked; positions never vary
    """Name the columns of its tally."""
    return POSITIONS


def check(marks: Mapping[str, str], rules: Rules) -> None:  # noqa: ARG001 - no rule changes what a position can be
    """Refuse a ballot that ranks by anything but the positions 1 to 8; ties and omissions are welcome.

    Raises:  InvalidBallot for a mark that is no position.
    """
    for mark in marks.values():
        if mark not in POSITIONS:
            raise InvalidBallot("unknown_mark", mark=mark[:24])


def rankings_of(count: Count) -> list[dict[int, int]]:
    """Read every ballot as positions of items, by their index in the slate."""
    place_of = {item: place for place, item in enumerate(count.tally.slate)}
    return [{place_of[item]: int(mark) for item, mark in ballot.marks.items()} for ballot in count.ballots]
