"""The report of a meeting at the desk: what it has, in which language, how it reads, its files, and their template.

Refuses to write a report. Invariant: the page is a plain form and links; with its script a file comes without leaving
the page, and what takes longer than a second has a bar.
"""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.errors import TooLarge
from server.record.formats import DOCUMENTS
from server.record.report_files import REPORTS, read_parts
from server.record.reporting.whole import PARTS
from server.record.word_template import LARGEST_TEMPLATE
from server.room.programme_views import meeting_view
from server.secretariat.report_template import drop_template, keep_template, read_template
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
    meeting, programme = await context.meeting(meeting_id), await context.programme(meeting_id)
    chosen = read_parts(",".join(query.getlist("parts"))) or tuple(PARTS)
    session = programme.agenda.session(query.get("session", ""))
    written = query.get("language", "")
    language = written if written in site_of(request).strings.languages else language_of(request)
    asked = {"slot": request.path_params["slot"], "language": language, "session": session.id if session else ""}
    parts = {"parts": ",".join(chosen)} if len(chosen) < len(PARTS) else {}
    return await show_page(
        request,
        "desk/report.html",
        person=person,
        meeting=meeting_view(meeting, programme),
        parts=tuple(PARTS),
        chosen=chosen,
        sessions=programme.agenda.sessions,
        session_id=asked["session"],
        written=language,
        kinds=tuple(REPORTS),
        asked=urlencode({**asked, **parts}),
        looks=await context.store_of(meeting_id).templates.read_name(meeting_id),
    )


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
