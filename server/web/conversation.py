"""A conversation: one person on one line, from the greeting to the farewell.

Refuses to know what a command does. Invariants: what is said is answered one after the other, in the order it came;
an answer comes before the broadcast of what it answers; whatever is received is answered, refused with a code, or
closed with a code; whoever does not read is not heard.
"""

import asyncio
import contextlib
import logging
import secrets
from collections import deque

from server import metrics
from server.domain.errors import Refusal, TryLater
from server.domain.meeting import Room
from server.domain.people import Person
from server.protocol import commands, encode, replies
from server.protocol.commands import Command
from server.protocol.decode import decode, ref_of
from server.protocol.message import CLOSE_RESTART
from server.protocol.replies import Reply
from server.room.actions import perform
from server.room.actions.later import Later
from server.room.listener import Listener
from server.room.outbox import Outbox
from server.room.place import Asker
from server.room.snapshot import you_in
from server.store import StoreFault
from server.web.line import Line
from server.web.pace import Pace
from server.web.refusals import words_of
from server.web.site import Site

LAST_WORDS_S = 1.0
MOST_UNHEARD = 8
DELTA = "delta"
_log = logging.getLogger("plenum.live")


class Conversation:
    """One person on one line; it is the line's `Talk`."""

    def __init__(self, site: Site, line: Line, room: Room, person: Person, language: str) -> None:
        """Begin with nothing said."""
        self._site = site
        self._line = line
        self._room = room
        self._language = language
        self._asker = Asker(person, room)
        self._outbox = Outbox(line)
        self._listener = Listener(person, self._outbox)
        self._pace = Pace()
        self._unheard: deque[str] = deque()
        self._answer: asyncio.Task[None] | None = None
        self._later: set[asyncio.Task[None]] = set()

    async def run(self) -> int:
        """Talk until one side leaves; the answer is the close code, nought if they left."""
        metrics.sockets.inc()
        try:
            await self._site.hub.enter(self._room, self._listener)
            self._line.open(self)
            await self._listener.let_go.wait()
            if self._listener.close_code == CLOSE_RESTART:  # whoever has asked something is answered before
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LAST_WORDS_S):
                        await self._outbox.settled()
            return self._listener.close_code
        finally:
            metrics.sockets.dec()
            self._line.close()
            tasks = [*self._later] if self._answer is None else [self._answer, *self._later]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._site.hub.leave(self._room, self._listener)

    def hear(self, text: str) -> None:
        """Take what was said, to be answered in its turn."""
        self._unheard.append(text)
        if len(self._unheard) >= MOST_UNHEARD:
            self._line.pause()
        self._go_on()

    def flowing(self) -> None:
        """Say what has been waiting for the line, and listen again."""
        self._outbox.flush()
        self._go_on()

    def gone(self, code: int) -> None:
        """End the conversation."""
        self._listener.dismiss(code)

    def _go_on(self) -> None:
        if self._answer is None and self._unheard and self._line.ready and not self._listener.let_go.is_set():
            self._answer = asyncio.create_task(self._answer_next(self._unheard.popleft()))

    async def _answer_next(self, text: str) -> None:
        self._outbox.begin_answer()
        try:
            await self._answer_to(text)
        finally:
            self._answer = None
            self._outbox.end_answer()
        self._line.resume()
        self._go_on()

    async def _answer_to(self, text: str) -> None:
        ref = ""
        try:
            self._pace.step(asyncio.get_running_loop().time())
            command = decode(text)
            ref = command.ref
            await self._obey(command)
        except Refusal as refusal:
            self._refuse(refusal, ref or ref_of(text))
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
        self._outbox.begin_answer()
        try:
            self._reply(await later.finish())
        except Refusal as refusal:
            self._refuse(refusal, ref)
        except StoreFault:
            self._refuse(TryLater("store_away"), ref)
        except Exception:
            self._confess(ref)
        finally:
            self._outbox.end_answer()

    async def _greet(self, command: commands.Hello) -> None:
        self._listener.takes_steps = DELTA in command.accepts
        picture, view = await self._site.hub.picture(self._room)
        await self._site.hub.alarms.compare(self._listener.person, command.have)
        self._reply(await you_in(self._site.place, self._listener.person, picture))
        self._listener.show(picture, view, command.ref)

    def _reply(self, reply: Reply | replies.You) -> None:
        self._outbox.reply(encode(reply))

    def _refuse(self, refusal: Refusal, ref: str) -> None:
        metrics.refusals.labels(refusal.code).inc()
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
