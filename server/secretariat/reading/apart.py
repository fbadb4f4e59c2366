"""Read a file that somebody handed in: in a process of its own, which is ended when it takes too long or too much.

Refuses to know what is read and by which library. Invariants: whatever the file is, there is an answer or a sentence
within `LONGEST_S`; the process can write no file, and nothing of what was handed in is kept; what it answers is read as
JSON, never as anything that could run here; the loop of whoever asks goes on.
"""

import asyncio
import contextlib
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from typing import Any

from server.domain.errors import Malformed, TryLater
from server.resources import import_path

LONGEST_S = 4.0
"""From the moment in which somebody asks: with what the answer takes on its way, they wait less than five seconds."""

MOST_MEMORY = 300 * 1024 * 1024
AT_ONCE = 2
LONGEST_ANSWER = 32 * 1024 * 1024

PROGRAMMES = "server.secretariat.reading.programme:read_programme_file"
SEAT_LISTS = "server.secretariat.reading.seats:read_seats"
"""The readers, by where they are: whoever has a file read need not load what reads it."""

Json = Any

_TOO_LONG = {-signal.SIGXCPU}
_TOO_MUCH = {-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS, -signal.SIGKILL}
"""How a process ends that is given no more memory, by the library that asked for it, or by the system."""


class ReaderFault(Exception):  # noqa: N818 - what is raised is where a reader failed
    """A defect of ours in a reader, told by the place where it was raised; its words may be words of the file."""


class Readers:
    """Has files read, at most two at a time."""

    def __init__(self, longest_s: float = LONGEST_S, most_memory: int = MOST_MEMORY, at_once: int = AT_ONCE) -> None:
        """Begin without a process."""
        self._longest_s = longest_s
        self._most_memory = most_memory
        self._turns = asyncio.Semaphore(at_once)

    async def read(self, reader: str, given: bytes, said: Mapping[str, object] | None = None) -> Json:
        """Have a file read.

        Shape:   `reader` names a module and its function (`module:function`), which imports a library only when it is
                 called; `said` is what it is told besides the bytes, as JSON; what it returns is JSON, too.
        Raises:  Malformed with the reason why the file cannot be read; TryLater while others are being read.
        """
        clock = asyncio.get_running_loop().time
        late_s = clock() + self._longest_s / 2
        had_time = False
        try:
            async with asyncio.timeout(self._longest_s), self._turns:
                had_time = clock() < late_s
                return await self._read(reader, given, said or {})
        except TimeoutError as late:
            raise Malformed("file_too_long") if had_time else TryLater("readers_busy") from late

    async def _read(self, reader: str, given: bytes, said: Mapping[str, object]) -> Json:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "server.secretariat.reading.process",
            str(os.getpid()), reader, str(round(self._longest_s) or 1),
            str(self._most_memory),
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={"PYTHONPATH": import_path()}, start_new_session=True,
        )  # fmt: skip
        handing = asyncio.create_task(_hand_over(process, given, said))
        try:
            answer = await _answer_of(process)
            return _read_answer(answer, await process.wait())
        finally:
            await _end(process)
            await asyncio.gather(handing, return_exceptions=True)


async def _hand_over(process: Process, given: bytes, said: Mapping[str, object]) -> None:
    """Give the process what it reads; one that has died already says so by how it ended."""
    assert process.stdin is not None  # noqa: S101 - it was piped
    with contextlib.suppress(ConnectionError):
        process.stdin.write(json.dumps(said).encode() + b"\n" + given)
        await process.stdin.drain()
        process.stdin.close()


async def _answer_of(process: Process) -> bytes:
    """Read what the process answers.

    Raises:  Malformed where that is longer than what a file can come to.
    """
    assert process.stdout is not None  # noqa: S101 - it was piped
    answer = bytearray()
    while part := await process.stdout.read(65_536):
        answer += part
        if len(answer) > LONGEST_ANSWER:
            raise Malformed("file_too_much")
    return bytes(answer)


def _read_answer(answer: bytes, ended: int) -> Json:
    if ended in _TOO_LONG:
        raise Malformed("file_too_long")
    if ended in _TOO_MUCH:
        raise Malformed("file_too_much")
    if ended != 0 or not answer:
        raise ReaderFault(f"ended with {ended}")
    said = json.loads(answer)
    if "refused" in said:
        raise Malformed(said["refused"], **said["figures"])
    if "fault" in said:
        raise ReaderFault(said["fault"])
    return said["read"]


async def _end(process: Process) -> None:
    """End the process, however far it is; its pipes are closed."""
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await process.communicate()
