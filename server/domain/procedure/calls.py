"""Where people are needed: the open rounds that call them, and the room that is theirs of what is live.

What is live is an agenda session, and each person finds their own room of it. A round that is being voted on calls
those who may enter its room, wherever in the meeting they are. Refuses to know who is connected, and how anybody is
told. Invariant: nobody is called into a room that they may not enter, or hears that something is open there.
"""

from collections.abc import Collection

from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.people import Person, may_enter
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import VOTING, Round


def is_heard_in(room: Room, about: Room) -> bool:
    """Say whether a call into a room is heard in another: a plenary's everywhere, a region's where its people are."""
    return about.kind == "plenary" or room.kind == "plenary" or room.region_id == about.region_id


def takes_part(person: Person, round_: Round) -> bool:
    """Say whether a round calls somebody to take part: to vote, or to confirm what their region says by name."""
    return person.role == "delegate" and person.region_id in (*round_.taking_part, *round_.named_ids)


def is_called(person: Person, round_: Round, about: Room) -> bool:
    """Say whether somebody hears that a round calls: delegates who take part, others who may enter its room."""
    return may_enter(person, about) and (person.role != "delegate" or takes_part(person, round_))


def turns(before: Round | None, after: Round) -> bool:
    """Say whether a round began to call, ended, or is about to end."""
    was = before.state if before is not None else "draft"
    return was != after.state and (was in VOTING or after.state in VOTING)


def calls_in(proceedings: Proceedings, room: Room) -> list[tuple[Round, Room]]:
    """List the rounds that are being voted on and heard of in a room, each with its own room; oldest first."""
    rooms = {one.id: one for one in proceedings.programme.rooms}
    voting = [one for one in proceedings.rounds.values() if one.state in VOTING and one.room_id in rooms]
    heard = [(one, rooms[one.room_id]) for one in voting if is_heard_in(room, rooms[one.room_id])]
    return sorted(heard, key=lambda call: call[0].number)


def live_room(proceedings: Proceedings, person: Person) -> Room | None:
    """Find the room that is somebody's own of the live agenda session; None for those who have none, or several."""
    session_id = proceedings.live.agenda_session_id
    rooms = [room for room in proceedings.programme.rooms if room.agenda_session_id == session_id]
    own = [room for room in rooms if may_enter(person, room)]
    return own[0] if len(own) == 1 else None


def calling(proceedings: Proceedings, person: Person) -> list[Round]:
    """List the rounds that call somebody to take part, the one that was opened last first."""
    rooms = {room.id for room in proceedings.programme.rooms if may_enter(person, room)}
    voting = [one for one in proceedings.rounds.values() if one.state in VOTING and one.room_id in rooms]
    called = [one for one in voting if takes_part(person, one)]
    return sorted(called, key=lambda one: (one.opened_at_ms or 0, one.number), reverse=True)


def room_at_hand(proceedings: Proceedings, person: Person, cast: Collection[str] = ()) -> Room:
    """Find the room in which somebody is needed: where they may vote, else where the meeting is, else their first.

    Shape:   `cast` holds the ids of rounds in which they have cast already: those come after the others, and nobody is
             kept in a room for days by one that is open to a date.
    """
    rooms = [room for room in proceedings.programme.rooms if may_enter(person, room)]
    live = live_room(proceedings, person)
    here = live.id if live is not None else ""
    calls = [one for one in calling(proceedings, person) if one.id not in cast or one.rules.closes_at is None]
    called = sorted(calls, key=lambda one: (one.id in cast, one.room_id != here))
    if called:
        return next(room for room in rooms if room.id == called[0].room_id)
    return live or _beside(proceedings, person, rooms)


def _beside(proceedings: Proceedings, person: Person, rooms: list[Room]) -> Room:
    """Find where somebody stays who has no own room of what is live: a moderator at home, the hall where it was."""
    if person.role == "moderator" and (own := [room for room in rooms if room.kind == "region"]):
        return own[0]
    sessions = [session.id for session in proceedings.programme.agenda.sessions]
    at = proceedings.live.agenda_session_id
    until = sessions[: sessions.index(at)] if at in sessions else []
    before = [room for room in rooms if room.kind == "plenary" and room.agenda_session_id in until]
    return before[-1] if before else rooms[0]
