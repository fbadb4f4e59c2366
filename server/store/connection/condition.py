"""How the store is, for the doctor: what it says of itself, in the few figures that explain most troubles.

Refuses to change anything. Invariant: it asks with a client of its own, so that it works while a service does.
"""

import asyncio
from dataclasses import dataclass

from redis.asyncio import Redis
from redis.exceptions import RedisError

from server.clock import now_ms
from server.store import keys
from server.store.codec import text
from server.store.schema import is_known

_PATIENCE_S = 2.0


@dataclass(frozen=True, slots=True)
class StoreCondition:
    """What the store says.

    Units:   bytes; `skew_ms` is how much its clock is ahead of ours; `most_memory` is nought where there is no bound.
    """

    version: str
    used_memory: int
    most_memory: int
    writes_through: bool | None
    last_write_ok: bool
    skew_ms: int
    layout: str

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
            layout = text(await client.get(keys.SCHEMA))
        return StoreCondition(
            version=text(said.get("valkey_version") or said.get("redis_version")),
            used_memory=int(said.get("used_memory", 0)),
            most_memory=int(said.get("maxmemory", 0)),
            writes_through=await _writes_through(client),
            last_write_ok=said.get("aof_last_write_status", "ok") == "ok",
            skew_ms=int(seconds) * 1_000 + int(micros) // 1_000 - now_ms(),
            layout=layout,
        )
    except (RedisError, OSError, TimeoutError):
        return None
    finally:
        await client.aclose()


async def _writes_through(client: Redis) -> bool | None:
    try:
        async with asyncio.timeout(_PATIENCE_S):
            found = await client.config_get("append*")
    except (RedisError, OSError, TimeoutError):
        return None
    said = {text(name): text(value) for name, value in found.items()}
    return said.get("appendonly") == "yes" and said.get("appendfsync") == "always"
