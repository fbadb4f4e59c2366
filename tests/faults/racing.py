"""A ground for races: many meetings at once, each served by two processes on one store, with everything of their own.

What is raced are the use cases themselves; no socket slows one side down.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

from server.room.context import Context
from tests.chambers import Chamber

RACES = 10_000
MEETINGS = 100
SEATS = 5
NAMES = {f"Seat {number}": ("AF", "AM")[number % 2] for number in range(SEATS)}
AT_ONCE = 20
"""Meetings that are raced in at once: more would only wait for connections."""
HEAD_STARTS = (0, 0, 1, 2, 5, 15, 40)
"""Turns of the loop."""


class Race:
    """One meeting, and its two processes."""

    def __init__(self, chamber: Chamber, other: Context, dice: random.Random) -> None:
        self.chamber, self.dice = chamber, dice
        self.places = (chamber.context, other)
        self.slate: list[str] = []
        self.anomalies: list[str] = []
        self.outcomes: Counter[str] = Counter()

    async def wait_a_little(self, head_starts: Sequence[int] = HEAD_STARTS) -> None:
        """Let the other side be ahead by nothing, a turn of the loop or a few."""
        for _ in range(self.dice.choice(head_starts)):
            await asyncio.sleep(0)


async def run_all(races: Sequence[Race], once: Callable[[Race], Awaitable[None]], times: int) -> Counter[str]:
    """Run one kind of race so many times in every meeting, all meetings at once, and add up what came of it."""

    running = asyncio.Semaphore(AT_ONCE)

    async def run(race: Race) -> None:
        for _ in range(times):
            async with running:
                await once(race)

    await asyncio.gather(*(run(race) for race in races))
    outcomes = sum((race.outcomes for race in races), Counter[str]())
    print("\n" + "\n".join(f"{count:5} {outcome}" for outcome, count in sorted(outcomes.items())))
    return outcomes
