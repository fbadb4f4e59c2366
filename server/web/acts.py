"""Acts by call: one frame in, and its reply out, for pages whose sockets are refused on the way.

Who may ask, what it costs and what is refused is as on a socket. Refuses to keep anything between two calls. Invariant:
what is asked here and on a socket under one request id is done once.
"""

import asyncio
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from server.domain.errors import Malformed, NotPermitted, Refusal, TooFast
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.people import may_enter
from server.live.outbox import Outbox
from server.live.visit import Paper, greet_visitor
from server.protocol import encode
from server.protocol.commands import Command, Hello
from server.protocol.decode import decode, ref_of
from server.protocol.message import CLOSE_NO_CREDENTIAL, CLOSE_NOT_YOUR_ROOM
from server.room.actions import perform
from server.room.actions.later import Later
from server.room.arrivals import enter
from server.room.context import Asker
from server.web import costs
from server.web.budget import Account, Barred
from server.web.guard import address_of, person_at, read_body, slot_of
from server.web.page import language_of
from server.web.refusals import refusal_of, retry_after, status_of
from server.web.site import Site, site_of
from server.web.socket.faults import Faults
from server.web.socket.live import KNOCK_S, room_for

_JSON = "application/json"


async def post_acts(request: Request) -> Response:
    """Do what one frame asks."""
    site, person = site_of(request), await person_at(request)
    if person is None:
        raise NotPermitted("credential", current={"close": CLOSE_NO_CREDENTIAL})
    person = person.within(meeting_of(room_id := request.path_params["room_id"]))
    room = await room_for(site, person, room_id, to_act=True)
    if room is None:
        raise NotPermitted("room", current={"close": CLOSE_NOT_YOUR_ROOM})
    address = address_of(request)
    asker, paper, text = Asker(person, room, address, slot_of(request) or address or "here"), Paper(), ""
    body = await read_body(request)
    faults = Faults(site, asker, Outbox(paper), lambda: language_of(request))
    try:
        text = _text(body)
        said = await _obey(site, asker, text)
    except Exception as fault:  # each is answered, a defect of ours with a reference
        faults.answer(fault, ref_of(text))
        return _refused(fault, paper.said[0])
    return Response(said[0] if len(said) == 1 else b"[" + b",".join(said) + b"]", media_type=_JSON)


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as fault:
        raise Malformed from fault


async def _obey(site: Site, asker: Asker, text: str) -> list[bytes]:
    """Have the account of whoever asks pay, and do it; a greeting has several messages, every other answer one."""
    clock = asyncio.get_running_loop().time
    try:
        account = site.budget.enter(asker.person, clock())
    except Barred:
        account = None
    if account is None:
        await asyncio.sleep(KNOCK_S)  # whoever knocks again and again should not be answered as fast as they can knock
        raise TooFast
    try:
        command = _read(account, text, clock())
        if isinstance(command, Hello) and not may_enter(asker.person, asker.room):
            raise NotPermitted("room", current={"close": CLOSE_NOT_YOUR_ROOM})  # to act is not to hear
        await enter(site.context, asker.person)  # as with a plain form: a ballot counts only of a seat that is here
        if not isinstance(command, Hello):
            reply = await perform(site.context, asker, command)
            account.owe(costs.TITLE * asker.take_compared())
            if isinstance(reply, Later):
                await asyncio.sleep(max(0, reply.due_ms - site.context.now_ms()) / 1_000)
                reply = await reply.finish()
            return [encode(reply)]
        said = await greet_visitor(site.context, site.hub, asker, command)
        account.owe(sum(map(len, said)) // costs.WRITTEN)
        return said
    finally:
        site.budget.leave(account, clock())


def _read(account: Account, text: str, now_s: float) -> Command:
    """Read what was said, once it is paid for; what cannot be read costs more.

    Raises:  TooFast, and as `decode`.
    """
    if not account.spend(now_s, costs.of_text(text)):
        raise TooFast
    try:
        command = decode(text)
    except Exception:
        account.owe(costs.UNREADABLE)
        raise
    account.owe(costs.of_command(command))
    return command


def _refused(fault: Exception, said: bytes) -> Response:
    refusal: Refusal | None = refusal_of(fault)
    if refusal is None:
        return Response(said, HTTPStatus.INTERNAL_SERVER_ERROR, media_type=_JSON)
    return Response(said, status_of(refusal), retry_after(refusal), _JSON)
