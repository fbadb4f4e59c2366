"""What the programme says on a page, for pages that are open when it changes: drawn once for all who see the same.

Refuses to know who reads it beyond their role and region. Invariant: it is no older than what its reader has heard of
the programme; the slot of a tab is in none of it, so that a thousand phones are shown one drawing.
"""

from msgspec import to_builtins
from starlette.requests import Request
from starlette.responses import Response

from server.domain.errors import NotPermitted
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.people import may_enter
from server.room.arrivals import rooms_for
from server.room.programme_views import meeting_view
from server.room.views import live_view, room_view
from server.web.guard import person_for
from server.web.page import show_page_for_all
from server.web.site import site_of

NO_SLOT = "-"
"""What stands in addresses in the place of the slot; the page that asks knows its own."""


async def programme(request: Request) -> Response:
    """Show what the programme says on the page of a room."""
    page, room_id = request.url.path.split("/")[3], request.path_params["room_id"]
    person = await person_for(request, page)
    context = site_of(request).context
    proceedings = await context.read_proceedings(person.meeting_id)
    shown, room = proceedings.programme, proceedings.programme.room(room_id)
    if room is None or meeting_of(room_id) != person.meeting_id or not may_enter(person, room):
        raise NotPermitted("room")
    return await show_page_for_all(
        request,
        "programme.html",
        slot=NO_SLOT,
        page=page,
        person={"role": person.role, "region_id": person.region_id},
        meeting=meeting_view(proceedings.meeting, shown),
        room=to_builtins(room_view(room)),
        room_ids=[one.id for one in rooms_for(shown, person)],
        live=to_builtins(live_view(proceedings.live)),
    )
