"""What the service notices by itself: clocks after an outage, counts that part, a store that went backwards."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from server.protocol.commands import Have
from server.room.context import Context
from server.room.terms import MOST_REMEMBERED
from server.room.watch.alarms import COUNTS_DIFFER, Alarms
from server.room.watch.restart import pause_clocks
from server.room.watch.self_check import SelfCheck
from server.store import keys
from tests.chambers import Chamber, a_chamber
from tests.conftest import until
from tests.room.halls import Hall


@pytest.fixture
async def chamber(context: Context) -> Chamber:
    """A room with two delegates."""
    return await a_chamber(context, {"Ama": "AF", "Bo": "AM"}, ["AF", "AM"])


@pytest.fixture
async def rings(chamber: Chamber) -> AsyncIterator[list[str]]:
    """Hear what every process is told of this meeting."""
    heard: list[str] = []
    bell = chamber.context.shards.bell(lambda _, what: heard.append(what))
    bell.listen(chamber.meeting.id)
    await until(lambda: "stale" in heard, "the bell")
    yield heard
    await bell.close()


async def test_clocks_stand_still_after_the_service_was_away(chamber: Chamber) -> None:
    """Once, as of the last sign of life; a round without a countdown, and one that is paused, are left. Holds R22."""
    context = chamber.context
    timed = await chamber.open(await chamber.put(["One"]), closes_after_s=600)
    timeless = await chamber.open(await chamber.put(["Two"]))
    last_ms = context.now_ms() - 60_000
    await context.store_of(chamber.meeting.id).seats.say_connected(chamber.meeting, "a-process", {}, {}, last_ms)
    before = await context.round(timed)
    assert await pause_clocks(context, alone=False) >= 1
    stopped = (await context.round(timed)).clock
    assert not stopped.running
    assert stopped.remaining_ms == (before.clock.ends_at_ms or 0) - (before.opened_at_ms or 0), "never more than it had"
    assert (await context.round(timeless)).clock.remaining_ms is None
    decision = (await context.read_proceedings(timed)).decision
    await pause_clocks(context, alone=True)
    assert (await context.read_proceedings(timed)).decision == decision


async def test_clocks_of_a_meeting_that_another_service_serves_run_on(chamber: Chamber) -> None:
    context = chamber.context
    round_id = await chamber.open(await chamber.put(["One"]), closes_after_s=600)
    await context.store_of(chamber.meeting.id).seats.say_connected(chamber.meeting, "another", {}, {}, context.now_ms())
    await pause_clocks(context, alone=False)
    assert (await context.round(round_id)).clock.running


async def test_a_tally_that_parts_from_the_ballots_freezes_the_round_and_is_told(
    chamber: Chamber, rings: list[str]
) -> None:
    """Holds R50."""
    context = chamber.context
    slate = await chamber.put(["One"])
    round_id = await chamber.open(slate)
    await chamber.cast("Ama", round_id, {slate[0]: "for"})
    check = SelfCheck(context, Alarms(context), lambda: ())
    assert await check.check(chamber.room, await context.round(round_id))
    assert not (await context.round(round_id)).frozen
    await (
        context.store_of(chamber.meeting.id)
        ._client.bitfield(keys.of_round(round_id, "tally"))
        .incrby("u32", "#4", 1)
        .execute()
    )
    assert not await check.check(chamber.room, await context.round(round_id))
    assert (await context.round(round_id)).frozen
    await until(lambda: f"alarm counts_differ {round_id} 1" in rings, "the alarm")


async def test_a_tally_that_went_backwards_is_told(chamber: Chamber, rings: list[str]) -> None:
    context = chamber.context
    slate = await chamber.put(["One"])
    round_id = await chamber.open(slate)
    await chamber.cast("Ama", round_id, {slate[0]: "for"})
    round_ = await context.round(round_id)
    check = SelfCheck(context, Alarms(context), lambda: ())
    assert await check.check(chamber.room, round_)
    await context.store_of(chamber.meeting.id)._client.delete(
        keys.of_round(round_id, "tally"), keys.of_round(round_id, "ballots")
    )
    assert not await check.check(chamber.room, round_)
    await until(lambda: f"alarm store_went_backwards {round_id} 1" in rings, "the alarm")


async def test_a_phone_that_knows_better_raises_one_alarm(chamber: Chamber, rings: list[str]) -> None:
    """What it had is compared with what stands, whether the store lost a change of a ballot or all of it."""
    slate = await chamber.put(["One"])
    round_id = await chamber.open(slate)
    first = await chamber.cast("Ama", round_id, {slate[0]: "for"})
    second = await chamber.cast("Ama", round_id, {slate[0]: "against"}, first.revision)
    alarms, ama, ballots = Alarms(chamber.context), chamber.seated["Ama"], keys.of_round(round_id, "ballots")
    await alarms.compare(ama, {round_id: Have(1, 2, second.proof)})
    await alarms.compare(ama, {round_id: Have(1, 1, first.proof)})
    await chamber.context.store_of(chamber.meeting.id)._client.hdel(ballots, ama.seat_id)
    await alarms.compare(ama, {round_id: Have(1, 2, second.proof)})
    await alarms.compare(ama, {round_id: Have(1, 2, second.proof)})
    await chamber.cast("Bo", round_id, {slate[0]: "for"})
    await until(lambda: any(ring.startswith("alarm") for ring in rings), "the alarm")
    assert [ring for ring in rings if ring.startswith("alarm")] == [f"alarm store_went_backwards {round_id} 1"]


async def test_a_store_that_has_lost_the_meeting_itself_is_told_of_too(chamber: Chamber, rings: list[str]) -> None:
    """Nothing can be kept of an alarm there, and whoever conducts hears of it all the same."""
    context, slate = chamber.context, await chamber.put(["One"])
    round_id = await chamber.open(slate)
    proof = (await chamber.cast("Ama", round_id, {slate[0]: "for"})).proof
    client = context.store_of(chamber.meeting.id)._client
    await client.delete(*[key async for key in client.scan_iter(match=keys.of(chamber.meeting.id, "*"))])
    context.forget(chamber.meeting.id)
    await Alarms(context).compare(chamber.seated["Ama"], {round_id: Have(1, 1, proof)})
    await until(lambda: f"alarm store_went_backwards {round_id} 1" in rings, "the alarm")


async def test_what_a_phone_cannot_prove_alarms_nobody(chamber: Chamber, rings: list[str]) -> None:
    """A revision it never had; a proof of another revision, another epoch, another seat; no seat at all."""
    slate = await chamber.put(["One"])
    round_id = await chamber.open(slate)
    proof = (await chamber.cast("Ama", round_id, {slate[0]: "for"})).proof
    alarms, ama, bo = Alarms(chamber.context), chamber.seated["Ama"], chamber.seated["Bo"]
    for who, have in (
        (ama, Have(1, 9)),
        (ama, Have(1, 9, proof)),
        (ama, Have(2, 1, proof)),
        (ama, Have(1, 9, "é")),
        (ama, Have(10**300, -(10**300), proof)),
        (bo, Have(1, 1, proof)),
        (chamber.chair.person, Have(1, 9, proof)),
    ):
        await alarms.compare(who, {round_id: have, f"{chamber.meeting.id}zzz": have, "\ud800": have})
    await chamber.cast("Bo", round_id, {slate[0]: "for"})
    await until(lambda: any(ring.startswith("room") for ring in rings), "the ballot")
    assert not [ring for ring in rings if ring.startswith("alarm")]


async def test_only_those_who_conduct_hear_an_alarm(hall: Hall) -> None:
    """The podium is told at once; a delegate is not frightened. Holds R80."""
    round_ = await hall.bring_to("open")
    await hall.delegate.ask("hello", seen=0, have=await hall.lose_a_ballot(round_))
    alarm = await hall.chair.wait_for("alarm_raised")
    assert (alarm["code"], alarm["round_id"]) == ("store_went_backwards", round_["id"])
    await asyncio.sleep(0)
    assert not [event for event in hall.delegate.heard if event["type"] == "alarm_raised"]


async def test_a_process_forgets_the_alarms_and_counts_of_long_ago(chamber: Chamber) -> None:
    """Both are remembered under every round there was; without an end a process would grow for as long as it lives."""
    context, alarms = chamber.context, Alarms(chamber.context)
    for number in range(MOST_REMEMBERED + 5):
        await alarms.raise_alarm(chamber.meeting.id, COUNTS_DIFFER, f"{chamber.meeting.id}r{number}", "for the test")
    assert len(alarms._raised_ms) == MOST_REMEMBERED
    check = SelfCheck(context, alarms, tuple)
    check._versions.update({f"r{number}": number for number in range(MOST_REMEMBERED)})
    round_id = await chamber.open(await chamber.put(["One"]))
    assert await check.check(chamber.room, await context.round(round_id))
    assert len(check._versions) == MOST_REMEMBERED
    assert round_id in check._versions


async def test_the_turns_of_a_meeting_last_as_long_as_somebody_decides(chamber: Chamber) -> None:
    await asyncio.gather(*(chamber.put([f"Number {number}"]) for number in range(5)))
    assert dict(chamber.context._turns) == {}
