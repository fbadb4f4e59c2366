"""Work for somebody who waits: it ends where they leave, by a button or with their page.

Refuses to know what is done. Invariant: whoever stays gets the answer, or the refusal, as it came.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import Request

from server.domain.errors import TryLater

_Found = TypeVar("_Found")


async def while_here(request: Request, work: Coroutine[Any, Any, _Found]) -> _Found:
    """Do something as long as whoever asked is connected; the body of the request was read, or there is none.

    Raises:  what `work` raises; TryLater, which nobody hears, where they left.
    """
    doing, leaving = asyncio.create_task(work), asyncio.create_task(_left(request))
    try:
        await asyncio.wait({doing, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            return doing.result()
        raise TryLater("file")
    finally:
        for task in (doing, leaving):
            task.cancel()
        await asyncio.gather(doing, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
