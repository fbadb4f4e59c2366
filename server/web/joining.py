"""The calls of arriving by code: a seat in a region, or one's own name, and then waiting to be admitted.

Refuses to decide who gets a seat (`room.arrivals`). Invariant: what shows that somebody waits is theirs alone, and in a
browser a cookie like any other.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.errors import Malformed, NotPermitted, Refusal
from server.domain.procedure.meeting import Meeting
from server.room.arrivals import find_by_code, find_names, join_by_code, look_at_claim
from server.web.api import read_json, seated
from server.web.guard import address_of, cookie_name, new_slot, set_cookie, slot_of
from server.web.held import ask_in_one_name, make_way
from server.web.site import site_of


async def post_join(request: Request) -> Response:
    """Take a seat with the join code and a region, or ask for a named one."""
    body = await read_json(request)
    context, address = site_of(request).context, address_of(request)
    join_code, region_id, seat_id = [body.get(name) for name in ("join_code", "region_id", "seat_id")]
    wishes = {name: value for name in ("name", "delegation", "language") if isinstance(value := body.get(name), str)}
    if not isinstance(join_code, str):
        raise Malformed("field", field="join_code")
    await make_way(request, meeting := await meeting_by_code(request, join_code))
    if isinstance(seat_id, str):
        return await _asked(request, meeting, join_code, seat_id)
    if not isinstance(region_id, str):
        raise Malformed("field", field="region_id")
    return await seated(request, *await join_by_code(context, join_code, region_id, wishes, address))


async def get_names(request: Request) -> Response:
    """Find named seats that nobody has, by a part of a name."""
    asked = request.query_params
    site, code = site_of(request), asked.get("code", "")
    await meeting_by_code(request, code)
    found = await find_names(site.context, code, asked.get("q", ""), address_of(request))
    site.callers.give_back(request.scope)  # searches have a pace of their own, ten times as wide
    names = [
        {"seat_id": one.id, "name": one.name, "delegation": one.delegation, "region_id": one.region_id} for one in found
    ]
    return JSONResponse({"names": names})


async def post_waiting(request: Request) -> Response:
    """Say whether somebody who asked for a named seat was admitted: by their token, or by the cookie of the slot."""
    site, slot = site_of(request), slot_of(request)
    token = (await read_json(request)).get("waiting") or request.cookies.get(cookie_name(site, slot), "")
    claimed = site.credentials.read_waiting(str(token))
    if claimed is None:
        raise NotPermitted("credential")
    site.callers.charge_claim(request.scope, claimed[2], site.context.now_ms())
    admitted = await look_at_claim(site.context, *claimed)
    if admitted is None:
        return JSONResponse({"waiting": token}, status_code=202)
    return await seated(request, *admitted, slot=slot)


async def meeting_by_code(request: Request, join_code: str) -> Meeting:
    """Find the meeting that a code opens; wrong ones are held back by themselves, and take nothing of a hall's pace.

    Raises:  NotFound for an unknown code, after a while; TooFast where too many wrong ones are waiting.
    """
    site = site_of(request)
    try:
        return await find_by_code(site.context, join_code, address_of(request))
    except Refusal:
        site.callers.give_back(request.scope)
        raise


async def _asked(request: Request, meeting: Meeting, join_code: str, seat_id: str) -> Response:
    site, asked = site_of(request), await ask_in_one_name(request, meeting, join_code, seat_id)
    if asked.admitted:
        return await seated(request, asked.meeting, asked.seat)
    token, slot = site.credentials.waiting_token(asked.meeting.id, asked.seat.id, asked.claim_id), new_slot()
    answer = JSONResponse({"waiting": token, "slot": slot, "page": f"/tab/{slot}/waiting"}, status_code=202)
    set_cookie(site, answer, slot, token)
    return answer
