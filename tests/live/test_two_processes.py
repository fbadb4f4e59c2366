"""Two processes on one store serve one room: nobody can tell which of them they are connected to."""

import asyncio
from contextlib import AsyncExitStack

import redis

from tests.conftest import until
from tests.engine.servers import admin_of
from tests.pictures import Witness, differences
from tests.room.halls import an_open_round, witness
from tests.services import Json, Kit, Service


async def same_picture(*listeners: Witness) -> None:
    """Wait until all of them have the picture that a fresh hello of the first one's process shows."""
    first = listeners[0]
    await first.hello()
    for listener in listeners:
        await until(lambda at=listener: not differences(at.picture, _as(at, first)), "the same picture everywhere")
        assert not listener.fault


def _as(listener: Witness, other: Witness) -> Json:
    """Another's picture as this listener should have it: how many proposals wait is told to those who conduct alone."""
    return {**other.picture, "waiting": listener.picture["waiting"]}


async def test_what_is_done_at_one_process_is_seen_at_the_other(service: Service, second_service: Service) -> None:
    """Holds R79."""
    kit = service.new_meeting()
    there = kit.at(second_service)
    room = kit.room("s1")
    async with AsyncExitStack() as hall:
        chair = await witness(hall, kit, room, "chair")
        screen = await witness(hall, there, room, "screen")
        here, yonder = kit.a_delegate("AF"), there.a_delegate("AM")
        voters = [await witness(hall, kit, room, here), await witness(hall, there, room, yonder)]
        round_ = await an_open_round(chair, kit, secrecy="recorded")
        assert await screen.wait_for("round_changed", round__state="open")
        assert (await voters[1].act("propose", question_id=kit.question("s1"), title="From there"))[
            "type"
        ] == "proposed"
        assert await chair.wait_for("recommendation_changed", recommendation__title="From there")
        for voter in voters:
            assert (await voter.cast(round_, {round_["slate"][0]: "for"}))["type"] == "ballot_cast"
        for listener in (chair, screen):
            await until(lambda at=listener: turnout(at, round_) == {"AF": 1, "AM": 1}, "both ballots at both processes")
        closed = await chair.ask("close_round", round_id=round_["id"])
        assert (closed["round"]["state"], closed["already"]) == ("closed", False)
        await chair.ask("publish_round", round_id=round_["id"])
        published = await screen.wait_for("round_published")
        listed = there.ranked_list(round_["id"])[1]
        assert {**listed, "occasion": None, "schema": None, "items": [item["title"] for item in listed["items"]]} == {
            **published["ranked_list"],
            "occasion": None,
            "schema": None,
            "items": [item["title"] for item in published["ranked_list"]["items"]],
        }
        await same_picture(chair, screen, *voters)


def turnout(listener: Witness, round_: Json) -> Json:
    """Read how many ballots each region has cast, where any were."""
    shown = listener.picture["tallies"].get(round_["id"], {"turnout": {}})["turnout"]
    return {region: figures[0] for region, figures in shown.items() if figures[0]}


async def test_a_ballot_acknowledged_here_stands_there(service: Service, second_service: Service) -> None:
    """The same request is answered the same by either process, and a stale revision is refused by either. Holds R79."""
    kit = service.new_meeting()
    there, room = kit.at(second_service), kit.room("s1")
    delegate = kit.a_delegate("AF")
    async with AsyncExitStack() as hall:
        chair = await witness(hall, kit, room, "chair")
        round_ = await an_open_round(chair, kit)
        phone = await witness(hall, kit, room, delegate)
        first = await phone.cast(round_, {}, request_id="same", ballot_id="b1")
        moved = await witness(hall, there, room, delegate)
        again = await moved.cast(round_, {}, request_id="same", ballot_id="b1")
        assert {**again, "ref": ""} == {**first, "ref": ""}
        assert moved.you["ballots"][round_["id"]]["ballot_id"] == "b1"
        stale = await moved.cast(round_, {round_["slate"][0]: "for"}, base_revision=0)
        assert (stale["code"], stale["current"]["revision"]) == ("stale_revision", 1)


async def test_of_one_seat_the_older_connection_is_closed_wherever_it_is(
    service: Service, second_service: Service
) -> None:
    """Holds R76."""
    kit = service.new_meeting()
    there, room = kit.at(second_service), kit.room("s1")
    delegate = kit.a_delegate("AF")
    async with AsyncExitStack() as hall:
        chairs = [await witness(hall, at, room, "chair") for at in (kit, there)]
        older = await witness(hall, kit, room, delegate)
        newer = await witness(hall, there, room, delegate)
        assert await older.wait_closed() == 4409
        newest = await witness(hall, kit, room, delegate)
        assert await newer.wait_closed() == 4409
        assert (await newest.hello())["type"] == "snapshot"
        for chair in chairs:
            assert (await chair.hello())["type"] == "snapshot", "a role may be connected as often as it likes"


