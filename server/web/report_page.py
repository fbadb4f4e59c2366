"""The report of a meeting at the desk: what it has, in which language, how it reads, its files, and their template.

Refuses to write a report. Invariant: the page is a plain form and links; with its script a file comes without leaving
the page, and what takes longer than a second has a bar.
"""

from collections.abc import Iterator
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.agenda.agenda import AgendaSession
from server.domain.errors import TooLarge
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.rounds import Round
from server.record.formats import DOCUMENTS
from server.record.report_files import REPORTS
from server.record.reporting.matter import held_in
from server.record.reporting.whole import PARTS
from server.record.word_template import LARGEST_TEMPLATE
from server.room.programme_views import meeting_view
from server.secretariat.report_template import drop_template, keep_template, read_template
from server.web.asked_reports import address_of, narrowed, read_asked
from server.web.guard import read_body
from server.web.page import language_of, show_page
from server.web.secretariat import actor_at_desk, require_actor
from server.web.site import site_of


async def report(request: Request) -> Response:
    """Show the report as it was asked for.

    Raises:  NotPermitted for whoever has no desk of this meeting; NotFound for a part that no report has.
    """
    meeting_id = request.path_params["meeting_id"]
    person, _ = await actor_at_desk(request, meeting_id)
    context, query = site_of(request).context, request.query_params
    proceedings = await context.read_proceedings(meeting_id)
    written = query.get("language", "")
    language = written if written in site_of(request).strings.languages else language_of(request)
    sessions = list(_sessions(proceedings))
    held = {one.id for _, rounds in sessions for one, _ in rounds}
    asked = narrowed(read_asked(query), {session.id for session, _ in sessions}, held)
    return await show_page(
        request,
        "desk/report.html",
        person=person,
        meeting=meeting_view(proceedings.meeting, proceedings.programme),
        parts=tuple(PARTS),
        sessions=sessions,
        asked=asked,
        written=language,
        kinds=tuple(REPORTS),
        address=address_of(replace(asked, language=language), str(request.path_params["slot"])),
        looks=await context.store_of(meeting_id).templates.read_name(meeting_id),
    )


def _sessions(proceedings: Proceedings) -> Iterator[tuple[AgendaSession, list[tuple[Round, str]]]]:
    """List the sessions of a meeting, each with the rounds that were opened in its rooms and where each was held."""
    for session in proceedings.programme.agenda.sessions:
        rooms = {one.id: one.title for one in proceedings.programme.rooms if one.agenda_session_id == session.id}
        yield session, [(one, rooms[one.room_id]) for one in held_in(proceedings, list(rooms))]


async def template(request: Request) -> Response:
    """Keep the template that is the body, give back the one that is kept, or take it away."""
    context, meeting_id = site_of(request).context, str(request.path_params["meeting_id"])
    actor = await require_actor(request)
    if request.method == "DELETE":
        await drop_template(context, actor, meeting_id)
        return Response(status_code=204)
    if request.method == "POST":
        try:
            given = await read_body(request, LARGEST_TEMPLATE)
        except TooLarge as refusal:
            raise TooLarge("template", most=LARGEST_TEMPLATE // (1024 * 1024)) from refusal
        name = await keep_template(context, actor, meeting_id, given, request.query_params.get("name", ""))
        return JSONResponse({"name": name}, status_code=201)
    _, kept = await read_template(context, actor, meeting_id)
    headers = {"content-disposition": 'attachment; filename="report-template.docx"'}
    return Response(kept, media_type=DOCUMENTS["docx"].media, headers=headers)
