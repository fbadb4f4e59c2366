"""Who is in the meeting, and the tables of what each role may do in a room, and which pages and files it may read.

Refuses to know how a person proved who they are, and on whose things an act may be done (`whose`). Invariants: every
act that changes anything is a row of `_MAY`, every page and file that is not for anybody one of `_MAY_READ`; what is
not in the tables is not permitted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from server.domain.errors import NotPermitted
from server.domain.procedure.meeting import seat_number
from server.domain.procedure.programme import Room

Role = Literal["delegate", "observer", "moderator", "screen", "chair", "desk", "secretariat"]
ROLES: tuple[Role, ...] = get_args(Role)
CONDUCTING = frozenset({"moderator", "chair"})
"""The roles of those who conduct: a moderator the room of their region, the chair every room."""
DESK: Role = "desk"
"""The people whom the secretariat lets run one meeting."""
SECRETARIAT: Role = "secretariat"
"""Whoever holds the key of the service: it runs every meeting, and belongs to none."""
AT_THE_DESK = frozenset({DESK, SECRETARIAT})


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever holds a credential.

    Shape:   `meeting_id` is empty for the secretariat; `region_id` for all but delegates and moderators; `seat_id` is a
             delegate's alone; `generation` is that of the credential they came with, nought where they came without.
    """

    meeting_id: str
    role: Role | Literal["service"]
    region_id: str = ""
    seat_id: str = ""
    name: str = ""
    generation: int = 0

    def within(self, meeting_id: str) -> "Person":
        """Say who they are in a meeting: the secretariat is of whichever it is spoken of, by a link of none."""
        return self if self.meeting_id else replace(self, meeting_id=meeting_id, generation=1)

    @property
    def key(self) -> str:
        """Name the holder inside the meeting: two devices of one seat have one key."""
        return f"seat:{self.seat_id}" if self.seat_id else f"{self.role}:{self.region_id}".rstrip(":")

    def has_said(self, generation: int) -> bool:
        """Say whether what the seat said with a credential of that generation was said by them, not by earlier ones."""
        return generation >= self.generation

    @property
    def number(self) -> int:
        """Say the number of the seat, by which people know whoever gave no name; nought without a seat."""
        return seat_number(self.seat_id) if self.seat_id else 0


@dataclass(frozen=True, slots=True)
class Seat:
    """A right to vote (or, with `votes` false, a named place to observe from).

    Shape:   `source` is a short label of the address that took it by code, empty for a seat that was named beforehand.
    Units:   `joined_at_ms` is when it was taken by code.
    """

    id: str
    name: str
    delegation: str
    region_id: str
    language: str = ""
    votes: bool = True
    joined_at_ms: int = 0
    source: str = ""

    @property
    def number(self) -> int:
        """Say the number by which people know a seat without a name: the same on its phone and on the podium."""
        return seat_number(self.id)


_SPEAK = CONDUCTING | {"delegate"}
SIGNING = frozenset(
    {
        "propose_merge", "agree_merge", "refuse_merge", "undo_merge",
        "propose_wording", "accept_wording", "refuse_wording",
    }
)  # fmt: skip
"""What a moderator also does in a plenary room, for their region, and the desk as the chair does; on what: `whose`."""
_FOR_THE_REGION = SIGNING | {"propose", "find_similar", "record_position", "enter_count", "read_count"}
"""All that a moderator does in a plenary room."""
_MAY: Mapping[str, frozenset[str]] = {
    "propose": _SPEAK,
    "find_similar": _SPEAK,
    "withdraw_recommendation": _SPEAK,
    "list_waiting": CONDUCTING,
    "accept_recommendation": CONDUCTING,
    "reject_recommendation": CONDUCTING,
    "edit_recommendation": _SPEAK,
    "return_recommendation": CONDUCTING,
    "support_recommendation": frozenset({"delegate"}),
    "read_history": _SPEAK,
    "translate_recommendation": CONDUCTING,
    "propose_variant": CONDUCTING,
    "prepare_round": CONDUCTING,
    "change_round": CONDUCTING,
    "discard_round": CONDUCTING,
    "open_round": CONDUCTING,
    "close_round": CONDUCTING,
    "publish_round": CONDUCTING,
    "reopen_round": CONDUCTING,
    "pause_round": CONDUCTING,
    "resume_round": CONDUCTING,
    "extend_round": CONDUCTING,
    "set_countdown": CONDUCTING,
    "recount_round": CONDUCTING,
    "void_round": CONDUCTING,
    "submit_shortlist": CONDUCTING,
    "hand_over": CONDUCTING,
    "take_back": CONDUCTING,
    "ask_confirmation": CONDUCTING,
    "confirm_set": frozenset({"delegate"}),
    **dict.fromkeys(sorted(SIGNING), CONDUCTING | AT_THE_DESK),
    "cast_ballot": frozenset({"delegate"}),
    "read_wishes": CONDUCTING,
    "record_position": frozenset({"moderator"}),
    "confirm_position": frozenset({"delegate"}),
    "enter_count": CONDUCTING,
    "read_count": CONDUCTING,
    "set_live": frozenset({"chair"}),
    "prepare_presentation": frozenset({"chair"}),
    "turn_presentation": frozenset({"chair"}),
    "pause_presentation": frozenset({"chair"}),
    "end_presentation": frozenset({"chair"}),
    **dict.fromkeys(
        ("set_up_speakers", "add_speaker", "remove_speaker", "call_speaker", "pause_speaker", "end_speakers"),
        CONDUCTING,
    ),
    "ask_to_speak": frozenset({"delegate"}),
    "show_in_hall": CONDUCTING,
    "hall_shown": CONDUCTING | {"screen"},
    "list_seats": CONDUCTING,
    "admit_seat": CONDUCTING,
    "refuse_seat": CONDUCTING,
    "bar_seat": frozenset({"chair"}),
    "unbar_seat": frozenset({"chair"}),
    "remove_seat": frozenset({"chair"}),
    "remove_joins": frozenset({"chair"}),
    "close_joining": frozenset({"chair"}),
    "open_joining": frozenset({"chair"}),
    "new_join_code": frozenset({"chair"}),
    "set_seat_limit": frozenset({"chair"}),
    "set_one_seat": frozenset({"chair"}),
    "make_findings": CONDUCTING | AT_THE_DESK,
    "publish_report": frozenset({"chair"}),
    "withdraw_report": frozenset({"chair"}),
    "edit_programme": AT_THE_DESK,
    "say_to_all": AT_THE_DESK,
    "rename_delegation": AT_THE_DESK,
}

