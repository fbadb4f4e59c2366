"""Ending a task for sure.

On Python 3.11 a cancellation that meets an answer of the store in the same instant is lost inside `asyncio.wait_for`,
which the store's client uses: the task goes on, and whoever waits for its end waits for ever.
"""

import asyncio

AGAIN_S = 0.1


async def end(task: asyncio.Task[None]) -> None:
    """Cancel a task, again and again if need be, until it has ended; what it raised is nobody's any more."""
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=AGAIN_S)
