"""The press: sheets are drawn one after the other, each in a process of its own that ends with it.

Refuses to know what is on a sheet. Invariant: the loop of whoever asks goes on, and ballots go first; after a drawing
nothing of it is left in memory.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from server.domain.errors import TryLater
from server.room.counter import Counter
from server.secretariat.printing.drawing import Drawn, draw_sheet

LONGEST_S = 120.0


class Press:
    """Draws the sheets of one process."""

    def __init__(self, longest_s: float = LONGEST_S) -> None:
        """Begin without a process."""
        self._longest_s = longest_s
        self._turn = asyncio.Lock()

    async def draw(self, template: str, given: Mapping[str, Any]) -> Drawn:
        """Draw a sheet.

        Raises:  TryLater if it takes too long.
        """
        async with self._turn:
            counter = Counter(self._longest_s)
            try:
                return await counter.apart(draw_sheet, template, given)
            except TryLater as late:
                raise TryLater("sheet") from late
            finally:
                await counter.close()
