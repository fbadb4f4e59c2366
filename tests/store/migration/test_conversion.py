"""Data are converted once, whoever is killed meanwhile and however many open the store at a time."""

import asyncio
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis
from redis.asyncio import Redis as Asking

from server.store import keys
from server.store.connection.pipe import Command
from server.store.migration.conversion import under_way
from server.store.migration.step import Read, Step
from server.store.migration.steps import LAYOUT
from server.store.schema import SchemaTooNew, check
from tests.engine.servers import AttendedStore, admin_of
from tests.services import Json
from tests.store.layouts.dump import dump, load, read_layout
from tests.store.migration import trial_steps
from tests.store.migration.trial_steps import Trial

OLDEST = 1
MEETINGS = ("aaaaa", "bbbbb")
CONVERSIONS = 4
"""Two meetings, two steps."""


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """A store with two meetings of the oldest layout that is kept."""
    with AttendedStore(tmp_path) as store:
        with Redis.from_url(admin_of(store.url)) as client:
            for meeting_id in MEETINGS:
                load(client, read_layout(OLDEST), int(time.time()) + 3_600, meeting_id)
        yield store.url


def kept(url: str) -> Json:
    """Everything in the store, with what goes when."""
    with Redis.from_url(admin_of(url)) as client:
        return {name: (one, client.expiretime(name)) for name, one in dump(client).items()}


async def converted(url: str, trial: Trial) -> Json:
    """Open the store with these steps, and say what it holds then."""
    async with Asking.from_url(url) as client:
        await check(lambda _: client, trial.steps)
    return kept(url)


async def test_every_meeting_is_converted_once(url: str) -> None:
    """The number of the store is the newest; opened again, nothing is read for it and nothing changes."""
    trial, again = Trial(), Trial()
    found = await converted(url, trial)
    assert trial.asked == CONVERSIONS
    assert found[keys.SCHEMA][0]["value"] == str(LAYOUT + 2)
    for meeting_id in MEETINGS:
        assert found[keys.of(meeting_id, "trial")][0]["value"] == meeting_id * 2
    assert [name for name, (_, expires_at_s) in found.items() if expires_at_s < 0] == [keys.SCHEMA, keys.SECRET]
    assert await converted(url, again) == found
    assert again.asked == 0


@pytest.mark.parametrize("dies_at", range(1, CONVERSIONS + 1))
async def test_a_conversion_that_was_killed_goes_on(url: str, dies_at: int) -> None:
    """It comes to the same, an older Plenum refuses what is half done, and nothing is converted twice."""
    dying = await asyncio.create_subprocess_exec(sys.executable, "-m", trial_steps.__name__, url, str(dies_at))
    assert await dying.wait() == -signal.SIGKILL
    async with Asking.from_url(url) as client:
        with pytest.raises(SchemaTooNew):
            await check(lambda _: client)
    trial = Trial()
    found = await converted(url, trial)
    assert trial.asked == CONVERSIONS + 1 - dies_at
    for meeting_id in MEETINGS:
        assert found[keys.of(meeting_id, "trial")][0]["value"] == meeting_id * 2


async def test_the_number_of_the_store_is_written_last(url: str) -> None:
    """Killed when every meeting was converted, the rest is the number."""
    found = await converted(url, Trial())
    with Redis.from_url(admin_of(url)) as client:
        client.set(keys.SCHEMA, under_way(OLDEST, LAYOUT + 2))
    trial = Trial()
    assert await converted(url, trial) == found
    assert trial.asked == 0


async def test_many_processes_convert_together_what_one_would(url: str) -> None:
    """One does it, and the others wait until it is done."""
    trial = Trial()
    found = await asyncio.gather(*(converted(url, trial) for _ in range(4)))
    assert trial.asked == CONVERSIONS
    assert all(one == found[0] for one in found)


async def test_a_meeting_that_changed_meanwhile_is_read_again(url: str) -> None:
    """What is written follows from what stands there when it is written."""
    asked: list[bytes] = []

    async def step(read: Read, meeting_id: str, expires_at_s: int) -> list[Command]:
        state = keys.of(meeting_id, "state")
        asked.append(await read("HGET", state, "decision"))
        if len(asked) == 1:
            async with Asking.from_url(url) as other:
                await other.hincrby(state, "decision", 1)
        return [("SET", keys.of(meeting_id, "trial"), asked[-1], "EXAT", expires_at_s)]

    async with Asking.from_url(url) as client:
        await check(lambda _: client, (*Trial().steps[:-2], Step(LAYOUT + 1, step)))
    first, second = asked[:2]
    assert int(second) == int(first) + 1
    assert kept(url)[keys.of(MEETINGS[0], "trial")][0]["value"] == second.decode()
