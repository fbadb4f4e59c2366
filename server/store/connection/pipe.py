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
from typing import Any

from hiredis import PushNotification, pack_command
from redis.asyncio.connection import AbstractConnection
from redis.exceptions import ConnectionError as Lost
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as Late

from server.logs import log

ANSWERED_WITHIN_S = 0.95

_NOT_SENT = float("inf")

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
        self._sending: list[_Asked] = []
        self._rung = rung
        self.loop = asyncio.get_running_loop()
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

    def ask(self, packed: bytes, count: int, due_s: float, on_answer: OnAnswer) -> None:
        """Send packed commands; be told of their answers or, at an instant of the loop's clock, that they are late."""
        self._asked.append(_Asked(on_answer, count, due_s))
        self._unsent.append(packed)
        self._send()
        self._look_at(due_s)

    def ask_together(self, packed: bytes, count: int, on_answer: OnAnswer) -> None:
        """Send packed commands at the end of this turn, with what else is asked in it; from then on time is counted.

        A turn in which a whole hall comes back is long, and that is no silence of the store.
        """
        self._asked.append(asked := _Asked(on_answer, count, _NOT_SENT))
        self._unsent.append(packed)
        self._sending.append(asked)
        if len(self._sending) == 1:
            self.loop.call_soon(self._send)

    def retire(self) -> None:
        """Ask nothing more here; the connection ends when everybody was told."""
        self.usable = False
        if not self._asked:
            self._transport.abort()

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
        if self._sending:
            due_s = self.loop.time() + ANSWERED_WITHIN_S
            for asked in self._sending:
                asked.due_s = due_s
            self._sending = []
            self._look_at(due_s)

    def _look_at(self, due_s: float) -> None:
        if self._watch is not None:
            if self._watch_s <= due_s:
                return
            self._watch.cancel()
        self._watch, self._watch_s = self.loop.call_at(due_s, self._look), due_s

    def _look(self) -> None:
        """See whose time is over; their answers may have come while this process was busy: read once more."""
        self._watch = None
        over_s = self.loop.time()
        self.loop.call_soon(self.loop.call_soon, self._judge, over_s)

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


def _hand(hear: Callable[[Any], None], said: object) -> None:
    try:
        hear(said)
    except Exception:  # a defect of ours must not keep the others from hearing
        log.exception("store_answer_lost")
