"""Yesterday's phone in a round in which silence is consent: it shows an objection as the one thing there is to choose.

Whoever presses it has not read what it means. What such a page casts is not recorded; its answer is a sentence that
says to load the page again. Everything else of it goes on.
"""

import asyncio
from contextlib import AsyncExitStack

import pytest

from tests.conformance.test_yesterday import JUDGING, SHEET, Room
from tests.services import Json, Kit

pytestmark = pytest.mark.usefixtures("no_defect")


async def test_yesterdays_phone_objects_to_nothing_by_mistake(kit: Kit, hall: AsyncExitStack) -> None:
    """Its objection is refused in words, one of today is recorded, and it votes in the next round. Holds R264."""
    room = await Room(kit, hall, kit.room("s1"), kit.chair).enter()
    question = await asyncio.to_thread(kit.question, "s1")
    slate = []
    for title in ("One", "Two"):
        said = {"question_id": question, "title": title, "text": "Some words", "language": "en"}
        slate.append((await room.phone.ask({"type": "propose", **said}))["recommendation_id"])
    draft = {"type": "prepare_round", "method": "no_objection", "slate": slate, "rules": {"secrecy": "recorded"}}
    prepared = await room.others["podium"].ask(draft)
    done = await room.others["podium"].ask({"type": "open_round", "round_id": prepared["round_id"]})
    opened, known = done["round"], await room.phone.wait_for(done["seq"])
    assert known["rounds"][opened["id"]]["marks"] == ["object"]

    ids = {"request_id": "one", "ballot_id": "one", "round_id": opened["id"], "epoch": 1, "base_revision": 0}
    ballot: Json = {"type": "cast_ballot", **ids, "marks": {slate[1]: "object"}, "fill": "." * 20}
    refused = await room.phone.refused(ballot)
    assert refused["code"] == "invalid_ballot"
    assert "Load it again" in refused["message"]
    assert (await room.others["phone"].ask({**ballot, "wishes": {}}))["revision"] == 1

    for act in ("close_round", "publish_round"):
        await room.others["podium"].ask({"type": act, "round_id": opened["id"]})
    status, listed = await asyncio.to_thread(kit.ranked_list, opened["id"])
    assert status == 200
    consents = {item["recommendation_id"]: (item["consent"], item["objections"]) for item in listed["items"]}
    assert consents == {slate[0]: ("adopted", 0), slate[1]: ("objected", 1)}

    draft = {"type": "prepare_round", "method": "across_regions", "slate": slate, "rules": {**SHEET, **JUDGING}}
    prepared = await room.podium.ask(draft)
    opened = (await room.podium.ask({"type": "open_round", "round_id": prepared["round_id"]}))["round"]
    assert (await room.cast(opened, 0, "for"))["revision"] == 1
