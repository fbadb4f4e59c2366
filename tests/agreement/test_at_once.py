"""Two chairs and two moderators act at the same time, in two processes: the laws hold whenever all of them pause.

A few histories each day, in some of which the store is killed while everybody acts; 2,000 with `make agreement`.
"""

import asyncio
import os
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from server.engine.embedded import EmbeddedStore
from server.store.shards import Shards
from tests.agreement.assembly import MERGES, WORDINGS
from tests.agreement.at_once import AtOnce, at_once
from tests.agreement.laws import BEGINNING, ears_of
from tests.agreement.laws_at_once import check_history, check_quiet, standing
from tests.conftest import until

BURSTS, ACTS = 8, 4
"""Of two chairs, two moderators and two delegates: with what they begin with, 200 acts and more."""


@pytest.fixture
async def others(store_url: str) -> AsyncIterator[Shards]:
    """The store, as another process reaches it."""
    opened = Shards(store_url)
    await opened.open()
    yield opened
    await opened.close()


async def begun(shards: Shards, others: Shards) -> AtOnce:
    """Begin as any history does: with texts, and with what is handed over."""
    history = await at_once(shards, others)
    for verb, luck in BEGINNING:
        asker, command = await history.assembly.think_of(verb, random.Random(luck))
        await history.do(history.processes[0], asker, command)
    return history


async def live_at_once(shards: Shards, others: Shards, seed: int) -> AtOnce:
    """Let everybody act at once, again and again."""
    dice, history = random.Random(seed), await begun(shards, others)
    ears = await ears_of(history.assembly)
    for _ in range(BURSTS):
        before = await standing(history)
        await history.burst(dice, ACTS)
        await check_quiet(history, before)
    await check_history(history, ears)
    return history


@pytest.mark.parametrize("seed", range(4))
async def test_the_laws_hold_whoever_is_first(shards: Shards, others: Shards, seed: int) -> None:
    """Holds R230, R231, R232."""
    await live_at_once(shards, others, seed)


@pytest.mark.long
@pytest.mark.parametrize("part", range(20))
async def test_two_thousand_histories_of_acts_at_once(shards: Shards, others: Shards, part: int) -> None:
    """Each from a seed of its own, which the failure names."""
    done: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for seed in range(part * 100, part * 100 + 100):
        try:
            history = await live_at_once(shards, others, seed)
        except AssertionError as broken:
            raise AssertionError(f"the history of seed {seed}") from broken
        done += history.done
        refused += history.refused
    assert set(done) >= {*MERGES, *WORDINGS, "publish_round", "void_round", "take_back"}, (
        "everything was done somewhere"
    )


@pytest.fixture
async def mortals(server: EmbeddedStore) -> AsyncIterator[tuple[Shards, Shards]]:
    """Open a store of one's own, that is killed, from two processes."""
    opened = Shards(server.url), Shards(server.url)
    for one in opened:
        await one.open()
    yield opened
    for one in opened:
        await one.close()


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 20))])
async def test_the_laws_hold_when_the_store_is_killed_while_they_act(
    server: EmbeddedStore, mortals: tuple[Shards, Shards], seed: int
) -> None:
    """Whatever was answered is there, and whoever was not answered says it again: it is done once. Holds R230."""
    dice, history = random.Random(seed), await begun(*mortals)
    ears = await ears_of(history.assembly)

    async def kill() -> None:
        os.kill(server.pid or 0, signal.SIGKILL)
        await until(lambda: not server.alive, "the end of the store")
        await asyncio.to_thread(server.start)

    unanswered = 0
    for _ in range(4):
        before = await standing(history)
        await history.burst(dice, ACTS)
        await check_quiet(history, before)
        before = await standing(history)
        unanswered += await history.burst_cut_off(dice, ACTS, kill)
        await check_quiet(history, before)
    await check_history(history, ears)
    assert unanswered, "nobody was cut off"
