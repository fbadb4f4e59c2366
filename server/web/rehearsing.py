"""The rehearsal at the desk: its page, and the calls by which it is begun, followed, stopped and ticked.

Refuses to play it. Invariant: whoever has the desk of a meeting hears of the rehearsal of that one alone.
"""

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.errors import Malformed
from server.room.programme_views import meeting_view
from server.secretariat.rehearsals import (
    CHECKS,
    read_rehearsal,
    start_rehearsal,
    stop_rehearsal,
    tick_rehearsal,
)
from server.web.api import read_json
from server.web.page import show_page
from server.web.secretariat import actor_at_desk, require_actor
from server.web.site import site_of


async def rehearsal(request: Request) -> Response:
    """Show the rehearsal of a meeting."""
    meeting_id = request.path_params["meeting_id"]
    person, actor = await actor_at_desk(request, meeting_id)
    site = site_of(request)
    now = await read_rehearsal(site.context, actor, site.credentials, meeting_id)
    shown = meeting_view(await site.context.meeting(meeting_id), await site.context.programme(meeting_id))
    return await show_page(request, "desk/rehearsal.html", person=person, meeting=shown, now=asdict(now), checks=CHECKS)


async def get_rehearsal(request: Request) -> Response:
    """Say where the rehearsal is."""
    actor, meeting_id = await require_actor(request), request.path_params["meeting_id"]
    site = site_of(request)
    return JSONResponse(asdict(await read_rehearsal(site.context, actor, site.credentials, meeting_id)))


async def post_rehearsal(request: Request) -> Response:
    """Begin or stop it, or tick something; where it is then is the answer."""
    actor, meeting_id = await require_actor(request), request.path_params["meeting_id"]
    actor.require("read_rehearsal", meeting_id)
    said, site = await read_json(request), site_of(request)
    match said.get("act"):
        case "start":
            await start_rehearsal(site.context, actor, site.players, meeting_id)
        case "stop":
            await stop_rehearsal(site.context, actor, meeting_id)
        case "tick":
            await tick_rehearsal(site.context, actor, meeting_id, str(said.get("check", "")), on=said.get("on") is True)
        case _:
            raise Malformed("field", field="act")
    return await get_rehearsal(request)
