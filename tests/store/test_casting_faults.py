"""Casting while the store is stopped, killed, or has lost its library: nobody is told "recorded" when it is not.

Each test has a store of its own, for it is treated badly.
"""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis as AsyncRedis

from server.domain.errors import NotConfirmed, NotRecorded, Refusal
from server.domain.procedure.ballots import Ballot
from server.domain.procedure.people import Person
from server.domain.procedure.rounds import Round
from server.engine.embedded import EmbeddedStore
from server.room.context import Context
from server.store import Store, StoreFault
from server.store.ballot_words import CastOutcome
from server.store.casting import LARGEST_BATCH
from server.store.rights import SERVICE
from server.store.shards import Shards
from tests.builders import a_delegate, a_meeting
from tests.conftest import until
from tests.counts import both_counts
from tests.engine.servers import a_client, admin_of, stopped
from tests.store.test_casting_laws import COLUMNS, a_ballot, a_round, cast, put

WITHIN_S = 2.0  # a second, and what two busy cores take


@pytest.fixture
async def shards(server: EmbeddedStore) -> AsyncIterator[Shards]:
    """Open one process on that store."""
    opened = Shards(server.url)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def process(shards: Shards) -> Store:
    """Hand out the store of that process."""
    return shards.of("")


async def said_of(store: Store, round_: Round, ballot: Ballot) -> str:
    """Cast a ballot and name the answer, a refusal included."""
    try:
        return (await cast(store, round_, ballot)).code
    except Refusal as refusal:
        return refusal.code


async def test_a_stopped_store_is_said_within_a_second_and_the_same_request_tells_the_truth(
    server: EmbeddedStore, process: Store
) -> None:
    """What was sent is not confirmed, what was not sent is not recorded; after waking nothing counts twice.

    Holds R48.
    """
    round_ = a_round()
    await put(process, round_, "open")
    assert await said_of(process, round_, a_ballot(round_, 0, request_id="first")) == "cast"
    sent = a_ballot(round_, 0, base_revision=1, request_id="second", ballot_id="b2")
    waiting = [a_ballot(round_, seat, request_id=f"w{seat}") for seat in range(1, 3 * LARGEST_BATCH)]
    with stopped(server):
        began = asyncio.get_running_loop().time()
        asked = [asyncio.create_task(said_of(process, round_, sent))]
        await asyncio.sleep(0)
        asked += [asyncio.create_task(said_of(process, round_, ballot)) for ballot in waiting]
        codes = await asyncio.gather(*asked)
        assert asyncio.get_running_loop().time() - began < WITHIN_S
    assert codes[0] == "not_confirmed"
    assert set(codes[1:]) <= {"not_recorded", "not_confirmed"}
    assert "not_recorded" in codes[1:], "what waited behind the others was never sent"

    again = await cast(process, round_, sent)
    assert (again.code, again.revision, again.ballot_id) == ("cast", 2, "b2")
    assert await cast(process, round_, sent) == again
    for ballot in waiting:
        assert (await cast(process, round_, ballot)).revision == 1
    counts = await both_counts(process.rounds, round_, COLUMNS)
    assert counts.agree
    assert counts.version == 2 + len(waiting)


async def test_a_store_that_keeps_stopping_counts_every_ballot_once(server: EmbeddedStore, process: Store) -> None:
    """Every phone asks again with the same request until it is answered, as the contract says. Holds R45."""
    round_ = a_round()
    await put(process, round_, "open")

    async def insist(seat: int) -> CastOutcome:
        ballot = a_ballot(round_, seat, request_id=f"r{seat}", ballot_id=f"b{seat}", marks="012301")
        return await until_cast(process, round_, ballot)

    phones = [asyncio.create_task(insist(seat)) for seat in range(300)]
    for _ in range(2):
        with stopped(server):
            phones += [asyncio.create_task(insist(seat)) for seat in range(300, 400)]
            done = asyncio.create_task(said_of(process, round_, a_ballot(round_, 999, request_id="r999")))
            await until(done.done, "a refusal while the store is stopped")
        await asyncio.wait(phones, return_when=asyncio.FIRST_COMPLETED)
    outcomes = await asyncio.gather(*phones)
    assert {(outcome.code, outcome.revision) for outcome in outcomes} == {("cast", 1)}
    await cast(process, round_, a_ballot(round_, 999, request_id="r999"))
    counts = await both_counts(process.rounds, round_, COLUMNS)
    assert counts.agree
    assert counts.version == len(counts.ballots) == 401


