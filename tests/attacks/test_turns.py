"""Nothing holds the loop for long: the largest meeting from its first proposal to its lists, every turn measured."""

import asyncio
import json
import sys
import time
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from server.rehearsal.phone import Phone
from tests.attacks.measured import TURNS
from tests.services import SIX_REGIONS, Json, Kit, Service
from tests.web.browsers import a_tab, raw

pytestmark = pytest.mark.long
RECOMMENDATIONS, VOTERS = 250, 24
MOST_MS = 20.0
REGIONS = [*SIX_REGIONS, {"id": "R7", "name": "A seventh region"}, {"id": "R8", "name": "An eighth region"}]
AGENDA = "The largest meeting\n\n" + "\n".join(
    f"Session {number}. Part {number}\n\nGuiding questions\n\n- What of part {number}?\n- And what then?\n\n"
    f"Working Lunch: Lunch {number}\n\nGuiding questions\n\n- What should be done?\n"
    for number in range(1, 5)
)


class Measured(Service):
    """A service of one worker that measures its turns."""

    @property
    def program(self) -> Sequence[str]:
        """Start the worker by itself."""
        return (sys.executable, "-m", "tests.attacks.measured")


class Stages:
    """What was done when."""

    def __init__(self) -> None:
        self.ends: list[tuple[float, str]] = []

    @asynccontextmanager
    async def stage(self, name: str) -> AsyncIterator[None]:
        """Say what is being done."""
        yield
        await asyncio.sleep(0.3)  # what it sets off belongs to it
        self.ends.append((time.time(), name))

    def of(self, at_s: float) -> str:
        """Say what was done at an instant."""
        return next((name for end_s, name in self.ends if at_s <= end_s), "the end")


async def _cast(phone: Phone, round_: Json, mark: str) -> None:
    ids = {"request_id": uuid.uuid4().hex, "ballot_id": uuid.uuid4().hex}
    asked = {"round_id": round_["id"], "epoch": round_["epoch"], "base_revision": 0, **ids}
    reply = await phone.ask("cast_ballot", marks=dict.fromkeys(round_["slate"], mark), **asked)
    assert reply["type"] == "ballot_cast", reply


async def _a_day(kit: Kit, stages: Stages, hall: AsyncExitStack) -> None:
    room, service = kit.room("s1"), kit.service
    question = await asyncio.to_thread(kit.question, "s1")
    chair = await hall.enter_async_context(kit.phone(room, "chair"))
    slate = []
    async with stages.stage("proposals"):
        for number in range(RECOMMENDATIONS):
            words = {"title": f"Title {number} ".ljust(120, "x"), "text": f"Text {number} ".ljust(500, "y")}
            proposed = await chair.act("propose", question_id=question, language="en", **words)
            slate.append(proposed["recommendation_id"])
    tab = await asyncio.to_thread(a_tab, service, kit)
    delegates = [await asyncio.to_thread(kit.a_delegate, REGIONS[n % 8]["id"]) for n in range(VOTERS)]
    async with stages.stage("hellos"):
        phones = [await hall.enter_async_context(kit.phone(room, one)) for one in delegates]
        for phone in phones[:2]:
            await phone.ask("hello", accepts=["delta", "outlook"])
    async with stages.stage("opening"):
        rules = {"visibility": "live", "secrecy": "recorded"}
        prepared = await chair.act("prepare_round", method="across_regions", slate=slate, rules=rules)
        round_ = (await chair.ask("open_round", round_id=prepared["round_id"]))["round"]
    async with stages.stage("casting"):
        for number, phone in enumerate(phones):
            await _cast(phone, round_, ("for", "against", "abstain")[number % 3])
    async with stages.stage("hellos in a round"):
        for phone in phones[:6]:
            await phone.ask("hello", accepts=["delta", "outlook"])
    slot, cookie, _ = tab
    conducts = {"Authorization": f"Bearer {kit.chair}"}
    pages = {"delegate": {"Cookie": cookie}, "podium": conducts, "screen": conducts}
    for kind, headers in pages.items():
        async with stages.stage(f"{kind} pages"):
            for _ in range(3):
                path = f"/tab/{slot}/{kind}/{room['id']}"
                answer = await asyncio.to_thread(raw, service, "GET", path, Accept_Encoding="gzip", **headers)
                assert answer.status == 200
    async with stages.stage("closing"):
        await chair.ask("close_round", round_id=round_["id"])
    async with stages.stage("publishing"):
        await chair.ask("publish_round", round_id=round_["id"])
    async with stages.stage("lists"):
        for kind in ("json", "csv"):
            assert (await asyncio.to_thread(kit.ranked_list, round_["id"], kind))[0] == 200
    async with stages.stage("pages with a list"):
        path = f"/tab/{slot}/delegate/{room['id']}"
        assert (await asyncio.to_thread(raw, service, "GET", path, Cookie=cookie)).status == 200


async def test_no_turn_of_the_largest_meeting_holds_the_loop_for_long(
    store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stages = Stages()
    with Measured(store_url, tmp_path, budget_times=1_000) as service:
        kit = await asyncio.to_thread(service.new_meeting, agenda=AGENDA, regions=REGIONS)
        begun_s = time.time()
        async with AsyncExitStack() as hall:
            await _a_day(kit, stages, hall)
    turns = [turn for turn in json.loads((tmp_path / TURNS).read_text()) if turn[0] >= begun_s]
    longest: dict[tuple[str, str], tuple[float, int]] = {}
    for at_s, took_s, whose in turns:
        most_s, times = longest.get((stages.of(at_s), whose), (0.0, 0))
        longest[stages.of(at_s), whose] = max(most_s, took_s), times + 1
    with capsys.disabled():
        print(f"\n{len(kit.founded['rooms'])} rooms; turns of 5 ms and more:")
        for (stage, whose), (most_s, times) in sorted(longest.items(), key=lambda one: -one[1][0]):
            print(f"{stage:20} {most_s * 1_000:6.1f} ms at most, {times:4} times  {whose}")
    slow = {where: most_s * 1_000 for where, (most_s, _) in longest.items() if most_s * 1_000 > MOST_MS}
    assert not slow
