"""The stores of a cluster, one for each primary, or the one that sentinels watch; the map is read again and again.

Refuses to know what is kept in a store, and how the map is found (`connection.topology`). Invariants: a shard is the
same store wherever its primary is, so that whoever holds it need not know that it moved; a slot is its former store's
until the new one is open.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from redis.crc import key_slot
from redis.exceptions import ConnectionError as ConnectionFault
from redis.exceptions import RedisError

from server.logs import Outage, log
from server.store import Store
from server.store.connection.following import Place
from server.store.connection.health import Refresh
from server.store.connection.pipes import Pipes
from server.store.connection.slot_map import ShardNodes, SlotMap
from server.store.connection.topology import topology_of
from server.store_address import StoreAddress
from server.tasks import end, share

LOOK_S = 1.0
_FRESH_S = 0.1
"""Whoever is sent elsewhere by a store asks for a map that is newer than this."""

Open = Callable[[Store], Awaitable[None]]


class MappedStores:
    """A store for each shard of a cluster, or the one that sentinels watch; the map is read again and again."""

    def __init__(self, address: StoreAddress, acknowledgement: str) -> None:
        """Take the address; nobody is asked yet."""
        self._address, self._acknowledgement = address, acknowledgement
        self._topology = topology_of(address)
        self._shards: list[tuple[frozenset[str], Store]] = []
        self._map = SlotMap((), ())
        self._by_place: tuple[Store, ...] = ()
        self._known: dict[str, Store] = {}
        self._opens: Open | None = None
        self._watches = False
        self._refreshes: list[Refresh] = []
        self._moved: list[Callable[[], None]] = []
        self._asked = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None
        self._looked_s = 0.0
        self._outage = Outage("map_unread", "map_read")

    @property
    def all(self) -> tuple[Store, ...]:
        """List them."""
        return self._by_place

    def at(self, key: str) -> Store:
        """Say which holds a key.

        Raises:  ConnectionError where nobody does.
        """
        found = self._known.get(key)
        if found is None:
            place = self._map.place_of(key_slot(key.encode()))
            if place is None:
                raise ConnectionFault("no store holds this slot")
            found = self._known[key] = self._by_place[place]
        return found

    async def open(self, opens: Open) -> None:
        """Find the stores, and open each."""
        self._opens = opens
        await self._look()
        if not self._map.is_whole:
            raise ConnectionFault("some slots of the cluster are held by nobody")
        for store in self.all:
            await opens(store)

    def watch(self) -> None:
        """Keep an eye on them, and on the map."""
        self._watches = True
        for _, store in self._shards:
            self._watch(store)
        if self._watching is None:
            self._watching = asyncio.create_task(self._look_for_ever())

    def on_return(self, refresh: Refresh) -> None:
        """Have something refreshed whenever one of them has come back."""
        self._refreshes.append(refresh)
        for _, store in self._shards:
            store.health.refreshes.append(refresh)

    def on_move(self, moved: Callable[[], None]) -> None:
        """Call `moved` when meetings have gone from one store to another."""
        self._moved.append(moved)

    async def close(self) -> None:
        """Let go of every connection."""
        for task in (self._watching, self._looking):
            if task is not None:
                await end(task)
        for _, store in self._shards:
            await store.close()
        await self._topology.close()

    async def find(self, key: str) -> Pipes:
        """Look anew where a key is, because a store has said that it is elsewhere, and give its pipes for ballots."""
        now_s = asyncio.get_running_loop().time()
        if now_s - self._looked_s > _FRESH_S:
            await self._look()
        return self.at(key).ballots

    async def _look_for_ever(self) -> None:
        while True:
            self._asked.clear()
            try:
                await self._look()
                self._outage.end()
            except (RedisError, OSError) as fault:
                self._outage.begin(fault=type(fault).__name__)
            except Exception:  # a defect of ours must not leave us with an old map for ever
                log.exception("map_broke")
            try:
                async with asyncio.timeout(LOOK_S):
                    await self._asked.wait()
                await asyncio.sleep(_FRESH_S)  # many may ask at once
            except TimeoutError:
                pass

    async def _look(self) -> None:
        """Read the map, one for all who wait for it."""
        if self._looking is None or self._looking.done():
            self._looking = share(self._read())
        await asyncio.shield(self._looking)

    async def _read(self) -> None:
        found = await self._topology.look()
        self._looked_s = asyncio.get_running_loop().time()
        shards = [(shard.ids, self._store_of(shard)) for shard in found.shards]
        here, known = {store for _, store in shards}, {store for _, store in self._shards}
        await self._begin(here - known)
        before, self._shards = [self._by_place[at] for _, _, at in self._map.ranges], shards
        changed = before != [shards[at][1] for _, _, at in found.ranges] or self._map.ranges != found.ranges
        self._map, self._by_place = found, tuple(store for _, store in shards)
        if changed:
            self._known.clear()
            for moved in self._moved:
                moved()
        for store in known - here:
            await store.close()

    def _store_of(self, shard: ShardNodes) -> Store:
        """Say which store a shard is: the one that had any of its servers, or a new one."""
        url = self._address.of(shard.primary)
        store = next((one for ids, one in self._shards if ids & shard.ids), None)
        if store is None:
            store = Store(url, self._acknowledgement, place=Place(shard.primary), find=self.find)
            store.health.on_trouble = self._asked.set
            store.health.refreshes += self._refreshes
        store.take(shard.primary, url, shard.replicas)
        return store

    async def _begin(self, new: set[Store]) -> None:
        """Open new stores before anything goes there; those of the first map are opened by `open`."""
        try:
            for store in new if self._map.ranges else ():
                await self._open(store)
        except BaseException:
            for store in new:
                await store.close()
            raise
        for store in new if self._watches else ():
            self._watch(store)

    async def _open(self, store: Store) -> None:
        assert self._opens is not None, "nothing is looked for before"  # noqa: S101
        await self._opens(store)

    def _watch(self, store: Store) -> None:
        store.watch(partial(self._open, store))
