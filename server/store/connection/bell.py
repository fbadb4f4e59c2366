"""The bell: "something changed", never what.

A ring may be lost: whoever listens must be able to do without it, and every confirmation of a subscription means that
rings may have been missed. Refuses to know what is done about a ring.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from redis.exceptions import RedisError

from server.logs import log
from server.store import keys
from server.store.codec import text
from server.store.connection.complaint import complain
from server.store.connection.health import GatedPool
from server.store.connection.pipe import Pipe
from server.store.connection.pipes import OPENED_WITHIN_S
from server.tasks import end

STALE = "stale"
_RETRY_S = 0.2

Ring = Callable[[str, str], None]


class Bell:
    """Listen to the bells of the meetings that have somebody in this process."""

    def __init__(self, pool: GatedPool, ring: Ring) -> None:
        """Call `ring(meeting id, what)` on each ring, with `stale` when rings may have been missed."""
        self._pool = pool
        self._ring = ring
        self._meetings: set[str] = set()
        self._wanted = asyncio.Event()
        self._pipe: Pipe | None = None
        self._task: asyncio.Task[None] | None = None

    def listen(self, meeting_id: str) -> None:
        """Begin to listen to a meeting."""
        if meeting_id in self._meetings:
            return
        self._meetings.add(meeting_id)
        self._wanted.set()
        self._say("SSUBSCRIBE", meeting_id)
        if self._task is None:
            self._task = asyncio.create_task(self._listen_for_ever())

    def ignore(self, meeting_id: str) -> None:
        """Stop listening to a meeting."""
        self._meetings.discard(meeting_id)
        if not self._meetings:
            self._wanted.clear()
        self._say("SUNSUBSCRIBE", meeting_id)

    def leave(self) -> None:
        """Listen anew, for the store is somewhere else now."""
        if self._pipe is not None:
            self._pipe.retire()

    async def close(self) -> None:
        """Stop listening to everything."""
        if self._task is not None:
            await end(self._task)

    async def _listen_for_ever(self) -> None:
        while True:
            await self._wanted.wait()
            try:
                await self._listen()
            except (RedisError, OSError) as fault:
                complain(fault, "bell")
            except Exception:  # a defect of ours must not end the listening: no room of this process would hear a bell
                log.exception("bell_broke")
            await asyncio.sleep(_RETRY_S)

    async def _listen(self) -> None:
        """Listen on one connection until it is lost."""
        self._pipe = Pipe(await self._pool.connect(OPENED_WITHIN_S), self._hear)
        try:
            for meeting_id in self._meetings:
                self._say("SSUBSCRIBE", meeting_id)
            await self._pipe.lost.wait()
        finally:
            pipe, self._pipe = self._pipe, None
            await pipe.close()

    def _say(self, verb: str, meeting_id: str) -> None:
        if self._pipe is not None:
            self._pipe.say(verb, keys.bell(meeting_id))

    def _hear(self, message: list[Any] | RedisError) -> None:
        if isinstance(message, RedisError):  # another store serves the meeting, which the map will say
            self._pool.miss()
            self.leave()
            return
        kind, meeting_id = text(message[0]), keys.meeting_of_bell(text(message[1]))
        if kind == "ssubscribe":
            self._ring(meeting_id, STALE)
        elif kind == "sunsubscribe" and meeting_id in self._meetings:  # its slot has gone to another store
            self._pool.miss()
        elif kind == "smessage":
            self._ring(meeting_id, text(message[2]))
