"""The board of a plenary session as somebody sees it: with the merges that they may know of, and what is alike.

Refuses to draw it. Invariants: whoever is not asked about a merge, and does not conduct the room, sees the board as if
there were none; however much is alike, ballots pass while it is laid out.
"""

import asyncio
from collections.abc import Iterator

from server.domain.procedure.boards import Board, board_of
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.people import AT_THE_DESK, Person, conducts, region_moderated
from server.domain.procedure.programme import Room
from server.domain.procedure.recommendations import Recommendation
from server.room.alike.pairs import AlikePairs
from server.room.context import Context
from server.room.signing_views import signing_regions
from server.room.views import recommendations_in


async def read_board(context: Context, proceedings: Proceedings, room: Room, person: Person) -> Board:
    """Lay out the board of a plenary room for somebody who may read it."""
    async with context.alike.of(proceedings) as pairs:
        # Of a room full of the same words every one is alike to every other: in a thread, for the loop takes ballots.
        return await asyncio.to_thread(_laid_out, proceedings, room, person, pairs)


def _laid_out(proceedings: Proceedings, room: Room, person: Person, pairs: AlikePairs) -> Board:
    here = {one.id for one in recommendations_in(proceedings, room)}
    near = {
        one: {near.recommendation_id: near.score for near in pairs.near(one) if near.recommendation_id in here}
        for one in here
    }
    return board_of(proceedings, room, near, merges_known(proceedings, room, person))


def merges_known(proceedings: Proceedings, room: Room, person: Person) -> Iterator[Recommendation]:
    """List the merges that wait in a room, of which somebody may know."""
    everything = person.role in AT_THE_DESK or conducts(person, room)
    for one in proceedings.recommendations.values():
        if one.merge is None or one.status != "proposed" or one.room_id != room.id:
            continue
        if everything or region_moderated(person) in signing_regions(proceedings, one):
            yield one


def board_rooms(proceedings: Proceedings) -> list[Room]:
    """List the plenary rooms to whose session something was handed, or that have a text of their own."""
    own = {one.room_id for one in proceedings.recommendations.values() if one.status in ("accepted", "merged")}
    return [
        room
        for room in proceedings.programme.rooms
        if room.kind == "plenary" and (room.id in own or proceedings.sets_for(room.agenda_session_id))
    ]
