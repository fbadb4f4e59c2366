"""A closed round is counted by one process, however many have its room; where that one dies, another counts it."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from server.room.actions.one_count import HELD_MS
from tests.conftest import until
from tests.faults.house import HouseService, children, command
from tests.pictures import Witness
from tests.room.halls import witness
from tests.services import Json, Kit, Service
from tests.web.test_metrics import figures

VOTERS, ITEMS = 8, 12
"""As many as it takes for the count to be done in a process of its own."""
COUNTS = "plenum_counts_total", ""


@pytest.fixture
def services(store_url: str, tmp_path: Path) -> Iterator[tuple[HouseService, HouseService]]:
    """Two services on the store of the tests, as on two hosts."""
    folders = [tmp_path / name for name in ("here", "there")]
    for folder in folders:
        folder.mkdir()
    with HouseService(store_url, folders[0]) as here, HouseService(store_url, folders[1]) as there:
        yield here, there


def counted(service: Service) -> int:
    """How many closed rounds a service has counted."""
    return int(figures(service).get(COUNTS, 0))


async def a_long_round(chair: Witness, kit: Kit) -> Json:
    """Open a round on many proposals."""
    question = kit.question("s1")
    put = [await chair.act("propose", question_id=question, title=f"Proposal {number}") for number in range(ITEMS)]
    slate = [one["recommendation_id"] for one in put]
    prepared = await chair.act("prepare_round", method="across_regions", slate=slate, rules={})
    return (await chair.ask("open_round", round_id=prepared["round_id"]))["round"]


@asynccontextmanager
async def voted(kit: Kit, there: Kit) -> AsyncIterator[tuple[Witness, Witness, Json]]:
    """A round that is open at both services, with enough ballots: the chair is at one, a screen at the other."""
    async with AsyncExitStack() as hall:
        chair = await witness(hall, kit, kit.room("s1"), "chair")
        screen = await witness(hall, there, kit.room("s1"), "screen")
        round_ = await a_long_round(chair, kit)
        for number in range(VOTERS):
            phone = await witness(hall, kit, kit.room("s1"), await asyncio.to_thread(kit.a_delegate, "AF"))
            mark = ("for", "against")[number % 2]
            assert (await phone.cast(round_, dict.fromkeys(round_["slate"], mark)))["type"] == "ballot_cast"
        yield chair, screen, round_


async def test_of_two_services_that_have_the_room_one_counts(services: tuple[HouseService, HouseService]) -> None:
    """Both are told that it is closed; the chair is answered once it is counted. Holds R79."""
    here, there = services
    kit = here.new_meeting()
    async with voted(kit, kit.at(there)) as (chair, screen, round_):
        for times in (1, 2, 3):
            closed = await chair.ask("close_round", round_id=round_["id"])
            assert closed["round"]["state"] == "closed"
            await screen.wait_for("round_changed", round__id=round_["id"], round__state="closed")
            assert counted(here) + counted(there) == times
            status, _ = kit.ranked_list(round_["id"])
            assert status == 200
            assert counted(here) + counted(there) == times, "the list is there, and is not counted for being read"
            screen.heard.clear()
            await chair.act("reopen_round", round_id=round_["id"])


def counter_of(service: HouseService) -> int:
    """The process in which a service counts; nought while there is none."""
    found = [pid for worker in service.workers() for pid in children(worker) if b"server.room.counter" in command(pid)]
    return found[0] if found else 0


async def test_where_the_one_that_counts_is_killed_the_other_counts(
    services: tuple[HouseService, HouseService],
) -> None:
    """It stops in the middle of its count, and ends with SIGKILL: the other takes over within seconds. Holds R79."""
    here, there = services
    kit = here.new_meeting()
    async with voted(kit, kit.at(there)) as (chair, _, round_):
        closing = asyncio.create_task(chair.ask("close_round", round_id=round_["id"]))
        counter = await until(lambda: counter_of(here) or counter_of(there), "the count to begin")
        os.kill(counter, signal.SIGSTOP)
        killed, other = (here, there) if counter_of(here) else (there, here)
        await asyncio.sleep(HELD_MS / 1_000 + 2)
        assert counted(here) + counted(there) == 0, "the claim is renewed as long as somebody counts"
        killed.kill()
        await until(lambda: counted(other) == 1, "another to count", 12.0)
        closing.cancel()
        await asyncio.gather(closing, return_exceptions=True)
        assert kit.at(other).ranked_list(round_["id"])[0] == 200
        assert counted(other) == 1, "it had kept the list"
