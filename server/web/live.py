"""The live room: one socket, from the handshake to the close.

Refuses to know what a command does. Invariants: an answer comes before the broadcast of what it answers; whatever is
received is answered, refused with a code, or closed with a code.
"""

import asyncio
import contextlib
import logging
import secrets

from starlette.websockets import WebSocket, WebSocketDisconnect

from server.domain.errors import NotFound, Refusal, TryLater
from server.domain.meeting import Room, meeting_of
from server.domain.people import Person, may_enter
from server.protocol import commands, encode, replies
from server.protocol.commands import Command
from server.protocol.decode import decode, ref_of
from server.protocol.message import (
    CLOSE_NO_CREDENTIAL,
    CLOSE_NOT_YOUR_ROOM,
    CLOSE_POLICY,
    CLOSE_RESTART,
    CLOSE_TRY_LATER,
    SUBPROTOCOL,
)
from server.protocol.replies import Reply
from server.room.actions import perform
from server.room.actions.later import Later
from server.room.outbox import Outbox, Overrun
from server.room.place import Asker
from server.room.pump import Listener
from server.room.snapshot import you_in
from server.store import StoreFault
from server.web.guard import Hangup, bearer_of, comes_from_here, person_at, receive
from server.web.pace import Pace
from server.web.page import language_of
from server.web.refusals import words_of
from server.web.site import Site, site_of

LAST_WORDS_S = 1.0
STUCK_S = 10.0
_log = logging.getLogger("plenum.live")
_GONE = (WebSocketDisconnect, RuntimeError, OSError)  # what writing to somebody who has left may raise


async def live(socket: WebSocket) -> None:
    """Serve `GET /live/{room_id}`."""
    if not comes_from_here(socket) or (socket.headers.get("origin") is None and not bearer_of(socket)):
        await socket.close(CLOSE_POLICY)
        return
    await socket.accept(subprotocol=SUBPROTOCOL if SUBPROTOCOL in socket.scope["subprotocols"] else None)
    try:
        code = await _converse(site_of(socket), socket)
    except StoreFault:
        code = CLOSE_TRY_LATER
    if code:
        with contextlib.suppress(*_GONE, TimeoutError):
            async with asyncio.timeout(LAST_WORDS_S):
                await socket.close(code)


async def _converse(site: Site, socket: WebSocket) -> int:
    """Check who is there and let them in; the answer is the close code, nought if they left."""
    person = await person_at(socket)
    if person is None:
        return CLOSE_NO_CREDENTIAL
    room = await _room_for(site, person, socket.path_params["room_id"])
    if room is None:
        return CLOSE_NOT_YOUR_ROOM
    return await _Conversation(site, socket, room, Listener(person, Outbox())).run()


async def _room_for(site: Site, person: Person, room_id: str) -> Room | None:
    if meeting_of(room_id) != person.meeting_id:
        return None
    try:
        room = await site.place.room(room_id)
    except NotFound:
        return None
    return room if may_enter(person, room) else None


class _Conversation:
    """One accepted socket."""

    def __init__(self, site: Site, socket: WebSocket, room: Room, listener: Listener) -> None:
        self._site = site
        self._socket = socket
        self._room = room
        self._listener = listener
        self._asker = Asker(listener.person, room)
        self._language = language_of(socket)
        self._pace = Pace()
        self._later: set[asyncio.Task[None]] = set()

    async def run(self) -> int:
        """Listen, answer and write until one side leaves."""
        tasks: list[asyncio.Task[int]] = []
        try:
            await self._site.hub.enter(self._room, self._listener)
            tasks += [asyncio.create_task(part) for part in (self._listen(), self._write(), self._be_dismissed())]
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            return max(task.result() for task in done)
        finally:
            for task in (*tasks, *self._later):
                task.cancel()
            await asyncio.gather(*tasks, *self._later, return_exceptions=True)
            await self._site.hub.leave(self._room, self._listener)

    async def _be_dismissed(self) -> int:
        await self._listener.let_go.wait()
        if self._listener.close_code == CLOSE_RESTART:  # whoever has asked something is answered before
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LAST_WORDS_S):
                    await self._listener.outbox.settled()
        return self._listener.close_code

    async def _write(self) -> int:
        try:
            while True:
                frame = await self._listener.outbox.next_frame()
                async with asyncio.timeout(STUCK_S):
                    await self._socket.send({"type": "websocket.send", "text": frame.decode()})
        except (Overrun, TimeoutError):  # hopelessly behind, or not one byte was taken
            return CLOSE_TRY_LATER
        except _GONE:
            return 0

    async def _listen(self) -> int:
        try:
            while True:
                await self._listener.outbox.has_room()
                frame = await receive(self._socket)
                with self._listener.outbox.answering():
                    await self._answer(frame)
        except Hangup as hangup:
            return hangup.code

    async def _answer(self, frame: str) -> None:
        ref = ""
        try:
            self._pace.step(asyncio.get_running_loop().time())
            command = decode(frame)
            ref = command.ref
            await self._obey(command)
        except Refusal as refusal:
            self._refuse(refusal, ref or ref_of(frame))
        except StoreFault:
            self._refuse(TryLater("store_away"), ref)
        except Exception:
            self._confess(ref)

    async def _obey(self, command: Command) -> None:
        if isinstance(command, commands.Hello):
            await self._greet(command)
            return
        reply = await perform(self._site.place, self._asker, command)
        if isinstance(reply, Later):
            self._keep(asyncio.create_task(self._answer_later(reply, command.ref)))
        else:
            self._reply(reply)

    async def _answer_later(self, later: Later, ref: str) -> None:
        await asyncio.sleep(max(0, later.due_ms - self._site.place.now_ms()) / 1_000)
        with self._listener.outbox.answering():
            try:
                self._reply(await later.finish())
            except Refusal as refusal:
                self._refuse(refusal, ref)
            except StoreFault:
                self._refuse(TryLater("store_away"), ref)
            except Exception:
                self._confess(ref)

    async def _greet(self, command: commands.Hello) -> None:
        picture, view = await self._site.hub.picture(self._room)
        await self._site.hub.alarms.compare(self._listener.person, command.have)
        self._reply(await you_in(self._site.place, self._listener.person, picture))
        self._listener.show(picture, view, command.ref)

    def _reply(self, reply: Reply | replies.You) -> None:
        self._listener.outbox.reply(encode(reply))

    def _refuse(self, refusal: Refusal, ref: str) -> None:
        message = words_of(self._site.strings, self._language, refusal)
        self._reply(replies.Refused(ref=ref, code=refusal.code, message=message, current=refusal.current))

    def _confess(self, ref: str) -> None:
        """Answer a defect of ours with a reference to the log, and never with its text."""
        reference = secrets.token_hex(4)
        _log.exception("defect %s in room %s", reference, self._room.id)
        message = self._site.strings.translate(self._language, "refusal.unexpected", reference=reference)
        self._reply(replies.Refused(ref=ref, code="unexpected", message=message))

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._later.add(task)
        task.add_done_callback(self._later.discard)
