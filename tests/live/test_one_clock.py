"""Two hosts on one store, and the clock of one of them is wrong: rounds end by the store's clock."""

import asyncio
import os
import re
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.conftest import until
from tests.faults.resources import bad_clock
from tests.room.halls import an_open_round, witness
from tests.services import Json, Kit, Service
from tests.web.test_metrics import figures

AHEAD_S, COUNTDOWN_S = 20, 6
OFFSET = "plenum_clock_offset_seconds", ""


@pytest.fixture
def fast(store_url: str, tmp_path: Path) -> Iterator[Service]:
    """A second host on the store of the tests, whose clock is twenty seconds fast."""
    (tmp_path / "clock").write_text(str(AHEAD_S))
    elsewhere = Service(store_url, tmp_path)
    for name, value in bad_clock(tmp_path).items():
        inherited = elsewhere._environment.get(name, "")
        elsewhere._environment[name] = os.pathsep.join(part for part in (value, inherited) if part)
    with elsewhere:
        yield elsewhere


async def counted_down(chair_kit: Kit, watching_kit: Kit) -> tuple[float, list[Json]]:
    """Run a short countdown, and say when it ended after it began, and what was told of it at either host."""
    room = chair_kit.room("s1")
    async with AsyncExitStack() as hall:
        chair = await witness(hall, chair_kit, room, "chair")
        screens = [await witness(hall, kit, room, "screen") for kit in (chair_kit, watching_kit)]
        round_ = await an_open_round(chair, chair_kit)
        began_s = time.monotonic()
        await chair.ask("set_countdown", round_id=round_["id"], seconds=COUNTDOWN_S)
        shown = [(await screen.hello())["rounds"] for screen in screens]
        told = [next(one for one in rounds if one["id"] == round_["id"]) for rounds in shown]
        async with asyncio.timeout(COUNTDOWN_S + 20):
            await screens[1].wait_for("round_changed", round__id=round_["id"], round__state="closing")
        return time.monotonic() - began_s, told


@pytest.mark.parametrize("conducted", ["at the right host", "at the fast host"])
async def test_a_countdown_ends_at_its_time_whichever_host_is_asked(
    service: Service, fast: Service, conducted: str
) -> None:
    """A host that was 20 s fast ended a round at once. Holds R286."""
    kit = service.new_meeting()
    there = kit.at(fast)
    pair = (kit, there) if conducted == "at the right host" else (there, kit)
    took_s, told = await counted_down(*pair)
    assert COUNTDOWN_S - 0.1 <= took_s < COUNTDOWN_S + 2.0
    left = [one["clock"]["remaining_ms"] for one in told]
    assert all(COUNTDOWN_S * 1_000 - 1_500 <= ms <= COUNTDOWN_S * 1_000 for ms in left), left


async def test_alone_a_host_that_is_off_ends_a_round_late_and_never_early(fast: Service) -> None:
    """It leaves closings to others for three seconds; where there are none it closes itself. Holds R286."""
    kit = fast.new_meeting()
    took_s, _ = await counted_down(kit, kit)
    assert COUNTDOWN_S + 2.9 <= took_s < COUNTDOWN_S + 5.0


async def test_a_host_that_is_off_says_so_once_and_in_its_figures(fast: Service, tmp_path: Path) -> None:
    """Each of its processes has one line, however often the store is asked, until the clock is set right."""
    await until(lambda: figures(fast).get(OFFSET, 0.0) > AHEAD_S - 0.5, "the offset in the figures")
    assert figures(fast)[OFFSET] < AHEAD_S + 0.5
    (tmp_path / "clock").write_text("0")
    await until(lambda: "event=clock_right" in fast.log.read_text(), "the end of it", 5.0)
    assert abs(figures(fast)[OFFSET]) < 0.5
    said = re.findall(r"process=(\w+) .*event=(clock_\w+)", fast.log.read_text())
    assert said == [("supervisor", "clock_off"), ("worker", "clock_off"), ("worker", "clock_right")]


async def test_a_host_that_is_right_says_nothing(service: Service) -> None:
    """Its figure is nearly nought."""
    assert abs(figures(service)[OFFSET]) < 0.5
    assert "clock_off" not in service.log.read_text()
