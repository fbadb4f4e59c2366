"""The tempo of a rehearsal: pauses at a human pace, dice that fall the same way again, and a line for each thing done.

Refuses to know what is being done. Invariant: the same seed gives the same dice; only the pauses depend on the pace.
"""

import asyncio
import random
import time
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from typing import Any

from server.words.strings import NO_BREAK, Strings

_LANGUAGE = "en"
_PLENARY = "Plenary"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happens.

    Shape:   `code` names the sentence `rehearsal.told.CODE`, `n` and `all` are its figures; `who` is the region in
             which it happens, empty for the plenary.
    """

    code: str
    who: str = ""
    n: int = 0
    all: int = 0


def print_told(elapsed_s: int, told: Told) -> None:
    """Tell it in the terminal."""
    said = Strings.read().translate(_LANGUAGE, f"rehearsal.told.{told.code}", n=told.n, all=told.all)
    print(f"{elapsed_s:>4} s  {told.who or _PLENARY:<24} {said.replace(NO_BREAK, ' ')}", flush=True)


class Tempo:
    """How fast the day goes, and how it is told.

    Units:   `pace` stretches every pause: 1 is a human pace, 0.05 is as fast as tests want it.
    """

    def __init__(self, pace: float, seed: int, tell: Callable[[int, Told], None] = print_told) -> None:
        """Start the clock that the lines are told by; `tell` gets each with the seconds since then."""
        self._tell = tell
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

    def say(self, told: Told) -> None:
        """Tell one thing that happens now."""
        self._tell(round(time.monotonic() - self._began_s), told)


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
