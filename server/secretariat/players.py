"""The players of rehearsals: each is a process of its own, which uses the service as people do.

Refuses to know what it plays. Invariants: the loop of whoever asks goes on; a process ends by itself when this one is
gone, and wipes its copy first, for it sees that nobody holds the other end of its pipe.
"""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping

from server.resources import import_path

PATIENCE_S = 3.0


class Players:
    """The rehearsals that this process has begun."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Take the settings of the service, as the environment that says them; nothing is played yet."""
        self._environment = {**environment, "PYTHONPATH": import_path()}
        self._playing: dict[Process, asyncio.Task[None]] = {}

    async def play(self, meeting_id: str, delegates: int, token: str, place: int) -> None:
        """Have the rehearsal of a meeting played.

        Shape:   `token` and `place` are what was claimed for it.
        """
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "server.rehearsal.beside", meeting_id, str(delegates), token, str(place),
            stdin=PIPE, stdout=DEVNULL, env=self._environment, start_new_session=True,
        )  # fmt: skip
        self._playing[process] = asyncio.create_task(self._reap(process))

    async def close(self) -> None:
        """Have them end, each with its copy wiped; who does not in time ends by itself."""
        for process in self._playing:
            if process.stdin is not None:
                process.stdin.close()
        if self._playing:
            await asyncio.wait(self._playing.values(), timeout=PATIENCE_S)
        for task in self._playing.values():
            task.cancel()
        await asyncio.gather(*self._playing.values(), return_exceptions=True)

    async def _reap(self, process: Process) -> None:
        await process.wait()
        del self._playing[process]
