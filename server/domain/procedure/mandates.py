"""Mandates: for whom each seat of a round speaks, as the opening found it or, of a seat made later, its first count.

Refuses to know how anybody voted. Invariant: who speaks for one delegation is the same whatever becomes of the seats
later; a seat that names no delegation speaks for itself.

Source: docs/methods.md, "Three units".
"""

from typing import NamedTuple

from server.domain.procedure.admission import plain
from server.domain.procedure.people import Seat


class Mandate(NamedTuple):
    """For whom a seat speaks: a delegation of its region or, where none is named, itself.

    Shape:   `number` is that of the seat, by which people know it where it has no name.
    """

    region_id: str
    delegation: str
    name: str
    number: int

    @property
    def speaker(self) -> tuple[str, str | int]:
        """Say what seats that speak for the same have in common; how a delegation is written does not matter."""
        return self.region_id, plain(self.delegation) or self.number


def mandate_of(seat: Seat) -> Mandate:
    """Read for whom a seat speaks now."""
    return Mandate(seat.region_id, seat.delegation.strip(), seat.name, seat.number)
