"""The counter: a process of its own in which ballots are counted and lists are made, so that nobody's ballot waits.

It is started when something is first counted, one for each web process, and ends with it. Refuses to know what is
counted. Invariants: a count is a function of what is handed over and of nothing else, so it can be
done again if its process died; what takes too long ends with a refusal; only a count that certainly takes a few
milliseconds is done in the process that asks; where memory is bounded, a process that keeps much of it for itself is
ended after its answer.
"""

import asyncio
import contextlib
import os
import pickle
import resource
import struct
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from server.domain.errors import TryLater
from server.engine.tether import tie_to_parent
from server.resources import import_path
from server.tasks import share

LONGEST_COUNT_S = 60.0
TELL_AFTER_S = 0.5
TELL_EVERY_S = 1.0
AT_ONCE = 60
"""Marks times regions up to which a list was made in less than 5 ms by every method, on a slow machine."""

_LENGTH = struct.Struct(">I")
_NICE = 5  # ballots first
_KEPT = 4
"""Of the memory that it may have, a process that keeps more than this part from one answer to the next is ended: what
sets pages remembers all it has set, and would grow until it dies in the middle of a file."""
Found = TypeVar("Found")
OnProgress = Callable[[float | None], None]
"""Called with the seconds that a count has taken so far, and with None when it is over."""
_Asked = tuple[Callable[..., object], tuple[object, ...]]
"""A function, and what it is given."""


class Counter:
    """Has things counted, one after the other."""

    def __init__(self, longest_s: float = LONGEST_COUNT_S, most_memory: int = 0) -> None:
        """Begin without a process.

        Units:   `most_memory` in bytes of addresses, nought where nobody bounds it.
        """
        self.longest_s = longest_s
        self._most_memory = most_memory
        self._process: Process | None = None
        self._turn = asyncio.Lock()
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def pid(self) -> int | None:
        """Say which process counts; None while there is none."""
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    async def do(
        self, count: Callable[..., Found], *given: object, work: int, on_progress: OnProgress | None = None
    ) -> Found:
        """Call a pure function of a module, here or in the counter's process; what goes in and out must be picklable.

        Units:   `work` is marks times regions.
        Raises:  TryLater if it takes too long, or its process dies twice.
        """
        if work <= AT_ONCE:
            return count(*given)
        return await self.apart(count, *given, on_progress=on_progress)

    async def apart(
        self, count: Callable[..., Found], *given: object, on_progress: OnProgress | None = None, stops: bool = False
    ) -> Found:
        """Call a pure function in the counter's process, however small the count is.

        Shape:   with `stops` the process ends where whoever asked leaves; else what was asked goes on.

        Raises:  TryLater if it takes too long, or its process dies twice.
        """
        # Whoever asked may leave meanwhile; the answer must be read all the same, or the next one would get it.
        task = share(self._in_turn((count, given), on_progress))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            found: Found = await asyncio.shield(task)
        except asyncio.CancelledError:
            if stops:
                task.cancel()
            raise
        return found

    async def close(self) -> None:
        """End the process."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._end()

    async def _in_turn(self, asked: _Asked, on_progress: OnProgress | None) -> Any:  # noqa: ANN401 - what was asked for
        async with self._turn:
            telling = asyncio.create_task(_tell(on_progress)) if on_progress is not None else None
            try:
                return await self._answer(await asyncio.to_thread(pickle.dumps, asked))
            finally:
                if telling is not None:
                    telling.cancel()
                    await asyncio.gather(telling, return_exceptions=True)
                if self._most_memory and _held_by(self.pid) > self._most_memory // _KEPT:
                    await self._end()

    async def _answer(self, asked: bytes) -> Any:  # noqa: ANN401 - what was asked for
        for last in (False, True):
            try:
                async with asyncio.timeout(self.longest_s):
                    succeeded, found = await self._ask(asked)
            except TimeoutError as late:
                await self._end()
                raise TryLater("count_too_long", n=round(self.longest_s)) from late
            except (asyncio.IncompleteReadError, OSError) as dead:  # it died, or there was no room for it to begin
                await self._end()
                if last:
                    raise TryLater("count_failed") from dead
            except BaseException:
                await self._end()
                raise
            else:
                if not succeeded:
                    raise found  # a defect of ours, as it would have been raised here
                return found
        raise AssertionError("unreachable")

    async def _ask(self, asked: bytes) -> tuple[bool, Any]:
        process = self._process or await self._start()
        assert process.stdin is not None and process.stdout is not None  # noqa: PT018, S101 - both were piped
        process.stdin.write(_LENGTH.pack(len(asked)) + asked)
        await process.stdin.drain()
        (length,) = _LENGTH.unpack(await process.stdout.readexactly(_LENGTH.size))
        succeeded, found = pickle.loads(await process.stdout.readexactly(length))  # noqa: S301 - our own process
        return succeeded, found

    async def _start(self) -> Process:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "server.room.counter", str(os.getpid()), str(self._most_memory),
            stdin=PIPE, stdout=PIPE, env={"PYTHONPATH": import_path()}, start_new_session=True, limit=2**20,
        )  # fmt: skip
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.communicate()  # its pipes are closed


def _held_by(pid: int | None) -> int:
    """Say how much memory a process has; nought where there is none, or nobody says.

    Units:   bytes.
    """
    try:
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * resource.getpagesize()
    except OSError:
        return 0


async def _tell(on_progress: OnProgress) -> None:
    began_s = asyncio.get_running_loop().time()
    await asyncio.sleep(TELL_AFTER_S)
    try:
        while True:
            on_progress(asyncio.get_running_loop().time() - began_s)
            await asyncio.sleep(TELL_EVERY_S)
    finally:
        on_progress(None)


def main() -> None:
    """Count what is asked for, until nobody can ask any more."""
    tie_to_parent(int(sys.argv[1]))
    os.nice(_NICE)
    if most_memory := int(sys.argv[2]):
        resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    asking, answering = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what is printed by accident must not be taken for an answer
    while asked := _read(asking):
        count, given = pickle.loads(asked)  # noqa: S301 - by our own parent
        try:
            answer = pickle.dumps((True, count(*given)))
        except Exception as defect:
            answer = pickle.dumps((False, defect))
        answering.write(_LENGTH.pack(len(answer)) + answer)
        answering.flush()


def _read(asking: BinaryIO) -> bytes:
    head = asking.read(_LENGTH.size)
    return asking.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else b""


if __name__ == "__main__":
    main()
