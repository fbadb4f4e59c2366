"""Faults of processes: what is killed, stopped, restarted or drained while ballots are under way."""

import asyncio
import os
import signal
import time

from tests.faults.catalogue import fault
from tests.faults.hall import Hall
from tests.faults.house import eventually


@fault(workers=2, selected=True)
async def worker_killed(hall: Hall) -> None:
    """Each of two workers ends with SIGKILL in the middle of the vote, one after the other."""
    workers = hall.house.service.workers()
    hall.gone()
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
        hall.back()
        await hall.everybody_again()
        await eventually(
            lambda lost=worker: len(now := hall.house.service.workers()) == len(workers) and lost not in now,
            "a new worker",
        )


@fault(workers=2, selected=True)
async def worker_stopped(hall: Hall) -> None:
    """One of two workers is stopped: it lives and does not turn, and is replaced within 10 s."""
    workers = hall.house.service.workers()
    hall.gone()
    os.kill(workers[0], signal.SIGSTOP)
    hall.notes["replaced after s"] = await eventually(
        lambda: len(now := hall.house.service.workers()) == len(workers) and workers[0] not in now, "a new worker", 10
    )
    hall.back()
    await hall.everybody_again()


@fault(workers=2, selected=True)
async def whole_service_killed(hall: Hall) -> None:
    """The supervisor ends with SIGKILL; workers and store end with it; somebody starts it again."""
    store, workers = hall.house.store_pid(), hall.house.service.workers()
    hall.gone()
    await asyncio.to_thread(hall.house.service.kill)
    await eventually(lambda: not any(_alive(pid) for pid in (store, *workers)), "the end of every process")
    await hall.house.restart()
    hall.back()
    await hall.everybody_again()


@fault(selected=True, may_drop=False)
async def store_killed(hall: Hall) -> None:
    """The embedded store ends with SIGKILL; the supervisor starts it again; no socket is dropped."""
    before = hall.house.store_pid()
    hall.gone()
    os.kill(before, signal.SIGKILL)
    await eventually(lambda: not _alive(before), "the end of the store")
    await eventually(lambda: hall.house.store_pid() not in (0, before), "a new store")
    hall.back()
    await hall.everybody_again()


@fault(selected=True, may_drop=False)
async def store_stopped(hall: Hall) -> None:
    """The store is stopped for 3 s (10 s in the long run): every ballot is refused within a second, none is lost."""
    pid = hall.house.store_pid()
    hall.gone()
    os.kill(pid, signal.SIGSTOP)
    try:
        await asyncio.sleep(10.0 if hall.long else 3.0)
        hall.failures += [] if await hall.status("/health") == 200 else ["/health is not 200"]
        hall.failures += [] if await hall.status("/ready") == 503 else ["/ready is not 503"]
    finally:
        os.kill(pid, signal.SIGCONT)
    hall.back()
    await hall.everybody_again()
    hall.failures += [] if await hall.status("/ready") == 200 else ["/ready is not 200"]


@fault(workers=2, selected=True)
async def rolling_restart(hall: Hall) -> None:
    """Two workers are replaced one after the other while everybody votes."""
    before = set(hall.house.service.workers())
    os.kill(hall.house.service.pid, signal.SIGHUP)
    await eventually(
        lambda: len(now := set(hall.house.service.workers())) == len(before) and not now & before, "two new workers"
    )
    hall.back()
    await hall.everybody_again()


@fault(workers=2)
async def service_drained(hall: Hall) -> None:
    """SIGTERM to the whole service, and a new start: what was acknowledged stays, phones are told 1012."""
    began = time.monotonic()
    await asyncio.to_thread(hall.house.service.__exit__)
    hall.notes["stopped in s"] = round(time.monotonic() - began, 2)
    await hall.house.restart()
    hall.notes["up again after s"] = round(time.monotonic() - began, 2)
    hall.back()
    await hall.everybody_again()
    codes = {code for voter in hall.voters for code in voter.journal.closed}
    hall.failures += [] if 1012 in codes else [f"nobody was told 1012, but {sorted(codes)}"]


def _alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123
            return file.read().rsplit(") ", 1)[1][0] != "Z"
    except (OSError, ProcessLookupError):
        return False
