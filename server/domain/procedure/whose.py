"""Whose a thing is, seen from who asks, and on whose things each act may be done: the second table of rights.

The first (`people`) says which role may do an act, and in which rooms; this one says to which things there. Refuses to
look up anything: it is handed what it needs. Invariants: every act on a thing has a row; *elsewhere* is in no row, so
that for whoever asks in one room the things of another do not exist.

    own         a recommendation of one's seat · a round that one's region takes part in · a seat of one's region · a
                merge, or proposed words, that one's region signs · for a merge, a recommendation of one's own room
    others      somebody else's of the same room · a seat of another region, an agenda session of the meeting · a
                paper of this room's agenda session or of the meeting as a whole
    handed      a recommendation of a region's room that was handed to the plenary session, asked about there · a
                round of another room whose list is published
    elsewhere   of another room, of another meeting, or of nothing at all
"""

from collections.abc import Mapping

from server.domain.errors import NotFound, NotPermitted
from server.domain.procedure.lineage import is_here
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.papers import WHOLE_MEETING, Paper
from server.domain.procedure.people import AT_THE_DESK, CONDUCTING, Person
from server.domain.procedure.programme import Programme, Room
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import Round
from server.domain.procedure.signatures import regions_in
from server.domain.procedure.wordings import pending

WHOSE = ("own", "others", "handed", "elsewhere")

_NOTHING: frozenset[str] = frozenset()
_OWN = frozenset({"own"})
_OTHERS = frozenset({"others"})
_HERE = frozenset({"own", "others"})
_HERE_OR_HANDED = _HERE | {"handed"}
_CONSOLIDATING = AT_THE_DESK | {"chair"}
"""The roles that make few texts of many in a plenary session."""


def _by(roles: frozenset[str], whose: frozenset[str]) -> Mapping[str, frozenset[str]]:
    return dict.fromkeys(sorted(roles), whose)


ON: Mapping[str, Mapping[str, Mapping[str, frozenset[str]]]] = {
    "recommendation": {
        "accept_recommendation": _by(CONDUCTING, _HERE),
        "reject_recommendation": _by(CONDUCTING, _HERE),
        "edit_recommendation": {"delegate": _OWN, **_by(CONDUCTING, _HERE)},
        "return_recommendation": _by(CONDUCTING, _HERE),
        "support_recommendation": {"delegate": _OTHERS},
        "read_history": {"delegate": _OWN, **_by(CONDUCTING, _HERE_OR_HANDED)},
        "translate_recommendation": _by(CONDUCTING, _HERE_OR_HANDED),
        "withdraw_recommendation": {"delegate": _OWN, **_by(CONDUCTING, _HERE)},
        "propose_variant": _by(CONDUCTING, _HERE_OR_HANDED),
        "prepare_round": _by(CONDUCTING, _HERE_OR_HANDED),
        "change_round": _by(CONDUCTING, _HERE_OR_HANDED),
        "hand_over": _by(CONDUCTING, _HERE),
        "take_back": _by(CONDUCTING, _HERE),
        "ask_confirmation": _by(CONDUCTING, _HERE),
    },
    "parent": {
        "propose_merge": {"moderator": frozenset({"own", "handed"}), **_by(_CONSOLIDATING, _HERE_OR_HANDED)},
    },
    "merge": {
        "agree_merge": {"moderator": _OWN, **_by(_CONSOLIDATING, _HERE)},
        "refuse_merge": {"moderator": _OWN, **_by(_CONSOLIDATING, _HERE)},
        "undo_merge": {"moderator": _OWN, **_by(_CONSOLIDATING, _HERE)},
    },
    "wording": {
        "propose_wording": {"moderator": _OWN, **_by(_CONSOLIDATING, _HERE_OR_HANDED)},
        "accept_wording": {"moderator": _OWN, **_by(_CONSOLIDATING, _HERE_OR_HANDED)},
        "refuse_wording": {"moderator": _OWN, **_by(_CONSOLIDATING, _HERE_OR_HANDED)},
    },
    "round": {
        "propose_variant": _by(CONDUCTING, _HERE),
        "prepare_round": _by(CONDUCTING, _HERE),
        "change_round": _by(CONDUCTING, _HERE),
        "discard_round": _by(CONDUCTING, _HERE),
        "open_round": _by(CONDUCTING, _HERE),
        "close_round": _by(CONDUCTING, _HERE),
        "publish_round": _by(CONDUCTING, _HERE),
        "reopen_round": _by(CONDUCTING, _HERE),
        "pause_round": _by(CONDUCTING, _HERE),
        "resume_round": _by(CONDUCTING, _HERE),
        "extend_round": _by(CONDUCTING, _HERE),
        "set_countdown": _by(CONDUCTING, _HERE),
        "recount_round": _by(CONDUCTING, _HERE),
        "void_round": _by(CONDUCTING, _HERE),
        "submit_shortlist": _by(CONDUCTING, _HERE),
        "show_in_hall": _by(CONDUCTING, _HERE_OR_HANDED),
        "make_findings": _by(CONDUCTING | AT_THE_DESK, _HERE_OR_HANDED),
        "cast_ballot": {"delegate": _OWN},
        "read_wishes": _by(CONDUCTING, _HERE),
        "record_position": {"moderator": _OWN},
        "confirm_position": {"delegate": _OWN},
        "enter_count": {"moderator": _OWN, "chair": _HERE},
        "read_count": {"moderator": _OWN, "chair": _HERE},
    },
    "question": {
        "propose": _by(CONDUCTING | {"delegate"}, _HERE),
        "find_similar": _by(CONDUCTING | {"delegate"}, _HERE),
        "prepare_round": _by(CONDUCTING, _HERE),
        "change_round": _by(CONDUCTING, _HERE),
        "set_live": {"chair": _HERE},
    },
    "session": {
        "set_live": {"chair": _HERE},
        "make_findings": _by(CONDUCTING | AT_THE_DESK, _HERE),
    },
    "paper": {
        "show_in_hall": _by(CONDUCTING, _HERE),
    },
    "seat": {
        "list_seats": {"moderator": _OWN, "chair": _HERE},
        "admit_seat": {"moderator": _OWN, "chair": _HERE},
        "refuse_seat": {"moderator": _OWN, "chair": _HERE},
        "bar_seat": {"chair": _HERE},
        "unbar_seat": {"chair": _HERE},
        "remove_seat": {"chair": _HERE},
        "remove_joins": {"chair": _HERE},
    },
}
"""On whose things an act may be done: by what it speaks of, the act, and the role of who asks."""


