"""What was rung while the bell was cut is made up for, and whoever comes later is told what still stands."""

import asyncio
from contextlib import AsyncExitStack

import redis

from server.clock import now_ms
from server.protocol.message import CLOSE_RESTART
from server.room.context import Context
from server.room.watch.alarms import WENT_BACKWARDS
from server.secretariat.actor import SECRETARY
from server.secretariat.seating import edit_seat
from server.store.shards import Shards
from tests.builders import A_RENEWAL
from tests.engine.servers import admin_of
from tests.room.halls import Hall, witness
from tests.services import Service


def cut_the_bell(client: redis.Redis) -> None:
    """Cut every process's bell; it is mounted again after a moment in which nothing is heard."""
    client.execute_command("CLIENT", "KILL", "TYPE", "pubsub")


async def test_a_revocation_that_nobody_heard_closes_the_socket_all_the_same(
    service: Service, shards: Shards, store_url: str
) -> None:
    """Of two delegates one is revoked in the silence: that one is closed with 4401, the other stays."""
    kit = service.new_meeting()
    revoked, stays = kit.a_delegate("AF"), kit.a_delegate("AF")
    async with AsyncExitStack() as hall:
        phones = [await witness(hall, kit, kit.room("s1"), who) for who in (revoked, stays)]
        client = hall.enter_context(redis.Redis.from_url(admin_of(store_url)))
        meeting = await Context(shards, now_ms).meeting(kit.id)
        cut_the_bell(client)
        await shards.of(kit.id).seats.revoke(meeting, f"seat:{revoked['seat_id']}", A_RENEWAL)
        assert await phones[0].wait_closed() == 4401
        assert (await phones[1].hello())["type"] == "snapshot"


async def test_a_change_of_a_seat_that_nobody_heard_of_brings_its_phone_back_all_the_same(
    service: Service, shards: Shards, store_url: str
) -> None:
    """It comes back as who it is now; others stay."""
    kit = service.new_meeting()
    changed, stays = kit.a_delegate("AF"), kit.a_delegate("AF")
    async with AsyncExitStack() as hall:
        phones = [await witness(hall, kit, kit.room("s1"), who) for who in (changed, stays)]
        client = hall.enter_context(redis.Redis.from_url(admin_of(store_url)))
        context = Context(shards, now_ms)
        hall.push_async_callback(context.close)
        cut_the_bell(client)
        await edit_seat(context, SECRETARY, kit.id, changed["seat_id"], {"name": "Ada"})
        assert await phones[0].wait_closed() == CLOSE_RESTART
        assert (await phones[1].hello())["type"] == "snapshot"


async def test_a_newer_device_that_nobody_heard_of_closes_the_older_all_the_same(
    service: Service, second_service: Service, store_url: str
) -> None:
    """It came in by another process in the silence; in another room of the same seat nobody is closed."""
    kit = service.new_meeting()
    there, delegate = kit.at(second_service), kit.a_delegate("AF")
    async with AsyncExitStack() as hall:
        lunch = await witness(hall, kit, kit.room("lunch", "AF"), delegate)
        older = await witness(hall, kit, kit.room("s1"), delegate)
        client = hall.enter_context(redis.Redis.from_url(admin_of(store_url)))
        cut_the_bell(client)
        newer = await witness(hall, there, kit.room("s1"), delegate)
        assert await older.wait_closed() == 4409
        for phone in (newer, lunch):
            assert (await phone.hello())["type"] == "snapshot"


async def test_whoever_conducts_and_comes_later_hears_the_alarms_that_stand(hall: Hall) -> None:
    """Each once, with how often it was raised; delegates hear none. Holds R80.

    The service may have found by now that the count differs as well, which is another alarm.
    """
    round_ = await hall.bring_to("open")
    round_id = round_["id"]
    await hall.delegate.ask("hello", seen=0, have=await hall.lose_a_ballot(round_))
    lost = {"code": WENT_BACKWARDS, "round_id": round_id}
    await hall.chair.wait_for("alarm_raised", **lost)
    later = await hall.enter("chair")
    assert (await later.wait_for("alarm_raised", **lost))["times"] == 1
    late_delegate = await hall.enter(hall.kit.a_delegate("AM"))
    await late_delegate.hello()
    assert not [event for event in late_delegate.heard if event["type"] == "alarm_raised"]
    heard = [event["code"] for event in later.heard if event["type"] == "alarm_raised"]
    assert heard.count(WENT_BACKWARDS) == 1


async def test_a_connection_revoked_on_its_way_in_is_not_kept(service: Service, shards: Shards) -> None:
    """Whichever of the two is first, twenty times: nobody stays whose credential is void."""
    kit = service.new_meeting()
    meeting = await Context(shards, now_ms).meeting(kit.id)
    async with AsyncExitStack() as hall:
        await witness(hall, kit, kit.room("s1"), "screen")
        for delegate in [kit.a_delegate("AF") for _ in range(20)]:
            phone = kit.phone(kit.room("s1"), delegate)
            await asyncio.gather(
                phone.connect(), shards.of(kit.id).seats.revoke(meeting, f"seat:{delegate['seat_id']}", A_RENEWAL)
            )
            assert await phone.wait_closed() == 4401
