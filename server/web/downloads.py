"""Files of a round and of a meeting: the ranked list, and the report, in every format there is."""

from dataclasses import asdict, replace

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.errors import NotFound, WrongState
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.people import CONDUCTING, Person, conducts, may_read
from server.domain.procedure.rounds import COUNTABLE, Round
from server.record.formats import read_format
from server.record.report_files import read_report_format
from server.room.actions.counting import hand_out
from server.room.reports import make_report, read_pages
from server.secretariat.exporting import export_list, export_report
from server.web.api import meeting_for
from server.web.asked_reports import read_asked
from server.web.guard import person_at
from server.web.leaving import while_here
from server.web.page import language_of
from server.web.secretariat import actor_of
from server.web.site import site_of

_ASKED = {"lang", "language"}
"""Either names a language; the first is what pages ask for."""


async def get_ranked_list(request: Request) -> Response:
    """Hand out the ranked list: to chair, desk and secretariat once closed, to all of the meeting once published."""
    context = site_of(request).context
    round_id = request.path_params["round_id"]
    await meeting_for(request, meeting_of(round_id))
    round_, actor = await context.round(round_id), actor_of(await person_at(request))
    if actor is None:
        await _require_readable(request, round_)
    format_ = read_format(_kind(request))
    room = await context.room(round_.room_id)
    kind, name = format_.kind, format_.file_name(f"{room.agenda_session_id} {room.region_id}", round_.called)
    language = _language(request) if format_.worded or _ASKED & request.query_params.keys() else ""
    asked = (
        export_list(context, actor, round_id, kind, language)
        if actor is not None
        else hand_out(context, round_, kind, language)
    )
    file = await while_here(request, asked)
    return Response(file, media_type=format_.media, headers={"content-disposition": f'attachment; filename="{name}"'})


async def get_report(request: Request) -> Response:
    """Hand out the report of a meeting, or of one of its sessions.

    Shape:   chair, desk and secretariat have all of it at any time; `?everybody` shows them what everybody else of the
             meeting has once the chair has published it; `pdf?pages` says on which pages its parts begin.
    Raises:  NotFound for a part, a session or a kind that is not there, and for others as long as it is not published;
             TryLater.
    """
    context, meeting_id = site_of(request).context, str(request.path_params["meeting_id"])
    await meeting_for(request, meeting_id)
    person, query = await person_at(request), request.query_params
    whole = may_read(person.role if person else "", "report") and "everybody" not in query
    if not whole:
        await _require_published(request, person)
    format_, actor = read_report_format(str(request.path_params["kind"])), actor_of(person)
    asked = read_asked(query)
    hidden = whole and person is not None and person.role in CONDUCTING
    asked = replace(asked, whole=whole, hidden=hidden, kind=format_.kind, language=_language(request))
    if format_.kind == "pdf" and "pages" in query:
        return JSONResponse(asdict(await while_here(request, read_pages(context, meeting_id, asked))))
    shown = format_.kind == "html" and "show" in query  # which is no file that is taken along
    made = (
        export_report(context, actor, meeting_id, asked)
        if actor and not shown
        else make_report(context, meeting_id, asked)
    )
    kept = f'{"inline" if shown else "attachment"}; filename="{format_.file_name(asked.session_id)}"'
    headers = {"content-disposition": kept}
    return Response(await while_here(request, made), media_type=format_.media, headers=headers)


async def _require_published(request: Request, person: Person | None) -> None:
    """Check that everybody may have the report, unless whoever asks may have more than that."""
    role, meeting_id = person.role if person else "", str(request.path_params["meeting_id"])
    if may_read(role, "report"):
        return
    proceedings = await site_of(request).context.read_proceedings(meeting_id)
    if not (proceedings.programme.report_at_ms and may_read(role, "published_report")):
        raise NotFound("report")


def _kind(request: Request) -> str:
    """Say which kind of file is asked for: of CSV there are two, parted at commas or at semicolons."""
    kind, parted = str(request.path_params["kind"]), request.query_params.get("separator", "")
    return f"{kind}-semicolons" if kind == "csv" and parted == "semicolon" else kind


def _language(request: Request) -> str:
    """Choose the language of a file: the one that is asked for, or that of whoever asks."""
    asked = request.query_params.get("language", "")
    return asked if asked in site_of(request).strings.languages else language_of(request)


async def _require_readable(request: Request, round_: Round) -> None:
    person, room = await person_at(request), await site_of(request).context.room(round_.room_id)
    role = person.role if person else ""
    if round_.state == "closed":
        may = may_read(role, "closed_list") and (person is None or conducts(person, room))
    else:
        may = round_.state in COUNTABLE and may_read(role, "published_list")
    if not may:
        raise WrongState("not_published", state=round_.state)
