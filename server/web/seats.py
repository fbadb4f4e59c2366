"""The calls of the desk on seats: the list, seats that are made, and what is done to one of them.

Refuses to decide what may be done (the table of acts does). Invariants: a list that cannot be stored whole is not
stored in part; whoever changes what somebody else has changed meanwhile hears what stands there now.
"""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
import segno
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.errors import Malformed
from server.room.admission import listed_view, totals_view
from server.secretariat import seating, seats
from server.secretariat.actor import Actor
from server.secretariat.importing import read_seats_of
from server.secretariat.links import renew_link
from server.secretariat.personal_time import give_time
from server.secretariat.short_links import short_codes
from server.web.api import read_json
from server.web.guard import LARGEST_IMPORT
from server.web.secretariat import require_actor
from server.web.site import Site, site_of

_ON_A_SEAT = ("admit_seat", "refuse_seat", "bar_seat", "unbar_seat", "check_in", "check_out")
"""What is asked for without saying more than the seat."""
_LONGEST = 400
_MARK = 16

Done = tuple[bool, bool]
"""Whether something was done, or was so already; and whether the link of the seat is a new one."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked about one seat."""

    site: Site
    actor: Actor
    meeting_id: str
    seat_id: str
    body: Mapping[str, object]

    @property
    def seat(self) -> tuple[Any, Actor, str, str]:
        """Name the seat as every act is told it."""
        return self.site.context, self.actor, self.meeting_id, self.seat_id


async def get_seats(request: Request) -> Response:
    """Show every seat of a meeting, for its desk; 204 where that is `?known=` already."""
    site, meeting_id = site_of(request), request.path_params["meeting_id"]
    roll = await seats.read_seats(site.context, await require_actor(request), meeting_id)
    shown = {
        "seats": [listed_view(one) for one in roll.listed],
        "totals": totals_view(roll.totals),
        "personal_s": await site.context.store_of(meeting_id).seats.read_personal_time(meeting_id),
    }
    written = msgspec.json.encode(shown)
    mark = hashlib.sha256(written).hexdigest()[:_MARK]
    if request.query_params.get("known") == mark:
        return Response(status_code=204)
    return Response(b'{"mark":"%s",%s' % (mark.encode(), written[1:]), media_type="application/json")


async def post_seats(request: Request) -> Response:
    """Make seats, all of them or none."""
    site, meeting_id = site_of(request), request.path_params["meeting_id"]
    actor = await require_actor(request)
    actor.require("add_seats", meeting_id)  # before anything is read
    wanted = read_seats_of(await read_json(request, LARGEST_IMPORT))
    if not wanted:
        raise Malformed("field", field="seats")
    made = await seating.add_seats(site.context, actor, meeting_id, wanted)
    return JSONResponse({"seat_ids": [one.id for one in made]}, status_code=201)


async def post_seat_act(request: Request) -> Response:
    """Do one act on one seat."""
    site, meeting_id = site_of(request), request.path_params["meeting_id"]
    actor = await require_actor(request)
    actor.require("read_seats", meeting_id)  # before anything is read
    asked = _Asked(site, actor, meeting_id, request.path_params["seat_id"], await read_json(request))
    named = asked.body.get("act")
    act = _ACTS.get(named) if isinstance(named, str) else None
    if act is None:
        raise Malformed("field", field="act")
    done, has_new_link = await act(asked)
    body: dict[str, object] = {"done": done, "seat": await _seat_now(asked)}
    if has_new_link:
        body["link"] = await _link_now(asked)
    return JSONResponse(body)


async def post_badge(request: Request) -> Response:
    """Find the seat of a badge."""
    site, meeting_id = site_of(request), request.path_params["meeting_id"]
    actor = await require_actor(request)
    actor.require("find_by_badge", meeting_id)  # before anything is read
    code = (await read_json(request)).get("code")
    if not isinstance(code, str) or len(code) > _LONGEST:
        raise Malformed("field", field="code")
    return JSONResponse({"seat_id": await seats.find_by_badge(site.context, actor, meeting_id, code)})


async def _seat_now(asked: _Asked) -> object:
    """Show the seat as it stands now; None where it is gone."""
    roll = await seats.read_seats(asked.site.context, asked.actor, asked.meeting_id)
    listed = roll.by_id.get(asked.seat_id)
    return msgspec.to_builtins(listed_view(listed)) if listed else None


async def _link_now(asked: _Asked) -> dict[str, str]:
    """Draw the short link of the seat for the screen of the desk."""
    holder, context = f"seat:{asked.seat_id}", asked.site.context
    meeting = await context.meeting(asked.meeting_id)
    code = (await short_codes(context, asked.site.credentials, meeting, [holder]))[holder]
    address = context.short_url(code)
    drawn = segno.make(address, error="m").svg_data_uri(border=2, scale=8, dark="#000", light="#fff")
    return {"address": address, "code": code, "qr": drawn}


async def _on_a_seat(act: Callable[..., Awaitable[bool]], asked: _Asked) -> Done:
    return await act(*asked.seat), False


async def _edit(asked: _Asked) -> Done:
    changes, known = _fields(asked.body, "changes"), _fields(asked.body, "known")
    await seating.edit_seat(*asked.seat, changes, known=known)
    return True, False


async def _hand_over(asked: _Asked) -> Done:
    context, actor, meeting_id, seat_id = asked.seat
    changes, known = _fields(asked.body, "changes"), _fields(asked.body, "known")
    await seating.hand_over_seat(
        context, actor, asked.site.credentials, meeting_id, seat_id, changes=changes, known=known
    )
    return True, True


async def _renew(asked: _Asked) -> Done:
    context, actor, meeting_id, seat_id = asked.seat
    await renew_link(context, actor, asked.site.credentials, meeting_id, f"seat:{seat_id}")
    return True, True


async def _give_time(asked: _Asked) -> Done:
    seconds = asked.body.get("seconds")
    if not isinstance(seconds, int) or isinstance(seconds, bool):
        raise Malformed("field", field="seconds")
    await give_time(*asked.seat, seconds)
    return True, False


async def _remove(asked: _Asked) -> Done:
    await seats.remove_seat(*asked.seat)
    return True, False


_ACTS: Mapping[str, Callable[[_Asked], Awaitable[Done]]] = {
    **{name: partial(_on_a_seat, getattr(seats, name, None) or getattr(seating, name)) for name in _ON_A_SEAT},
    "edit_seat": _edit,
    "hand_over_seat": _hand_over,
    "renew_link": _renew,
    "give_time": _give_time,
    "remove_seat": _remove,
}


def _fields(body: Mapping[str, object], name: str) -> dict[str, object]:
    """Read what is said of a seat, by field.

    Raises:  Malformed.
    """
    said = body.get(name, {})
    if not isinstance(said, dict):
        raise Malformed("field", field=name)
    for field, value in said.items():
        right = isinstance(value, bool) if field == "votes" else isinstance(value, str) and len(value) <= _LONGEST
        if field not in seating.FIELDS or not right:
            raise Malformed("field", field=str(field)[:_MARK])
    return {field: value.strip() if isinstance(value, str) else value for field, value in said.items()}
