"""How a confirmation looks from outside: in its own room whole, elsewhere no more than that a region is asked.

Refuses to know who is called by it: pages call the delegates of that region, wherever they are.
"""

from collections.abc import Iterator

from server.domain.procedure.confirming import standing_in
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.programme import Room
from server.domain.procedure.sets import Confirmation
from server.protocol import shapes


def confirmation_view(asked: Confirmation, room: Room) -> shapes.Confirmation:
    """Show what is asked to a room; where it is asked somewhere else, no more than that it is."""
    here = asked.room_id == room.id
    return shapes.Confirmation(
        room_id=asked.room_id,
        asked=asked.asked,
        asked_at_ms=asked.asked_at_ms,
        recommendation_ids=asked.recommendation_ids if here else (),
        confirmed=asked.confirmed if here else 0,
        entitled=asked.entitled if here else 0,
    )


def asked_in(proceedings: Proceedings, room: Room) -> Iterator[shapes.Confirmation]:
    """List what is asked and heard of in a room: in plenary of every region, in a region's room of its own."""
    for other in proceedings.programme.rooms:
        heard = other.id == room.id or room.kind == "plenary" or room.region_id == other.region_id
        if room.kind != "desk" and other.kind == "region" and heard:
            asked = standing_in(proceedings, other)
            if asked is not None:
                yield confirmation_view(asked, room)
