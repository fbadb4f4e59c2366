"""What a cluster refuses before it begins: sent once more where that may help, and never said to be unknown."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

import pytest
import redis
from redis._parsers.base import BaseParser
from redis.crc import key_slot
from redis.exceptions import ConnectionError as ConnectionFault
from redis.exceptions import RedisError, ResponseError
from redis.exceptions import TimeoutError as TimeoutFault

from server.domain.errors import NotRecorded
from server.domain.procedure.rounds import Round
from server.store import Store, keys, library
from tests.conftest import until
from tests.engine.servers import a_client, admin_of
from tests.store.clusters import ClusterNode
from tests.store.test_casting_laws import a_ballot, a_round, cast, put

FOR_NOW = (
    "CLUSTERDOWN Hash slot not served",
    "CLUSTERDOWN The cluster is down",
    "TRYAGAIN Multiple keys request during rehashing of slot",
    "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
    "LOADING Valkey is loading the dataset in memory",
)
ELSEWHERE = (
    "MOVED 3999 127.0.0.1:6381",
    "ASK 3999 127.0.0.1:6381",
    "READONLY You can't write against a read only replica.",
)


def said(words: str) -> RedisError:
    """Read a refusal as the client does."""
    fault = BaseParser.parse_error(words)
    assert isinstance(fault, RedisError)
    return fault


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClusterNode]:
    """One node that goes on serving its other slots when one is taken away."""
    with ClusterNode(tmp_path_factory.mktemp("cluster")) as running:
        with a_client(admin_of(running.url)) as client:
            client.config_set("cluster-require-full-coverage", "no")
        yield running


@pytest.fixture
async def store(node: ClusterNode) -> AsyncIterator[Store]:
    """Open one process on that node."""
    opened = Store(node.url)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
def admin(node: ClusterNode) -> Iterator[redis.Redis]:
    """Hand out a client that may do everything."""
    with a_client(admin_of(node.url)) as client:
        client.config_resetstat()
        yield client


async def a_round_and_its_slot(store: Store) -> tuple[Round, int]:
    """Open a round, and say in which slot its meeting lies."""
    round_ = a_round()
    await put(store, round_, "open")
    return round_, key_slot(keys.of_round(round_.id).encode())


def refused(admin: redis.Redis) -> int:
    """Count what was refused because nobody serves the slot."""
    found = admin.info("errorstats").get("errorstat_CLUSTERDOWN", {})
    return int(found.get("count", 0))


@pytest.mark.parametrize("words", FOR_NOW)
def test_what_may_pass_was_not_run_and_is_worth_a_second_try(words: str) -> None:
    assert library.was_not_run(said(words))
    assert library.may_pass(said(words))


@pytest.mark.parametrize("words", ELSEWHERE)
def test_what_another_store_serves_was_not_run_and_this_one_is_not_asked_again(words: str) -> None:
    assert library.was_not_run(said(words))
    assert not library.may_pass(said(words))


@pytest.mark.parametrize(
    "fault", [ResponseError("ERR user_script:1: a defect"), ConnectionFault("lost"), TimeoutFault("late")]
)
def test_of_anything_else_nobody_knows_whether_it_was_run(fault: RedisError) -> None:
    assert not library.was_not_run(fault)
    assert not library.may_pass(fault)


async def test_a_ballot_for_a_slot_that_nobody_serves_is_not_recorded(store: Store, admin: redis.Redis) -> None:
    """It was sent twice, and refused twice before it began; the same request counts once the slot is served.

    Holds R48.
    """
    round_, slot = await a_round_and_its_slot(store)
    admin.execute_command("CLUSTER", "DELSLOTS", slot)
    try:
        with pytest.raises(NotRecorded):
            await cast(store, round_, a_ballot(round_, 0))
        assert refused(admin) == 2
    finally:
        admin.execute_command("CLUSTER", "ADDSLOTS", slot)
    await put(store, round_, "open")  # a slot that is taken away may lose its keys
    assert (await cast(store, round_, a_ballot(round_, 0))).revision == 1


async def test_a_ballot_is_recorded_where_the_slot_is_served_again_within_the_deadline(
    store: Store, admin: redis.Redis
) -> None:
    round_, slot = await a_round_and_its_slot(store)
    admin.execute_command("CLUSTER", "DELSLOTS", slot)
    casting = asyncio.create_task(cast(store, round_, a_ballot(round_, 0)))
    try:
        await until(lambda: refused(admin) == 1, "the first refusal")
    finally:
        admin.execute_command("CLUSTER", "ADDSLOTS", slot)
    await put(store, round_, "open")
    assert (await casting).revision == 1


async def test_a_question_is_asked_once_more_where_the_slot_is_served_again(store: Store, admin: redis.Redis) -> None:
    round_, slot = await a_round_and_its_slot(store)
    admin.execute_command("CLUSTER", "DELSLOTS", slot)
    asking = asyncio.create_task(store.rounds.mark_read(round_, "{}", int(time.time()) + 3_600))
    try:
        await until(lambda: refused(admin) == 1, "the first refusal")
    finally:
        admin.execute_command("CLUSTER", "ADDSLOTS", slot)
    await put(store, round_, "published")
    assert await asking
    assert refused(admin) == 1
