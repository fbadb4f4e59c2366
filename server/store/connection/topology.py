"""Finding the primaries: asked of the nodes of a cluster, or of sentinels, whichever of them answers.

Refuses to know what is kept where. Invariants: a node that says itself that its cluster is not well is believed only
where no other is there, and so is a sentinel that names a server which is no primary; each is asked on a connection
that is kept.
"""

import asyncio
from collections.abc import Iterator
from typing import Any, Protocol

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as ConnectionFault
from redis.exceptions import RedisError

from server.store.codec import raw, text
from server.store.connection.slot_map import SlotMap, read_map, whole_map
from server.store_address import Node, StoreAddress

ANSWER_S = 0.5
_DOWN = ("down", "disconnected")


class Topology(Protocol):
    """Whoever knows where the primaries are."""

    async def look(self) -> SlotMap:
        """Say where they are now.

        Raises:  ConnectionError where nobody says.
        """

    async def close(self) -> None:
        """Let go of every connection."""


def topology_of(address: StoreAddress) -> Topology:
    """Say who knows where the primaries of a store of several servers are."""
    return ClusterTopology(address) if address.kind == "cluster" else SentinelTopology(address)


class _Clients:
    """One client for each server that is asked, as long as it answers."""

    def __init__(self) -> None:
        self._clients: dict[str, Redis] = {}

    async def ask(self, url: str, *commands: tuple[str | bytes, ...]) -> list[Any]:
        """Ask one server.

        Raises:  ConnectionError from whatever kept us from it; its connection is let go.
        """
        client = self._clients.get(url)
        if client is None:
            client = self._clients[url] = Redis.from_url(
                url, single_connection_client=True, retry=Retry(NoBackoff(), 0), socket_connect_timeout=ANSWER_S
            )
            client.response_callbacks.clear()  # answers as they are, in whichever protocol
        try:
            async with asyncio.timeout(ANSWER_S):
                return [await client.execute_command(*command) for command in commands]
        except (RedisError, OSError, TimeoutError) as fault:
            del self._clients[url]
            await client.aclose()
            raise ConnectionFault("a server was not reached") from fault

    async def close(self) -> None:
        for client in self._clients.values():
            await client.aclose()
        self._clients.clear()


class ClusterTopology:
    """Asks the nodes of a cluster: the one that answered last first, then those that it named, then the address's."""

    def __init__(self, address: StoreAddress) -> None:
        """Take the address; nobody is asked yet."""
        self._address, self._clients = address, _Clients()
        self._known: list[Node] = []

    async def look(self) -> SlotMap:
        """Say where the primaries are."""
        unwell, fault = None, ConnectionFault("no node of the cluster is known")
        for node in self._nodes():
            try:
                info, slots = await self._clients.ask(self._address.of(node), ("CLUSTER", "INFO"), ("CLUSTER", "SLOTS"))
            except ConnectionFault as refused:
                fault = refused
                continue
            found = read_map(slots, node)
            if b"cluster_state:ok" in raw(info):
                self._known = [node, *(shard.primary for shard in found.shards)]
                return found
            unwell = unwell or found
        if unwell is None:
            raise fault
        return unwell

    async def close(self) -> None:
        """Let go of every connection."""
        await self._clients.close()

    def _nodes(self) -> Iterator[Node]:
        yield from dict.fromkeys((*self._known, *self._address.nodes))


class SentinelTopology:
    """Asks the sentinels, the one that answered last first."""

    def __init__(self, address: StoreAddress) -> None:
        """Take the address; nobody is asked yet."""
        self._address, self._clients = address, _Clients()
        self._order = list(address.nodes)

    async def look(self) -> SlotMap:
        """Say where the primary is: a sentinel that was cut off from the others may name what was one once."""
        name, fault = self._address.name, ConnectionFault("no sentinel knows a store of this name")
        named: dict[Node, SlotMap] = {}
        for sentinel in list(self._order):
            try:
                place, replicas = await self._clients.ask(
                    self._address.of_sentinel(sentinel),
                    ("SENTINEL", "GET-MASTER-ADDR-BY-NAME", name),
                    ("SENTINEL", "REPLICAS", name),
                )
            except ConnectionFault as refused:
                fault = refused
                continue
            node = (text(place[0]), int(place[1])) if place else None
            if node is None or node in named:
                continue
            named[node] = whole_map(node, name, sum(map(_is_well, replicas)))
            if await self._is_primary(node):
                self._order.sort(key=lambda one: one != sentinel)
                return named[node]
        if named:
            return next(iter(named.values()))
        raise fault

    async def _is_primary(self, node: Node) -> bool:
        try:
            [said] = await self._clients.ask(self._address.of(node), ("INFO", "replication"))
        except ConnectionFault:
            return False
        return b"role:master" in raw(said)

    async def close(self) -> None:
        """Let go of every connection."""
        await self._clients.close()


def _is_well(replica: Any) -> bool:  # noqa: ANN401 - a map or a list, as the client reads it
    """Say whether the sentinels see a replica that follows."""
    words = [text(one) for one in (sum(replica.items(), ()) if isinstance(replica, dict) else replica)]
    flags = words[words.index("flags") + 1] if "flags" in words else ""
    return not any(word in flags for word in _DOWN)
