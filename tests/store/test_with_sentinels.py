"""A service on a store that sentinels watch: it goes where they say the primary is, and loses nothing on the way."""

import asyncio
from collections.abc import Iterator

import pytest

from server.clock import now_ms
from server.room.context import Context
from server.store.connection.reach import StoreUnavailable, reach
from server.store.shards import Shards
from tests.chambers import a_chamber
from tests.engine.servers import wait_until
from tests.store.voting import SEATS, voting
from tests.store.watched import Watched


@pytest.fixture
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """A primary, two replicas and three sentinels."""
    with Watched(tmp_path_factory.mktemp("watched")) as running:
        yield running


async def test_another_primary_is_followed_and_nothing_acknowledged_is_lost(watched: Watched) -> None:
    """A sentinel is gone, too: the next one is asked. Holds R48."""
    await reach(watched.url, lambda _: None)
    shards = Shards(watched.url)
    await shards.open()
    shards.watch()
    context = Context(shards, now_ms)
    chamber = await a_chamber(context, SEATS, ["AF", "AM"])
    assert shards.of(chamber.meeting.id).durability == "replica"
    async with voting(chamber) as voters:
        watched.sentinels[0].kill()
        watched.nodes[0].kill()
        await asyncio.to_thread(
            wait_until, lambda: any(node.alive and node.is_primary for node in watched.nodes), "another", 20.0
        )
    assert max(voter.longest_s for voter in voters) < 10.0
    await context.close()
    await shards.close()


async def test_a_sentinel_that_names_a_replica_is_not_believed(watched: Watched) -> None:
    """It was cut off from the others, and is the first that is asked: the start waits for nobody, and ballots count."""
    with watched.stale_sentinel(watched.nodes[1]) as url:
        await reach(url, _not_told, patience_s=5.0)
        shards = Shards(url)
        await shards.open()
        shards.watch()
        context = Context(shards, now_ms)
        async with voting(await a_chamber(context, SEATS, ["AF", "AM"])) as voters:
            pass
        assert min(voter.acknowledged for voter in voters) > 3
        await context.close()
        await shards.close()


async def test_where_all_sentinels_name_a_replica_that_is_said(watched: Watched) -> None:
    with watched.stale_sentinel(watched.nodes[1]) as url:
        for sentinel in watched.sentinels:
            sentinel.kill()
            sentinel.wait()
        with pytest.raises(StoreUnavailable, match="is a replica"):
            await reach(url, lambda _: None, patience_s=0.5)


def _not_told(fault: str) -> None:
    raise AssertionError(fault)


async def test_a_name_that_no_sentinel_knows_is_a_sentence(watched: Watched) -> None:
    with pytest.raises(StoreUnavailable, match="does not answer"):
        await reach(watched.url.replace("grcp@", "other@"), lambda _: None, patience_s=0.5)
