"""Four browsers that reload a page of 250 recommendations, and a neighbour who votes meanwhile."""

import asyncio
import threading
import time
import uuid
from collections import Counter

import pytest

from server.rehearsal.phone import Phone
from tests.services import Json, Kit, Service
from tests.web.browsers import a_tab, raw

MOST_MS = 150.0
"""What a neighbour's slowest hundredth may take on a busy machine; with pages drawn in one go it was 318."""


async def _acks_ms(phone: Phone, round_: Json, seconds: float, base: int) -> tuple[list[float], int]:
    acks, ends_s = [], time.perf_counter() + seconds
    while time.perf_counter() < ends_s:
        began_s = time.perf_counter()
        ids = {"request_id": uuid.uuid4().hex, "ballot_id": uuid.uuid4().hex}
        asked = {"round_id": round_["id"], "epoch": round_["epoch"], "marks": {round_["slate"][0]: "for"}, **ids}
        reply = await phone.ask("cast_ballot", base_revision=base, **asked)
        acks.append((time.perf_counter() - began_s) * 1_000)
        base = reply["revision"]
        await asyncio.sleep(0.01)
    return sorted(acks), base


async def _a_full_room(kit: Kit, room: Json) -> Json:
    question = await asyncio.to_thread(kit.question, "s1")
    async with kit.phone(room, "chair") as chair:
        for number in range(250):
            words = {"title": f"Title {number} in so many words", "text": "Some text of it. " * 20}
            proposed = await chair.act("propose", question_id=question, language="en", **words)
        prepared = await chair.act("prepare_round", method="across_regions", slate=[proposed["recommendation_id"]])
        opened: Json = (await chair.ask("open_round", round_id=prepared["round_id"]))["round"]
        return opened


@pytest.mark.long
async def test_pages_stay_off_the_way_of_ballots(service: Service) -> None:
    """The neighbour is acknowledged all the while; whoever reloads without end is told to wait."""
    kit = await asyncio.to_thread(service.new_meeting)
    room = kit.room("s1")
    round_ = await _a_full_room(kit, room)
    tabs = [await asyncio.to_thread(a_tab, service, kit) for _ in range(4)]
    told: Counter[int] = Counter()
    over = threading.Event()

    def reload(slot: str, cookie: str) -> None:
        while not over.is_set():
            page = f"/tab/{slot}/delegate/{room['id']}"
            told[raw(service, "GET", page, Cookie=cookie, Accept_Encoding="gzip").status] += 1

    async with kit.phone(room, await asyncio.to_thread(kit.a_delegate)) as phone:
        quiet, base = await _acks_ms(phone, round_, 5, 0)
        browsers = [threading.Thread(target=reload, args=(slot, cookie)) for slot, cookie, _ in tabs]
        for browser in browsers:
            browser.start()
        beside, _ = await _acks_ms(phone, round_, 10, base)
        over.set()
        for browser in browsers:
            await asyncio.to_thread(browser.join)
    p99 = {name: acks[len(acks) * 99 // 100] for name, acks in (("quiet", quiet), ("beside", beside))}
    print(f"\nack p99 (ms): {p99}, pages: {dict(told)}")
    assert set(told) == {200, 429}, told
    assert p99["beside"] < max(MOST_MS, 2 * p99["quiet"]), p99
