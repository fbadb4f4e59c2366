"""A service on a cluster of several primaries: meetings lie on all of them, and go on when one is lost or moved."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from server.clock import now_ms
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.erasing import erase_meeting
from server.store import Store
from server.store.connection.reach import StoreUnavailable, reach
from server.store.shards import Shards
from tests.chambers import Chamber, a_chamber
from tests.conftest import until
from tests.engine.servers import wait_until
from tests.store.several import Cluster, Node
from tests.store.voting import SEATS, voting


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
    await asyncio.to_thread(cluster.move, chamber.meeting.id, source, target)
    await until(lambda: shards.of(round_id) is not before, "the map says so", 20.0)
    assert cluster.primary_of(chamber.meeting.id) is target
    await until(lambda: (chamber.meeting.id, "stale") in heard, "the bell is mounted again")
    heard.clear()
    assert (await chamber.cast("delegate 1", round_id, {slate[0]: "for"})).revision == 1
    await until(lambda: heard, "the bell rings there")
    await chamber.close(round_id)
    assert (await chamber.context.round(round_id)).state == "closed"
    await bells.close()


async def another_primary(cluster: Cluster, chamber: Chamber, than: Node) -> None:
    """Wait until a meeting has another primary; the servers are asked beside the loop, in which everybody votes."""
    await asyncio.to_thread(
        wait_until, lambda: cluster.primary_of(chamber.meeting.id) is not than, "another primary", 20.0
    )


async def test_a_primary_that_is_killed_loses_nothing_that_was_acknowledged(cluster: Cluster, shards: Shards) -> None:
    """Its replica takes its place; those who vote elsewhere notice nothing, the others wait ten seconds at most."""
    chamber, other, *_ = await on_each(shards)
    async with voting(chamber) as voters, voting(other) as elsewhere:
        lost = cluster.primary_of(chamber.meeting.id)
        lost.kill()
        was = shards.of(chamber.meeting.id)
        await another_primary(cluster, chamber, lost)
    assert shards.of(chamber.meeting.id) is was, "the same shard, somewhere else"
    assert max(voter.longest_s for voter in voters) < 10.0
    assert max(voter.longest_s for voter in elsewhere) < 2.0
    cluster.heal()


async def test_a_planned_change_of_primaries_loses_nothing(cluster: Cluster, shards: Shards) -> None:
    """The primary hands over to its replica while everybody votes."""
    (chamber, *_) = await on_each(shards)
    async with voting(chamber) as voters:
        was = cluster.primary_of(chamber.meeting.id)
        await asyncio.to_thread(lambda: cluster.replica_of(was).take_over())
        await another_primary(cluster, chamber, was)
    assert max(voter.longest_s for voter in voters) < 5.0
    cluster.heal()


async def test_a_node_whose_functions_are_gone_gets_them_again(cluster: Cluster, shards: Shards) -> None:
    """FUNCTION FLUSH in the middle of a vote."""
    (chamber, *_) = await on_each(shards)
    async with voting(chamber) as voters:
        await asyncio.to_thread(cluster.primary_of(chamber.meeting.id).said, "FUNCTION", "FLUSH")
    assert max(voter.longest_s for voter in voters) < 2.0


@pytest.mark.parametrize("right", ["cluster|info", "cluster|slots"])
async def test_a_right_that_a_cluster_needs_and_lacks_stops_the_start(cluster: Cluster, right: str) -> None:
    """With the rights that are written for it everything above was done; with one less nothing begins."""
    for node in cluster.nodes:
        await asyncio.to_thread(node.said, "ACL", "SETUSER", "plenum", f"-{right}")
    try:
        with pytest.raises(StoreUnavailable, match=r"may not CLUSTER INFO and CLUSTER SLOTS.*\+cluster\|slots"):
            await reach(cluster.url, lambda _: None)
    finally:
        for node in cluster.nodes:
            await asyncio.to_thread(node.said, "ACL", "SETUSER", "plenum", f"+{right}")
    await reach(cluster.url, lambda _: None)


async def test_one_node_of_several_is_no_address(cluster: Cluster) -> None:
    """A sentence says what to write instead; the cluster itself is let in."""
    node = cluster.nodes[0]
    with pytest.raises(StoreUnavailable, match=r"one node of a cluster. .*redis\+cluster://"):
        await reach(f"redis://plenum:{node.word}@127.0.0.1:{node.port}", lambda _: None)
    await reach(cluster.url, lambda _: None)
    with pytest.raises(StoreUnavailable, match="refuses user and password"):
        await reach(cluster.url.replace(node.word, "guessed"), lambda _: None)
