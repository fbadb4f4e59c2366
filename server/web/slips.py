"""Paper slips at the desk: printed for an open round, and entered by their codes; plain forms, without any script.

Refuses to say whose a slip is. Invariant: a slip that is refused stays on the page as it was filled in.
"""

from uuid import uuid4

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.domain.errors import Refusal
from server.domain.languages import LANGUAGES
from server.domain.methods import read_method
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import Round
from server.room.programme_views import meeting_view
from server.room.views import marks_of
from server.secretariat.printing.codes import drawn_code
from server.secretariat.printing.shown import spelled
from server.secretariat.slips import Slip, enter_slip, find_slip, print_slips, with_slips
from server.web.forms import marks_in, read_form
from server.web.guard import slot_of
from server.web.page import language_of, show_page
from server.web.refusals import status_of
from server.web.secretariat import actor_at_desk
from server.web.site import site_of
from server.web.tabs import people_of
from server.words.direction import direction_of
from server.words.refusals import words_of


async def slips(request: Request) -> Response:
    """Show what slips can be printed, take a code, and show the form of its slip."""
    return await _page(request, request.query_params.get("code", ""), {})


async def post_slip(request: Request) -> Response:
    """Take what stands on a slip, and lead on to the next one."""
    meeting_id = request.path_params["meeting_id"]
    _, actor = await actor_at_desk(request, meeting_id)
    form = await read_form(request)
    marks = marks_in(form)
    try:
        await enter_slip(
            site_of(request).context, actor, meeting_id, form.get("code", ""),
            marks=marks, request_id=form.get("request_id", ""),
        )  # fmt: skip
    except Refusal as refusal:
        return await _page(request, form.get("code", ""), marks, refusal)
    return RedirectResponse(f"/tab/{slot_of(request)}/desk/{meeting_id}/slips?entered=yes", status_code=303)


async def print_page(request: Request) -> Response:
    """Show the slips of a round as they are printed, each in the language of its seat.

    Printing stands in the log of acts, so it is asked for by a form; whoever opens its address is led to that.
    """
    meeting_id = request.path_params["meeting_id"]
    person, actor = await actor_at_desk(request, meeting_id)
    if request.method != "POST":
        return RedirectResponse(f"/tab/{slot_of(request)}/desk/{meeting_id}/slips", status_code=303)
    form, context = await read_form(request), site_of(request).context
    round_, made = await print_slips(
        context,
        actor,
        meeting_id,
        form.get("round", ""),
        form.get("region", ""),
        everybody=form.get("who") == "all",
    )
    proceedings = await context.read_proceedings(meeting_id)
    shown, items = [_slip(request, round_, one) for one in made], _items(proceedings, round_)
    meeting = meeting_view(proceedings.meeting, proceedings.programme)
    return await show_page(request, "slips_print.html", person=person, meeting=meeting, slips=shown, items=items)


async def slip(request: Request) -> Response:
    """Say to whoever scans a slip where it is handed in; a desk that is open in this browser is led to enter it."""
    code = request.path_params["code"]
    desks = [
        f"/tab/{slot}/desk/{one.meeting_id}/slips?code={code}"
        for slot, one in await people_of(request)
        if one.role == "desk"
    ]
    return await show_page(request, "slip.html", desks=desks)


async def _page(request: Request, code: str, marks: dict[str, str], refusal: Refusal | None = None) -> Response:
    meeting_id = request.path_params["meeting_id"]
    person, actor = await actor_at_desk(request, meeting_id)
    site, language = site_of(request), language_of(request)
    proceedings = await site.context.read_proceedings(meeting_id)
    round_ = None
    if code:
        try:
            round_ = await find_slip(site.context, actor, meeting_id, code)
        except Refusal as unknown:
            refusal = refusal or unknown
    rooms = {room.id: room for room in proceedings.programme.rooms}
    return await show_page(
        request,
        "desk/slips.html",
        status=status_of(refusal) if refusal else 200,
        person=person,
        meeting=meeting_view(proceedings.meeting, proceedings.programme),
        rounds=[(one, rooms[one.room_id]) for one in with_slips(proceedings) if one.room_id in rooms],
        round=round_,
        items=_items(proceedings, round_) if round_ else [],
        offered=marks_of(round_) if round_ else (),
        ticks=round_ is not None and _is_ticked(round_),
        marks=marks,
        code=code,
        request_id=uuid4().hex,
        entered=request.query_params.get("entered") == "yes",
        problem=words_of(site.strings, language, refusal) if refusal else "",
    )


def _items(proceedings: Proceedings, round_: Round) -> list[tuple[Recommendation, str]]:
    """List the slate with the direction of its words."""
    slate = [proceedings.recommendations[item] for item in round_.slate]
    return [(one, direction_of(one.title)) for one in slate]


def _is_ticked(round_: Round) -> bool:
    return read_method(round_.method).CARD.form == "ticks"


def _slip(request: Request, round_: Round, slip: Slip) -> dict[str, object]:
    site = site_of(request)
    language = slip.language if slip.language in LANGUAGES else language_of(request)
    return {
        "code": spelled(slip.code),
        "scan": drawn_code(site.context.slip_url(slip.code)),
        "language": language,
        "dir": site.strings.direction(language),
        "offered": [site.strings.translate(language, f"mark.{mark}") for mark in marks_of(round_)],
        "how": site.strings.translate(
            language, "slips.mark_some" if _is_ticked(round_) else "slips.mark_one", n=round_.rules.max_choices
        ),
        "no_name": site.strings.translate(language, "slips.no_name"),
        "hand_in": site.strings.translate(language, "slips.hand_in"),
        "round": site.strings.translate(language, "acts.round", n=round_.called),
        "region": slip.region_id,
    }
