"""The first page of the desk, for the secretariat: its meetings, what is not safe yet, and how another one begins.

Refuses to know how a meeting is founded or read. Invariant: whoever has the desk of one meeting is shown that alone.
"""

from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.domain.agenda.agenda import Agenda
from server.domain.errors import NotFound
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import SECRETARIAT
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.copying import copy_meeting
from server.secretariat.dangers import read_dangers
from server.secretariat.founding import found_meeting, kept_until
from server.secretariat.importing import read_sample, sample_regions
from server.secretariat.meetings import list_meetings
from server.secretariat.programme_files import sample_agenda
from server.web.desk_standing import read_standing
from server.web.desk_steps import side_of
from server.web.forms import read_form
from server.web.guard import person_for, slot_of
from server.web.page import language_of, show_page
from server.web.secretariat import require_actor
from server.web.site import site_of

_DAY_S = 86_400
_SEVERAL = 2


async def home(request: Request) -> Response:
    """Show the secretariat every meeting; lead whoever has the desk of one to that."""
    person = await person_for(request, "desk")
    if person.role != SECRETARIAT:
        return RedirectResponse(desk_page(slot_of(request), person.meeting_id), status_code=303)
    site = site_of(request)
    say = partial(site.strings.translate, language_of(request))
    meetings = [one for one in await list_meetings(site.context, SECRETARY) if not one.rehearsal_of]
    rows = [row for one in meetings if (row := await _row(site.context, one, say)) is not None]
    dangers = await read_dangers(site.context, base_url=site.base_url, secure=site.secure, data=site.data)
    return await show_page(request, "desk/home.html", person=person, meetings=rows, dangers=dangers)


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


async def post_copy(request: Request) -> Response:
    """Copy a meeting into a new one, by a plain form, and lead to that."""
    site, actor, meeting_id = site_of(request), await require_actor(request), request.path_params["meeting_id"]
    actor.require("copy_meeting", meeting_id)  # before anything is read
    seats = (await read_form(request)).get("seats") == "yes"
    expires_at_s = kept_until(site.context, site.retention_days)
    async with site.uploads.one(meeting_id):  # it writes as much as many uploads
        copied = await copy_meeting(site.context, actor, meeting_id, expires_at_s, seats=seats)
    return RedirectResponse(desk_page(slot_of(request), copied.id), status_code=303)


def desk_page(slot: str, meeting_id: str = "") -> str:
    """Write where the desk of a meeting is in a tab, or that of them all."""
    return f"/tab/{slot}/desk/{meeting_id}" if meeting_id else f"/tab/{slot}/desk"


async def _row(context: Context, meeting: Meeting, say: Callable[..., str]) -> dict[str, object] | None:
    """Say of a meeting what its row shows; None where it was erased meanwhile."""
    try:
        now = await read_standing(context, meeting.id)
    except NotFound:
        return None
    side = side_of(now, SECRETARIAT, say)
    return {
        "id": meeting.id,
        "title": now.programme.title,
        "when": days_of(now.programme.agenda),
        "days": max(0, meeting.expires_at_s - context.now_ms() // 1_000) // _DAY_S,
        "here": now.counted.here,
        "voters": now.counted.voters,
        "open_in": now.open_in,
        "ready": side["ready"],
        "all": side["all"],
        "next": side["lead"],
    }


def days_of(agenda: Agenda) -> str:
    """Write when a meeting is, as its programme has it: its days, the first and the last of several, with the hours."""
    days, timed = agenda.days, [session for session in agenda.sessions if session.starts]
    when = " – ".join(dict.fromkeys((days[0], days[-1]))) if days else ""
    ends = [session.ends or session.starts for session in timed]
    hours = f"{timed[0].starts}–{ends[-1]}" if timed and len(days) < _SEVERAL else ""
    return " · ".join(filter(None, (when, hours)))
