"""The clock of the store, as this process reads it: the one clock by which rounds end, whatever the host's own says.

The host's clock is believed as long as no reading proves it wrong. Between two readings time goes on as the machine
counts it, which nobody can set. Refuses to know what ends. Invariants: after a reading the time is wrong by its round
trip at most, and by half of it where it was moved; a slow answer moves nothing that it does not prove wrong; setting
the host's clock moves nothing.
"""

import asyncio
import time
from collections.abc import Callable

from redis.exceptions import RedisError

from server import metrics
from server.logs import Outage
from server.store.library import Asks

READ_EVERY_S = 1.0
ANSWER_S = 0.5
OFF_MS, RIGHT_MS = 1_000, 500
"""A host that is further off leaves the end of rounds to others, until it is as near as this again."""
_US, _MS = 1_000, 1_000_000

Counter = Callable[[], int]


class StoreClock:
    """What time it is at one store.

    Units:   both counters give nanoseconds; `host` since 1970, `steady` since any instant.
    """

    def __init__(self, host: Counter = time.time_ns, steady: Counter = time.monotonic_ns) -> None:
        """Believe the host."""
        self._host, self._steady = host, steady
        self._shift = host() - steady()
        self._due_ns = 0
        self._outage = Outage("clock_off", "clock_right")

    def now_ms(self) -> int:
        """Read it: milliseconds since 1970."""
        return (self._steady() + self._shift) // _MS

    @property
    def offset_ms(self) -> int:
        """Say how much the host's clock is ahead of the store's."""
        return (self._host() - self._steady() - self._shift) // _MS

    @property
    def is_off(self) -> bool:
        """Say whether the host's clock is too far from the store's; known from the first reading on."""
        return self._outage.lasts

    def take(self, asked_ns: int, said_us: int, heard_ns: int) -> None:
        """Take a reading: what the store said between two instants of the steady counter."""
        lowest, highest = said_us * _US - heard_ns, (said_us + 1) * _US - asked_ns  # it says whole microseconds
        if not lowest <= self._shift <= highest:
            self._shift = (lowest + highest) // 2
        offset_ms = self.offset_ms
        metrics.clock_offset_s.set(offset_ms / 1_000)
        if abs(offset_ms) > OFF_MS:
            self._outage.begin(ahead_s=offset_ms / 1_000)
        elif abs(offset_ms) <= RIGHT_MS:  # between the two it stays what it was
            self._outage.end()

    async def read(self, store: Asks) -> None:
        """Ask the store what time it is; one that does not say is asked again a second later."""
        self._due_ns = self._steady() + int(READ_EVERY_S * 1e9)
        try:
            async with asyncio.timeout(ANSWER_S):
                asked_ns = self._steady()
                seconds, micros = await store.execute_command("TIME")
                self.take(asked_ns, int(seconds) * 1_000_000 + int(micros), self._steady())
        except (RedisError, OSError, TimeoutError):
            return

    async def read_if_due(self, store: Asks) -> None:
        """Ask again if the last time was a second ago."""
        if self._steady() >= self._due_ns:
            await self.read(store)
