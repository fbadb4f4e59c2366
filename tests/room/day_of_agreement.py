"""The part of the day of `day` in which texts are merged and worded anew by agreement, with every answer there is."""

import asyncio
from typing import TYPE_CHECKING

from server.protocol import commands
from tests.builders import a_request
from tests.faceted import ANSWERS

if TYPE_CHECKING:
    from tests.room.day import Day

WORDS = {"title": "One text", "text": "In the place of two", "language": "en"}


async def agree(day: "Day") -> None:
    """Merge in a region's room and in plenary, word a text anew, and undo it all."""
    own = [await day.propose("AF") for _ in range(2)]
    for one in own:
        await day.on("moderator", "AF", commands.AcceptRecommendation, one)
    await day.settle()
    here = await merge(day, "moderator", "AF", own)
    await day.settle()
    await day.on("moderator", "AF", commands.UndoMerge, here)
    parents = [await day.world.a_text_of(region) for region in ("AF", "AM")]
    waits = await merge(day, "chair", "plenary", parents)
    french = {"language": "fr", "title": "Un texte", "text": "Au lieu de deux"}
    await day.on("chair", "plenary", commands.TranslateRecommendation, waits, **french)
    await day.on("chair", "plenary", commands.ProposeWording, parents[0], version=1, **words_of("Words"))
    await day.settle()
    await asyncio.gather(*(day.greet(ear) for ear in day.ears.values()))
    await day.on("moderator", "plenary", commands.ProposeWording, parents[0], version=1, **words_of("Ours"))
    await day.on("chair", "plenary", commands.RefuseWording, parents[0], note="The first ones are better.")
    await day.on("moderator", "AF", commands.AgreeMerge, waits)
    await day.settle()
    await day.on("chair", "plenary", commands.AgreeMerge, waits, region_id="AM")
    await day.settle()
    await day.on("chair", "plenary", commands.UndoMerge, waits)
    refused = await merge(day, "chair", "plenary", parents)
    await day.settle()
    await day.on("moderator", "plenary", commands.RefuseMerge, refused, note="They are two things.")
    await day.settle()


async def merge(day: "Day", name: str, where: str, parents: list[str]) -> str:
    """Propose a merge, and say it twice."""
    said = commands.ProposeMerge(request_id=a_request(), parents=parents, facets=ANSWERS, **WORDS)
    await day.do(name, where, said)
    return str((await day.do(name, where, said))["recommendation_id"])


def words_of(title: str) -> dict[str, str]:
    """Write other words."""
    return {"title": title, "text": "In other words"}
