"""Several talkers at once, each of whom sends one batch after the other."""

import asyncio
from collections.abc import Awaitable, Callable

from tests.fuzz.tallies import Tally

MOST_VIOLATIONS = 100


async def keep_talking(tally: Tally, least: int, talkers: int, batch: Callable[[int], Awaitable[None]]) -> None:
    """Send batches until so many more were judged, or nearly everything is a violation.

    Shape:   `batch` is told the number of the talker, from nought on.
    """
    goal = tally.reached + least

    async def one_after_the_other(talker: int) -> None:
        while tally.reached < goal and len(tally.violations) < MOST_VIOLATIONS:
            await batch(talker)

    await asyncio.gather(*(one_after_the_other(talker) for talker in range(talkers)))
