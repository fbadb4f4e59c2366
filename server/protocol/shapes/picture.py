"""A picture of a room in two parts: what changes without a decision, and what stays the same until there is one."""

from server.protocol.message import Json
from server.protocol.shapes.counts import Tally
from server.protocol.shapes.meeting import Bulletin, Live, Region, Room
from server.protocol.shapes.presentation import Presentation
from server.protocol.shapes.recommendations import Confirmation, Recommendation, Set, Shortlist
from server.protocol.shapes.rounds import Round
from server.protocol.shapes.shape import RankedListText, Shape
from server.protocol.shapes.speakers import Speakers


class Hall(Shape, frozen=True):
    """What the screens of the room show; `seq` is the hall's own number, `round` is of another room, else null."""

    seq: int
    room_id: str
    round_id: str
    view: str
    page: int
    item: str
    course: int
    round: Round | None


class Passing(Shape, frozen=True):
    """The part of a picture that changes without a decision: how much time is left, and the counts."""

    seq: int
    rounds: tuple[Round, ...]
    tallies: dict[str, Tally]
    more: str | None
    presentation: Presentation | None
    speakers: Speakers | None


class Lasting(Shape, frozen=True):
    """The part of a picture that stays the same until something is decided."""

    room: Room
    live: Live
    regions: tuple[Region, ...]
    recommendations: tuple[Recommendation, ...]
    shortlists: tuple[Shortlist, ...]
    sets: tuple[Set, ...]
    ranked_lists: dict[str, RankedListText]
    waiting: int | None
    programme_version: int
    bulletins: tuple[Bulletin, ...]
    programme: Json | None = None
    confirmations: tuple[Confirmation, ...] = ()
