"""The bell: "something changed", never what.

A bell may not ring: whoever listens must be able to do without it, and every confirmation of a subscription means that
rings may have been missed. Refuses to know what is done about a ring.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable

from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from server.store import keys
from server.store.codec import text
from server.store.ending import end

STALE = "stale"
_RETRY_S = 0.2
_log = logging.getLogger("plenum.bell")

Ring = Callable[[str, str], None]


class Bell:
    """Listen to the bells of the meetings that have somebody in this process."""

    def __init__(self, client: Redis, ring: Ring) -> None:
        """Call `ring(meeting id, what)` on each ring, with `stale` when rings may have been missed."""
        self._client = client
        self._ring = ring
        self._meetings: set[str] = set()
        self._wanted = asyncio.Event()
        self._pubsub: PubSub | None = None
        self._task: asyncio.Task[None] | None = None

    async def listen(self, meeting_id: str) -> None:
        """Begin to listen to a meeting."""
        if meeting_id in self._meetings:
            return
        self._meetings.add(meeting_id)
        self._wanted.set()
        if self._task is None:
            self._task = asyncio.create_task(self._listen_for_ever())
        elif self._pubsub is not None:
            with contextlib.suppress(RedisError, OSError):
                await self._pubsub.subscribe(keys.bell(meeting_id))

    async def ignore(self, meeting_id: str) -> None:
        """Stop listening to a meeting."""
        self._meetings.discard(meeting_id)
        if not self._meetings:
            self._wanted.clear()
        if self._pubsub is not None:
            with contextlib.suppress(RedisError, OSError):
                await self._pubsub.unsubscribe(keys.bell(meeting_id))

    async def close(self) -> None:
        """Stop listening to everything."""
        if self._task is not None:
            await end(self._task)

    async def _listen_for_ever(self) -> None:
        while True:
            await self._wanted.wait()  # there is no such thing as a subscription to nothing
            try:
                async with self._client.pubsub() as pubsub:
                    await self._mount(pubsub)
                    while True:
                        self._hear(await pubsub.get_message(timeout=None))
            except (RedisError, OSError) as fault:
                _log.warning("the bell fell silent and is mounted again: %s", type(fault).__name__)
            except Exception:  # a defect of ours must not make this process deaf
                _log.exception("the bell broke and is mounted again")
            finally:
                self._pubsub = None
            await asyncio.sleep(_RETRY_S)

    async def _mount(self, pubsub: PubSub) -> None:
        """Subscribe to every meeting, also to those that came while that was under way."""
        mounted: set[str] = set()
        while missing := self._meetings - mounted:
            await pubsub.subscribe(*(keys.bell(meeting_id) for meeting_id in missing))
            mounted |= missing
        self._pubsub = pubsub

    def _hear(self, message: dict[str, bytes] | None) -> None:
        if message is None:
            return
        kind, meeting_id = text(message["type"]), keys.meeting_of_bell(text(message["channel"]))
        if kind == "subscribe":
            self._ring(meeting_id, STALE)
        elif kind == "message":
            self._ring(meeting_id, text(message["data"]))
