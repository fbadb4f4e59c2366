"""What a run says on its way: a line every so many seconds, however long a turn takes."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

EVERY_S = 30.0


@asynccontextmanager
async def progress(far: Callable[[], str], every_s: float = EVERY_S) -> AsyncIterator[Callable[[], None]]:
    """Say how far it is, with the minutes that have passed, until the end; and at once when what is given is called."""
    began = time.monotonic()

    def tell() -> None:
        print(f"{(time.monotonic() - began) / 60:6.1f} min: {far()}", flush=True)

    async def go_on() -> None:
        while True:
            await asyncio.sleep(every_s)
            tell()

    telling = asyncio.create_task(go_on())
    try:
        yield tell
    finally:
        telling.cancel()
