"""The calls of programs and of the join page: meetings, joining, seats, credentials."""

import msgspec
from msgspec import to_builtins
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.errors import Malformed, NotFound, NotPermitted, Refusal
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import SECRETARIAT, Person, Seat
from server.domain.procedure.programme import Programme
from server.room.arrivals import person_of, rooms_for, take_seat
from server.room.context import Context
from server.room.programme_views import meeting_view
from server.room.views import room_view
from server.secretariat.founding import found_meeting, kept_until
from server.secretariat.importing import read_application
from server.secretariat.links import MeetingLinks, first_seat_link, list_links
from server.secretariat.programme_files import with_tree
from server.secretariat.short_links import find_by_short_code
from server.web.guard import (
    LARGEST_IMPORT,
    address_of,
    is_browser,
    new_slot,
    person_at,
    read_body,
    set_cookie,
)
from server.web.held import make_way
from server.web.noticed import notice_entry
from server.web.secretariat import note_wrong_key, require_actor
from server.web.site import Site, site_of
from server.web.tabs import leave


async def post_meetings(request: Request) -> Response:
    """Create a meeting: for the secretariat."""
    site = site_of(request)
    actor = await require_actor(request)
    actor.require("found_meeting")  # before anything is read
    body = await with_tree(site.readers, await read_json(request, LARGEST_IMPORT))
    founding = read_application(body)
    expires_at_s = kept_until(site.context, site.retention_days)
    meeting, seats = await found_meeting(site.context, actor, founding, expires_at_s)
    links = await list_links(site.context, actor, site.credentials, meeting.id)
    programme = await site.context.programme(meeting.id)
    return JSONResponse(founded_view(site, meeting, programme, seats, links), status_code=201)


def founded_view(
    site: Site, meeting: Meeting, programme: Programme, seats: list[Seat], links: MeetingLinks
) -> dict[str, object]:
    """Show a new meeting with every credential and link it begins with."""
    moderators = {region.id: links.holders[f"moderator:{region.id}"] for region in programme.regions}
    plenary = {role: links.holders[role] for role in ("chair", "screen", "observer")}
    return {
        "meeting_id": meeting.id,
        "join_code": links.join_code,
        "rooms": [to_builtins(room_view(room)) for room in programme.rooms],
        "credentials": {
            **{role: link.credential for role, link in plenary.items()},
            "moderators": {region_id: link.credential for region_id, link in moderators.items()},
        },
        "seats": [
            {"seat_id": seat.id, "name": seat.name, "region_id": seat.region_id,
             "seat_token": first_seat_link(site.context, site.credentials, meeting.id, seat.id).credential}
            for seat in seats
        ],
        "links": {
            **{role: link.address for role, link in plenary.items()},
            "moderators": {region_id: link.address for region_id, link in moderators.items()},
            "join": links.join_address,
        },
    }  # fmt: skip


async def post_seat(request: Request) -> Response:
    """Take the seat of a personal link."""
    site = site_of(request)
    named = await site.credentials.read_seat_link(str((await read_json(request)).get("seat_token", "")))
    if named is None:
        notice_entry("seat_link")
        raise NotFound("seat")
    return await _seated_by_link(request, *named)


async def post_enter(request: Request) -> Response:
    """Turn the credential or the short code behind the `#` of a link into a cookie of this browser tab."""
    site, body = site_of(request), await read_json(request)
    if isinstance(code := body.get("code"), str):
        person, slot = await person_by_code(request, code)
        if person.seat_id:
            return await _seated_by_link(request, person.meeting_id, person.seat_id, person.generation)
        credential = await site.credentials.issue(person)
        return with_slot(request, credential, {"credential": credential}, slot)
    token = str(body.get("credential", ""))
    if named := await site.credentials.read_seat_link(token):
        return await _seated_by_link(request, *named)
    if await site.credentials.read(token) is None:
        raise NotPermitted("credential")
    return with_slot(request, token, {})


async def person_by_code(request: Request, typed: str) -> tuple[Person, str]:
    """Find who a short code lets in, and the slot in which this browser is that seat already; wrong codes are slowed.

    Raises:  as `find_by_short_code`; WrongState where this device has another seat and is to have one.
    """
    site = site_of(request)
    try:
        person = await find_by_short_code(site.context, typed, address_of(request))
    except Refusal:
        notice_entry("short_code")
        site.callers.give_back(request.scope)
        raise
    meeting = await site.context.meeting(person.meeting_id)
    return person, await make_way(request, meeting, person.seat_id) if person.seat_id else ""


async def post_leave(request: Request) -> Response:
    """End the seat or role that a browser tab has on this device."""
    answer = JSONResponse({"page": "/"})
    await leave(request, answer)
    return answer


async def get_meeting(request: Request) -> Response:
    """Show a meeting to anybody who is in it; no older than what they have heard of its programme."""
    meeting = await meeting_for(request, request.path_params["meeting_id"])
    proceedings = await site_of(request).context.read_proceedings(meeting.id)
    return JSONResponse(meeting_view(meeting, proceedings.programme))


async def meeting_for(request: Request, meeting_id: str) -> Meeting:
    """Find a meeting for somebody who is in it, or for the secretariat.

    Raises:  NotFound where there is none, or none any more; NotPermitted without a credential of this meeting.
    """
    context: Context = site_of(request).context
    meeting, person = await context.meeting(meeting_id), await person_at(request)
    if person is None or (person.role != SECRETARIAT and person.meeting_id != meeting_id):
        note_wrong_key(request, person)
        raise NotPermitted("credential")
    return meeting


def with_slot(request: Request, credential: str, body: dict[str, object], slot: str = "") -> Response:
    """Answer with the cookie of a credential, and the slot that names it in addresses; browsers get nothing else."""
    site, slot = site_of(request), slot or new_slot()
    if is_browser(request):
        body = {name: value for name, value in body.items() if name != "credential"}
    response = JSONResponse({**body, "slot": slot, "page": f"/tab/{slot}/"}, status_code=201)
    set_cookie(site, response, slot, credential)
    return response


async def _seated_by_link(request: Request, meeting_id: str, seat_id: str, generation: int) -> Response:
    meeting, seat = await take_seat(site_of(request).context, meeting_id, seat_id)
    return await seated(request, meeting, seat, generation, await make_way(request, meeting, seat_id))


async def seated(request: Request, meeting: Meeting, seat: Seat, generation: int = 0, slot: str = "") -> Response:
    """Answer somebody who has a seat now; a browser that waited for it, or has it, keeps its slot."""
    site = site_of(request)
    person = person_of(seat, meeting.id, generation)
    credential = await site.credentials.issue(person)
    return with_slot(request, credential, {
        "credential": credential,
        "seat_id": seat.id,
        "region_id": seat.region_id,
        "name": seat.name,
        "meeting_id": meeting.id,
        "rooms": [to_builtins(room_view(room)) for room in rooms_for(await site.context.programme(meeting.id), person)],
    }, slot)  # fmt: skip


async def read_json(request: Request, largest: int | None = None) -> dict[str, object]:
    """Read a JSON object.

    Raises:  Malformed, TooLarge.
    """
    raw = await read_body(request, largest) if largest else await read_body(request)
    try:
        body = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as fault:
        raise Malformed("json") from fault
    if not isinstance(body, dict):
        raise Malformed("body")
    return body
