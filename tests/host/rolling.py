"""Phones that come again as a page does, at a service whose workers are replaced, and how many each worker has."""

import asyncio
import contextlib
import os
import random
import re
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from websockets.exceptions import WebSocketException

from tests.conftest import until
from tests.faults.house import HouseService
from tests.services import Json, Kit

PATIENCE_S, QUIET = 60.0, 12
_OF_A_WORKER = re.compile(r'^plenum_worker_sockets\{pid="(\d+)"\} (\d+)', re.MULTILINE)


def spread(service: HouseService) -> dict[int, int]:
    """How many sockets each worker that lives has, by its process."""
    _, figures = service.call("GET", "/metrics")
    found = {int(pid): int(sockets) for pid, sockets in _OF_A_WORKER.findall(str(figures))}
    return {pid: found.get(pid, 0) for pid in service.workers()}


async def roll(service: HouseService) -> None:
    """Have all workers replaced, and wait until the last of the old ones has gone."""
    before = set(service.workers())
    os.kill(service.pid, signal.SIGHUP)
    await until(
        lambda: len(now := set(service.workers())) == len(before) and not now & before, "new workers", PATIENCE_S
    )


async def settled(service: HouseService, workers: int, sockets: int, at_most: float) -> list[int]:
    """Wait until everybody is back and stays, and no worker has more than so many times the mean; else what they have.

    Who has far more is relieved after some seconds of calm, and once more some seconds after that.
    """
    now: list[int] = []
    quiet = 0
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE_S):
            while quiet < QUIET or max(now) * workers > at_most * sockets:
                await asyncio.sleep(0.5)
                before, now = now, sorted((await asyncio.to_thread(spread, service)).values())
                quiet = quiet + 1 if now == before and (len(now), sum(now)) == (workers, sockets) else 0
    return now


async def people(kit: Kit, many: int) -> list[Json]:
    """Have so many people take a seat."""
    return [await asyncio.to_thread(kit.a_delegate, "AF") for _ in range(many)]


@asynccontextmanager
async def phones(kit: Kit, people: Sequence[Json], knocking_s: float = 20.0) -> AsyncIterator[set[str]]:
    """Keep a phone in a room for each, whatever happens to its socket; one that is not let in for long knocks anew.

    Shape:   the seats of those who are in.
    """
    here = set[str]()
    room = kit.room("s1")
    coming = [asyncio.create_task(_come_again(kit, room, person, knocking_s, here)) for person in people]
    try:
        yield here
    finally:
        for task in coming:
            task.cancel()
        await asyncio.gather(*coming, return_exceptions=True)


async def _come_again(kit: Kit, room: Json, person: Json, knocking_s: float, here: set[str]) -> None:
    while True:
        with contextlib.suppress(OSError, WebSocketException, TimeoutError):  # it is not let in now: it comes again
            phone = kit.phone(room, person)
            async with asyncio.timeout(knocking_s):
                await phone.connect()
            assert phone._listening is not None
            await phone.hello()
            here.add(person["seat_id"])
            await asyncio.wait([phone._listening])
        here.discard(person["seat_id"])
        await asyncio.sleep(0.5 * (0.5 + random.random() / 2))
