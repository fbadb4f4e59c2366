"""The addresses of the service, and what becomes of refusals and defects."""

from functools import cache

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Lifespan

from server import metrics
from server.domain.agenda.problems import Problems
from server.domain.errors import NotFound, Refusal
from server.resources import STATIC, TEMPLATES
from server.store import StoreFault
from server.web import (
    acts,
    api,
    badges,
    board,
    defaults_page,
    desk,
    desk_log,
    downloads,
    join_pages,
    joining,
    long_rooms,
    own_texts,
    pages,
    papers,
    programme,
    reading,
    regions_page,
    rehearsing,
    report_page,
    seat_pages,
    seats,
    sheets,
    short_page,
    slips,
)
from server.web.compression import PackedText
from server.web.desk_home import home, new, post_copy, post_sample
from server.web.drawing import Drawing
from server.web.erasing import close, delete_meeting
from server.web.front import LIVE_PREFIX, Front
from server.web.guard import is_on_this_machine
from server.web.kept_templates import KeptTemplates
from server.web.noticed import notice
from server.web.page import language_of
from server.web.problems import refuse_problems
from server.web.refusals import confess, refusal_of, refuse, refuse_page
from server.web.secretariat import require_secretariat
from server.web.site import site_of
from server.web.static_files import StaticFiles
from server.words.strings import Strings

LIVE = LIVE_PREFIX + "{room_id}"


def make_web(version: str, lifespan: Lifespan[Starlette]) -> ASGIApp:
    """Make the web application of one process; `lifespan` hands in its site (`app.state.site`) before any request.

    Shape:   `version` names the files as they are now, so that browsers may keep them.
    """
    app = Starlette(routes=_routes(version), lifespan=lifespan, exception_handlers={
        Refusal: _refused,
        Problems: _unreadable,
        HTTPException: _not_there,
        StoreFault: _refused,
        ClientDisconnect: _left,
        Exception: _confess,
    })  # fmt: skip
    app.state.drawing = Drawing(Environment(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=KeptTemplates(),
        autoescape=True,
        undefined=StrictUndefined,
        enable_async=True,
        auto_reload=False,
    ))  # fmt: skip
    return Front(app)