async def test_the_podium_counts_who_is_connected_anywhere(service: Service, second_service: Service) -> None:
    kit = service.new_meeting()
    there, room = kit.at(second_service), kit.room("s1")
    async with AsyncExitStack() as hall:
        chair = await witness(hall, kit, room, "chair")
        for at, region in ((kit, "AF"), (there, "AF"), (there, "AM")):
            await witness(hall, at, room, at.a_delegate(region))
        event = await chair.wait_for("presence_changed", total=3)
        assert event["connected"] == {"AF": 2, "AM": 1}


async def test_a_bell_that_is_cut_again_and_again_loses_nothing_on_any_screen(
    service: Service, second_service: Service, store_url: str
) -> None:
    """Every pub/sub connection is killed between any two acts; both screens end with the whole picture."""
    kit = service.new_meeting()
    there, room = kit.at(second_service), kit.room("s1")
    async with AsyncExitStack() as hall:
        chair = await witness(hall, kit, room, "chair")
        screens = [await witness(hall, at, room, "screen") for at in (kit, there)]
        voters = [await witness(hall, at, room, at.a_delegate("AF")) for at in (kit, there, kit, there)]
        client = hall.enter_context(redis.Redis.from_url(admin_of(store_url)))
        round_ = await an_open_round(chair, kit, secrecy="recorded")
        for number, voter in enumerate(voters):
            await asyncio.to_thread(client.execute_command, "CLIENT", "KILL", "TYPE", "pubsub")
            await voter.act("propose", question_id=kit.question("s1"), title=f"Proposal {number}")
            assert (await voter.cast(round_, {round_["slate"][0]: "against"}))["type"] == "ballot_cast"
        await asyncio.to_thread(client.execute_command, "CLIENT", "KILL", "TYPE", "pubsub")
        for screen in screens:
            await until(lambda at=screen: turnout(at, round_) == {"AF": 4}, "every ballot on every screen")
            assert await screen.wait_for("recommendation_changed", recommendation__title="Proposal 3")
        assert (await chair.ask("close_round", round_id=round_["id"]))["round"]["state"] == "closed"
        await same_picture(chair, *screens, *voters)
        # And the bell that is mounted again rings: a tally comes well before the second of silence is over.
        await until(lambda: len(subscriptions(client, kit)) == 2, "both bells mounted again")


def subscriptions(client: redis.Redis, kit: Kit) -> list[int]:
    """Count the processes that listen to the meeting's bell."""
    [(_, listening)] = client.pubsub_shardnumsub(f"plenum:{{{kit.id}}}:bell")
    return [1] * listening


async def test_every_meeting_has_its_bell_however_many_begin_at_once(service: Service, store_url: str) -> None:
    """Ten rooms of ten meetings are entered in one instant, while the bell is being mounted or has been cut."""
    kits = [service.new_meeting() for _ in range(10)]
    async with AsyncExitStack() as hall:
        client = hall.enter_context(redis.Redis.from_url(admin_of(store_url)))
        client.execute_command("CLIENT", "KILL", "TYPE", "pubsub")
        await asyncio.gather(*(witness(hall, kit, kit.room("s1"), "screen") for kit in kits))
        await until(lambda: all(subscriptions(client, kit) for kit in kits), "a bell for each meeting", 5)


async def test_a_bell_that_nobody_needs_is_quiet_when_it_is_cut(service: Service, store_url: str) -> None:
    """With the last listener gone the bell may be cut; the next one to come is heard as ever."""
    kit = service.new_meeting()
    room = kit.room("s1")
    async with AsyncExitStack() as hall:
        await witness(hall, kit, room, "screen")
    with redis.Redis.from_url(admin_of(store_url)) as client:
        await until(lambda: not subscriptions(client, kit), "nobody listening")
        client.execute_command("CLIENT", "KILL", "TYPE", "pubsub")
        before = service.log.read_text().count("bell_")
        async with AsyncExitStack() as hall:
            screen, chair = await witness(hall, kit, room, "screen"), await witness(hall, kit, room, "chair")
            await until(lambda: subscriptions(client, kit), "the bell mounted again")
            await an_open_round(chair, kit)
            assert await screen.wait_for("round_changed", round__state="open")
        assert service.log.read_text().count("bell_") <= before + 1, "cut once, said at most once"
