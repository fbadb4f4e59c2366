"""The report of a meeting at the desk: what it has, in which language, how it reads, and its files.

Refuses to write a report. Invariant: the page is a plain form and links; with its script a file comes without leaving
the page, and what takes longer than a second has a bar.
"""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from server.record.report_files import REPORTS, read_parts
from server.record.reporting.whole import PARTS
from server.room.programme_views import meeting_view
from server.web.page import language_of, show_page
from server.web.secretariat import actor_at_desk
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
    )
