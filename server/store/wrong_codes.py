"""Wrong join codes: how many were tried in this minute, from one address and in all, over all processes.

Refuses to know how many are too many. Invariant: an address is kept as a digest and for two minutes at most; IPv6 is
counted by network, since one host has as many addresses there as it likes.
"""

import hashlib
import ipaddress

from redis.asyncio import Redis

from server.store import keys

WINDOW_S = 60


class WrongCodes:
    """Count and read."""

    def __init__(self, client: Redis) -> None:
        """Take the client for reads and decisions."""
        self._client = client

    async def read(self, address: str, now_s: int) -> tuple[int, int]:
        """Read how many were tried in this minute: from the address, and in all."""
        here, anywhere = await self._client.mget(_keys(address, now_s))
        return int(here or 0), int(anywhere or 0)

    async def count(self, address: str, now_s: int) -> None:
        """Count one more."""
        async with self._client.pipeline(transaction=True) as together:
            for key in _keys(address, now_s):
                together.incr(key)
                together.expire(key, 2 * WINDOW_S)
            await together.execute()

    def left_s(self, now_s: int) -> int:
        """Say in how many seconds the next minute begins."""
        return WINDOW_S - now_s % WINDOW_S


def _keys(address: str, now_s: int) -> list[str]:
    minute = now_s // WINDOW_S
    digest = hashlib.sha256(_network(address).encode()).hexdigest()[:16]
    return [keys.wrong_codes(minute, digest), keys.wrong_codes(minute, "all")]


def _network(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((known, 64), strict=False)) if known.version == 6 else address
