"""Steps that a test takes with data of this layout: each moves something of a meeting; told so, it kills its process.

python -m tests.store.migration.trial_steps URL 3      converts the store at URL and dies in the third conversion
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Sequence

from redis.asyncio import Redis

from server.store import keys
from server.store.connection.pipe import Command
from server.store.migration.step import Read, Step
from server.store.migration.steps import LAYOUT, STEPS
from server.store.schema import check


class Trial:
    """Two more steps; `asked` counts how often they were, `dies_at` says at which of them the process is killed."""

    def __init__(self, dies_at: int = 0) -> None:
        self.asked = 0
        self._dies_at = dies_at

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps of this Plenum, and then our own."""
        return (*STEPS, Step(LAYOUT + 1, self._part), Step(LAYOUT + 2, self._double))

    async def _part(self, read: Read, meeting_id: str, expires_at_s: int) -> Sequence[Command]:
        """Have the id in a key of its own, and not in the meeting any more: to do so twice would lose it."""
        meeting = json.loads(await read("GET", keys.of(meeting_id, "meeting")))
        own = keys.of(meeting_id, "trial")
        self._count()
        return (
            ("SET", own, meeting.pop("id"), "EXAT", expires_at_s),
            ("SET", keys.of(meeting_id, "meeting"), json.dumps(meeting), "EXAT", expires_at_s),
        )

    async def _double(self, read: Read, meeting_id: str, expires_at_s: int) -> Sequence[Command]:
        """Write what was parted twice over: to do so twice would be seen."""
        own = keys.of(meeting_id, "trial")
        found = await read("GET", own)
        self._count()
        return (("SET", own, found * 2, "EXAT", expires_at_s),)

    def _count(self) -> None:
        self.asked += 1
        if self.asked == self._dies_at:
            os.kill(os.getpid(), signal.SIGKILL)


async def _convert(url: str, dies_at: int) -> None:
    async with Redis.from_url(url) as client:
        await check(lambda _: client, Trial(dies_at).steps)


if __name__ == "__main__":
    asyncio.run(_convert(sys.argv[1], int(sys.argv[2])))
