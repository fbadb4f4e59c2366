"""The pages of the desk that follow its room: the seats, the door, all rooms.

Refuses to decide what may be done there (the table of acts does). Invariant: whoever has the desk of one meeting is
shown no other.
"""

from starlette.requests import Request
from starlette.responses import Response

from server.domain.procedure.people import Person
from server.domain.procedure.rules import Rules
from server.protocol.message import Json
from server.room.programme_views import meeting_view
from server.web.page import show_page
from server.web.secretariat import actor_at_desk
from server.web.site import site_of


async def seats(request: Request) -> Response:
    """Show the seats of a meeting."""
    person, meeting = await _shown(request)
    return await show_page(request, "desk/seats.html", person=person, meeting=meeting, fewest=Rules().k)


async def door(request: Request) -> Response:
    """Show the door on the day: who comes, who is here, and what is done at a glance."""
    person, meeting = await _shown(request)
    return await show_page(request, "desk/the_door.html", person=person, meeting=meeting)


async def rooms(request: Request) -> Response:
    """Show all rooms at a glance."""
    person, meeting = await _shown(request)
    strings = site_of(request).strings
    reminder = {language: strings.translate(language, "desk.remind.text") for language in strings.languages}
    return await show_page(request, "desk/rooms.html", person=person, meeting=meeting, reminder=reminder)


async def _shown(request: Request) -> tuple[Person, Json]:
    meeting_id = request.path_params["meeting_id"]
    person, _ = await actor_at_desk(request, meeting_id)
    context = site_of(request).context
    return person, meeting_view(await context.meeting(meeting_id), await context.programme(meeting_id))
