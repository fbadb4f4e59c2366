"""The pipe: one connection on which questions follow each other without waiting, and answers come back in order.

The client library makes the connection (address, encryption, password) and hands it over. From then on a question costs
two system calls and no task; the questions of one turn of the loop can be sent together, which costs no more than one:
sent one by one, each would wake the store, and its answer this process. Refuses to know what is asked. Invariants: a
question is sent once; whoever asked is told once, with the answers or with why there are none; an answer that comes too
late is never taken for the answer to another question.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from hiredis import PushNotification, pack_command
from redis.asyncio.connection import AbstractConnection
from redis.exceptions import ConnectionError as Lost
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as Late

from server.logs import log
from server.store.connection.health import GatedPool
from server.tasks import end, share

OPENED_WITHIN_S = 0.5
ANSWERED_WITHIN_S = 0.95

Command = tuple[str | bytes | int, ...]
OnAnswer = Callable[[list[Any] | RedisError], None]
"""Called once: with the answers, where a refusal of the store stands as the error it is, or with why there are none."""
Rung = Callable[[list[Any]], None]
"""Called with what nobody asked for."""


@dataclass(slots=True)
class _Asked:
    """A question whose answers are not complete yet; once it was late, its answers are thrown away."""

    on_answer: OnAnswer | None
    count: int
    due_s: float
    answers: list[Any] = field(default_factory=list)

    def tell(self, outcome: list[Any] | RedisError) -> None:
        on_answer, self.on_answer = self.on_answer, None
        if on_answer is not None:
            _hand(on_answer, outcome)


class Pipe(asyncio.Protocol):
    """One connection; nothing more is asked on it once it was late."""

    def __init__(self, connection: AbstractConnection, rung: Rung | None = None) -> None:
        """Take over a connection that has been made and on which nothing is under way."""
        # The library has no way to hand a connection over: it is taken out of its inside, here and nowhere else.
        self._kept = connection, connection._reader, connection._writer  # unreferenced they would be closed
        self._transport: asyncio.Transport = connection._writer.transport  # type: ignore[union-attr,assignment]
        self._replies = connection._parser._reader  # type: ignore[attr-defined]
        connection._reader = connection._writer = None
        self._nothing = self._replies.gets()
        self._asked: deque[_Asked] = deque()
        self._unsent: list[bytes] = []
        self._rung = rung
        self._loop = asyncio.get_running_loop()
        self._watch: asyncio.TimerHandle | None = None
        self._watch_s = 0.0
        self.lost = asyncio.Event()
        self.usable = not self._transport.is_closing()
        self._transport.set_protocol(self)
        if not self.usable:
            self.lost.set()

    def say(self, *words: str | bytes | int) -> None:
        """Send a command whose answer, if any, is rung."""
        self._transport.write(pack_command(words))  # type: ignore[arg-type] # any length

    def ask(self, packed: bytes, count: int, due_s: float, on_answer: OnAnswer, *, together: bool = False) -> None:
        """Send packed commands; be told of their answers or, at an instant of the loop's clock, that they are late.

        Shape:   `together` sends them at the end of this turn, with what else is asked in it.
        """
        self._asked.append(_Asked(on_answer, count, due_s))
        self._unsent.append(packed)
        if not together:
            self._send()
        elif len(self._unsent) == 1:
            self._loop.call_soon(self._send)
        if self._watch is None or due_s < self._watch_s:
            self._look_at(due_s)

    async def close(self) -> None:
        """Let go of the connection; whoever still waits is told that it was lost."""
        self.usable = False
        self._transport.abort()
        await self.lost.wait()

    # For the transport.

    def data_received(self, data: bytes) -> None:
        """Hear replies."""
        replies = self._replies
        replies.feed(data)
        try:
            while (reply := replies.gets()) is not self._nothing:
                self._hear(reply)
        except RedisError:
            log.exception("store_unreadable")
            self._transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever still waits."""
        self.usable = False
        self.lost.set()
        if self._watch is not None:
            self._watch.cancel()
        while self._asked:
            self._asked.popleft().tell(Lost(f"the connection was lost: {exc or 'closed'}"))

    def _hear(self, reply: Any) -> None:  # noqa: ANN401 - whatever the store answers
        if isinstance(reply, PushNotification) or not self._asked:
            if self._rung is not None:
                _hand(self._rung, reply)
            return
        asked = self._asked[0]
        asked.answers.append(reply)
        if len(asked.answers) == asked.count:
            self._asked.popleft()
            asked.tell(asked.answers)

    def _send(self) -> None:
        """Send what was asked, in the order in which it was; to a connection that is ending nothing is sent."""
        unsent, self._unsent = self._unsent, []
        if unsent and not self._transport.is_closing():
            self._transport.write(unsent[0] if len(unsent) == 1 else b"".join(unsent))

    def _look_at(self, due_s: float) -> None:
        if self._watch is not None:
            self._watch.cancel()
        self._watch, self._watch_s = self._loop.call_at(due_s, self._look), due_s

    def _look(self) -> None:
        """See whose time is over; their answers may have come while this process was busy: read once more."""
        self._watch = None
        over_s = self._loop.time()
        self._loop.call_soon(self._loop.call_soon, self._judge, over_s)

    def _judge(self, over_s: float) -> None:
        """Tell those whose time was over then, ask nothing more here, and wait for the answers of the others."""
        for asked in self._asked:
            if asked.due_s <= over_s:
                self.usable = False
                asked.tell(Late("the store did not answer in time"))
        if waiting := [asked.due_s for asked in self._asked if asked.on_answer is not None]:
            self._look_at(min(waiting))
        elif not self.usable:
            self._transport.abort()


