"""A list that is published in the instant in which its round closes: whole, or not yet."""

import asyncio
import json
from contextlib import suppress

from server.domain.errors import TryLater, WrongState
from server.domain.procedure.meeting import meeting_of
from server.protocol import commands
from server.room.actions import perform
from server.room.actions.closing import finish_closing
from server.room.context import Context
from tests.chambers import a_chamber

INSTANTS = 30


async def test_a_round_that_closes_this_instant_is_not_published_without_its_list(context: Context) -> None:
    """However far the close has come when somebody publishes: what everybody hears has the list in it. Holds R11."""
    chamber = await a_chamber(context, {"Ada": "NO", "Ben": "SO"}, ("NO", "SO"))
    slate, refused = await chamber.put(["One", "Two"]), 0
    for instant in range(INSTANTS):
        round_id = await chamber.open(slate, secrecy="recorded")
        await chamber.cast("Ada", round_id, {slate[0]: "for"})
        await perform(context, chamber.chair, commands.CloseRound(round_id=round_id))
        closing = asyncio.create_task(finish_closing(context, chamber.room, round_id, 1))
        for _ in range(instant):
            await asyncio.sleep(0)
        publish = commands.PublishRound(round_id=round_id, request_id=f"p{instant}")
        try:
            await perform(context, chamber.chair, publish)
        except (TryLater, WrongState):
            refused += 1
        await closing
        with suppress(WrongState):
            await perform(context, chamber.chair, publish)
    decisions = context.store_of(chamber.room.id).decisions
    told = await decisions.read_announced(meeting_of(chamber.room.id), chamber.room.id, 0, most=10_000)
    published = [one for one in map(json.loads, (each.event for each in told)) if one["type"] == "round_published"]
    assert len(published) == INSTANTS
    assert all(one["ranked_list"]["items"] for one in published)
    assert refused, "it came too early now and then"
