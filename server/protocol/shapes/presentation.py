"""The presenting of a room: in which order the regions present, which has the floor, and how long."""

from typing import Literal

from server.protocol.shapes.rounds import Clock
from server.protocol.shapes.shape import Shape


class Presentation(Shape, frozen=True):
    """Regions that present what they handed over; `order` is empty for a lot that is not drawn yet."""

    number: int
    ordered_by: Literal["lot", "alphabet", "hand"]
    order: tuple[str, ...]
    place: int
    seconds: int
    clock: Clock
    commitment: str
    seed: str
    over: bool
