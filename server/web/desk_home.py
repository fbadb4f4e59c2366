"""The first page of the desk, for the secretariat: its meetings, what is not safe yet, and how another one begins.

Refuses to know how a meeting is founded or read. Invariant: whoever has the desk of one meeting is shown that alone.
"""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.domain.errors import NotFound
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import SECRETARIAT
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.founding import found_meeting, kept_until
from server.secretariat.importing import read_sample, sample_regions
from server.secretariat.meetings import list_meetings, list_rounds
from server.secretariat.programme_files import sample_agenda
from server.web.guard import person_for, slot_of
from server.web.page import show_page
from server.web.secretariat import require_actor
from server.web.site import Site, site_of

_LOOPBACK = ("localhost", "127.", "::1")
_DAY_S = 86_400
_UNDER_WAY = ("open", "closing")


async def home(request: Request) -> Response:
    """Show the secretariat every meeting; lead whoever has the desk of one to that."""
    person = await person_for(request, "desk")
    if person.role != SECRETARIAT:
        return RedirectResponse(desk_page(slot_of(request), person.meeting_id), status_code=303)
    site = site_of(request)
    meetings = [one for one in await list_meetings(site.context, SECRETARY) if not one.rehearsal_of]
    rows = [row for one in meetings if (row := await _row(site.context, one)) is not None]
    return await show_page(request, "desk/home.html", person=person, meetings=rows, dangers=dangers_of(site))


async def new(request: Request) -> Response:
    """Show where a meeting begins: with its programme."""
    person, actor = await person_for(request, "desk"), await require_actor(request)
    actor.require("found_meeting")
    regions = [{"id": one.id, "name": one.name, "short": one.short} for one in sample_regions()]
    return await show_page(request, "desk/new.html", person=person, regions=regions)


async def post_sample(request: Request) -> Response:
    """Found the sample meeting, by a plain form, and lead to it."""
    site, actor = site_of(request), await require_actor(request)
    actor.require("found_meeting")  # before anything is read
    founding = read_sample(await sample_agenda(site.readers))
    meeting, _ = await found_meeting(site.context, actor, founding, kept_until(site.context, site.retention_days))
    return RedirectResponse(desk_page(slot_of(request), meeting.id), status_code=303)


def dangers_of(site: Site) -> list[str]:
    """Say what is not safe yet, as far as the service knows of itself, the gravest first."""
    found = []
    if (urlsplit(site.base_url).hostname or "").startswith(_LOOPBACK):
        found.append("here_alone")
    return found if site.secure else [*found, "no_https"]


def desk_page(slot: str, meeting_id: str = "") -> str:
    """Write where the desk of a meeting is in a tab, or that of them all."""
    return f"/tab/{slot}/desk/{meeting_id}" if meeting_id else f"/tab/{slot}/desk"


async def _row(context: Context, meeting: Meeting) -> dict[str, object] | None:
    """Say of a meeting what its row shows; None where it was erased meanwhile."""
    try:
        now = await list_rounds(context, SECRETARY, meeting.id)
    except NotFound:
        return None
    rooms, regions = {room.id: room for room in now.programme.rooms}, {one.id for one in now.programme.regions}
    seats, here = context.store_of(meeting.id).seats, 0
    for room_id in rooms:
        connected = await seats.read_connected(meeting.id, room_id, context.now_ms())
        here += sum(count for group, count in connected.items() if group in regions)
    return {
        "id": meeting.id,
        "title": now.programme.title,
        "days": max(0, meeting.expires_at_s - context.now_ms() // 1_000) // _DAY_S,
        "here": here,
        "open_in": [rooms[one.room_id].title for one in now.rounds.values() if one.state in _UNDER_WAY],
    }
