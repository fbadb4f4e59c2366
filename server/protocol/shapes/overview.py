"""A room as the desk sees it among all others: who is there, what is going on, what its screens show."""

from server.domain.procedure.rounds import RoundState
from server.protocol.shapes.counts import Turnout
from server.protocol.shapes.recommendations import Confirmed
from server.protocol.shapes.rounds import Clock
from server.protocol.shapes.shape import Shape


class Latest(Shape, frozen=True):
    """The round that a room is at, or was at last; `turnout` is null where it is nobody's business yet."""

    round_id: str
    number: int
    state: RoundState
    clock: Clock
    turnout: Turnout | None


class Shown(Shape, frozen=True):
    """What the screens of a room show, and how many of those that are connected say so."""

    room_id: str
    number: int
    view: str
    screens: int
    showing: int


class Overview(Shape, frozen=True):
    """A room among all rooms; of a plenary room also which regions are awaited, and which have handed over.

    Shape:   `decided` is the number of the newest decision of the room.
    """

    room_id: str
    conductors: int
    connected: int
    waiting: int
    latest: Latest | None
    shown: Shown
    handed: int
    handed_at_ms: int
    awaits: tuple[str, ...]
    handed_by: tuple[str, ...]
    decided: int
    confirmed: Confirmed | None
