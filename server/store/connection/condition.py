"""How the store is, for the doctor: what it says of itself, in the few figures that explain most troubles.

Refuses to change anything. Invariant: it asks with a client of its own, so that it works while a service does.
"""

import asyncio
import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import RedisError, ResponseError

from server.clock import now_ms
from server.store import keys
from server.store.codec import text
from server.store.schema import is_known

_PATIENCE_S = 2.0


@dataclass(frozen=True, slots=True)
class StoreCondition:
    """What the store says.

    Units:   bytes; `skew_ms` is how much its clock is ahead of ours; `most_memory` is nought where there is no bound.
    Shape:   `layout` is empty where it is kept by another server; `replicas` are the addresses of those that follow it
             and keep up; `is_following` says of a replica whether it hears its primary, and is None of a primary.
    """

    version: str
    used_memory: int
    most_memory: int
    writes_through: bool | None
    last_write_ok: bool
    skew_ms: int
    layout: str
    replicas: tuple[tuple[str, int], ...] = ()
    is_following: bool | None = None

    @property
    def layout_known(self) -> bool:
        """Say whether this Plenum knows the layout of the data."""
        return not self.layout or is_known(self.layout)


async def read_condition(url: str) -> StoreCondition | None:
    """Ask the store at this address; None if it does not answer."""
    client = Redis.from_url(url)
    try:
        async with asyncio.timeout(_PATIENCE_S):
            said = await client.info()
            seconds, micros = await client.time()
            layout = await _layout(client)
        return StoreCondition(
            version=text(said.get("valkey_version") or said.get("redis_version")),
            used_memory=int(said.get("used_memory", 0)),
            most_memory=int(said.get("maxmemory", 0)),
            writes_through=await _writes_through(client),
            last_write_ok=said.get("aof_last_write_status", "ok") == "ok",
            skew_ms=int(seconds) * 1_000 + int(micros) // 1_000 - now_ms(),
            layout=layout,
            replicas=tuple(_replicas(said)),
            is_following=None if said.get("role") != "slave" else said.get("master_link_status") == "up",
        )
    except (RedisError, OSError, TimeoutError):
        return None
    finally:
        await client.aclose()


async def _layout(client: Redis) -> str:
    with contextlib.suppress(ResponseError):  # of a cluster another server has it
        return text(await client.get(keys.SCHEMA))
    return ""


def _replicas(said: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for number in range(int(said.get("connected_slaves", 0))):
        replica = said.get(f"slave{number}", {})
        if replica.get("state") == "online":
            yield text(replica["ip"]), int(replica["port"])


async def _writes_through(client: Redis) -> bool | None:
    try:
        async with asyncio.timeout(_PATIENCE_S):
            found = await client.config_get("append*")
    except (RedisError, OSError, TimeoutError):
        return None
    said = {text(name): text(value) for name, value in found.items()}
    return said.get("appendonly") == "yes" and said.get("appendfsync") == "always"
