"""Yesterday's page in today's room: a phone keeps its page until somebody reloads it, also over a release.

The pages are the scripts of the last release, byte for byte (tests/js/yesterday/); what they are made to ask are the
commands of its podium and its phones, with the fields that those send. Beside them sit pages of today.
"""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.pages import TODAY, YESTERDAY, Page
from tests.services import Json, Kit

pytestmark = pytest.mark.usefixtures("no_defect")
OF_THE_ROOM = (
    "seq", "room", "live", "regions", "recommendations", "waiting", "rounds", "rankedLists", "tallies",
)  # fmt: skip
"""What a page knows of its room, in the words of its reducer; the rest is the page's own, or the clock's."""
SHEET: Json = {"secrecy": "recorded", "visibility": "turnout", "closes_after_s": None}
JUDGING: Json = {
    "visibility": "live", "closes_after_s": 600, "with_changes": True, "required_majority": "simple", "theta": "1/2",
    "backing_quorum": "1/4", "regions_needed": "2/3", "opposition_tolerated": 0, "quorum": None, "tie_rule": "declare",
    "k": 4,
}  # fmt: skip
"""What the form of a draft says of every round, and of one of For and Against in which everything is asked for."""


class Room:
    """A room with a podium and a phone of yesterday in it, and one of each of today that only look."""

    def __init__(self, kit: Kit, hall: AsyncExitStack, room: Json, conductor: str) -> None:
        self.kit, self.hall, self.room, self.conductor = kit, hall, room, conductor
        self.podium: Page
        self.phone: Page
        self.others: dict[str, Page] = {}

    async def enter(self) -> "Room":
        """Let everybody in; whoever looks has a seat of their own."""
        seats = [await asyncio.to_thread(self.kit.a_delegate, "AF") for _ in range(2)]
        self.podium = await self._page(YESTERDAY, self.conductor)
        self.phone = await self._page(YESTERDAY, seats[0]["credential"])
        self.others["podium"] = await self._page(TODAY, self.conductor)
        self.others["phone"] = await self._page(TODAY, seats[1]["credential"])
        return self

    async def _page(self, scripts: Path, credential: str) -> Page:
        return await self.hall.enter_async_context(
            Page(scripts, self.kit.service.base_url, self.room["id"], credential)
        )

    async def an_open_round(self, method: str, rules: Json) -> Json:
        """Have two recommendations proposed on the phone, drafted and opened on the podium."""
        question = self.kit.question(self.room["agenda_session_id"])
        slate = []
        for title in ("One", "Two"):
            said = {"question_id": question, "title": title, "text": "Some words", "language": "en"}
            slate.append((await self.phone.ask({"type": "propose", **said}))["recommendation_id"])
        draft = {"type": "prepare_round", "method": method, "question_id": question, "slate": slate, "rules": rules}
        prepared = await self.podium.ask(draft)
        return dict((await self.podium.ask({"type": "open_round", "round_id": prepared["round_id"]}))["round"])

    async def cast(self, round_: Json, base_revision: int, mark: str) -> Json:
        """Have the phone cast a whole ballot as it does: with its filling."""
        marks = dict.fromkeys(round_["slate"], mark)
        ids = {name: f"{name}-{round_['id']}-{base_revision}" for name in ("request_id", "ballot_id")}
        said = {"epoch": round_["epoch"], "base_revision": base_revision, "marks": marks, "fill": "." * 20}
        return await self.phone.ask({"type": "cast_ballot", "round_id": round_["id"], **ids, **said})

    async def both_know_the_same(self, seq: int) -> Json:
        """Wait until all four know a decision, and hold what yesterday's know against what today's do."""
        known: dict[str, Json] = {}
        for who, old in (("podium", self.podium), ("phone", self.phone)):
            async with asyncio.timeout(20):
                while True:
                    known[who], fresh = await old.wait_for(seq), await self.others[who].wait_for(seq)
                    if not (apart := [name for name in OF_THE_ROOM if _still(known[who][name]) != _still(fresh[name])]):
                        break
                    await asyncio.sleep(0.05)
            assert not apart, (who, apart)
        return known["podium"]


