"""The store: the one place that speaks Redis, one async method for each verb of the field.

Refuses to know who asks and why. Invariant: whatever must be true at one instant happens in one function of
`votes.lua`; nothing here checks first and acts afterwards.
"""

import logging

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from server.store import library
from server.store.bell import Bell, Ring
from server.store.casting import Casting
from server.store.codec import text
from server.store.decisions import Decisions
from server.store.meetings import Meetings
from server.store.rounds import Rounds
from server.store.seats import Seats

_log = logging.getLogger("plenum.store")
CONNECTIONS = 16
WAIT_S = 5.0
_READ_TIMEOUT_S = 5.0

StoreFault = RedisError
"""What is raised when the store cannot be reached or does not answer; nobody else needs to know its client."""


class Store:
    """Everything Plenum keeps, over three kinds of connection: for ballots, for the rest, and for the bell."""

    def __init__(self, url: str) -> None:
        """Prepare the clients; nothing is connected yet."""
        self._casts = _client(url, CONNECTIONS, timeout_s=None)
        self._client = _client(url, CONNECTIONS, timeout_s=_READ_TIMEOUT_S)
        self._bells = _client(url, 1, timeout_s=None)
        self.casting = Casting(self._casts)
        self.decisions = Decisions(self._client)
        self.meetings = Meetings(self._client)
        self.rounds = Rounds(self._client)
        self.seats = Seats(self._client)
        self.durability = "memory"

    async def open(self) -> None:
        """Load the library and find out what an acknowledgement is worth on this store."""
        await library.load(self._client)
        self.durability = "disk" if await self._writes_through() else "memory"

    async def close(self) -> None:
        """Let go of every connection."""
        for client in (self._casts, self._client, self._bells):
            await client.aclose()

    async def answers(self) -> bool:
        """Say whether the store can be reached."""
        try:
            return bool(await self._client.ping())
        except (RedisError, OSError):
            return False

    def bell(self, ring: Ring) -> Bell:
        """Mount a bell."""
        return Bell(self._bells, ring)

    async def _writes_through(self) -> bool:
        try:
            settings = await self._client.config_get("append*")
        except RedisError:
            _log.warning("the store does not say how it keeps what it acknowledges: ballots are called 'memory'")
            return False
        said = {text(name): text(value) for name, value in settings.items()}
        return said.get("appendonly") == "yes" and said.get("appendfsync") == "always"


def _client(url: str, connections: int, timeout_s: float | None) -> Redis:
    """Make a client that never repeats a command by itself, and whose callers queue rather than crowd the store."""
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=connections,
        timeout=WAIT_S,
        retry=Retry(NoBackoff(), 0),
        socket_timeout=timeout_s,
        socket_connect_timeout=1.0,
    )
    return Redis.from_pool(pool)
