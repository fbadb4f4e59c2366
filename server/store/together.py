"""Together: what many ask in the same turn of the loop, in one round trip.

For questions that a hall asks all at once, when it comes in or comes back: a call of its own costs the client ten times
what it costs the store. Refuses to know what is asked. Invariants: each asker gets the answers to their own commands; a
command is sent once, on a connection that never repeats it; an error in one command is the asker's alone, and a lost
connection is everybody's.
"""

import asyncio
from collections import deque
from typing import Any, NamedTuple

from hiredis import pack_command
from redis.asyncio import Redis
from redis.asyncio.connection import AbstractConnection
from redis.exceptions import RedisError, ResponseError
from redis.exceptions import TimeoutError as NotAnswered

MOST_TOGETHER = 128
ROUND_TRIPS_UNDER_WAY = 2
ANSWERED_WITHIN_S = 0.95

Command = tuple[str | bytes | int, ...]


class _Asked(NamedTuple):
    """What one asker wants to know."""

    commands: tuple[Command, ...]
    answers: asyncio.Future[list[Any]]


class Together:
    """The questions of one process."""

    def __init__(self, client: Redis) -> None:
        """Take the client whose connections are used."""
        self._client = client
        self._waiting: deque[_Asked] = deque()
        self._tasks: set[asyncio.Task[None]] = set()

    async def ask(self, *commands: Command) -> list[Any]:
        """Have commands carried out, together with those of others; they are not one transaction.

        Raises:  the store's refusal of the first that it refused; a fault of the connection.
        """
        asked = _Asked(commands, asyncio.get_running_loop().create_future())
        self._waiting.append(asked)
        if len(self._tasks) < ROUND_TRIPS_UNDER_WAY:
            task = asyncio.create_task(self._drain())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        answers = await asked.answers
        for answer in answers:
            if isinstance(answer, ResponseError):
                raise answer
        return answers

    async def execute_command(self, *command: str | bytes | int) -> Any:  # noqa: ANN401 - as the client's own
        """Have one command carried out: what `library.call` needs."""
        return (await self.ask(command))[0]

    async def _drain(self) -> None:
        while self._waiting:
            batch = [self._waiting.popleft() for _ in range(min(MOST_TOGETHER, len(self._waiting)))]
            try:
                answers = iter(await self._send([command for asked in batch for command in asked.commands]))
            except (RedisError, OSError) as fault:
                for asked in batch:
                    if not asked.answers.done():
                        asked.answers.set_exception(fault)
            else:
                for asked in batch:
                    mine = [next(answers) for _ in asked.commands]
                    if not asked.answers.done():
                        asked.answers.set_result(mine)

    async def _send(self, commands: list[Command]) -> list[Any]:
        connection = await self._client.connection_pool.get_connection()
        try:
            async with asyncio.timeout(ANSWERED_WITHIN_S):
                packed = b"".join([pack_command(command) for command in commands])  # type: ignore[arg-type] # any length
                await connection.send_packed_command(packed)
                return [await _answer_of(connection) for _ in commands]
        except TimeoutError as late:
            # Answers may still arrive on this connection: nobody else may read them as theirs.
            await connection.disconnect(nowait=True)
            raise NotAnswered("the store did not answer in time") from late
        except BaseException:
            await connection.disconnect(nowait=True)
            raise
        finally:
            await self._client.connection_pool.release(connection)


async def _answer_of(connection: AbstractConnection) -> Any:  # noqa: ANN401 - whatever the store answers
    try:
        return await connection.read_response()
    except ResponseError as refusal:
        return refusal
