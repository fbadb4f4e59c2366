"""The store of one shard: the one place that speaks Redis, one async method for each verb of the field.

Refuses to know who asks and why, and what belongs to no meeting (`store.directory`). Invariant: whatever must be true
at one instant happens in one function of the Lua library; nothing here checks first and acts afterwards.
"""

import asyncio
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.connection import parse_url
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError, ResponseError

from server import metrics
from server.logs import log
from server.store import library
from server.store.acts import Acts
from server.store.admission import Admission
from server.store.casting import Casting, Find
from server.store.codec import text
from server.store.connection.bell import Bell, Ring
from server.store.connection.condition import StoreCondition, read_condition
from server.store.connection.following import Place, followed
from server.store.connection.health import GatedPool, Health, Refresh
from server.store.connection.pipes import Pipes
from server.store.decisions import Decisions
from server.store.directory import Spot
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
from server.store_address import Node

CONNECTIONS = 16
WAIT_S = 0.8
_READ_TIMEOUT_S = 0.95

StoreFault = RedisError
"""What is raised when the store cannot be reached or does not answer; nobody else needs to know its client."""


class Store:
    """All that is kept of a shard's meetings, over connections apart for ballots, questions, bell and the rest.

    Shape:   `acknowledgement` is what an answer to a ballot must be worth (`disk`, `replica` or `memory`); empty takes
             what the store does, and `replica` where it is known to have any. `durability` is what phones are told.
             `place` is where its primary is, which may move; `find` says where ballots go that this store does not
             take any more. Without the two it stays at its address.
    """

    def __init__(
        self, url: str, acknowledgement: str = "", *, place: Place | None = None, find: Find | None = None
    ) -> None:
        """Prepare the clients; nothing is connected yet."""
        self._url, self._place, self._replicas = url, place, 0
        self.health = Health()
        self._client = Redis.from_pool(self._gated(url, CONNECTIONS, _READ_TIMEOUT_S))
        self._watching = Pipes(_pool(url, 1, timeout_s=None, place=place))
        self._own = self._gated(url, 1, timeout_s=None)
        self.ballots, self._questions = Pipes(self._own), Pipes(self._own)
        self._bells: list[Bell] = []
        self._agreed, self._found = acknowledgement, "memory"
        self.casting = Casting(self.ballots, find)
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
        self._found = "disk" if await self._writes_through() else "memory"
        if self._agreed == "disk" != self._found:
            log.error("ballots_not_on_disk")
        self._settle()

    def take(self, primary: Node, url: str, replicas: int) -> None:
        """Go to where the primary is, and take what an acknowledgement is worth from how many replicas are well."""
        self._url, self._replicas = url, replicas
        if self._place is not None and self._place.node != primary:
            self._place.node = primary
            self.leave()
        self._settle()

    def leave(self) -> None:
        """Ask nothing more on connections that may lead to where the primary was."""
        for pipes in (self.ballots, self._questions, self._watching):
            pipes.leave()
        for bell in self._bells:
            bell.leave()
        self.health.doubt()

    def _settle(self) -> None:
        self.durability = self._agreed or ("replica" if self._replicas else self._found)
        given = self.durability != "disk" or self._found == "disk"
        self.casting.acknowledgement = self.durability if given else "none"
        metrics.say_worth(self.casting.acknowledgement)

    def watch(self, reopen: Refresh | None = None) -> None:
        """Keep an eye on the store for as long as this process serves: when it comes back, it is opened again."""
        self.health.watch(self._watching, reopen or self.open)

    async def close(self) -> None:
        """Let go of every connection."""
        await self.health.close()
        for pipes in (self.ballots, self._questions, self._watching):
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
        self._bells.append(mounted := Bell(self._own, ring))
        return mounted

    @property
    def spot(self) -> Spot:
        """Say how what belongs to no meeting is asked here."""
        return Spot(self._client, self._questions)

    async def _writes_through(self) -> bool:
        try:
            settings = await self._client.config_get("append*")
        except ResponseError:
            log.warning("durability_unknown")
            return False
        said = {text(name): text(value) for name, value in settings.items()}
        return said.get("appendonly") == "yes" and said.get("appendfsync") == "always"

    def _gated(self, url: str, connections: int, timeout_s: float | None) -> GatedPool:
        pool = _pool(url, connections, timeout_s, self._place)
        pool.health = self.health
        return pool


def _pool(url: str, connections: int, timeout_s: float | None, place: Place | None = None) -> GatedPool:
    """Make a pool that never repeats a command by itself, and whose users queue rather than crowd the store."""
    said: dict[str, Any] = dict(parse_url(url))
    return GatedPool(
        max_connections=connections,
        timeout=WAIT_S,
        retry=Retry(NoBackoff(), 0),
        socket_timeout=timeout_s,
        socket_connect_timeout=0.5,
        **(said if place is None else followed(said, place)),
    )
