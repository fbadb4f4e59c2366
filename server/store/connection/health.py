"""Whether the store is there: up → suspect → down → resync → up, one state for everything a process asks of it.

    up ──one question unanswered──▸ suspect ──a second one──▸ down ──an answer──▸ resync ──everything refreshed──▸ up
     ▴                                 │                                                                         │
     └────an answer of the same run────┴─────────────────────────────────────────────────────────────────────────┘

An answer of another run than before (the store was started anew, on whatever data) is a return as well, however short
the silence was. A store that has become a replica of another answers, but takes nothing: that counts as silence, until
it is a primary again. Refuses to know what is refused while the store is away, and to whom. Invariant: a state is
decided by what the store answers to a question on a connection of its own, never by what became of a ballot; a process
that was itself suspended takes no silence of that time for the store's.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from redis.asyncio import BlockingConnectionPool
from redis.asyncio.connection import AbstractConnection
from redis.exceptions import ConnectionError as ConnectionFault
from redis.exceptions import NoPermissionError, ReadOnlyError, RedisError

from server import metrics
from server.logs import Outage, log
from server.store.codec import raw
from server.store.connection.complaint import complain
from server.store.connection.store_clock import StoreClock
from server.store.library import Asks
from server.tasks import end

QUESTION_S = 0.25
ANSWER_S = 0.5
ASLEEP_S = 0.15

Refresh = Callable[[], Awaitable[None]]


_NOT_UP: "set[Health]" = set()
"""Of several stores those that are not up: the figure of this process says whether every one is."""


class Asleep(Exception):  # noqa: N818 - a state of affairs
    """The process was late itself: what it did not hear may lie unread."""


class Health:
    """The state of the store as this process sees it."""

    def __init__(self) -> None:
        """Begin with a store that is up."""
        self.state, self.clock = "up", StoreClock()
        metrics.store_is_up.set(not _NOT_UP)
        self.refreshes: list[Refresh] = []
        self.on_trouble: Callable[[], None] = _do_nothing
        """Called when the store is not where it was, or may not be."""
        self._watching: asyncio.Task[None] | None = None
        self._run: str | None = None
        self._is_replica = False
        self._outage = Outage("store_away", "store_back")
        self._asked_to_look = asyncio.Event()

    @property
    def away(self) -> bool:
        """Say whether the store is down, so that it is no use to ask it."""
        return self.state == "down"

    def doubt(self) -> None:
        """Have the store asked at once: somebody was not answered."""
        self._asked_to_look.set()

    def miss(self) -> None:
        """Have the store looked for: somebody was told that it does not serve them."""
        self.on_trouble()

    def watch(self, store: Asks, resync: Refresh) -> None:
        """Begin to ask the store how it is; `resync` makes it usable again after it was away."""
        if self._watching is None:
            self._watching = asyncio.create_task(self._watch(store, resync))

    async def close(self) -> None:
        """Stop asking."""
        if self._watching is not None:
            await end(self._watching)
            self._watching = None
        _NOT_UP.discard(self)  # of a shard that is no more nobody waits that it comes back
        metrics.store_is_up.set(not _NOT_UP)

    async def _watch(self, store: Asks, resync: Refresh) -> None:
        while True:
            answered, another = await self._ask(store)
            if not answered:
                self._turn("suspect" if self.state == "up" else "down")
                if self.state == "suspect":
                    continue
            elif another or self.state in ("down", "resync"):
                await self._come_back(resync)
            else:
                self._turn("up")
                await self.clock.read_if_due(store)
            self._asked_to_look.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(QUESTION_S):
                    await self._asked_to_look.wait()

    async def _ask(self, store: Asks) -> tuple[bool, bool]:
        """Ask the store how it is: whether it answers, and whether it was started anew since it last did."""
        try:
            run = await _ask_run(store)
        except Asleep:
            return True, False
        except ReadOnlyError:
            self._is_replica = True
            return False, False
        self._is_replica = False
        if run is None:
            return False, False
        before, self._run = self._run, run
        return True, bool(before and run) and run != before

    async def _come_back(self, resync: Refresh) -> None:
        self._turn("resync")
        try:
            for step in (resync, *self.refreshes):
                await step()
        except (RedisError, OSError) as fault:
            complain(fault, "resync")
            self._turn("down")
        except Exception:  # a defect of ours must not keep the store down for ever
            log.exception("resync_broke")
            self._turn("up")
        else:
            self._turn("up")

    def _turn(self, state: str) -> None:
        if state != self.state:
            if state in ("suspect", "down"):
                self.on_trouble()
            if state in ("down", "resync"):
                self._outage.begin(replica=self._is_replica)
            elif state == "up":
                self._outage.end()
            self.state = state
            (_NOT_UP.discard if state == "up" else _NOT_UP.add)(self)
            metrics.store_is_up.set(not _NOT_UP)


def _do_nothing() -> None:
    pass


class GatedPool(BlockingConnectionPool):
    """Connections that are refused at once while the store is away."""

    health: Health | None = None

    @property
    def away(self) -> bool:
        """Say whether a connection would be refused."""
        return self.health is not None and self.health.away

    async def connect(self, within_s: float) -> AbstractConnection:
        """Make a connection that its asker keeps.

        Raises:  ConnectionError, at once while the store is away.
        """
        self._refuse_while_away()
        connection: AbstractConnection = self.make_connection()  # type: ignore[no-untyped-call]
        try:
            async with asyncio.timeout(within_s):
                await connection.connect()
        except (RedisError, OSError, TimeoutError) as fault:
            await connection.disconnect(nowait=True)
            self._doubt()
            raise ConnectionFault("the store was not reached") from fault
        return connection

    async def get_connection(self, *words: object, **more: object) -> AbstractConnection:
        """Get a connection, or be told at once that there is none to be had.

        Raises:  ConnectionError while the store is away.
        """
        self._refuse_while_away()
        try:
            return await super().get_connection(*words, **more)  # type: ignore[no-any-return,no-untyped-call]
        except (RedisError, OSError):
            self._doubt()
            raise

    def _refuse_while_away(self) -> None:
        if self.away:
            raise ConnectionFault("the store is away")

    def miss(self) -> None:
        """Have the store looked for."""
        if self.health is not None:
            self.health.miss()

    def _doubt(self) -> None:
        if self.health is not None:
            self.health.doubt()


async def _ask_run(store: Asks) -> str | None:
    """Ask the store which run of it this is: None if it does not answer, empty where it may not say.

    Raises:  Asleep where we were late ourselves, and this silence says nothing about the store; ReadOnlyError if it is
             a replica.
    """
    loop = asyncio.get_running_loop()
    began = loop.time()
    try:
        async with asyncio.timeout(ANSWER_S):
            said = raw(await store.execute_command("INFO", "server", "replication"))
        metrics.store_answer_s.observe(loop.time() - began)
    except NoPermissionError:
        return ""
    except TimeoutError:
        if loop.time() - began > ANSWER_S + ASLEEP_S:
            raise Asleep from None
        return None
    except (RedisError, OSError):
        return None
    if b"\r\nrole:slave\r\n" in said:
        raise ReadOnlyError("the store is a replica")
    return said.partition(b"run_id:")[2].partition(b"\r")[0].decode()
