"""Tasks that end for sure, and tasks that several wait for.

Refuses to know what they do. Invariant: what a task raised is told to whoever waits for it, and to nobody else.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

AGAIN_S = 0.1
_Found = TypeVar("_Found")


async def end(task: asyncio.Task[None]) -> None:
    """Cancel a task, again and again if need be, until it has ended; what it raised is thrown away.

    On Python 3.11 a cancellation that meets an answer of the store in the same instant is lost inside
    `asyncio.wait_for`, which the store's client uses: the task goes on, and whoever waits for its end waits for ever.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=AGAIN_S)


def share(work: Coroutine[Any, Any, _Found]) -> asyncio.Task[_Found]:
    """Begin work that several wait for, each by `asyncio.shield`, and that goes on if one of them leaves.

    If all have left when it fails, its exception is thrown away, so that the loop does not log it as never retrieved.
    """
    task = asyncio.create_task(work)
    task.add_done_callback(_look_at_fault)
    return task


def _look_at_fault(task: asyncio.Task[Any]) -> None:
    if not task.cancelled():
        task.exception()
