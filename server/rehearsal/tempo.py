"""The tempo of a rehearsal: pauses at a human pace, dice that fall the same way again, and a line for each thing done.

Refuses to know what is being done. Invariant: the same seed gives the same dice; only the pauses depend on the pace.
"""

import asyncio
import random
import time
from collections.abc import Coroutine, Iterable
from typing import Any


class Tempo:
    """How fast the day goes, and how it is told.

    Units:   `pace` stretches every pause: 1 is a human pace, 0.05 is as fast as tests want it.
    """

    def __init__(self, pace: float, seed: int) -> None:
        """Start the clock that the lines are told by."""
        self._pace = pace
        self._seed = seed
        self._began_s = time.monotonic()

    def dice(self, *what: object) -> random.Random:
        """Take the dice for one thing of the day; for another thing they fall independently."""
        return random.Random("/".join(str(part) for part in (self._seed, *what)))  # noqa: S311 - people are simulated

    def seconds(self, seconds: float) -> float:
        """Say how long so many human seconds are today."""
        return seconds * self._pace

    async def pause(self, seconds: float) -> None:
        """Let human seconds go by."""
        await asyncio.sleep(self.seconds(seconds))

    def say(self, who: str, what: str) -> None:
        """Tell one thing that happens now."""
        elapsed_s = round(time.monotonic() - self._began_s)
        print(f"{elapsed_s:>4} s  {who:<24} {what}", flush=True)


async def together(deeds: Iterable[Coroutine[Any, Any, object]]) -> None:
    """Do things at the same time; the first fault stops the others and is raised as it is."""
    try:
        async with asyncio.TaskGroup() as group:
            for deed in deeds:
                group.create_task(deed)
    except BaseExceptionGroup as several:
        raise _first_of(several) from None


def _first_of(fault: BaseException) -> BaseException:
    while isinstance(fault, BaseExceptionGroup):
        fault = fault.exceptions[0]
    return fault
