"""The part of the day of `day` in which a region is asked whether what it handed over is its text."""

import asyncio
from typing import TYPE_CHECKING

from server.protocol import commands
from tests.builders import a_request

if TYPE_CHECKING:
    from tests.room.day import Day


async def confirm(day: "Day", text: str) -> None:
    """Hand over, ask, say yes twice and once to what is asked no more, and greet everybody while it is asked."""
    await day.do("moderator", "AF", day.world.to_the_plenary(text))
    ask = commands.AskConfirmation(request_id=a_request(), recommendation_ids=[text])
    await day.do("moderator", "AF", ask)
    await day.settle()
    yes = commands.ConfirmSet(request_id=a_request(), asked=1)
    for name in ("delegate", "neighbour", "neighbour"):
        await day.do(name, "AF", yes)
    await day.settle()
    await asyncio.gather(*(day.greet(ear) for ear in day.ears.values()))
    await day.do("moderator", "AF", commands.AskConfirmation(request_id=a_request(), recommendation_ids=[text]))
    await day.do("delegate", "AF", commands.ConfirmSet(request_id=a_request(), asked=1))
    await day.settle()
