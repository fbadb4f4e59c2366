"""Faults of the data: what a crash, a bad disk, a careless hand or a newer Plenum leaves in the folder."""

import asyncio
from pathlib import Path

from redis.asyncio import Redis

from server.engine.aof import carry_out, examine_record, plan_cut
from server.store import keys
from tests.engine.servers import admin_of
from tests.faults.catalogue import fault
from tests.faults.hall import Hall
from tests.faults.house import eventually


def record_of(hall: Hall) -> Path:
    """The append-only file of the store."""
    return max(hall.house.data.glob("appendonlydir/*.incr.aof"), key=lambda path: path.stat().st_mtime)


@fault(selected=True)
async def record_torn(hall: Hall) -> None:
    """The whole service is killed and half a write stands at the end of the record: it is dropped, nothing else."""
    await asyncio.to_thread(hall.house.service.kill)
    await eventually(lambda: not _held(hall), "the end of the store")
    found = await asyncio.to_thread(examine_record, hall.house.data)
    if found is not None and found.half_write is None:  # else the kill itself has torn it: a second half is damage
        with record_of(hall).open("ab") as file:
            file.write(b"*3\r\n$4\r\nHSET\r\n$40\r\nplenum:{abc}:round:ab")
    await hall.house.restart()
    hall.back()
    await hall.everybody_again()


@fault(anew=True)
async def record_damaged(hall: Hall) -> None:
    """A stretch in the middle is zeros: the start names it, the repair says what it cuts, phones know better."""
    await asyncio.gather(*(voter.stop() for voter in hall.voters))
    await asyncio.to_thread(hall.house.service.kill)
    await eventually(lambda: not _held(hall), "the end of the store")
    record = record_of(hall)
    whole = record.read_bytes()
    middle = len(whole) * 4 // 5
    record.write_bytes(whole[:middle] + b"\0" * 64 + whole[middle + 64 :])
    try:
        await hall.house.restart()
        hall.failures.append("a damaged record was started on")
    except RuntimeError as refused:
        hall.failures += [] if record.name in str(refused) else [f"the file is not named: {refused}"]
    cut = await asyncio.to_thread(plan_cut, hall.house.data)
    kept = await asyncio.to_thread(carry_out, cut)
    acknowledged = hall.acknowledged()
    hall.notes |= {"cut": cut.ballots, "acknowledged before": acknowledged}
    if not 0 < cut.ballots < acknowledged or not all(path.exists() for path in kept):
        hall.failures.append(f"the repair says {cut}")
    await hall.house.restart()
    knew = {voter.seat_id: voter.journal.revision for voter in hall.voters}
    async with hall.phone(hall.kit.chair) as chair:
        async with asyncio.timeout(30):
            await asyncio.gather(*(voter.cast_again(hall.round) for voter in hall.voters))
        await chair.wait_for("alarm_raised", code="store_went_backwards")
    hall.notes["cast again"] = sum(voter.journal.rewound for voter in hall.voters)
    missing = sum(max(0, knew[voter.seat_id] - voter.journal.revision + voter.journal.rewound) for voter in hall.voters)
    if missing > cut.ballots + 2:
        hall.failures.append(f"{missing} revisions are missing, the repair spoke of {cut.ballots}")
    hall.go_on()
    hall.back()


@fault(anew=True, phones=12)
async def schema_newer(hall: Hall) -> None:
    """A newer Plenum has written here: this one refuses to start, says so, and touches nothing."""
    await asyncio.gather(*(voter.stop() for voter in hall.voters))
    async with Redis.from_url(admin_of(hall.house.store_url())) as redis:
        await redis.set(keys.SCHEMA, 99)
    await asyncio.to_thread(hall.house.service.__exit__)
    before = record_of(hall).read_bytes()
    try:
        await hall.house.restart()
        hall.failures.append("data of a newer Plenum were started on")
    except RuntimeError as refused:
        hall.failures += [] if "newer Plenum" in str(refused) else [f"it is not named: {refused}"]
    hall.failures += [] if record_of(hall).read_bytes() == before else ["the record was written to"]
    hall.lost_on_purpose = True


def _held(hall: Hall) -> bool:
    from server.engine.lock import is_locked

    return is_locked(hall.house.data)
