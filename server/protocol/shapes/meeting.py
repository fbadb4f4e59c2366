"""What is known of a meeting: its regions, its rooms, and what it is at."""

from server.domain.procedure.programme import RoomKind
from server.domain.procedure.rounds import RoundState
from server.protocol.shapes.shape import Shape


class Region(Shape, frozen=True):
    """A region of the meeting; `short` stands on its chip."""

    id: str
    name: str
    short: str
    seats: int


class Room(Shape, frozen=True):
    """A room: everybody's or a region's, for one agenda session."""

    id: str
    kind: RoomKind
    region_id: str
    agenda_session_id: str
    title: str


class Bulletin(Shape, frozen=True):
    """What the desk says to everybody, or in one room; `translations` are the same words by language."""

    room_id: str
    number: int
    text: str
    language: str
    translations: dict[str, str]


class Live(Shape, frozen=True):
    """What the meeting is at; `agenda_session_id` is the old name of `session_id`."""

    agenda_session_id: str
    question_id: str
    room_id: str
    round_id: str
    session_id: str


class Call(Shape, frozen=True):
    """A round that is being voted on, in whichever room of the meeting."""

    room_id: str
    round_id: str
    state: RoundState
