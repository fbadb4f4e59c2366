"""The doors of a live room: who is let in on a socket, and with which code it is closed.

Refuses to know what is said in there (`conversation`). Invariant: whoever is not let in, or is let go, gets a code.
"""

import asyncio
import contextlib
from functools import partial

from starlette.websockets import WebSocket

from server.domain.errors import NotFound
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.people import Person, may_act, may_enter
from server.domain.procedure.programme import Room
from server.protocol.message import (
    CLOSE_NO_CREDENTIAL,
    CLOSE_NOT_YOUR_ROOM,
    CLOSE_POLICY,
    CLOSE_TRY_LATER,
    SUBPROTOCOL,
)
from server.room.context import Asker
from server.store import StoreFault
from server.web.budget import Barred
from server.web.guard import address_of, bearer_of, comes_from_here, person_with, slot_of
from server.web.page import language_of
from server.web.site import Site, site_of
from server.web.socket.connection import GONE, connection_of
from server.web.socket.conversation import LAST_WORDS_S, Conversation

KNOCK_S = 0.5


async def live(socket: WebSocket) -> None:
    """Serve `GET /live/{room_id}`."""
    bearer = bearer_of(socket)
    if not comes_from_here(socket) or not (bearer or "origin" in socket.headers):
        await socket.close(CLOSE_POLICY)
        return
    await socket.accept(subprotocol=SUBPROTOCOL if SUBPROTOCOL in socket.scope["subprotocols"] else None)
    try:
        code = await _converse(site_of(socket), socket, bearer)
    except StoreFault:
        code = CLOSE_TRY_LATER
    if code:
        with contextlib.suppress(*GONE, TimeoutError):
            async with asyncio.timeout(LAST_WORDS_S):
                await socket.close(code)


async def _converse(site: Site, socket: WebSocket, bearer: str) -> int:
    """Check who is there and let them in; the answer is the close code, nought if they left."""
    person = await person_with(socket, bearer)
    if person is None:
        return CLOSE_NO_CREDENTIAL
    person = person.within(meeting_of(room_id := socket.path_params["room_id"]))
    room = await room_for(site, person, room_id)
    if room is None:
        return CLOSE_NOT_YOUR_ROOM
    clock = asyncio.get_running_loop().time
    try:
        account = site.budget.enter(person, clock())
    except Barred:
        await asyncio.sleep(KNOCK_S)  # whoever knocks again and again should not be answered as fast as they can knock
        return CLOSE_POLICY
    if account is None:
        await asyncio.sleep(KNOCK_S)
        return CLOSE_TRY_LATER
    try:
        asker, language = Asker(person, room, address_of(socket)), partial(language_of, socket)
        slot = "" if bearer else slot_of(socket)
        return await Conversation(site, connection_of(socket), asker, account, language, slot=slot).run()
    finally:
        site.budget.leave(account, clock())


async def room_for(site: Site, person: Person, room_id: str, *, to_act: bool = False) -> Room | None:
    """Find a room for somebody who may enter it, or only act in it; None where there is none, or none for them."""
    if meeting_of(room_id) != person.meeting_id:
        return None
    try:
        room = await site.context.room(room_id)
    except NotFound:
        return None
    return room if (may_act if to_act else may_enter)(person, room) else None
