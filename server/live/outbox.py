"""What still has to be said to one connection.

Decisions are said in order and never skipped; of each tally only the newest is kept; whoever cannot keep up is let go.
Refuses to know sockets: a `Connection` carries what is said. Invariants: a reply is said before the broadcast of the
decision it answers, because broadcasts wait while an answer is being made; nothing is ever waited for here, so that one
slow reader costs nobody else anything.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol

MOST_WAITING = 512
MOST_AT_ONCE = 16
NO_FD = -1

Broadcast = Callable[[Sequence[int], bytes], None]
"""Sends one message to many sockets, named by their file descriptors, in one go."""


class Overrun(Exception):  # noqa: N818 - a state of affairs
    """The reader is too far behind: it is let go, and its next hello brings the whole picture."""


class Connection(Protocol):
    """Whoever carries messages to the other side."""

    @property
    def ready(self) -> bool:
        """Say whether another message would leave at once; if not, `flush` is called when it would."""

    @property
    def fd(self) -> int:
        """Name the descriptor by which many are reached at once; `NO_FD` where it is not ready, or has none."""

    def write(self, messages: Sequence[bytes]) -> None:
        """Send messages in one go; to one who has left they are lost."""


class Outbox:
    """The waiting messages of one connection."""

    __slots__ = ("_answering", "_connection", "_events", "_newest", "_replies", "_settled", "fd", "idle")

    def __init__(self, connection: Connection) -> None:
        """Begin with nothing to say."""
        self._connection = connection
        self._replies: list[bytes] = []  # no deque: an empty one takes as much memory as a list of seventy
        self._events: list[tuple[int, bytes]] = []
        self._newest: dict[str, bytes] = {}
        self._answering = 0
        self._settled: asyncio.Event | None = None
        self.idle = True
        """Whether nothing waits and no answer is being made."""
        self.fd = NO_FD
        """The descriptor of the connection as long as what is said would leave at once; else `NO_FD`."""

    def reply(self, message: bytes) -> None:
        """Say something to this one alone, first; an answer goes out together with what waited for it."""
        self._replies.append(message)
        self._pass_on()

    def event(self, seq: int, message: bytes) -> None:
        """Say a decision, in order.

        Raises:  Overrun if too many are waiting: from here on something would be missing.
        """
        if len(self._events) >= MOST_WAITING:
            raise Overrun
        self._events.append((seq, message))
        self._pass_on()

    def newest(self, name: str, message: bytes) -> None:
        """Say the newest of something; what was waiting under the same name is forgotten."""
        if self.idle and self._connection.ready:
            self._connection.write((message,))  # as it nearly always is, a thousand times a tick
            return
        self._newest.pop(name, None)
        self._newest[name] = message
        self._pass_on()

    def holds(self, name: str) -> bool:
        """Say whether something of that name is still waiting."""
        return name in self._newest

    def forget_until(self, seq: int) -> None:
        """Drop the decisions that a whole picture as of `seq` is about to replace."""
        self._events = [(number, message) for number, message in self._events if number > seq]

    def begin_answer(self) -> None:
        """Hold broadcasts back while an answer is being made."""
        self._answering += 1
        self.idle = False
        self.fd = NO_FD

    def end_answer(self) -> None:
        """Let broadcasts go again."""
        self._answering -= 1
        self.flush()

    def answer(self, message: bytes) -> None:
        """Say the answer that was begun, together with what waited for it."""
        if self._connection.ready and self._answering == 1 and not (self._replies or self._events or self._newest):
            self._answering = 0  # as it nearly always is
            self._connection.write((message,))
            self._rest()
        else:
            self._replies.append(message)
            self.end_answer()

    def halt(self) -> None:
        """Take this connection out of broadcasts: it is full, or gone."""
        self.fd = NO_FD

    async def settled(self) -> None:
        """Wait until everything that was asked is answered and handed out."""
        if self._answering or self._replies:
            self._settled = asyncio.Event()
            await self._settled.wait()

    def flush(self) -> None:
        """Hand out what may be said now, as far as the connection takes it."""
        while self._connection.ready and (messages := self._take()):
            self._connection.write(messages)
        self._rest()

    def _rest(self) -> None:
        settled = not (self._answering or self._replies)
        self.idle = settled and not (self._events or self._newest)
        self.fd = self._connection.fd if self.idle else NO_FD
        if settled and self._settled is not None:
            self._settled.set()

    def _pass_on(self) -> None:
        self.idle = False
        self.fd = NO_FD
        if not self._answering:
            self.flush()

    def _take(self) -> list[bytes]:
        """Take what may be said next, so much at once that a slow reader is noticed before there is much of it."""
        if len(self._replies) == 1 and not (self._answering or self._events or self._newest):
            return [self._replies.pop()]
        taken = self._replies[:MOST_AT_ONCE]
        del self._replies[:MOST_AT_ONCE]
        if self._answering or self._replies:
            return taken
        taken += [message for _, message in self._events[:MOST_AT_ONCE]]
        del self._events[:MOST_AT_ONCE]
        if not self._events and self._newest:
            taken += self._newest.values()
            self._newest.clear()
        return taken