async def test_a_round_of_yesterdays_podium_and_phone_goes_all_the_way(kit: Kit, hall: AsyncExitStack) -> None:
    """Proposed, drafted, opened, cast, changed, closed, published; today's pages know the same of it. Holds R81."""
    room = await Room(kit, hall, kit.room("s1"), kit.chair).enter()
    question = kit.question("s1")
    live = await room.podium.ask({"type": "set_live", "question_id": question})
    assert (await room.both_know_the_same(live["seq"]))["live"]["question_id"] == question

    round_ = await room.an_open_round("across_regions", {**SHEET, **JUDGING})
    first = await room.cast(round_, 0, "for")
    assert (await room.cast(round_, first["revision"], "with_changes"))["revision"] == 2
    for act in ("pause_round", "resume_round"):
        await room.podium.ask({"type": act, "round_id": round_["id"]})
    extended = await room.podium.ask({"type": "extend_round", "round_id": round_["id"], "seconds": 60})
    counted = await room.both_know_the_same(extended["seq"])
    assert counted["tallies"][round_["id"]]["cells"][0][0] == [0, 1, 0, 0]

    await room.podium.ask({"type": "close_round", "round_id": round_["id"]})
    published = await room.podium.ask({"type": "publish_round", "round_id": round_["id"]})
    known = await room.both_know_the_same(published["seq"])
    assert known["rounds"][round_["id"]]["state"] == "published"
    assert len(known["rankedLists"][round_["id"]]["items"]) == 2


async def test_what_else_yesterdays_podium_does_is_done(kit: Kit, hall: AsyncExitStack) -> None:
    """Words, translations, rejections, a void round, and what only the podium reads. Holds R81."""
    room = await Room(kit, hall, kit.room("s1"), kit.chair).enter()
    round_ = await room.an_open_round(
        "score", {"secrecy": "confidential", "visibility": "turnout", "closes_after_s": None}
    )
    voided = await room.podium.ask({"type": "void_round", "round_id": round_["id"], "reason": "By mistake."})
    assert voided["round"]["state"] == "void"
    one, two = round_["slate"]
    for command in (
        {"type": "edit_recommendation", "recommendation_id": one, "title": "Better", "text": "Words"},
        {"type": "translate_recommendation", "recommendation_id": one, "language": "fr", "title": "Mieux",
         "text": "Des mots", "version": 2},
        {"type": "reject_recommendation", "recommendation_id": two, "reason": "Outside the mandate."},
        {"type": "accept_recommendation", "recommendation_id": two},
    ):  # fmt: skip
        done = await room.podium.ask(command)
        assert done["type"] == "done"
    withdrawn = await room.phone.ask({"type": "withdraw_recommendation", "recommendation_id": two})
    known = await room.both_know_the_same(withdrawn["seq"])
    assert [known["recommendations"][each]["status"] for each in (one, two)] == ["accepted", "withdrawn"]
    similar = await room.phone.ask({"type": "find_similar", "question_id": kit.question("s1"), "title": "Better"})
    assert [each["id"] for each in similar["recommendations"]] == [one]
    assert (await room.podium.ask({"type": "list_waiting", "after": 0}))["recommendations"] == []
    assert (await room.podium.ask({"type": "list_seats", "q": ""}))["totals"]["seats"] == 2


async def test_yesterdays_region_hands_its_shortlist_to_todays_plenary(kit: Kit, hall: AsyncExitStack) -> None:
    """A moderator's podium of yesterday, and everybody in the plenary that hears it. Holds R81."""
    moderator = kit.founded["credentials"]["moderators"]["AF"]
    plenary = await Room(kit, hall, kit.room("s2"), kit.chair).enter()
    lunch = await Room(kit, hall, kit.room("lunch", "AF"), moderator).enter()
    round_ = await lunch.an_open_round("shortlist", {**SHEET, "max_choices": 2, "places": 2})
    await lunch.cast(round_, 0, "approve")
    for act in ("close_round", "publish_round", "submit_shortlist"):
        done = await lunch.podium.ask({"type": act, "round_id": round_["id"]})
    assert done["round"]["submitted"]
    await lunch.both_know_the_same(done["seq"])
    handed = await plenary.both_know_the_same(1)
    (shortlist,), (today,) = handed["shortlists"], (await plenary.others["podium"].wait_for(1))["sets"]
    assert (shortlist["recommendation_ids"], shortlist["round_id"]) == (round_["slate"], round_["id"])
    assert {name: today[name] for name in shortlist} == shortlist

    taken = await lunch.podium.ask({"type": "take_back", "recommendation_ids": round_["slate"]})
    again = await lunch.both_know_the_same(taken["seq"])
    assert not again["rounds"][round_["id"]]["submitted"]
    (emptied,) = (await plenary.podium.wait_for(2))["shortlists"]
    assert emptied["recommendation_ids"] == []  # to yesterday's page: none
    assert (await plenary.others["podium"].wait_for(2))["sets"] == []


def _still(value: Any) -> Any:
    """Leave out what moves by itself: what is left of a running countdown depends on when it was told."""
    if isinstance(value, dict):
        return {name: _still(each) for name, each in value.items() if name != "remaining_ms"}
    return [_still(each) for each in value] if isinstance(value, list) else value
