"""What those who conduct a room hear of what is alike: all of it, then what changes, the same in any process."""

import asyncio
from collections.abc import AsyncIterator

import msgspec
import pytest

from server.live.hub import Hub
from server.live.listener import Listener
from server.live.outbox import Outbox
from server.protocol import commands
from server.room.alike.pairs import alike_pairs
from server.room.alike.views import Reach, compared_in
from server.room.context import Context
from tests.builders import a_request
from tests.conftest import until
from tests.live.test_greeting import Connection, broadcast
from tests.room.cells import World, a_world
from tests.services import Json, Kit, Service

EARS = (("chair", "plenary"), ("chair", "AF"), ("moderator", "AF"), ("delegate", "AF"), ("desk", "desk"))


def with_news(known: Json, said: list[Json]) -> Json:
    """Take in what was said, in its order."""
    for one in said:
        if one["type"] == "alike_changed":
            known = {**({} if one["whole"] else known), **one["alike"]}
    return {name: alike for name, alike in known.items() if alike}


async def truth(world: World, name: str, where: str) -> Json:
    """Work out from nothing what somebody should know of a room by now."""
    proceedings = await world.context.read_proceedings(world.meeting.id)
    pairs, reach = alike_pairs(proceedings), Reach(proceedings, world.people[name])
    told = {one: reach.told(one, pairs.get(one, ())) for one in compared_in(proceedings, world.room(where))}
    found: Json = msgspec.json.decode(msgspec.json.encode({one: alike for one, alike in told.items() if alike}))
    return found


@pytest.fixture
async def world(context: Context) -> World:
    """A meeting in which proposals wait until they are accepted."""
    return await a_world(context)


@pytest.fixture
async def hub(context: Context) -> AsyncIterator[Hub]:
    """The rooms of one process, which say what they know at once."""
    hub = Hub(context, "a-process", broadcast)
    hub.alike_news.again_s = 0.0
    yield hub
    await hub.close()


async def test_conductors_are_told_all_of_it_and_then_what_changes(world: World, hub: Hub) -> None:
    """Whatever is proposed, accepted, reworded, translated and withdrawn; the floor and the desk hear none of it.

    Holds R223.
    """
    lines: dict[tuple[str, str], Connection] = {}
    for name, where in EARS:
        room, line = world.room(where), Connection()
        listener = Listener(world.people[name], Outbox(line))
        await hub.enter(room, listener)
        hub.pump(room).show(listener, await hub.pump(room).picture(), "1")
        await hub.greet(room, listener)
        lines[name, where] = line

    async def agree(what: str) -> None:
        for name, where in EARS[:3]:
            wanted = await truth(world, name, where)
            said = lines[name, where].said
            await until(lambda said=said, wanted=wanted: with_news({}, said) == wanted, f"{what} {name} {where}")

    africa, plenary = world.room("AF"), world.room("plenary")

    async def propose(who: str, where: str, title: str, language: str = "en") -> str:
        room = world.room(where)
        said = commands.Propose(
            request_id=a_request(), question_id=world.question(room), title=title, language=language
        )
        return str((await world.do(who, room, said)).recommendation_id)

    first = await propose("delegate", "AF", "One shared calendar of meetings")
    await agree("one alone")
    second = await propose("chair", "plenary", "A shared calendar of the meetings")
    await agree("two alike")
    assert with_news({}, lines["moderator", "AF"].said)[first][0]["recommendation_id"] == second
    third = await propose("delegate", "AF", "Un calendrier commun des réunions", "fr")
    await agree("a third, in another language")
    english = {"language": "en", "title": "One common calendar of meetings", "text": ""}
    said = commands.TranslateRecommendation(request_id=a_request(), recommendation_id=third, **english)
    await world.do("moderator", africa, said)
    await agree("a translation")
    assert {one["recommendation_id"] for one in with_news({}, lines["chair", "AF"].said)[first]} == {second, third}
    for name in (first, third):
        await world.do(
            "moderator", africa, commands.AcceptRecommendation(request_id=a_request(), recommendation_id=name)
        )
    await agree("accepted")
    other_words = {"title": "A fund for journeys of secretariats", "text": ""}
    said = commands.EditRecommendation(request_id=a_request(), recommendation_id=second, **other_words)
    await world.do("chair", plenary, said)
    await agree("other words")
    gone = commands.WithdrawRecommendation(request_id=a_request(), recommendation_id=third)
    await world.do("moderator", africa, gone)
    await agree("withdrawn")
    assert with_news({}, lines["chair", "AF"].said) == {}
    for ear in EARS[3:]:
        assert not [one for one in lines[ear].said if one["type"] == "alike_changed"]
    for line in lines.values():
        assert [one["whole"] for one in line.said if one["type"] == "alike_changed"].count(True) <= 1


async def test_two_processes_say_the_same_and_one_that_asks_by_call_hears_it(
    service: Service, second_service: Service
) -> None:
    """Whichever a podium is connected to, and when it comes."""
    kit: Kit = await asyncio.to_thread(service.new_meeting)
    room, question = kit.room("s1"), await asyncio.to_thread(kit.question, "s1")
    async with kit.phone(room, "chair") as chair, kit.at(second_service).phone(room, "chair") as other:
        for title in ("One shared calendar of meetings", "A calendar of meetings, shared"):
            await chair.act("propose", question_id=question, title=title)
        lines = (chair, other)
        await until(lambda: all(len(with_news({}, one.heard)) == 2 for one in lines), "both to hear")
        assert with_news({}, chair.heard) == with_news({}, other.heard)
    async with kit.phone(room, "chair") as late:
        await until(lambda: len(with_news({}, late.heard)) == 2, "whoever comes later")