def _routes(version: str) -> list[Route | Mount]:
    return [
        Route("/", join_pages.welcome),
        Route("/join/{join_code}", join_pages.join, methods=["GET", "POST"]),
        Route("/enter", pages.enter),
        Route("/s", short_page.short, methods=["GET", "POST"]),
        Route("/slip/{code}", slips.slip),
        Route("/tab/{slot}/", pages.home),
        Route("/tab/{slot}/waiting", join_pages.waiting),
        Route("/tab/{slot}/join-qr.svg", join_pages.join_qr),
        Route("/tab/{slot}/lot-qr.svg", join_pages.lot_qr),
        Route("/tab/{slot}/paper-qr.svg", papers.paper_qr),
        Route("/papers/{paper_id}", papers.open_paper),
        Route("/tab/{slot}/delegate/{room_id}", pages.delegate),
        Route("/tab/{slot}/delegate/{room_id}/cast", pages.cast_form, methods=["POST"]),
        Route("/tab/{slot}/delegate/{room_id}/confirm", own_texts.confirm_form, methods=["POST"]),
        Route("/tab/{slot}/delegate/{room_id}/propose", pages.propose_form, methods=["POST"]),
        Route("/tab/{slot}/delegate/{room_id}/edit", own_texts.edit_form, methods=["POST"]),
        Route("/tab/{slot}/delegate/{room_id}/programme", programme.programme),
        Route("/tab/{slot}/screen/{room_id}/programme", programme.programme),
        Route("/tab/{slot}/podium/{room_id}/programme", programme.programme),
        Route("/tab/{slot}/leave", pages.leave_form, methods=["POST"]),
        Route("/tab/{slot}/screen", pages.screen),
        Route("/tab/{slot}/screen/{room_id}", pages.screen),
        Route("/tab/{slot}/podium", pages.podium),
        Route("/tab/{slot}/podium/{room_id}", pages.podium),
        Route("/tab/{slot}/podium/{room_id}/board", board.at_podium),
        Route("/desk", desk.door, methods=["GET", "POST"]),
        Route("/tab/{slot}/desk", home),
        Route("/tab/{slot}/desk/new", new),
        Route("/tab/{slot}/desk/sample", post_sample, methods=["POST"]),
        Route("/tab/{slot}/desk/{meeting_id}", desk.meeting),
        Route("/tab/{slot}/desk/{meeting_id}/copy", post_copy, methods=["POST"]),
        Route("/tab/{slot}/desk/{meeting_id}/programme", desk.programme),
        Route("/tab/{slot}/desk/{meeting_id}/papers", desk.papers),
        Route("/tab/{slot}/desk/{meeting_id}/close", close, methods=["GET", "POST"]),
        Route("/tab/{slot}/desk/{meeting_id}/seats", seat_pages.seats),
        Route("/tab/{slot}/desk/{meeting_id}/door", seat_pages.door),
        Route("/tab/{slot}/desk/{meeting_id}/rooms", seat_pages.rooms),
        Route("/tab/{slot}/desk/{meeting_id}/board", board.at_desk),
        Route("/tab/{slot}/desk/{meeting_id}/badges", badges.badges),
        Route("/tab/{slot}/desk/{meeting_id}/slips", slips.slips),
        Route("/tab/{slot}/desk/{meeting_id}/slips", slips.post_slip, methods=["POST"]),
        Route("/tab/{slot}/slips/{meeting_id}", slips.print_page, methods=["GET", "POST"]),
        Route("/tab/{slot}/desk/{meeting_id}/rehearsal", rehearsing.rehearsal),
        Route("/tab/{slot}/desk/{meeting_id}/log", desk_log.log),
        Route("/tab/{slot}/desk/{meeting_id}/report", report_page.report),
        Route("/tab/{slot}/desk/{meeting_id}/defaults", defaults_page.defaults),
        Route("/tab/{slot}/desk/{meeting_id}/regions", regions_page.regions),
        Route("/api/desk", desk.post_desk, methods=["POST"]),
        Route("/api/meetings", api.post_meetings, methods=["POST"]),
        Route("/api/meetings/{meeting_id}", api.get_meeting),
        Route("/api/meetings/{meeting_id}", delete_meeting, methods=["DELETE"]),
        Route("/api/meetings/{meeting_id}/report.{kind}", downloads.get_report),
        Route("/api/meetings/{meeting_id}/badges.csv", sheets.get_badges_csv),
        Route("/api/meetings/{meeting_id}/{sheet}.pdf", sheets.get_sheets),
        Route("/api/meetings/{meeting_id}/{sheet}.pdf", sheets.post_sheets, methods=["POST"]),
        Route("/api/meetings/{meeting_id}/seats", seats.get_seats),
        Route("/api/meetings/{meeting_id}/seats", seats.post_seats, methods=["POST"]),
        Route("/api/meetings/{meeting_id}/badge", seats.post_badge, methods=["POST"]),
        Route("/api/meetings/{meeting_id}/seats/{seat_id}", seats.post_seat_act, methods=["POST"]),
        Route("/api/meetings/{meeting_id}/files", papers.post_file, methods=["POST"]),
        Route("/api/meetings/{meeting_id}/template", report_page.template, methods=["GET", "POST", "DELETE"]),
        Route("/api/meetings/{meeting_id}/files/{digest}.{ending}", papers.get_file),
        Route("/api/meetings/{meeting_id}/rehearsal", rehearsing.get_rehearsal),
        Route("/api/meetings/{meeting_id}/rehearsal", rehearsing.post_rehearsal, methods=["POST"]),
        Route("/api/meetings/{meeting_id}/acts.csv", desk_log.get_acts),
        Route("/api/meetings/{meeting_id}/delegations", regions_page.get_delegations),
        Route("/api/meetings/{meeting_id}/defaults", defaults_page.post_try_defaults, methods=["POST"]),
        Route("/api/read/programme", reading.post_read_programme, methods=["POST"]),
        Route("/api/read/seats", reading.post_read_seats, methods=["POST"]),
        Route("/api/join", joining.post_join, methods=["POST"]),
        Route("/api/join/names", joining.get_names),
        Route("/api/join/waiting", joining.post_waiting, methods=["POST"]),
        Route("/api/seat", api.post_seat, methods=["POST"]),
        Route("/api/enter", api.post_enter, methods=["POST"]),
        Route("/api/leave", api.post_leave, methods=["POST"]),
        Route("/api/rooms/{room_id}/acts", acts.post_acts, methods=["POST"]),
        Route("/api/rooms/{room_id}/recommendations", long_rooms.get_recommendations),
        Route("/api/rounds/{round_id}/ranked-list.{kind}", downloads.get_ranked_list),
        Route("/health", _health),
        Route("/ready", _ready),
        Route("/metrics", _metrics),
        Route(f"/strings/{version}/{{language}}.json", _strings),
        Route("/offline", pages.offline),
        Route("/service-worker.js", _service_worker),
        Mount(f"/static/{version}", StaticFiles(STATIC, TEMPLATES), name="static"),
    ]


