"""The pipes: the one in use among those that were opened, and how the answers to a question are awaited on it.

Refuses to know what is asked. Invariant: what is asked while no pipe is usable opens another one, for all who wait.
"""

import asyncio
from functools import partial
from typing import Any

from hiredis import pack_command
from redis.exceptions import ConnectionError as Lost
from redis.exceptions import RedisError

from server.store.connection.health import GatedPool
from server.store.connection.pipe import Command, OnAnswer, Pipe
from server.tasks import end, share

OPENED_WITHIN_S = 0.5


class Pipes:
    """The pipe in use: another is opened when it was lost or late."""

    def __init__(self, pool: GatedPool) -> None:
        """Take what makes connections; nothing is connected yet."""
        self._pool = pool
        self._pipe: Pipe | None = None
        self._open_ones: set[Pipe] = set()
        self._opening: asyncio.Task[None] | None = None

    @property
    def usable(self) -> bool:
        """Say whether something may be sent at once."""
        return self._usable() is not None

    async def open(self) -> None:
        """Have a pipe, one for all who wait for it.

        Raises:  a fault of the connection.
        """
        if self._opening is None:
            self._opening = share(self._open())
            self._opening.add_done_callback(self._opened)
        await asyncio.shield(self._opening)

    def send(self, packed: bytes, count: int, due_s: float, on_answer: OnAnswer) -> None:
        """Send commands on the pipe in use, as `Pipe.ask`.

        Raises:  ConnectionError where nothing is usable, and nothing was sent.
        """
        _found(self._usable()).ask(packed, count, due_s, on_answer)

    async def ask(self, *commands: Command) -> list[Any]:
        """Have commands carried out, in one round trip; they are not one transaction.

        Raises:  the store's refusal of the first that it refused; a fault of the connection.
        """
        if (pipe := self._usable()) is None:
            await self.open()
            pipe = _found(self._usable())
        answers: asyncio.Future[list[Any]] = pipe.loop.create_future()
        packed = b"".join(map(pack_command, commands))  # type: ignore[arg-type] # any length
        pipe.ask_together(packed, len(commands), partial(settle, answers))
        for answer in (found := await answers):
            if isinstance(answer, RedisError):
                raise answer
        return found

    async def execute_command(self, *command: str | bytes | int) -> Any:  # noqa: ANN401 - as the client's own
        """Have one command carried out: what `library.call` needs."""
        return (await self.ask(command))[0]

    async def close(self) -> None:
        """Let go of every connection."""
        if self._opening is not None:
            await end(self._opening)
        for pipe in self._open_ones:
            await pipe.close()

    def leave(self) -> None:
        """Ask nothing more on the pipe in use: what was asked is still heard, what is asked next opens another."""
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            pipe.retire()

    def _usable(self) -> Pipe | None:
        pipe = self._pipe
        return pipe if pipe is not None and pipe.usable and not self._pool.away else None

    async def _open(self) -> None:
        self._pipe = Pipe(await self._pool.connect(OPENED_WITHIN_S))
        self._open_ones = {self._pipe, *(pipe for pipe in self._open_ones if not pipe.lost.is_set())}

    def _opened(self, _: asyncio.Task[None]) -> None:
        self._opening = None


def _found(pipe: Pipe | None) -> Pipe:
    if pipe is None:
        raise Lost("no pipe is open")
    return pipe


def settle(waiting: asyncio.Future[Any], outcome: object) -> None:
    """Give whoever waits the outcome, raised where it is a fault; they may have gone."""
    if waiting.done():
        return
    if isinstance(outcome, Exception):
        waiting.set_exception(outcome)
    else:
        waiting.set_result(outcome)
