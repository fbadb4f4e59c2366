"""What still has to be said to one connection.

Decisions are kept in order and never skipped; of each tally only the newest is kept; whoever cannot keep up is let go.
Refuses to know sockets: `next_frame` is awaited by whoever writes. Invariant: a reply is said before the broadcast of
the decision it answers, because broadcasts wait while an answer is being made.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

MOST_WAITING = 512
MOST_REPLIES = 256  # more than anybody may ask at once


class Overrun(Exception):  # noqa: N818 - a state of affairs
    """The reader is too far behind: it is let go, and its next hello brings the whole picture."""


class Outbox:
    """The waiting frames of one connection."""

    def __init__(self) -> None:
        """Begin with nothing to say."""
        self._replies: deque[bytes] = deque()
        self._events: deque[tuple[int, bytes]] = deque()
        self._newest: dict[str, bytes] = {}
        self._answering = 0
        self._ready = asyncio.Event()
        self._taken = asyncio.Event()
        self._settled = asyncio.Event()
        self._settled.set()
        self._overrun = False

    def reply(self, frame: bytes) -> None:
        """Say something to this one alone, before anything else."""
        self._replies.append(frame)
        self._settled.clear()
        self._ready.set()

    def event(self, seq: int, frame: bytes) -> None:
        """Say a decision, in order."""
        if len(self._events) >= MOST_WAITING:
            self._overrun = True
        else:
            self._events.append((seq, frame))
        self._ready.set()

    def newest(self, name: str, frame: bytes) -> None:
        """Say the newest of something; what was waiting under the same name is forgotten."""
        self._newest.pop(name, None)
        self._newest[name] = frame
        self._ready.set()

    def forget_until(self, seq: int) -> None:
        """Drop the decisions that a whole picture as of `seq` is about to replace."""
        while self._events and self._events[0][0] <= seq:
            self._events.popleft()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Hold broadcasts back while an answer is being made."""
        self._answering += 1
        self._settled.clear()
        try:
            yield
        finally:
            self._answering -= 1
            self._look_whether_settled()
            self._ready.set()

    async def has_room(self) -> None:
        """Wait until so few answers are unread that another question may be heard."""
        while len(self._replies) >= MOST_REPLIES:
            self._taken.clear()
            await self._taken.wait()

    async def settled(self) -> None:
        """Wait until everything that was asked is answered and handed out."""
        await self._settled.wait()

    def _look_whether_settled(self) -> None:
        if not self._answering and not self._replies:
            self._settled.set()

    async def next_frame(self) -> bytes:
        """Wait for the next frame.

        Raises:  Overrun if decisions had to be dropped.
        """
        while True:
            if self._replies:
                frame = self._replies.popleft()
                self._taken.set()
                self._look_whether_settled()
                return frame
            if self._overrun:
                raise Overrun
            if not self._answering:
                if self._events:
                    return self._events.popleft()[1]
                if self._newest:
                    return self._newest.pop(next(iter(self._newest)))
            self._ready.clear()
            await self._ready.wait()
