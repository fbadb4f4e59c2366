"""The store of one shard: the one place that speaks Redis, one async method for each verb of the field.

Refuses to know who asks and why, and what belongs to no meeting (`store.directory`). Invariant: whatever must be true
at one instant happens in one function of the Lua library; nothing here checks first and acts afterwards.
"""

import asyncio

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError, ResponseError

from server import metrics
from server.logs import log
from server.store import library
from server.store.acts import Acts
from server.store.admission import Admission
from server.store.casting import Casting
from server.store.codec import text
from server.store.connection.bell import Bell, Ring
from server.store.connection.condition import StoreCondition, read_condition
from server.store.connection.health import GatedPool, Health, Refresh
from server.store.connection.pipes import Pipes
from server.store.decisions import Decisions
from server.store.directory import Directory
from server.store.halls import Halls
from server.store.meetings import Meetings
from server.store.news import News
from server.store.paper_files import PaperFiles
from server.store.rehearsals import Rehearsals
from server.store.rolls import Rolls
from server.store.rounds import Rounds
from server.store.seating import Seating
from server.store.seats import Seats
from server.store.short_codes import ShortCodes
from server.store.standing import Standing
from server.store.templates import Templates

CONNECTIONS = 16
WAIT_S = 0.8
_READ_TIMEOUT_S = 0.95

StoreFault = RedisError
"""What is raised when the store cannot be reached or does not answer; nobody else needs to know its client."""


class Store:
    """All that is kept of a shard's meetings, over connections apart for ballots, questions, bell and the rest.

    Shape:   `acknowledgement` is what an answer to a ballot must be worth (`disk`, `replica` or `memory`); empty takes
             what the store does. `durability` is what phones are told.
    """

    def __init__(self, url: str, acknowledgement: str = "") -> None:
        """Prepare the clients; nothing is connected yet."""
        self._url = url
        self.health = Health()
        self._client = Redis.from_pool(self._gated(url, CONNECTIONS, _READ_TIMEOUT_S))
        self._watching = Pipes(_pool(url, 1, timeout_s=None))
        self._own = self._gated(url, 1, timeout_s=None)
        self._casts, self._questions = Pipes(self._own), Pipes(self._own)
        self._agreed = acknowledgement
        self.casting = Casting(self._casts)
        self.decisions = Decisions(self._client, self._questions)
        self.meetings = Meetings(self._client)
        self.rounds = Rounds(self._client, self._questions)
        self.news = News(self._questions)
        self.seats = Seats(self._client, self._questions)
        self.admission = Admission(self._client, self._questions)
        self.seating = Seating(self._client)
        self.rolls = Rolls(self._client)
        self.short_codes = ShortCodes(self._client)
        self.halls = Halls(self._client, self._questions)
        self.acts = Acts(self._client)
        self.standing = Standing(self._client)
        self.paper_files = PaperFiles(self._client)
        self.templates = Templates(self._client)
        self.rehearsals = Rehearsals(self._client)
        self.durability = "memory"

    async def open(self) -> None:
        """Load the library and find out what an acknowledgement is worth on this store."""
        await library.load(self._client)
        self.decisions.forget()  # it may be another store than before
        await self.health.clock.read(self._client)
        found = "disk" if await self._writes_through() else "memory"
        self.durability = self._agreed or found
        if self.durability == "disk" != found:
            log.error("ballots_not_on_disk")
        self.casting.acknowledgement = self.durability if (self.durability != "disk" or found == "disk") else "none"
        metrics.say_worth(self.casting.acknowledgement)

    def watch(self, reopen: Refresh | None = None) -> None:
        """Keep an eye on the store for as long as this process serves: when it comes back, it is opened again."""
        self.health.watch(self._watching, reopen or self.open)

    async def close(self) -> None:
        """Let go of every connection."""
        await self.health.close()
        for pipes in (self._casts, self._questions, self._watching):
            await pipes.close()
        await self._client.aclose()

    async def answers(self) -> bool:
        """Say whether the store can be reached."""
        if self.health.away:
            return False
        try:
            async with asyncio.timeout(WAIT_S):
                return bool(await self._client.ping())
        except (RedisError, OSError, TimeoutError):
            return False

    async def condition(self) -> StoreCondition | None:
        """Ask the store how it is; None if it does not answer."""
        return await read_condition(self._url)

    def bell(self, ring: Ring) -> Bell:
        """Mount a bell."""
        return Bell(self._own, ring)

    def directory(self) -> Directory:
        """Mount the directory, where it is this shard that holds it."""
        return Directory(self._client, self._questions)

    async def _writes_through(self) -> bool:
        try:
            settings = await self._client.config_get("append*")
        except ResponseError:
            log.warning("durability_unknown")
            return False
        said = {text(name): text(value) for name, value in settings.items()}
        return said.get("appendonly") == "yes" and said.get("appendfsync") == "always"

    def _gated(self, url: str, connections: int, timeout_s: float | None) -> GatedPool:
        pool = _pool(url, connections, timeout_s)
        pool.health = self.health
        return pool


def _pool(url: str, connections: int, timeout_s: float | None) -> GatedPool:
    """Make a pool that never repeats a command by itself, and whose users queue rather than crowd the store."""
    return GatedPool.from_url(
        url,
        max_connections=connections,
        timeout=WAIT_S,
        retry=Retry(NoBackoff(), 0),
        socket_timeout=timeout_s,
        socket_connect_timeout=0.5,
    )
