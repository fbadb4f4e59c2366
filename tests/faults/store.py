"""Faults of the store that nobody killed: mistakes at its prompt, memory that ends, data that are no longer whole."""

import asyncio

from redis.asyncio import Redis
from redis.exceptions import RedisError

from tests.engine.servers import admin_of
from tests.faults.catalogue import fault
from tests.faults.hall import Hall
from tests.faults.house import eventually


def prompt(hall: Hall) -> Redis:
    """Somebody at the store's own prompt."""
    return Redis.from_url(admin_of(hall.house.store_url()))


@fault(may_drop=False)
async def library_flushed(hall: Hall) -> None:
    """FUNCTION FLUSH, again and again, in the middle of the vote."""
    async with prompt(hall) as redis:
        for _ in range(5):
            await redis.function_flush()
            await hall.more(len(hall.voters) // 2)
    hall.back()
    await hall.everybody_again()


@fault(may_drop=False)
async def clients_killed(hall: Hall) -> None:
    """CLIENT KILL of every connection of the service, ordinary ones and those that listen."""
    hall.gone()
    async with prompt(hall) as redis:
        for kind in ("normal", "pubsub", "normal", "normal", "pubsub"):
            await redis.execute_command("CLIENT", "KILL", "TYPE", kind, "SKIPME", "yes")
            await hall.more(len(hall.voters) // 2)
    hall.back()
    await hall.everybody_again()


@fault(may_drop=False)
async def memory_full(hall: Hall) -> None:
    """`maxmemory` is reached: ballots are refused, none is thrown out; then there is room again."""
    async with prompt(hall) as redis:
        hall.gone()
        await redis.config_set("maxmemory", "1mb")
        try:
            await asyncio.sleep(1.5)
        finally:
            await redis.config_set("maxmemory", "0")
    hall.back()
    await hall.everybody_again()


@fault(anew=True, selected=True, phones=24)
async def everything_flushed(hall: Hall) -> None:
    """FLUSHALL by mistake: the phones know better, the podium and the log are told. Nothing can be kept here."""
    async with hall.phone(hall.kit.chair) as chair:
        await asyncio.gather(*(voter.stop() for voter in hall.voters))
        acknowledged = hall.acknowledged()
        async with prompt(hall) as redis:
            await redis.flushall()
        phone = hall.voters[0]._phone
        assert phone is not None
        await phone.ask("hello", seen=0, have=hall.voters[0].have())
        alarm = await chair.wait_for("alarm_raised", code="store_went_backwards")
    hall.notes["acknowledged before the mistake"] = acknowledged
    if alarm["round_id"] != hall.round["id"]:
        hall.failures.append(f"the alarm is about {alarm}")
    await eventually(lambda: "store_went_backwards" in hall.house.service.log.read_text(), "a line in the log")
    hall.lost_on_purpose = True


@fault(may_drop=False)
async def figures_spoilt(hall: Hall) -> None:
    """Somebody writes into the tally: the self-check freezes the round, the recount repairs it, voting goes on."""
    async with prompt(hall) as redis:
        found = [key async for key in redis.scan_iter(match="*:tally")]
        key = next(key for key in found if hall.round["id"].encode() in key)
        await redis.bitfield(key).incrby("u32", "#9", 3).execute()
    async with hall.phone(hall.kit.chair) as chair:
        await eventually(lambda: any(one["type"] == "alarm_raised" for one in chair.heard), "the alarm", 45.0)
        frozen = await chair.wait_for("round_changed", round__frozen=True)
        hall.notes["frozen"] = float(frozen["round"]["frozen"])
        recounted = await chair.act("recount_round", round_id=hall.round["id"])
        if recounted["type"] != "done" or recounted["round"]["frozen"]:
            hall.failures.append(f"the recount did not lift the freeze: {recounted}")
    for voter in hall.voters:
        await voter.stop()
    hall.repairs = 1
    hall.go_on()
    hall.back()
    await hall.everybody_again()


async def quietly(redis: Redis, *words: str) -> None:
    """Say something to a store that may end of it."""
    try:
        await redis.execute_command(*words)
    except RedisError:
        return
