"""A seat’s link is renewed: its later holder is told nothing of what the earlier one said, and is counted once."""

from dataclasses import replace

import pytest

from server.domain.procedure.people import Person
from server.live.hub import Hub
from server.live.snapshot import you_in
from server.protocol import commands
from server.protocol.replies import You
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.log_of_acts import read_whole_log
from tests.builders import a_request
from tests.live.test_greeting import broadcast
from tests.room.cells import World, a_world
from tests.room.test_named_positions import SMALL, an_open_round, say


@pytest.fixture
async def world(context: Context) -> World:
    """A meeting whose second region has two seats, and in which two links were renewed."""
    world = await a_world(context, americas=2)
    world.people["speaker"] = Person(world.meeting.id, "moderator", SMALL)
    for who in ("delegate", "foreigner"):
        world.people[who] = replace(world.people[who], generation=1)
        world.people[f"later {who}"] = replace(world.people[who], generation=2)
    return world


async def told(world: World, who: str, room: str) -> You:
    """Say what somebody is told of themselves when they come into a room."""
    shown = await Hub(world.context, "a-process", broadcast).picture(world.room(room))
    return await you_in(world.context, world.people[who], shown)


async def logged(world: World) -> int:
    """Count the lines of the log of acts."""
    return len(await read_whole_log(world.context, SECRETARY, world.meeting.id))


async def support(world: World, who: str, found: str, *, on: bool) -> bool:
    """Support a text or no longer; true where that was so already."""
    wanted = commands.SupportRecommendation(request_id=a_request(), recommendation_id=found, on=on)
    return bool((await world.do(who, world.room("AF"), wanted)).already)


async def supporters(world: World, found: str) -> int:
    """Say how many support a text."""
    return (await world.context.read_proceedings(found)).recommendations[found].supporters


async def test_what_a_seat_supported_is_its_earlier_holders_affair(world: World) -> None:
    """Taking back what one is not shown changes nothing, and a seat that supports twice is counted once. Holds R226."""
    text = await world.a_recommendation("neighbour", world.room("AF"))
    await support(world, "delegate", text, on=True)
    assert (await told(world, "delegate", "AF")).supported == [text]
    assert (await told(world, "later delegate", "AF")).supported == []
    assert await support(world, "later delegate", text, on=False)
    assert await supporters(world, text) == 1
    lines = await logged(world)
    assert not await support(world, "later delegate", text, on=True)
    assert (await supporters(world, text), await logged(world)) == (1, lines)
    assert (await told(world, "later delegate", "AF")).supported == [text]
    assert not await support(world, "later delegate", text, on=False)
    assert await supporters(world, text) == 0


async def test_what_a_seat_confirmed_is_its_earlier_holders_affair(world: World) -> None:
    """Holds R252."""
    room, text = world.room("AF"), await world.a_text_of("AF")
    ask = commands.AskConfirmation(request_id=a_request(), recommendation_ids=[text])
    await world.do("moderator", room, ask)
    await world.do("delegate", room, commands.ConfirmSet(request_id=a_request(), asked=1))
    assert (await told(world, "delegate", "AF")).confirmed_in == {room.id: 1}
    assert (await told(world, "later delegate", "AF")).confirmed_in == {}
    lines = await logged(world)
    yes = commands.ConfirmSet(request_id=a_request(), asked=1)
    assert not (await world.do("later delegate", room, yes)).already
    standing = (await world.context.read_proceedings(room.id)).confirmations[room.id]
    assert (standing.confirmed, await logged(world)) == (1, lines)
    assert (await told(world, "later delegate", "AF")).confirmed_in == {room.id: 1}


async def test_what_a_seat_confirmed_by_name_is_its_earlier_holders_affair(world: World) -> None:
    """Holds R252."""
    round_id, item = await an_open_round(world)
    await say(world, round_id, item, "backs")
    yes = commands.ConfirmPosition(round_id=round_id, version=1)
    await world.do("foreigner", world.room("plenary"), yes)
    assert (await told(world, "foreigner", "plenary")).positions_confirmed == {round_id: 1}
    assert (await told(world, "later foreigner", "plenary")).positions_confirmed == {}
    lines = await logged(world)
    assert not (await world.do("later foreigner", world.room("plenary"), yes)).already
    (region,) = (await world.context.round(round_id)).named
    assert (len(region.confirmed), await logged(world)) == (1, lines)
    assert (await told(world, "later foreigner", "plenary")).positions_confirmed == {round_id: 1}
