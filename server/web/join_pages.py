"""The pages of arriving: the code on the screen, a region or one's own name, the wait for admission, the way back.

Refuses to decide who gets a seat (`room.arrivals`). Invariants: every page works by plain forms; whatever is refused is
said on the page that asked, with what to do, and what was filled in stays.
"""

from collections.abc import Mapping, Sequence

from msgspec import to_builtins
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.domain.errors import Malformed, NoFreeSeat, NotFound, NotPermitted, Refusal, TooFast, TryLater, WrongState
from server.domain.procedure.admission import read_join_code
from server.domain.procedure.audiences import audiences_by_role
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Person, Seat, may_read
from server.domain.procedure.shapes import fields_heard
from server.entrances import join_address, short_address
from server.room.admission import joining_view
from server.room.arrivals import (
    Asked,
    find_names,
    join_by_code,
    look_at_claim,
    person_of,
)
from server.room.context import find_round
from server.room.lots import lot_view
from server.room.programme_views import meeting_view
from server.room.views import region_view
from server.web.drawn_codes import qr_of
from server.web.forms import read_form
from server.web.guard import address_of, claim_of, new_slot, person_at, set_cookie, slot_of
from server.web.held import ask_in_one_name, make_way, seats_held
from server.web.joining import meeting_by_code
from server.web.page import language_of, show_page, show_page_for_all
from server.web.refusals import retry_after, status_of
from server.web.site import site_of
from server.words.refusals import words_of

_SAID_HERE = (Malformed, NoFreeSeat, NotPermitted, TooFast, TryLater, WrongState)
_HELP = {
    "malformed": "name",
    "malformed.unseen_name": "field",
    "malformed.unseen_delegation": "field",
    "no_free_seat": "seat",
    "no_free_seat.seat_taken": "name",
    "not_permitted": "link",
    "wrong_state": "device",
}
"""What to do after a refusal; whatever is not here passes by itself."""


async def welcome(request: Request) -> Response:
    """Ask for a join code."""
    if code := read_join_code(request.query_params.get("code", "")):
        return RedirectResponse(join_address("", code), status_code=303)
    return await show_page_for_all(request, "join.html", meeting=None, join_code="")


async def join(request: Request) -> Response:
    """Show the ways to a seat, and give one."""
    code = read_join_code(request.path_params["join_code"])
    if request.method == "POST":
        return await _take(request, code)
    try:
        meeting = await meeting_by_code(request, code)
    except NotFound:  # after a while, as for any wrong code: letters of a badge are asked for on a page of their own
        if await site_of(request).context.shards.directory.find_by_short(code):
            return RedirectResponse(short_address("", code), status_code=303)
        raise
    typed = request.query_params.get("q", "").strip()
    if not (typed and meeting.seats_named):
        return await _arrival(request, meeting)
    try:
        found = await find_names(site_of(request).context, code, typed, address_of(request))
    except _SAID_HERE as refusal:
        return await _arrival(request, meeting, refusal=refusal)
    return await _arrival(request, meeting, found=found)


async def _take(request: Request, code: str) -> Response:
    """Give the seat that a form asks for; a browser that has one is offered that, unless somebody else asks."""
    context, form = site_of(request).context, await read_form(request)
    meeting = await meeting_by_code(request, code)
    try:
        await make_way(request, meeting)
        if not form.get("another") and await seats_held(request, meeting):
            return await _arrival(request, meeting, given=form)
        if meeting.seats_named:
            return await _to_wait(request, await ask_in_one_name(request, meeting, code, form.get("seat_id", "")))
        _, seat = await join_by_code(context, code, form.get("region_id", ""), form, address_of(request))
    except _SAID_HERE as refusal:
        return await _arrival(request, meeting, given=form, refusal=refusal)
    return await _seat_in_tab(request, person_of(seat, meeting.id))


async def waiting(request: Request) -> Response:
    """Show somebody who chose a name that they wait, that they were not admitted, or let them in."""
    site, slot = site_of(request), slot_of(request)
    claim = claim_of(request)
    if claim is None:
        return RedirectResponse(f"/tab/{slot}/", status_code=303)
    meeting_id, seat_id, claim_id = claim
    site.callers.charge_claim(request.scope, claim_id, site.context.now_ms())
    meeting = await site.context.meeting(meeting_id)
    refused = False
    try:
        if admitted := await look_at_claim(site.context, *claim):
            _, seat, generation = admitted
            return await _seat_in_tab(request, person_of(seat, meeting_id, generation), slot)
    except NotPermitted:
        refused = True
    return await show_page(
        request,
        "waiting.html",
        status=403 if refused else 200,
        refused=refused,
        seat=await site.context.store_of(meeting_id).seats.read(meeting_id, seat_id),
        meeting=meeting_view(meeting, await site.context.programme(meeting.id)),
        join_code=(await site.context.joining(meeting)).code,
    )