def reach(role: str, act: str, kind: str) -> frozenset[str]:
    """Say on whose things of a kind a role may do an act."""
    return ON[kind][act].get(role, _NOTHING)


def require_reach(person: Person, act: str, kind: str, whose: str, *, known: bool = True) -> None:
    """Check one act of one person on one thing against the table.

    Shape:   `known` says that the person may know of the thing: to others it is not there.
    Raises:  NotPermitted, or NotFound where it is not there for them.
    """
    if whose in reach(person.role, act, kind):
        return
    if known and whose in _HERE:
        raise NotPermitted(act, role=person.role)
    raise NotFound(kind)


def whose_recommendation(person: Person, room: Room, found: Recommendation, proceedings: Proceedings) -> str:
    """Say whose a recommendation is for somebody who asks in a room."""
    if found.room_id != room.id:
        handed = room.kind == "plenary" and proceedings.is_handed_to(room.agenda_session_id, found.id)
        return "handed" if handed else "elsewhere"
    return "own" if found.seat_id and found.seat_id == person.seat_id else "others"


def whose_parent(person: Person, room: Room, found: Recommendation, proceedings: Proceedings) -> str:
    """Say whose a recommendation is for somebody who would merge it in a room: of their own room a moderator's own."""
    if found.room_id == room.id:
        return "own" if person.role == "moderator" and room.region_id == person.region_id else "others"
    return "handed" if is_here(proceedings, room, found) else "elsewhere"


def whose_merge(person: Person, room: Room, found: Recommendation) -> str:
    """Say whose a merge is for somebody who asks in a room: that it is of, or a room of a region that signs it."""
    if found.merge is None:
        return "elsewhere"
    signs = regions_in(found.merge.agreements)
    if room.id != found.room_id and room.region_id not in signs:
        return "elsewhere"
    own = person.region_id in signs or room.region_id == person.region_id
    return "own" if person.role == "moderator" and own else "others"


def whose_wording(person: Person, room: Room, found: Recommendation, proceedings: Proceedings) -> str:
    """Say whose a recommendation is for somebody who asks in a room about words that are proposed for it."""
    wording = pending(proceedings, found)
    signs = regions_in(wording.agreements) if wording else ()
    if not is_here(proceedings, room, found) and room.region_id not in signs:
        return "elsewhere"
    if person.role == "moderator" and person.region_id in found.region_ids:
        return "own"
    return "handed" if room.kind == "plenary" and found.room_id != room.id else "others"


def whose_round(person: Person, room: Room, round_: Round) -> str:
    """Say whose a round is for somebody who asks in a room."""
    if round_.room_id != room.id:
        return "handed" if round_.state == "published" else "elsewhere"
    return "own" if person.region_id in (*round_.taking_part, *round_.named_ids) else "others"


def whose_question(spoken_of: str, session_id: str) -> str:
    """Say whose a guiding question of an agenda session is, where it is spoken of one: nobody has one of their own.

    Shape:   both are ids of agenda sessions; that of a question which there is not is empty.
    """
    return "others" if session_id == spoken_of else "elsewhere"


def whose_session(programme: Programme, session_id: str) -> str:
    """Say whose an agenda session is: the whole meeting's, in whichever room it is spoken of."""
    return "elsewhere" if programme.agenda.session(session_id) is None else "others"


def whose_paper(room: Room, paper: Paper | None) -> str:
    """Say whose a paper is for somebody who asks in a room: nobody has one of their own."""
    here = paper is not None and paper.session_id in (WHOLE_MEETING, room.agenda_session_id)
    return "others" if here else "elsewhere"


def whose_seat(person: Person, region_id: str) -> str:
    """Say whose a seat of a region of the meeting is."""
    return "own" if region_id == person.region_id else "others"
