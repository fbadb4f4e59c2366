"""Saying something soon, and not too often: what rings many times is said once, and then it rests.

Refuses to know what is said, and to whom. Invariants: what rang is said after it rang; of one key nothing is said twice
at the same time; a store that is away, or a meeting that was erased meanwhile, ends nothing but that one saying.
"""

import asyncio
from collections.abc import Awaitable, Callable

from server.domain.errors import Refusal
from server.logs import log
from server.store import StoreFault
from server.store.connection.complaint import complain
from server.tasks import end


class Soon:
    """What is due to be said, by key, and the tasks that say it."""

    def __init__(self, name: str, say: Callable[[str], Awaitable[None]], rest_s: Callable[[], float]) -> None:
        """Take the name under which faults are written down, what says it, and how long it rests after that."""
        self._name, self._say, self._rest_s = name, say, rest_s
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._due: set[str] = set()

    def ring(self, key: str) -> None:
        """Let it be said soon."""
        self._due.add(key)
        if key not in self._tasks:
            self._tasks[key] = asyncio.create_task(self._say_until_told(key), name=f"{self._name} {key}")

    async def close(self) -> None:
        """Stop saying anything."""
        for task in list(self._tasks.values()):
            await end(task)

    async def _say_until_told(self, key: str) -> None:
        try:
            while key in self._due:
                self._due.discard(key)
                try:
                    await self._say(key)
                except Refusal:  # erased meanwhile
                    pass
                except StoreFault as fault:
                    complain(fault, self._name)
                await asyncio.sleep(self._rest_s())
        except Exception:  # a defect of ours must not leave every page with what was said last
            log.exception("news_broke", news=self._name, about=key)
        finally:
            del self._tasks[key]
