"""Elsewhere: asking connections to come again, which may lead them to another process.

Refuses to know why. Invariants: they do not all knock at one door at once; each has been answered before it goes, and
what it has not heard an answer to it sends again.
"""

import asyncio
import random
from collections.abc import Iterable, Sequence

from server.live.listener import Listener
from server.protocol.message import CLOSE_RESTART

SLICES = 20
_MOVED = frozenset({"delegate", "observer"})


def some_of(listeners: Iterable[Listener], many: int) -> Sequence[Listener]:
    """Choose so many by lot; whoever conducts and what hangs on a wall stay where they are."""
    moved = [listener for listener in listeners if listener.person.role in _MOVED]
    return random.sample(moved, min(many, len(moved)))


async def send_elsewhere(listeners: Iterable[Listener], within_s: float) -> None:
    """Ask them to come again, in random slices."""
    waiting = list(listeners)
    random.shuffle(waiting)
    size = -(-len(waiting) // SLICES) or 1
    for start in range(0, len(waiting), size):
        for listener in waiting[start : start + size]:
            listener.dismiss(CLOSE_RESTART)
        await asyncio.sleep(within_s / SLICES)
