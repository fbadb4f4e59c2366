"""A meeting: what is fixed when it is founded, and everything that was decided in it since.

Refuses to know where it is kept and who is connected. Invariant: every id of a meeting begins with the meeting's own
five letters, so that any id says which meeting it belongs to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.domain.procedure.bulletins import Bulletin
from server.domain.procedure.presentation import Presentation
from server.domain.procedure.programme import Programme, Room, desk_room
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import Round
from server.domain.procedure.sets import HAND_OVER_LIMIT, Confirmation, HandedOver, HandedSet
from server.domain.procedure.speakers import Speakers

MEETING_ID_LENGTH = 5
SEAT_LIMIT = 2_000
HIGHEST_SEAT_LIMIT = 20_000
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Live:
    """What the meeting is at: announced in every room."""

    agenda_session_id: str = ""
    question_id: str = ""
    room_id: str = ""
    round_id: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """What is fixed when a meeting is created.

    Units:   `expires_at_s` is an instant in seconds: everything of the meeting is gone by then.
    Shape:   `join_code`, `open_join`, `seat_limit` and `one_seat_per_device` are those it was founded with: they may
             change since, see `Joining`. `nod` says that whoever picks a named seat by code waits to be
             admitted, `trial` that people only try out the service in this meeting; `hand_over_limit` is how many
             recommendations a region may hand to a plenary session where the programme does not say otherwise.
    """

    id: str
    join_code: str
    open_join: bool = True
    seats_named: bool = False
    rehearsal_of: str = ""
    expires_at_s: int = 0
    seat_limit: int = SEAT_LIMIT
    one_seat_per_device: bool = False
    nod: bool = True
    trial: bool = False
    hand_over_limit: int = HAND_OVER_LIMIT


@dataclass(frozen=True, slots=True)
class Proceedings:
    """Everything decided in a meeting so far, as of one decision number.

    Invariant: `decision` grows by one with each decision; a decision is written only if nothing was decided since these
    proceedings were read.
    """

    meeting: Meeting
    programme: Programme
    decision: int = 0
    live: Live = Live()
    recommendations: Mapping[str, Recommendation] = field(default_factory=dict)
    rounds: Mapping[str, Round] = field(default_factory=dict)
    room_seqs: Mapping[str, int] = field(default_factory=dict)
    handed_over: Mapping[str, HandedOver] = field(default_factory=dict)
    bulletins: Mapping[str, Bulletin] = field(default_factory=dict)
    presentations: Mapping[str, Presentation] = field(default_factory=dict)
    confirmations: Mapping[str, Confirmation] = field(default_factory=dict)
    speakers: Mapping[str, Speakers] = field(default_factory=dict)

    @property
    def hand_over_limit(self) -> int:
        """Say how many recommendations a region may hand to a session: what the programme says, else the founding."""
        said = self.programme.defaults.hand_over_limit
        return self.meeting.hand_over_limit if said is None else said

    def has_room(self, room: Room) -> bool:
        """Say whether a room is there, as the desk's always is."""
        return room.kind == "desk" or self.programme.room(room.id) is not None

    @property
    def rooms(self) -> tuple[Room, ...]:
        """List every room in which something can be told, the desk's last."""
        return (*self.programme.rooms, desk_room(self.meeting.id))

    def sets_of(self, room_id: str) -> tuple[HandedSet, ...]:
        """List the sets that a region handed over from one of its rooms."""
        handed = self.handed_over.get(room_id)
        return handed.sets if handed else ()

    def sets_for(self, session_id: str) -> list[HandedSet]:
        """List the sets that an agenda session hears, in the order of the meeting's regions and of their rooms."""
        regions = [region.id for region in self.programme.regions]
        heard = [one for room in self.programme.rooms for one in self.sets_of(room.id) if one.session_id == session_id]
        return sorted(heard, key=lambda one: regions.index(one.region_id) if one.region_id in regions else len(regions))

    def is_handed_to(self, session_id: str, recommendation_id: str) -> bool:
        """Say whether a region has handed a recommendation to an agenda session."""
        return any(recommendation_id in one.recommendation_ids for one in self.sets_for(session_id))


def meeting_of(any_id: str) -> str:
    """Say which meeting an id belongs to."""
    return any_id[:MEETING_ID_LENGTH]


def id_of(meeting_id: str, number: int) -> str:
    """Write the id of a room, a recommendation or a round: the meeting's five letters and at least three digits.

    Invariant: of more than three digits the first is not 0, so that it is no seat's.
    """
    return meeting_id + _base_36(number).rjust(3, "0")


def seat_id_of(meeting_id: str, number: int) -> str:
    """Write the id of a seat: the meeting's five letters, a 0 and at least three digits."""
    return f"{meeting_id}0{_base_36(number).rjust(3, '0')}"


def seat_number(seat_id: str) -> int:
    """Read the number of a seat out of its id: the first seat that the meeting gave out has 1."""
    return int(seat_id[MEETING_ID_LENGTH:], 36)


def _base_36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits
