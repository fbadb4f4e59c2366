"""A conversation: one person on one connection, from the greeting to the farewell.

Refuses to know what a command does. Invariants: what is said is answered one after the other, in the order it came;
an answer comes before the broadcast of what it answers; whatever is received is answered, refused with a code, or
closed with a code; whoever does not read is not heard; nothing is done that the account does not give, and whoever
goes on and on asking for more is let go.
"""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from server import metrics
from server.domain.errors import Refusal, TooFast
from server.domain.procedure.rounds import Round
from server.live.heard import NEW_NAMES
from server.live.listener import Listener
from server.live.outbox import Outbox
from server.live.snapshot import you_in
from server.live.tally import way_of
from server.logs import log
from server.protocol import commands, encode, events, replies
from server.protocol.commands import CastBallot, Command
from server.protocol.decode import decode
from server.protocol.message import CLOSE_POLICY, CLOSE_RESTART
from server.protocol.replies import Reply
from server.room.actions import perform
from server.room.actions.ballots import answer_to, cast_at_once
from server.room.actions.later import Later
from server.room.context import Asker
from server.store.ballot_words import CastOutcome
from server.web import costs
from server.web.budget import Account
from server.web.site import Site
from server.web.socket.connection import Connection
from server.web.socket.faults import Attempt, Faults

LAST_WORDS_S = 1.0
LOOKS = 2
"""After so many turns of the loop it is known whether the other side had left before it was let in."""
MOST_UNHEARD = 8


class Conversation:
    """One person on one connection; it is the connection's `Talk`."""

    __slots__ = (
        "_account", "_asker", "_busy", "_connection", "_faults", "_listener", "_outbox", "_paused", "_room",
        "_site", "_tasks", "_time", "_unheard",
    )  # fmt: skip

    def __init__(
        self,
        site: Site,
        connection: Connection,
        asker: Asker,
        account: Account,
        language: Callable[[], str],
        *,
        slot: str,
    ) -> None:
        """Begin with nothing said; `language` finds the one in which refusals are worded, `slot` names the tab."""
        self._site = site
        self._connection = connection
        self._room = asker.room
        self._asker = asker
        self._outbox = Outbox(connection)
        self._faults = Faults(site, asker, self._outbox, language)
        self._listener = Listener(asker.person, self._outbox, slot=slot)
        self._account = account
        self._time = asyncio.get_running_loop().time
        self._unheard: list[str] = []
        self._busy = self._paused = False
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> int:
        """Talk until one side leaves; the answer is the close code, nought if they left."""
        for _ in range(LOOKS):  # whoever gave up while they waited here may be in elsewhere, and must not be sent away
            await asyncio.sleep(0)
        if self._connection.gone:
            return 0
        metrics.sockets.inc()
        metrics.worker_sockets.inc()
        try:
            await self._site.hub.enter(self._room, self._listener)
            if self._asker.person.role == "screen":
                await self._site.context.screens.enter(self._asker, self._room.id)
            self._connection.open(self)
            await self._listener.let_go.wait()
            if self._listener.close_code == CLOSE_RESTART:  # whoever has asked something is answered before
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LAST_WORDS_S):
                        await self._outbox.settled()
            return self._listener.close_code
        finally:
            metrics.sockets.dec()
            metrics.worker_sockets.dec()
            self._connection.close()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            await self._site.hub.leave(self._room, self._listener)
            await self._site.context.screens.leave(self._asker)

    def hear(self, text: str) -> None:
        """Take what was said, to be answered in its turn."""
        if self._listener.is_let_go:
            return
        if not (self._busy or self._unheard) and self._connection.ready:
            self._answer(text)  # as it nearly always is
            return
        self._unheard.append(text)
        if len(self._unheard) >= MOST_UNHEARD:
            self._paused = True
            self._connection.pause()

    def pay(self, cost: int) -> bool:
        """Say whether they may have what costs so much; whoever does not stop asking for more is let go."""
        if self._listener.is_let_go:
            return False
        if self._account.spend(self._time(), cost):
            return True
        if self._account.is_abused:
            log.warning("excess_closed", room=self._room.id, role=self._listener.person.role)
            self._listener.dismiss(CLOSE_POLICY)
        return False

    def flowing(self) -> None:
        """Send what waited while the connection was full, and read from it again."""
        self._outbox.flush()
        self._go_on()

    def blocked(self) -> None:
        """Send nothing for now: the connection is full."""
        self._outbox.halt()

    def gone(self, code: int) -> None:
        """End the conversation."""
        self._outbox.halt()
        self._listener.dismiss(code)

    def _go_on(self) -> None:
        while not self._busy and self._unheard and self._connection.ready and not self._listener.is_let_go:
            text = self._unheard.pop(0)
            if self._paused:
                self._paused = False
                self._connection.resume()
            self._answer(text)

    def _answer(self, text: str) -> None:
        self._busy = True
        self._outbox.begin_answer()
        with Attempt(self._faults, None, text) as attempt:
            command = self._read(text)
            attempt.ref = command.ref
            if isinstance(command, commands.Hello) and "pulse" in command.accepts and self._listener.seen >= 0:
                self._outbox.answer(encode(events.Pulse(ref=command.ref, seq=self._listener.seen)))
                self._busy = False
                return
            if type(command) is CastBallot:
                told = partial(self._answer_ballot, command)
                if cast_at_once(self._site.context, self._asker, command, told):
                    return
            else:
                self._account.owe(costs.of_command(command))
            self._keep(self._obey(command))
            return
        self._outbox.end_answer()
        self._busy = False

    def _read(self, text: str) -> Command:
        """Read what was said, once it is paid for; what cannot be read costs more.

        Raises:  TooFast, and as `decode`.
        """
        if not self.pay(costs.of_text(text)):
            raise TooFast
        try:
            return decode(text)
        except Exception:
            self._account.owe(costs.UNREADABLE)
            raise

    def _answer_ballot(self, command: CastBallot, round_: Round, outcome: CastOutcome | Refusal) -> None:
        answer = b""
        with Attempt(self._faults, command.ref):
            answer = encode(answer_to(self._site.context, self._asker, command, round_, outcome))
        if answer:
            self._outbox.answer(answer)
        else:
            self._outbox.end_answer()
        self._next()

    def _next(self) -> None:
        self._busy = False
        if self._unheard:
            self._go_on()

    async def _obey(self, command: Command) -> None:
        with Attempt(self._faults, command.ref):
            if isinstance(command, commands.Hello):
                await self._greet(command)
            else:
                reply = await perform(self._site.context, self._asker, command)
                self._account.owe(costs.TITLE * self._asker.take_compared())
                if isinstance(reply, Later):
                    self._keep(self._answer_later(reply, command.ref))
                else:
                    self._reply(reply)
        self._outbox.end_answer()
        self._next()

    async def _answer_later(self, later: Later, ref: str) -> None:
        await asyncio.sleep(max(0, later.due_ms - self._site.context.now_ms()) / 1_000)
        self._outbox.begin_answer()
        try:
            with Attempt(self._faults, ref):
                self._reply(await later.finish())
        finally:
            self._outbox.end_answer()

    async def _greet(self, command: commands.Hello) -> None:
        pump = self._site.hub.pump(self._room)
        way = way_of(steps="delta" in command.accepts, outlook="outlook" in command.accepts)
        pump.listeners.take(self._listener, way, slow=command.pace == commands.SLOW)
        self._listener.names, self._listener.paged = NEW_NAMES.intersection(command.accepts), "more" in command.accepts
        if command.have:  # before anything is shown: of a store that has lost everything there is no picture
            async with pump.sharing.turns:
                await self._site.hub.alarms.compare(self._listener.person, command.have)
        if "hall" in command.accepts:
            await self._site.hub.halls.greet(self._room, self._listener)
        shown = await pump.picture()
        async with pump.sharing.turns:
            you = await you_in(self._site.context, self._listener.person, shown)
            if not pump.is_current(shown):  # something was announced meanwhile, and not to this one
                shown = await pump.picture()
            self._reply(you)
            self._account.owe(pump.show(self._listener, shown, command.ref) // costs.WRITTEN)
        await self._site.hub.greet(self._room, self._listener)

    def _reply(self, reply: Reply | replies.You) -> None:
        self._outbox.reply(encode(reply))

    def _keep(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
