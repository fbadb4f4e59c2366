"""A presentation: in which order the regions present in a plenary room, which has the floor, and how long.

Refuses to know who may present (`presenting`). Invariant: of an order by lot nothing is known before the first turn but
the hash of what it is drawn from.
"""

from dataclasses import dataclass
from typing import Literal

from server.domain.procedure.countdown import NO_CLOCK, Clock


@dataclass(frozen=True, slots=True)
class Presentation:
    """What is kept of the presenting in one room.

    Shape:   `order` are regions, empty for a lot that is not drawn yet, whose `nonce` is what it is drawn from; `place`
             says which of them has the floor, -1 as long as none has; `number` counts the presentations of the room.
    Units:   `seconds` is the time of each region.
    """

    room_id: str
    ordered_by: Literal["lot", "alphabet", "hand"]
    order: tuple[str, ...]
    seconds: int
    nonce: str = ""
    place: int = -1
    clock: Clock = NO_CLOCK
    over: bool = False
    number: int = 1

    @property
    def under_way(self) -> bool:
        """Say whether a region has the floor."""
        return self.place >= 0 and not self.over
