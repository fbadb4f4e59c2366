"""How sets look from outside: what a region handed over, in its own room and in the plenary rooms that hear it."""

from msgspec.structs import replace

from server.domain.procedure.confirming import confirmed_of
from server.domain.procedure.handing_over import bound_in
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.programme import Room
from server.domain.procedure.sets import HandedSet
from server.domain.procedure.shapes import Audience
from server.protocol import shapes
from server.protocol.message import Json


def set_view(proceedings: Proceedings, handed: HandedSet, room: Room, audience: Audience = "conducting") -> shapes.Set:
    """Show what a region handed over; what of it has to stay is shown in the region's room alone."""
    view = shapes.Set(
        region_id=handed.region_id,
        room_id=handed.room_id,
        session_id=handed.session_id,
        round_id=handed.name,
        recommendation_ids=handed.recommendation_ids,
        handed_at_ms=handed.handed_at_ms,
        confirmed=confirmed_view(proceedings, handed) if audience == "conducting" else None,
    )
    return replace(view, bound=bound_in(proceedings, handed)) if room.kind == "region" else view


def confirmed_view(proceedings: Proceedings, handed: HandedSet) -> shapes.Confirmed | None:
    """Show how many of its region have confirmed a set; None where nobody was asked about it as it stands."""
    said = confirmed_of(proceedings, handed)
    return shapes.Confirmed(said.confirmed, said.entitled) if said else None


def shortlist_view(handed: HandedSet) -> shapes.Shortlist:
    """Show the same as the release before knew it."""
    return shapes.Shortlist(handed.region_id, handed.name, handed.recommendation_ids)


def sets_in(proceedings: Proceedings, room: Room) -> list[HandedSet]:
    """List the sets that a room speaks of: a region's those that it handed over, the plenary those that it hears."""
    if room.kind == "plenary":
        return proceedings.sets_for(room.agenda_session_id)
    return list(proceedings.sets_of(room.id))


def heard_in(proceedings: Proceedings, room: Room) -> dict[str, Json]:
    """Say in a region's room, by recommendation, which agenda session hears what was handed over there.

    Shape:   what a page needs of the session to name it: its `number`, empty where it has none, and its `title`.
    """
    names: dict[str, Json] = {
        session.id: {"number": session.number, "title": session.title}
        for session in proceedings.programme.agenda.sessions
    }
    return {
        item: names[one.session_id]
        for one in proceedings.sets_of(room.id)
        if one.session_id in names
        for item in one.recommendation_ids
    }
