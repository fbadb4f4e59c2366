"""One seat that supports and takes it back, over and over: it is slowed down, and nobody else on its network is."""

import pytest

from server.domain.errors import TooFast
from server.protocol import commands
from server.room.actions import perform
from server.room.context import SUPPORTS_AT_ONCE, Asker, Context
from tests.builders import a_request
from tests.room.cells import World, a_world

HALL = "10.0.0.1"
"""The one address of a whole hall."""


async def _support(world: World, who: str, found: str, *, on: bool) -> None:
    asker = Asker(world.people[who], world.room("AF"), HALL)
    wanted = commands.SupportRecommendation(request_id=a_request(), recommendation_id=found, on=on)
    await perform(world.context, asker, wanted)


async def _over_and_over(world: World, found: str, times: int) -> None:
    for time in range(times):
        await _support(world, "neighbour", found, on=time % 2 == 0)


async def test_a_seat_does_not_use_up_what_the_hall_may_do(context: Context) -> None:
    """Each time is a decision that stands in the log of the room for good, so of one seat there are few in a row."""
    world = await a_world(context)
    mine = await world.a_recommendation("delegate", world.room("AF"))
    theirs = await world.a_recommendation("neighbour", world.room("AF"))
    with pytest.raises(TooFast):
        await _over_and_over(world, mine, SUPPORTS_AT_ONCE)
    await _support(world, "delegate", theirs, on=True)
    known = (await context.read_proceedings(world.meeting.id)).recommendations
    assert known[theirs].supporters == 1