async def _health(_: Request) -> Response:
    return PlainTextResponse("live\n")


async def _ready(request: Request) -> Response:
    if await site_of(request).context.shards.answers():
        return PlainTextResponse("ready\n")
    return PlainTextResponse("the store does not answer\n", status_code=503)


async def _metrics(request: Request) -> Response:
    """Show the figures to whoever runs the service: how many ballots come in is nobody else's business while hidden."""
    if not is_on_this_machine(request):
        await require_secretariat(request)
    return Response(metrics.exposition(), media_type=metrics.CONTENT_TYPE)


async def _strings(request: Request) -> Response:
    strings = site_of(request).strings
    language = request.path_params["language"]
    if language not in strings.languages:
        raise NotFound("file")
    return _packed_table(strings, language).answer(request.headers)


@cache
def _packed_table(strings: Strings, language: str) -> PackedText:
    return PackedText(msgspec.json.encode(strings.table(language)), "application/json")


async def _service_worker(request: Request) -> Response:
    """Serve the script that keeps the shell from the root, because it may only look after what lies below it."""
    return _packed_worker().answer(request.headers)


@cache
def _packed_worker() -> PackedText:
    return PackedText((STATIC / "js" / "service-worker.js").read_bytes(), "text/javascript")


async def _refused(request: Request, fault: Exception) -> Response:
    refusal = refusal_of(fault)
    if refusal is None:
        raise fault
    notice(refusal)
    if request.url.path.startswith("/api/"):
        return refuse(request, refusal)
    return await refuse_page(request, refusal)


async def _unreadable(request: Request, problems: Exception) -> Response:
    if not isinstance(problems, Problems):
        raise problems
    return refuse_problems(request, problems)


async def _not_there(request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else 404
    answer = await _refused(request, NotFound("page"))
    answer.status_code = status
    return answer


async def _left(_request: Request, _gone: Exception) -> Response:
    """Answer nobody: whoever asked has left in the middle of what they had to say, which is theirs to do."""
    return Response(status_code=400)


async def _confess(request: Request, defect: Exception) -> Response:
    """Answer a defect of ours; the log is told what was asked for and not its address, in which may be a join code."""
    endpoint = getattr(request.scope.get("endpoint"), "__name__", "")
    message = confess(site_of(request).strings, language_of(request), defect, endpoint=endpoint)
    return JSONResponse({"code": Refusal.code, "message": message}, status_code=500)
