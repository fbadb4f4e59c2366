"""Run one fault so many times, in houses that are kept as long as they are whole."""

import asyncio
import random
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

from tests.engine.servers import AttendedStore
from tests.faults import crowds, data, disks, network, processes, races, resources, store
from tests.faults.catalogue import FAULTS, Fault
from tests.faults.hall import Hall, Outcome, a_house

__all__ = ["FAULTS", "run"]
SOURCES = (processes, network, store, data, races, crowds, resources, disks)
"""Importing them fills the catalogue."""


async def run(fault: Fault, runs: int, seed: int, *, long: bool) -> AsyncIterator[Outcome]:
    """Run a fault; each run has a seed of its own and is reported whatever becomes of it."""
    hall: Hall | None = None
    for number in range(runs):
        outcome = Outcome(fault.name, seed + number)
        began = time.monotonic()
        try:
            if hall is None:
                hall = await _open(fault, outcome.seed, long=long)
            hall.dice.seed(outcome.seed)
            async with asyncio.timeout(240):
                await _once(fault, hall, outcome)
        except Exception as broken:  # a run that breaks is a result too
            outcome.failures.append(f"{type(broken).__name__}: {broken}")
        outcome.seconds = time.monotonic() - began
        if hall is not None and (fault.anew or outcome.failures or number == runs - 1):
            await _close(hall, outcome)
            hall = None
        yield outcome


async def _once(fault: Fault, hall: Hall, outcome: Outcome) -> None:
    hall.notes, hall.failures, hall.repairs = {}, [], 0
    hall.sockets_may_drop = fault.may_drop
    await hall.begin()
    await hall.more(2 * len(hall.voters))
    try:
        await fault.act(hall)
        if not hall.lost_on_purpose:
            await hall.more(len(hall.voters))
    except AssertionError as broken:  # judge all the same: it may say why
        hall.failures.append(str(broken))
    await hall.finish(outcome)


async def _open(fault: Fault, seed: int, *, long: bool) -> Hall:
    folder = Path(tempfile.mkdtemp(prefix="plenum-fault-"))
    own = disks.BadDisk(folder / "store") if fault.bad_disk else AttendedStore(folder / "store")
    clock = resources.bad_clock(folder) if fault.bad_clock else {}
    house = await a_house(folder, own=own if fault.apart else None, workers=fault.workers, **clock)
    hall = Hall(house, random.Random(seed), long=long)
    try:
        await hall.fill(fault.long_phones if long and fault.long_phones else fault.phones, fault.pause_s)
    except BaseException:
        await house.close()
        raise
    return hall


async def _close(hall: Hall, outcome: Outcome) -> None:
    try:
        async with asyncio.timeout(60):
            await asyncio.gather(*(voter.leave() for voter in hall.voters), return_exceptions=True)
            await hall.house.close()
    except Exception as broken:  # the next run must have its turn
        outcome.failures.append(f"closing the house: {type(broken).__name__}: {broken}")
    if outcome.passed:
        shutil.rmtree(hall.house.folder, ignore_errors=True)
    else:
        outcome.failures.append(f"what is left is in {hall.house.folder}")
