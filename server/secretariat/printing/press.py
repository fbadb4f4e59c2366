"""The press: sheets are drawn one after the other, each in a process of its own that ends with it.

Refuses to know what is on a sheet. Invariant: the loop of whoever asks goes on, and ballots go first; after a drawing
nothing of it is left in memory.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from server.domain.errors import TryLater
from server.room.counter import Counter
from server.secretariat.printing.drawing import Drawn, draw_sheet
from server.secretariat.printing.joined import join_files

LONGEST_S = 120.0
Made = TypeVar("Made")


class Press:
    """Draws the sheets of one process."""

    def __init__(self, longest_s: float = LONGEST_S) -> None:
        """Begin without a process."""
        self._longest_s = longest_s
        self._turn = asyncio.Lock()

    async def draw(self, template: str, *several: Mapping[str, Any]) -> Drawn:
        """Draw a sheet; of several values each is drawn by itself, and all are made into one file.

        Raises:  TryLater if it takes too long.
        """
        async with self._turn:
            drawn = [await self._apart(draw_sheet, template, given) for given in several]
            if len(drawn) == 1:
                return drawn[0]
            pdf = await self._apart(join_files, [one.pdf for one in drawn])
            return Drawn(pdf, "".join(dict.fromkeys("".join(one.missing for one in drawn))))

    async def _apart(self, draw: Callable[..., Made], *given: object) -> Made:
        counter = Counter(self._longest_s)
        try:
            return await counter.apart(draw, *given)
        except TryLater as late:
            raise TryLater("sheet") from late
        finally:
            await counter.close()