async def test_a_killed_store_records_nothing_says_so_and_has_lost_nothing_when_it_is_back(
    server: EmbeddedStore, process: Store
) -> None:
    """Holds R47."""
    round_ = a_round()
    await put(process, round_, "open")
    kept = await cast(process, round_, a_ballot(round_, 0, request_id="kept"))
    os.kill(server.pid, signal.SIGKILL)
    await until(lambda: not server.alive, "the end of the store")
    began = asyncio.get_running_loop().time()
    assert await said_of(process, round_, a_ballot(round_, 1, request_id="new")) in ("not_recorded", "not_confirmed")
    assert await said_of(process, round_, a_ballot(round_, 1, request_id="new")) == "not_recorded"
    assert asyncio.get_running_loop().time() - began < WITHIN_S
    await asyncio.to_thread(server.start)
    assert await cast(process, round_, a_ballot(round_, 0, request_id="kept")) == kept
    assert (await cast(process, round_, a_ballot(round_, 1, request_id="new"))).revision == 1


async def test_a_store_that_lost_its_library_gets_it_back_in_the_same_call(
    server: EmbeddedStore, shards: Shards, process: Store
) -> None:
    """FUNCTION FLUSH between two ballots, between two decisions, between two who enter."""
    round_ = a_round()
    await put(process, round_, "open")
    flush_library(server)
    assert await said_of(process, round_, a_ballot(round_, 0)) == "cast"
    context = Context(shards, lambda: 0)
    meeting = await a_meeting(context)
    flush_library(server)
    nobody = Person(meeting.id, "delegate", "AF", "nobody")
    assert not await process.seats.check_in(meeting, nobody, 0)
    flush_library(server)
    asked = [said_of(process, round_, a_ballot(round_, seat, request_id=f"r{seat}")) for seat in range(1, 300)]
    assert set(await asyncio.gather(*asked)) == {"cast"}
    assert (await a_delegate(context, meeting)).region_id == "AF"


async def test_connections_that_are_cut_cost_at_most_a_question(server: EmbeddedStore, process: Store) -> None:
    """A cut connection is `not_confirmed` at worst, and the same request is answered on the next one."""
    round_ = a_round()
    await put(process, round_, "open")
    admin = AsyncRedis.from_url(admin_of(server.url))
    for seat in range(20):
        ballot = a_ballot(round_, seat, request_id=f"r{seat}")
        kill = ("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")
        cut = asyncio.create_task(admin.execute_command(*kill))
        first = await said_of(process, round_, ballot)
        await asyncio.gather(cut, return_exceptions=True)
        assert first in ("cast", "not_confirmed", "not_recorded")
        again = await until_cast(process, round_, ballot)
        assert again.revision == 1
    await admin.aclose()
    counts = await both_counts(process.rounds, round_, COLUMNS)
    assert counts.agree
    assert counts.version == 20


@pytest.mark.parametrize("right", ["bitfield", "hset", "hmget", "exists", "expireat", "spublish"])
async def test_a_right_that_is_taken_away_in_a_vote_never_parts_ballots_from_tally(
    server: EmbeddedStore, process: Store, right: str
) -> None:
    """Nothing is said to be recorded without it; the same request is recorded once when the right is back."""
    round_ = a_round()
    await put(process, round_, "open")
    await cast(process, round_, a_ballot(round_, 0))
    with a_client(admin_of(server.url)) as admin:
        admin.execute_command("ACL", "SETUSER", SERVICE, f"-{right}")
        with pytest.raises((Refusal, StoreFault)):
            await cast(process, round_, a_ballot(round_, 1, request_id="asked"))
        admin.execute_command("ACL", "SETUSER", SERVICE, f"+{right}")
    counts = await both_counts(process.rounds, round_, COLUMNS)
    assert counts.agree
    assert counts.version == len(counts.ballots)
    assert (await until_cast(process, round_, a_ballot(round_, 1, request_id="asked"))).revision == 1
    counts = await both_counts(process.rounds, round_, COLUMNS)
    assert counts.agree
    assert counts.version == len(counts.ballots) == 2


def flush_library(server: EmbeddedStore) -> None:
    """Lose every function, as by a mistake at the store's prompt."""
    with a_client(admin_of(server.url)) as client:
        client.function_flush()


async def until_cast(store: Store, round_: Round, ballot: Ballot) -> CastOutcome:
    """Ask with the same request until there is an answer."""
    while True:
        with contextlib.suppress(NotRecorded, NotConfirmed):
            return await cast(store, round_, ballot)
