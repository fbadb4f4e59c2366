"""What the screens of a room show, as it is said to screens and podium.

Refuses to know who steers. Invariant: whatever is shown of another room is said with it, for a screen hears its own
room alone.
"""

import msgspec

from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.programme import Room
from server.protocol import events, shapes
from server.room.context import Context
from server.room.views import round_view
from server.store.halls import Seen


async def read_hall(context: Context, room: Room) -> tuple[Seen, shapes.Hall]:
    """Read what the screens of a room show, and how that is said."""
    now_ms = context.now_ms()
    seen = await context.store_of(room.id).halls.read(meeting_of(room.id), room.id, now_ms)
    hall, round_ = seen.hall, None
    if hall.room_id != room.id:
        found = (await context.read_proceedings(room.id)).rounds.get(hall.round_id)
        round_ = round_view(found, now_ms) if found else None
    view = shapes.Hall(
        seq=seen.number,
        room_id=hall.room_id,
        round_id=hall.round_id,
        view=hall.view,
        page=hall.page,
        item=hall.item,
        course=hall.course,
        round=round_,
    )
    return seen, view


def hall_event(hall: shapes.Hall) -> events.HallChanged:
    """Say what the screens of a room show as an event."""
    return events.HallChanged(**{name: getattr(hall, name) for name in hall.__struct_fields__})


def hall_text(hall: shapes.Hall) -> bytes:
    """Write what the screens of a room show as it stands in a picture."""
    return msgspec.json.encode(hall)
