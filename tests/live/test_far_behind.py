"""A process that is far behind shows the whole picture in the place of events; whoever waits for one finds it there."""

import asyncio
import os
import signal
import time
from contextlib import AsyncExitStack
from pathlib import Path

from server.live.pump import FAR_BEHIND_MS
from server.rehearsal.pictured import told_by
from tests.conftest import until
from tests.faults.house import HouseService
from tests.room.halls import an_open_round, witness
from tests.services import Service


async def test_what_was_missed_is_heard_all_the_same(service: Service, store_url: str, tmp_path: Path) -> None:
    """A worker is stopped while a round is counted and published elsewhere, and goes on when that is long ago."""
    kit = await asyncio.to_thread(service.new_meeting)
    room = kit.room("s1")
    async with AsyncExitStack() as hall:
        behind = hall.enter_context(HouseService(store_url, tmp_path, key=service.key))
        chair = await witness(hall, kit, room, "chair")
        phone = await hall.enter_async_context(kit.at(behind).phone(room, await asyncio.to_thread(kit.a_delegate)))
        workers = behind.workers()
        for pid in workers:
            os.kill(pid, signal.SIGSTOP)
        try:
            round_ = await an_open_round(chair, kit)
            await chair.act("set_live", session_id="s1")
            await chair.act("close_round", round_id=round_["id"])
            await chair.act("publish_round", round_id=round_["id"])
            since = time.monotonic()
            await until(lambda: (time.monotonic() - since) * 1_000 > FAR_BEHIND_MS, "that it is long ago")
        finally:
            for pid in workers:
                os.kill(pid, signal.SIGCONT)
        published = await phone.wait_for("round_published", round_id=round_["id"])
        assert published["ranked_list"]
        assert await phone.wait_for("round_changed", round__id=round_["id"], round__state="published")
        assert await phone.wait_for("recommendation_changed", recommendation__id=round_["slate"][0])
        assert await phone.wait_for("live_changed", live__session_id="s1")
        assert not [one for one in phone.heard if one["type"] == "round_published"]


async def test_a_picture_says_what_the_last_events_said(service: Service) -> None:
    """Of each thing the event that somebody heard last is among those that a fresh picture stands for."""
    kit = await asyncio.to_thread(service.new_meeting)
    async with AsyncExitStack() as hall:
        chair = await witness(hall, kit, kit.room("s1"), "chair")
        phone = await witness(hall, kit, kit.room("s1"), await asyncio.to_thread(kit.a_delegate))
        round_ = await an_open_round(chair, kit)
        await phone.cast(round_, {round_["slate"][0]: "for"})
        await chair.act("close_round", round_id=round_["id"])
        await chair.act("publish_round", round_id=round_["id"])
        await phone.wait_for("round_published", round_id=round_["id"])
        told = list(told_by(await phone.hello()))
        for kind, thing in (("round_published", "ranked_list"), ("recommendation_changed", "recommendation")):
            last = [one for one in phone.heard if one["type"] == kind][-1]
            assert last[thing] in [one[thing] for one in told if one["type"] == kind]
        states = {one["round"]["id"]: one["round"]["state"] for one in told if one["type"] == "round_changed"}
        assert states == {round_["id"]: "published"}