_EVERYBODY = frozenset(ROLES)
_IN_ROOMS = _EVERYBODY - AT_THE_DESK
_MAY_READ: Mapping[str, frozenset[str]] = {
    "home": _EVERYBODY,
    "delegate": _IN_ROOMS,
    "screen": _IN_ROOMS,
    "podium": CONDUCTING,
    "desk": AT_THE_DESK,
    "join_code": CONDUCTING | {"screen"},
    "meeting": _EVERYBODY,
    "papers": _EVERYBODY,
    "closed_list": CONDUCTING | AT_THE_DESK,
    "published_list": _EVERYBODY,
    "report": AT_THE_DESK | {"chair"},
    "published_report": _EVERYBODY,
}
"""Which roles may read a page or a file of their meeting, in the rooms that they may enter.

Shape:   a *closed list* is read by those who conduct its room; a *published list* is the whole meeting's, whatever its
         room; a *published report* is that of the meeting which its chair has let everybody have.
"""


def may_enter(person: Person, room: Room) -> bool:
    """Say whether a person belongs in a room: a region's is for its region, those who conduct it, and the screen."""
    if person.role in AT_THE_DESK or room.kind == "desk":
        return person.role in AT_THE_DESK and room.kind == "desk"
    if room.kind == "plenary" or person.role in ("chair", "screen"):
        return True
    return person.role in ("delegate", "moderator") and person.region_id == room.region_id


def may_act(person: Person, room: Room) -> bool:
    """Say whether a person does anything in a room: where they belong, and from the desk in a plenary room too.

    Shape:   the desk hears nothing there and is not in it: it asks by calls.
    """
    return may_enter(person, room) or (person.role in AT_THE_DESK and room.kind == "plenary")


def conducts(person: Person, room: Room) -> bool:
    """Say whether a person conducts a room."""
    if room.kind == "desk":
        return person.role in AT_THE_DESK
    return person.role == "chair" or (person.role == "moderator" and person.region_id == room.region_id)


def region_moderated(person: Person) -> str:
    """Say of which region somebody is the moderator, for whom they sign; of none where they are none."""
    return person.region_id if person.role == "moderator" else ""


def may_read(role: str, what: str) -> bool:
    """Say whether a role may read a page or a file at all."""
    return role in _MAY_READ[what]


def acts_of(person: Person, room: Room) -> tuple[str, ...]:
    """Name every act that a person may do in a room."""
    return tuple(act for act in _MAY if may(person, act, room))


def may(person: Person, act: str, room: Room) -> bool:
    """Say whether the table lets a person do an act in a room; a moderator conducts that of their own region alone.

    Shape:   in a plenary room they speak, and sign for their region; there the desk does what consolidates, and all its
             other acts in its own room.
    """
    if person.role not in _MAY.get(act, frozenset()) or not may_act(person, room):
        return False
    if person.role in AT_THE_DESK:
        return (act in SIGNING) == (room.kind == "plenary")
    return person.role != "moderator" or act in _FOR_THE_REGION or conducts(person, room)


def require(person: Person, act: str, room: Room) -> None:
    """Check one act of one person in one room against the table.

    Raises:  NotPermitted.
    """
    if not may(person, act, room):
        raise NotPermitted(act, role=person.role)
