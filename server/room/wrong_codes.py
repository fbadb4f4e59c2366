"""Wrong codes, of meetings and of badges: each is answered late, the later the more came from its address in a minute.

Refuses to ban anybody: a right code is never asked about here. Invariant: a bounded number of answers is waiting in
this process; whoever is over that is told at once to come back later.
"""

import asyncio

from server.domain.errors import NotFound, TooFast
from server.store.directory import Directory

LONGEST_S = 2.0
STEP_S = 0.01
MOST_WAITING = 100
AGAIN_S = 5


class WrongCodes:
    """The wrong codes that one process is about to answer."""

    def __init__(self, directory: Directory) -> None:
        """Begin with nobody waiting."""
        self._directory = directory
        self._waiting = 0

    async def refuse(self, address: str, now_ms: int, reason: str = "join_code") -> None:
        """Refuse a code that opens nothing, in its time.

        Raises:  NotFound; TooFast with the seconds to wait, at once, where too many are waiting already.
        """
        count = await self._directory.sources.count_wrong(address, now_ms // 1_000)
        if self._waiting >= MOST_WAITING:
            raise TooFast("wrong_codes", n=AGAIN_S)
        self._waiting += 1
        try:
            await asyncio.sleep(min(LONGEST_S, STEP_S * count))
        finally:
            self._waiting -= 1
        raise NotFound(reason)