async def join_qr(request: Request) -> Response:
    """Draw the code that is valid now, for those who show it to others."""
    person = await person_at(request)
    if person is None or not may_read(person.role, "join_code"):
        raise NotPermitted("credential")
    context = site_of(request).context
    joining = await context.joining(await context.meeting(person.meeting_id))
    return Response(qr_of(context.join_url(joining.code)), media_type="image/svg+xml")


async def lot_qr(request: Request) -> Response:
    """Draw the commitment of the lot of a round, so that whoever sees it before the voting can keep it."""
    person = await person_at(request)
    if person is None or not may_read(person.role, "join_code"):
        raise NotPermitted("credential")
    proceedings = await site_of(request).context.read_proceedings(person.meeting_id)
    lot = lot_view(find_round(proceedings, request.query_params.get("round", "")))
    if lot is None:
        raise NotFound("round")
    return Response(qr_of(lot.commitment), media_type="image/svg+xml")


async def joining_shown(request: Request, person: Person, meeting: Meeting) -> dict[str, object]:
    """Show how a meeting is joined now: the first drawing of what `joining_changed` keeps up to date.

    Shape:   who does not hear that gets a view that says nothing: `told` is false.
    """
    context = site_of(request).context
    if not fields_heard(audiences_by_role(person.role), "joining_changed"):
        return {"told": False, "open": False, "code": "", "url": "", "limit": 0, "host": "", "qr": ""}
    view = joining_view(context, await context.joining(meeting))
    host = view.url.partition("://")[2].partition("/")[0]
    return {
        **to_builtins(view),
        "told": True,
        "host": host,
        "qr": f"/tab/{slot_of(request)}/join-qr.svg?code={view.code}",
    }


async def _arrival(
    request: Request,
    meeting: Meeting,
    *,
    found: Sequence[Seat] = (),
    given: Mapping[str, str] | None = None,
    refusal: Refusal | None = None,
) -> Response:
    """Show the ways to a seat: back to one's own, a region, a name, or why there is none."""
    site = site_of(request)
    joining, programme = await site.context.joining(meeting), await site.context.programme(meeting.id)
    seats_here = [
        {
            "page": f"/tab/{slot}/",
            "name": one.name,
            "number": one.number,
            "role": one.role,
            "region_id": one.region_id,
        }
        for slot, one in await seats_held(request, meeting)
    ]
    typed = request.query_params.get("q", "")
    is_own = seats_here or found or given or refusal or typed
    page = await (show_page if is_own else show_page_for_all)(
        request,
        "join.html",
        status=status_of(refusal) if refusal else 200,
        meeting={
            "id": meeting.id,
            "title": programme.title,
            "regions": [to_builtins(region_view(one)) for one in programme.regions],
        },
        trial_meeting=meeting.trial,
        join_code=joining.code,
        way_in="closed" if not joining.open else "name" if meeting.seats_named else "region",
        nod=meeting.nod,
        one_seat=joining.one_seat,
        seats_here=seats_here,
        q=typed,
        names=[
            {"seat_id": one.id, "name": one.name, "delegation": one.delegation, "region_id": one.region_id}
            for one in found
        ],
        given={"region_id": "", "name": "", "delegation": "", **(given or {})},
        problem=words_of(site.strings, language_of(request), refusal) if refusal else "",
        to_do=_to_do(refusal) if refusal else "",
    )
    page.headers.update(retry_after(refusal) if refusal else {})
    return page


def _to_do(refusal: Refusal) -> str:
    return _HELP.get(f"{refusal.code}.{refusal.reason}") or _HELP.get(refusal.code, "again")


async def _to_wait(request: Request, asked: Asked) -> Response:
    """Let somebody who chose a name wait to be admitted, or in where nobody has to admit."""
    site, slot = site_of(request), new_slot()
    if asked.admitted:
        return await _seat_in_tab(request, person_of(asked.seat, asked.meeting.id), slot)
    answer = RedirectResponse(f"/tab/{slot}/waiting", status_code=303)
    set_cookie(site, answer, slot, site.credentials.waiting_token(asked.meeting.id, asked.seat.id, asked.claim_id))
    return answer


async def _seat_in_tab(request: Request, person: Person, slot: str = "") -> Response:
    site = site_of(request)
    slot = slot or new_slot()
    answer = RedirectResponse(f"/tab/{slot}/", status_code=303)
    set_cookie(site, answer, slot, await site.credentials.issue(person))
    return answer
