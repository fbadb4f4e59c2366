"""The pipe: what many ask in one turn reaches the store together, in the order in which it was asked."""

import asyncio
import time
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import pytest
from hiredis import pack_command
from redis.exceptions import ConnectionError as Lost

from server.engine.embedded import EmbeddedStore
from server.store.connection.health import GatedPool
from server.store.connection.pipe import ANSWERED_WITHIN_S, Pipe
from server.store.connection.pipes import Pipes

MANY = 200


@pytest.fixture
async def pool(server: EmbeddedStore) -> AsyncIterator[GatedPool]:
    """Make connections to that store."""
    made = GatedPool.from_url(server.url)
    yield made
    await made.aclose()


def echo(number: int) -> bytes:
    """Write a question whose answer is a number."""
    return bytes(pack_command(("ECHO", number)))


class Counted:
    """A transport that counts how often it is written to."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self.writes = 0

    def write(self, data: bytes) -> None:
        """Write."""
        self.writes += 1
        self._transport.write(data)

    def __getattr__(self, name: str) -> object:
        return getattr(self._transport, name)


async def test_many_who_ask_in_one_turn_wake_the_store_once(pool: GatedPool) -> None:
    """A hall that comes back at once asks thousands of questions; each alone would wake the store, and that us."""
    connection = await pool.connect(1.0)
    writer: Any = connection._writer
    writer._transport = counted = Counted(writer.transport)
    pipe, said = Pipe(connection), asyncio.Queue[object]()
    try:
        for number in range(MANY):
            pipe.ask_together(echo(number), 1, said.put_nowait)
        answers = [await said.get() for _ in range(MANY)]
    finally:
        await pipe.close()
    assert answers == [[b"%d" % number] for number in range(MANY)]
    assert counted.writes == 1


async def test_what_is_sent_at_once_stays_behind_what_was_asked_before(pool: GatedPool) -> None:
    """A ballot does not wait for the end of the turn, and everybody gets the answer to their own question."""
    pipe, said = Pipe(await pool.connect(1.0)), asyncio.Queue[tuple[int, object]]()
    due_s = asyncio.get_running_loop().time() + 5.0
    try:
        for number in range(6):
            tell = partial(lambda asked, answer: said.put_nowait((asked, answer)), number)
            if number % 3 < 2:
                pipe.ask_together(echo(number), 1, tell)
            else:
                pipe.ask(echo(number), 1, due_s, tell)
        heard = [await said.get() for _ in range(6)]
    finally:
        await pipe.close()
    assert heard == [(number, [b"%d" % number]) for number in range(6)]


async def test_the_time_of_a_question_runs_from_when_it_is_sent(pool: GatedPool) -> None:
    """The turn in which a whole hall comes back may be as long as the store has to answer, and is not its silence."""
    pipes = Pipes(pool)
    await pipes.open()
    try:
        asking = asyncio.create_task(pipes.ask(("WAIT", 1, 200)))
        await asyncio.sleep(0)
        time.sleep(ANSWERED_WITHIN_S + 0.05)  # noqa: ASYNC251 - a turn that takes so long
        assert await asking == [0]
    finally:
        await pipes.close()


async def test_whoever_asked_is_told_when_the_connection_goes_before_the_end_of_the_turn(pool: GatedPool) -> None:
    """What was not sent any more is answered by why: nobody waits for ever."""
    pipes = Pipes(pool)
    await pipes.open()
    asking = asyncio.create_task(pipes.ask(("ECHO", "late")))
    await asyncio.sleep(0)
    await pipes.close()
    with pytest.raises(Lost):
        await asking
