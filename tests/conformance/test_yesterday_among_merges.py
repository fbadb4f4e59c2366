"""Yesterday's pages in a room in which texts are merged and worded anew: they know nothing of it, and go on as ever.

What is asked of those who sign reaches them as a number alone; what stands then is a recommendation like any other.
"""

import asyncio
from contextlib import AsyncExitStack

import pytest

from server.domain.procedure.recommendations import Recommendation
from server.store.codec import from_json
from tests.conformance.pages import TODAY, Page
from tests.conformance.test_yesterday import JUDGING, SHEET, Room
from tests.services import Json, Kit

pytestmark = pytest.mark.usefixtures("no_defect")
KEPT = """{"id":"abcde004","number":3,"room_id":"abcde001","question_id":"q1","title":"A text","text":"",
"language":"en","region_ids":["AF"],"seat_id":"abcde0001","status":"accepted","version":2,"reason":"","translations":[
{"language":"fr","title":"Un texte","text":"","version":1}],
"stood":false,"turn":7,"past_translations":1,"label":"AF-3"}"""
"""What the last release kept of a recommendation."""


async def a_text_of(kit: Kit, hall: AsyncExitStack, region: str) -> str:
    """Have a region hand over a text to the plenary."""
    room = kit.room("lunch", region)
    page = await hall.enter_async_context(Page(TODAY, kit.service.base_url, room["id"], kit.chair))
    question = await asyncio.to_thread(kit.question, "lunch")
    said = {"question_id": question, "title": f"A text of {region}", "text": "Some words", "language": "en"}
    text = str((await page.ask({"type": "propose", **said}))["recommendation_id"])
    await page.ask({"type": "hand_over", "recommendation_ids": [text], "session_id": "s1"})
    return text


async def test_yesterdays_pages_propose_and_vote_while_others_merge(kit: Kit, hall: AsyncExitStack) -> None:
    """A merge waits, is agreed to, and is voted on from a phone of yesterday beside a new proposal. Holds R81."""
    parents = [await a_text_of(kit, hall, region) for region in ("AF", "AM")]
    room = await Room(kit, hall, kit.room("s1"), kit.chair).enter()
    today = room.others["podium"]
    words: Json = {"title": "One text", "text": "In the place of two", "language": "en"}
    merge = (await today.ask({"type": "propose_merge", "parents": parents, **words}))["recommendation_id"]
    said = {"question_id": await asyncio.to_thread(kit.question, "s1"), "title": "A proposal", "text": "Words"}
    proposed = await room.phone.ask({"type": "propose", "language": "en", **said})
    known = await room.both_know_the_same(proposed["seq"])
    assert merge not in known["recommendations"]
    for region in ("AF", "AM"):
        done = await today.ask({"type": "agree_merge", "recommendation_id": merge, "region_id": region})
    known = await room.both_know_the_same(done["seq"])
    assert known["recommendations"][merge]["region_ids"] == ["AF", "AM"]
    assert {known["recommendations"][one]["status"] for one in parents} == {"merged"}
    slate = [merge, proposed["recommendation_id"]]
    draft = {"type": "prepare_round", "method": "across_regions", "slate": slate, "rules": {**SHEET, **JUDGING}}
    prepared = await room.podium.ask(draft)
    opened = await room.podium.ask({"type": "open_round", "round_id": prepared["round_id"]})
    assert (await room.cast(opened["round"], 0, "for"))["revision"] == 1


def test_a_recommendation_of_yesterday_is_read() -> None:
    """It is no merge, was merged into nothing, and no other words are proposed for it. Holds R81."""
    found = from_json(KEPT, Recommendation)
    assert (found.label, found.version, found.merge, found.merged_into, found.wording) == ("AF-3", 2, None, "", None)