class Pipes:
    """The pipe in use: another is opened when it was lost or late."""

    def __init__(self, pool: GatedPool) -> None:
        """Take what makes connections; nothing is connected yet."""
        self._pool = pool
        self._pipe: Pipe | None = None
        self._open_ones: set[Pipe] = set()
        self._opening: asyncio.Task[None] | None = None

    @property
    def usable(self) -> bool:
        """Say whether something may be sent at once."""
        return self._pipe is not None and self._pipe.usable and not self._pool.away

    async def open(self) -> None:
        """Have a pipe, one for all who wait for it.

        Raises:  a fault of the connection.
        """
        if self._opening is None:
            self._opening = share(self._open())
            self._opening.add_done_callback(self._opened)
        await asyncio.shield(self._opening)

    def send(self, packed: bytes, count: int, due_s: float, on_answer: OnAnswer) -> None:
        """Send commands on the pipe in use, as `Pipe.ask`.

        Raises:  ConnectionError where nothing is usable, and nothing was sent.
        """
        self._in_use().ask(packed, count, due_s, on_answer)

    async def ask(self, *commands: Command) -> list[Any]:
        """Have commands carried out, in one round trip; they are not one transaction.

        Raises:  the store's refusal of the first that it refused; a fault of the connection.
        """
        if not self.usable:
            await self.open()
        loop = asyncio.get_running_loop()
        answers: asyncio.Future[list[Any]] = loop.create_future()
        packed = b"".join([pack_command(command) for command in commands])  # type: ignore[arg-type] # any length
        due_s = loop.time() + ANSWERED_WITHIN_S
        self._in_use().ask(packed, len(commands), due_s, partial(settle, answers), together=True)
        for answer in (found := await answers):
            if isinstance(answer, RedisError):
                raise answer
        return found

    async def execute_command(self, *command: str | bytes | int) -> Any:  # noqa: ANN401 - as the client's own
        """Have one command carried out: what `library.call` needs."""
        return (await self.ask(command))[0]

    async def close(self) -> None:
        """Let go of every connection."""
        if self._opening is not None:
            await end(self._opening)
        for pipe in self._open_ones:
            await pipe.close()

    def _in_use(self) -> Pipe:
        if self._pipe is None or not self.usable:
            raise Lost("no pipe is open")
        return self._pipe

    async def _open(self) -> None:
        self._pipe = Pipe(await self._pool.connect(OPENED_WITHIN_S))
        self._open_ones = {self._pipe, *(pipe for pipe in self._open_ones if not pipe.lost.is_set())}

    def _opened(self, _: asyncio.Task[None]) -> None:
        self._opening = None


def _hand(hear: Callable[[Any], None], said: object) -> None:
    try:
        hear(said)
    except Exception:  # a defect of ours must not keep the others from hearing
        log.exception("store_answer_lost")


def settle(waiting: asyncio.Future[Any], outcome: object) -> None:
    """Give whoever waits the outcome, raised where it is a fault; they may have gone."""
    if waiting.done():
        return
    if isinstance(outcome, Exception):
        waiting.set_exception(outcome)
    else:
        waiting.set_result(outcome)
