"""Two shards, and surveys on both: what is silent or broken on one keeps no round on the other open."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from server.clock import now_ms
from server.domain.procedure.closing_dates import instant_of
from server.engine.embedded import EmbeddedStore
from server.live.overdue import Overdue
from server.room.context import Context
from server.store import Store, keys
from server.store.shards import Shards
from tests.builders import in_days
from tests.chambers import Chamber, a_chamber
from tests.conftest import until
from tests.engine.servers import stopped
from tests.store.test_two_shards import SEATS, servers, shards

__all__ = ["servers", "shards"]

Survey = tuple[Chamber, str]


@dataclass(slots=True)
class Hand:
    """The clock of a service, turned by hand."""

    now_ms: int

    def __call__(self) -> int:
        """Read it."""
        return self.now_ms


@pytest.fixture
def hand() -> Hand:
    """Begin at this hour."""
    return Hand(now_ms())


@pytest.fixture
async def surveys(shards: Shards, hand: Hand) -> AsyncIterator[list[Survey]]:
    """On each shard two meetings, each with a round that is open until its date."""
    context, found = Context(shards, hand), dict[Store, list[Survey]]({store: [] for store in shards._stores.all})
    while any(len(here) < 2 for here in found.values()):
        chamber = await a_chamber(context, SEATS, ["AF", "AM"], days=60)
        here = found[shards.of(chamber.meeting.id)]
        here.append((chamber, await chamber.open(await chamber.put(["One"]), closes_at=in_days(5))))
    yield [survey for here in found.values() for survey in here[:2]]
    await context.close()


async def states(surveys: list[Survey]) -> list[str]:
    """Say how each round is, as the store has it."""
    return [(await chamber.context.round(round_id)).state for chamber, round_id in surveys]


@pytest.mark.parametrize("lost", [0, 1], ids=["with the list of meetings", "without it"])
async def test_a_store_that_hangs_keeps_no_round_of_the_other_open(
    servers: tuple[EmbeddedStore, EmbeddedStore], shards: Shards, surveys: list[Survey], hand: Hand, lost: int
) -> None:
    """Known or not, what lies elsewhere closes at its date; what lies there, in the first look after it is back.

    Holds R261.
    """
    look = Overdue(surveys[0][0].context)
    await look.look()
    there, here = surveys[lost * 2 : lost * 2 + 2], surveys[2 - lost * 2 : 4 - lost * 2]
    hand.now_ms = instant_of(in_days(5)) + 60_000
    with stopped(servers[lost]):
        await look.look()
        assert await states(here) == ["closed", "closed"]
        await look.look_again()
    await until(lambda: shards.of(there[0][0].meeting.id).health.state == "up", "the state up", 5.0)
    await look.look_again()
    assert await states(there) == ["closed", "closed"]
    assert [(await one.context.round(round_id)).closing_at_ms for one, round_id in surveys] == [
        instant_of(in_days(5))
    ] * 4


async def test_a_meeting_of_which_a_store_refuses_something_silences_not_its_neighbours(
    shards: Shards, surveys: list[Survey], hand: Hand
) -> None:
    """A store that refuses is there: whatever else it holds is looked at. Holds R261."""
    looked_at = await shards.directory.all_ids()
    (broken, _), *others = sorted(surveys, key=lambda one: looked_at.index(one[0].meeting.id))
    client, where = shards.of(broken.meeting.id)._client, keys.of(broken.meeting.id, "state")
    await client.rename(where, f"{where}:kept")
    await client.set(where, "no hash")
    hand.now_ms = instant_of(in_days(5)) + 60_000
    look = Overdue(broken.context)
    await look.look()
    assert await states(others) == ["closed"] * 3
    await client.rename(f"{where}:kept", where)
    await look.look_again()
    assert await states(surveys) == ["closed"] * 4
