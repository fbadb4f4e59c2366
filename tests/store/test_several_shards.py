"""A service on a cluster of several primaries: meetings lie on all of them, and go on when one is lost or moved."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from redis.crc import key_slot

from server.clock import now_ms
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.erasing import erase_meeting
from server.store import Store
from server.store.shards import Shards
from tests.chambers import Chamber, a_chamber
from tests.conftest import until
from tests.store.several import Cluster

SEATS = {f"delegate {at}": "AF" for at in range(6)}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Three primaries with a replica each."""
    with Cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture
async def shards(cluster: Cluster) -> AsyncIterator[Shards]:
    """One process on it."""
    opened = Shards(cluster.url)
    await opened.open()
    opened.watch()
    yield opened
    await opened.close()


async def on_each(shards: Shards) -> list[Chamber]:
    """Found meetings until there is one on each shard."""
    context, found = Context(shards, now_ms), dict[Store, Chamber]()
    while len(found) < 3:
        chamber = await a_chamber(context, SEATS, ["AF", "AM"])
        found[shards.of(chamber.meeting.id)] = chamber
    return list(found.values())


async def test_meetings_lie_on_every_shard_and_whole_days_pass(cluster: Cluster, shards: Shards) -> None:
    """Founded, voted in, counted and erased, each where its slot is; nothing of them stays anywhere."""
    chambers = await on_each(shards)
    assert await shards.answers()
    for chamber in chambers:
        round_id = await chamber.open(slate := await chamber.put(["One"]))
        for name in SEATS:
            await chamber.cast(name, round_id, {slate[0]: "for"})
        await chamber.close(round_id)
        assert shards.of(round_id).durability == "replica"
        held = cluster.primary_of(chamber.meeting.id)
        assert held.said("EXISTS", f"plenum:{{{chamber.meeting.id}}}:meeting") == 1
        assert chamber.meeting.id in await shards.directory.all_ids()
        await erase_meeting(chamber.context, SECRETARY, chamber.meeting.id)
    left = [key for node in cluster.primaries for key in node.said("KEYS", "plenum:*")]
    assert not [key for key in left if any(one.meeting.id in key for one in chambers)]


async def test_a_slot_that_goes_to_another_shard_is_followed(cluster: Cluster, shards: Shards) -> None:
    """Ballots are taken before and after; the bell rings where the meeting is, and tells that it moved."""
    (chamber, *_) = await on_each(shards)
    heard: list[tuple[str, str]] = []
    bells = shards.bell(lambda meeting_id, what: heard.append((meeting_id, what)))
    bells.listen(chamber.meeting.id)
    round_id = await chamber.open(slate := await chamber.put(["One"]))
    await until(lambda: heard, "the bell is mounted")
    await chamber.cast("delegate 0", round_id, {slate[0]: "for"})
    before, source = shards.of(round_id), cluster.primary_of(round_id[:5])
    target = next(node for node in cluster.primaries if node is not source)
    heard.clear()
    slot = key_slot(chamber.meeting.id.encode())
    await asyncio.to_thread(source.said, "CLUSTER", "MIGRATESLOTS", "SLOTSRANGE", slot, slot, "NODE", target.id)
    await until(lambda: shards.of(round_id) is not before, "the map says so", 20.0)
    assert cluster.primary_of(chamber.meeting.id) is target
    await until(lambda: (chamber.meeting.id, "stale") in heard, "the bell is mounted again")
    heard.clear()
    assert (await chamber.cast("delegate 1", round_id, {slate[0]: "for"})).revision == 1
    await until(lambda: heard, "the bell rings there")
    await chamber.close(round_id)
    assert (await chamber.context.round(round_id)).state == "closed"
    await bells.close()
