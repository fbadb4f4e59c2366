"""Faults of the host: descriptors that run out, a clock that jumps."""

import asyncio
import resource
from pathlib import Path

from tests.faults.catalogue import fault
from tests.faults.hall import Hall


@fault(phones=40)
async def descriptors_exhausted(hall: Hall) -> None:
    """The worker may open no more files for a while: who is in stays and votes, who knocks waits."""
    worker = hall.house.service.workers()[0]
    soft, hard = resource.prlimit(worker, resource.RLIMIT_NOFILE)
    resource.prlimit(worker, resource.RLIMIT_NOFILE, (1, hard))
    strangers: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
    try:
        port = hall.house.service.port
        strangers = [await asyncio.open_connection("127.0.0.1", port) for _ in range(20)]
        await hall.more(len(hall.voters))
        hall.house.net.cut(0.3)
        await asyncio.sleep(1.0)
    finally:
        resource.prlimit(worker, resource.RLIMIT_NOFILE, (soft, hard))
        for _, writer in strangers:
            writer.close()
    hall.back()
    await hall.everybody_again()


HOUR_S, DAY_S = 3_600, 86_400


def bad_clock(folder: Path) -> dict[str, str]:
    """Give the service of a house a clock that follows a file."""
    return {"PYTHONPATH": str(Path(__file__).with_name("bad_clock")), "PLENUM_CLOCK": str(folder / "clock")}


@fault(bad_clock=True, may_drop=False)
async def clock_jumps(hall: Hall) -> None:
    """The service's clock jumps by an hour and by a day, there and back: votes count, no round ends before its time."""
    clock = hall.house.folder / "clock"
    for jump_s in (HOUR_S, 0, -HOUR_S, DAY_S, -DAY_S, 0):
        clock.write_text(str(jump_s))
        await hall.more(len(hall.voters))
    kept = hall.round
    await hall.open_round(closes_after_s=600)
    clock.write_text(str(-HOUR_S))
    extended = await hall.act("extend_round", seconds=60)
    if extended["round"]["state"] != "open" or extended["round"]["clock"]["remaining_ms"] < 600_000:
        hall.failures.append(f"the countdown ran out early: {extended}")
    clock.write_text("0")
    await hall.act("void_round", reason="it was only a test of the clock")
    hall.round = kept
    hall.back()
    await hall.everybody_again()
