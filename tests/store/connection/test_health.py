"""The store goes away and comes back: up → suspect → down → resync → up, and what is refused meanwhile."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

from server.domain.errors import NotConfirmed, NotRecorded
from server.engine.embedded import EmbeddedStore
from server.store import Store, StoreFault
from tests.conftest import until
from tests.engine.servers import a_client, admin_of, stopped
from tests.store.test_casting_laws import a_ballot, a_round, cast, put


@pytest.fixture
async def process(server: EmbeddedStore) -> AsyncIterator[Store]:
    """Open one process on that store, that watches it."""
    opened = Store(server.url)
    await opened.open()
    opened.watch()
    yield opened
    await opened.close()


async def test_a_store_that_says_nothing_is_down_within_a_second_and_refuses_at_once(
    server: EmbeddedStore, process: Store
) -> None:
    """Nobody waits for a store that is known to be away, and a ballot is never called recorded."""
    round_ = a_round()
    await put(process, round_, "open")
    loop = asyncio.get_running_loop()
    with stopped(server):
        began = loop.time()
        await until(lambda: process.health.away, "the state down", 5.0)
        assert loop.time() - began < 2.0
        began = loop.time()
        for _ in range(20):
            with pytest.raises(NotRecorded):
                await cast(process, round_, a_ballot(round_, 0))
            with pytest.raises(StoreFault):
                await process.meetings.is_kept("a meeting")
        assert not await process.answers()
        assert loop.time() - began < 0.5
    await until(lambda: process.health.state == "up", "the state up", 5.0)
    assert (await cast(process, round_, a_ballot(round_, 0))).code == "cast"


async def test_on_return_the_library_is_there_and_everybody_is_told_before_it_is_up(
    server: EmbeddedStore, process: Store
) -> None:
    """A store that comes back empty-handed is made usable first; refreshes run in the state resync."""
    seen: list[tuple[str, bool]] = []

    async def refresh() -> None:
        with a_client(admin_of(server.url)) as client:
            seen.append((process.health.state, bool(client.function_list())))

    process.health.refreshes.append(refresh)
    with a_client(admin_of(server.url)) as client:
        client.function_flush()
    os.kill(server.pid or 0, signal.SIGKILL)
    await until(lambda: process.health.away, "the state down", 5.0)
    await asyncio.to_thread(server.start)
    await until(lambda: process.health.state == "up", "the state up", 5.0)
    assert seen == [("resync", True)]


async def test_a_store_started_anew_is_a_return_however_short_it_was_away(
    server: EmbeddedStore, process: Store
) -> None:
    """It may be on older data, so everybody is shown the whole picture again."""
    returns: list[str] = []

    async def refresh() -> None:
        returns.append(process.health.state)

    process.health.refreshes.append(refresh)
    await until(lambda: process.health._run, "the run to be known", 5.0)
    for times in (1, 2):
        os.kill(server.pid or 0, signal.SIGKILL)
        await until(lambda: not server.alive, "its end")
        await asyncio.to_thread(server.start)
        await until(lambda times=times: len(returns) == times, "the return", 5.0)
    await until(lambda: process.health.state == "up", "the state up", 5.0)


async def test_a_store_that_became_a_replica_is_away_until_it_is_a_primary_again(
    server: EmbeddedStore, process: Store
) -> None:
    """It answers every question and takes no ballot: that is no store to vote in."""
    round_ = a_round()
    await put(process, round_, "open")
    with a_client(admin_of(server.url)) as client:
        client.replicaof("127.0.0.1", 1)
        try:
            await until(lambda: process.health.away, "the state down", 5.0)
            with pytest.raises(NotRecorded):
                await cast(process, round_, a_ballot(round_, 0))
            assert not await process.answers()
        finally:
            client.replicaof("NO", "ONE")
    await until(lambda: process.health.state == "up", "the state up", 5.0)
    assert (await cast(process, round_, a_ballot(round_, 0))).code == "cast"


async def test_a_single_question_without_an_answer_is_only_a_suspicion(server: EmbeddedStore, process: Store) -> None:
    """A short stop costs nothing: no state but up and suspect is passed."""
    states: set[str] = set()
    for _ in range(3):
        with stopped(server):
            pass
        states.add(process.health.state)
        assert await process.answers()
    assert "down" not in states


async def test_a_level_that_is_not_reached_is_no_acknowledgement(server: EmbeddedStore) -> None:
    """`replica` where there is none: the ballot may stand, but nobody says so; also when asked again."""
    store = Store(server.url, "replica")
    await store.open()
    try:
        assert store.durability == "replica"
        round_ = a_round()
        await put(store, round_, "open")
        for _ in range(2):
            with pytest.raises(NotConfirmed):
                await cast(store, round_, a_ballot(round_, 0))
    finally:
        await store.close()


async def test_disk_is_not_promised_where_the_store_does_not_write_through(server: EmbeddedStore) -> None:
    """With PLENUM_ACK=disk a store that only sometimes syncs records nothing; without it, phones hear `memory`."""
    strict, lenient = Store(server.url, "disk"), Store(server.url)
    with a_client(admin_of(server.url)) as client:
        client.config_set("appendfsync", "everysec")
    await strict.open()
    await lenient.open()
    try:
        round_ = a_round()
        await put(lenient, round_, "open")
        with pytest.raises(NotRecorded):
            await cast(strict, round_, a_ballot(round_, 0))
        assert lenient.durability == "memory"
        assert (await cast(lenient, round_, a_ballot(round_, 0))).code == "cast"
    finally:
        await strict.close()
        await lenient.close()


async def test_of_several_stores_the_figure_says_whether_every_one_is_up(process: Store, tmp_path: Path) -> None:
    """One that is down is not forgotten because another answers, and one that is closed is waited for no more."""

    def figure() -> float | None:
        return REGISTRY.get_sample_value("plenum_store_is_up")

    assert figure() == 1
    gone = Store(f"unix://{tmp_path}/nobody.sock")
    gone.watch()
    try:
        await until(lambda: gone.health.away, "the state down", 5.0)
        assert await process.answers()
        assert figure() == 0
    finally:
        await gone.close()
    assert figure() == 1
