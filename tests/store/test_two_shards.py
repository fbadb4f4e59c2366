"""Two shards, each on a server of its own: nobody who asks needs to know, and only one half suffers when one dies."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from server.clock import now_ms
from server.domain.errors import NotRecorded
from server.domain.procedure.meeting import meeting_of
from server.engine.embedded import EmbeddedStore
from server.room.actions.counting import hand_out
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.erasing import erase_meeting
from server.store import Store, keys
from server.store.meetings import LETTERS
from server.store.shards import Shards
from server.store.stores import FixedStores
from tests.chambers import Chamber, a_chamber
from tests.conftest import until
from tests.engine.servers import AttendedStore, a_client

SEATS = {"Ama": "AF", "Bo": "AM"}


class TwoStores(FixedStores):
    """The first store has what belongs to no meeting."""

    def at(self, key: str) -> Store:
        """Choose a store by the first letter of an id."""
        return self.all[0 if key.startswith("plenum:") else LETTERS.index(key[0]) % 2]


class TwoShards(Shards):
    """Meetings lie here or there by the first letter of their ids; the directory lies on the first."""

    def __init__(self, first: str, second: str) -> None:
        """Take the addresses of two servers."""
        super().__init__(first)
        self._stores = TwoStores(Store(first), Store(second))


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[tuple[EmbeddedStore, EmbeddedStore]]:
    """Run two servers that know nothing of each other."""
    with AttendedStore(tmp_path / "first") as first, AttendedStore(tmp_path / "second") as second:
        yield first, second


@pytest.fixture
async def shards(servers: tuple[EmbeddedStore, EmbeddedStore]) -> AsyncIterator[Shards]:
    """Open both, and keep an eye on them."""
    opened = TwoShards(*(server.url for server in servers))
    await opened.open()
    opened.watch()
    yield opened
    await opened.close()


@pytest.fixture
async def chambers(shards: Shards) -> AsyncIterator[list[Chamber]]:
    """Found meetings until there is one on each."""
    context, found = Context(shards, now_ms), dict[Store, Chamber]()
    while len(found) < 2:
        chamber = await a_chamber(context, SEATS, ["AF", "AM"])
        found[shards.of(chamber.meeting.id)] = chamber
    yield [found[store] for store in shards._stores.all]
    await context.close()


def kept_on(server: EmbeddedStore) -> set[str]:
    """Name the meetings of which anything lies on a server."""
    with a_client(server.url) as client:
        return {keys.meeting_of_bell(key) for key in client.scan_iter(match="plenum:{*")}


async def test_everything_of_a_meeting_lies_in_its_shard_and_goes_from_there(
    servers: tuple[EmbeddedStore, EmbeddedStore], shards: Shards, chambers: list[Chamber]
) -> None:
    heard: set[tuple[str, str]] = set()
    bells = shards.bell(lambda meeting_id, what: heard.add((meeting_id, what)))
    for chamber in chambers:
        bells.listen(chamber.meeting.id)
    ids = [chamber.meeting.id for chamber in chambers]
    await until(lambda: heard >= {(meeting_id, "stale") for meeting_id in ids}, "both bells")
    for chamber in chambers:
        round_id = await chamber.open(slate := await chamber.put(["One"]))
        await chamber.cast("Ama", round_id, {slate[0]: "for"})
        await chamber.close(round_id)
        assert b"One" in await hand_out(chamber.context, await chamber.context.round(round_id), "json")
    for server, mine, other in zip(servers, ids, reversed(ids), strict=True):
        assert mine in kept_on(server)
        assert other not in kept_on(server)
    with a_client(servers[1].url) as client:
        assert [key for key in client.scan_iter() if "{" not in key] == []
    for meeting_id in ids:
        await erase_meeting(chambers[0].context, SECRETARY, meeting_id)
    await until(lambda: heard >= {(meeting_id, "erased") for meeting_id in ids}, "both last words")
    assert not set(ids) & (kept_on(servers[0]) | kept_on(servers[1]) | {*await shards.directory.all_ids()})
    await bells.close()


async def test_a_shard_that_dies_closes_its_own_meetings_alone(
    servers: tuple[EmbeddedStore, EmbeddedStore], shards: Shards, chambers: list[Chamber]
) -> None:
    returns: list[str] = []

    async def refresh() -> None:
        returns.append("back")

    shards.on_return(refresh)
    rounds = [(chamber, await chamber.put(["One"])) for chamber in chambers]
    opened = [(chamber, await chamber.open(slate), slate) for chamber, slate in rounds]
    for chamber, round_id, _ in opened:  # so that a ballot needs nothing but its own step
        await chamber.context.terms(round_id)
    assert await shards.answers()
    os.kill(servers[1].pid or 0, signal.SIGKILL)
    lost = shards.of(meeting_of(opened[1][1]))
    await until(lambda: lost.health.away, "the state down", 5.0)
    assert not await shards.answers()
    (here, round_here, slate_here), (there, round_there, slate_there) = opened
    assert (await here.cast("Ama", round_here, {slate_here[0]: "for"})).revision == 1
    with pytest.raises(NotRecorded):
        await there.cast("Ama", round_there, {slate_there[0]: "for"})
    await asyncio.to_thread(servers[1].start)
    await until(lambda: lost.health.state == "up", "the state up", 5.0)
    assert len(returns) == 1
    assert await shards.answers()
    assert (await there.cast("Ama", round_there, {slate_there[0]: "for"})).revision == 1
