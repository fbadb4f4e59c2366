"""What the files of a later reading show of the one before: only what was public when they were published."""

import json

from server.protocol import commands
from server.room.context import Context
from server.room.occasions import read_occasion
from tests.room.test_second_reading import REGIONS, a_contested_one, a_hall, all_say


async def test_the_item_as_it_was_is_kept_with_the_later_list(context: Context) -> None:
    """Its words, its verdict and where every region was; nothing of what else was voted on."""
    hall = await a_hall(context)
    first, item, _ = await a_contested_one(hall)
    softer = await hall.variant(item, first)
    of = commands.ReadingOf(round_id=first, recommendation_id=item)
    second = await hall.prepare([softer, item], reading_of=of)
    await hall.vote(second.id, all_say(*REGIONS, item=softer, mark="for"))
    occasion = await read_occasion(context, await context.round(second.id))
    told = json.loads(occasion.before)
    assert [(one["recommendation_id"], one["verdict"]) for one in told["items"]] == [(item, "contested")]
    assert told["items"][0]["text"] == (await hall.item(item)).text
    assert len(told["items"][0]["regions"]) == len(REGIONS)
    assert [one.short for one in occasion.regions] == [
        one.short for one in (await context.programme(second.id)).regions
    ]


async def test_nothing_is_kept_of_a_list_that_was_not_public(context: Context) -> None:
    """Also when that is published later: a file stays what it was."""
    hall = await a_hall(context)
    first, item, _ = await a_contested_one(hall, publish=False)
    softer = await hall.variant(item, first)
    of = commands.ReadingOf(round_id=first, recommendation_id=item)
    second = await hall.prepare([softer, item], reading_of=of)
    await hall.vote(second.id, all_say(*REGIONS, item=softer, mark="for"))
    await hall.publish(first)
    assert (await read_occasion(context, await context.round(second.id))).before == ""
