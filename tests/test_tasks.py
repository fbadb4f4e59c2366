"""Work that several wait for: what it raises is told to those who still wait, and to nobody else."""

import asyncio
import gc
from typing import Any

import pytest

from server.domain.errors import NotFound
from server.domain.procedure.programme import Room
from server.live.hub import Hub
from server.room.context import Context
from server.tasks import share
from tests.contracts.tree import files
from tests.live.test_greeting import broadcast

MISSING = "aaaaa00r"


@pytest.fixture
async def untold() -> list[dict[str, Any]]:
    """What the loop would log as looked at by nobody."""
    said: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: said.append(context))
    return said


async def test_a_fault_reaches_everybody_who_waits() -> None:
    async def fail() -> None:
        await asyncio.sleep(0)
        raise NotFound("round")

    task = share(fail())
    heard = await asyncio.gather(*(asyncio.shield(task) for _ in range(3)), return_exceptions=True)
    assert [type(one) for one in heard] == [NotFound] * 3


@pytest.mark.parametrize("what", ["a round", "a room"])
async def test_whoever_leaves_before_a_fault_leaves_nothing_behind(
    context: Context, untold: list[dict[str, Any]], what: str
) -> None:
    """A phone asked for what does not exist, and was gone when the store had answered."""
    hub = Hub(context, "a-process", broadcast)
    missing = Room(MISSING, "plenary", "s1", "Nowhere", "")
    asking = asyncio.create_task(context.terms(MISSING) if what == "a round" else hub.picture(missing))
    await asyncio.sleep(0)
    asking.cancel()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    await asyncio.wait(others)
    del asking, others
    gc.collect()
    await asyncio.sleep(0)
    assert untold == []


def test_whatever_is_shielded_was_begun_to_be_shared() -> None:
    """A plain task that fails when all have left is logged as a defect."""
    shielding = [path for path in files("server/**/*.py") if "asyncio.shield(" in path.read_text("utf-8")]
    assert len(shielding) >= 6
    assert [path.name for path in shielding if "share(" not in path.read_text("utf-8")] == []
