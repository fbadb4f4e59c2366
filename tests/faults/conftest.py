"""What races are run on."""

import itertools
import random
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from server.domain.procedure.rounds import GRACE_MS
from server.engine.embedded import EmbeddedStore
from server.room.context import Context
from server.store.shards import Shards
from tests.chambers import a_chamber
from tests.faults.racing import MEETINGS, NAMES, Race

START_MS = 1_900_000_000_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """A store of our own."""
    with EmbeddedStore(tmp_path) as running:
        yield running


@pytest.fixture
async def races(server: EmbeddedStore) -> AsyncIterator[list[Race]]:
    """Found the meetings; the clock jumps over the grace of every close, so that nobody waits for it."""
    ticks = itertools.count(1)
    processes = [Shards(server.url), Shards(server.url)]
    for shards in processes:
        await shards.open()
    here, there = [Context(shards, lambda: START_MS + next(ticks) * GRACE_MS) for shards in processes]
    made = []
    for number in range(MEETINGS):
        race = Race(await a_chamber(here, NAMES, ["AF", "AM"]), there, random.Random(number))
        race.slate = await race.chamber.put(["One", "Two"])
        made.append(race)
    yield made
    for shards in processes:
        await shards.close()
