"""The files of ranked lists, as one process has made them: from the value that is kept, and once.

Refuses to know who may have one. Invariants: no ballot and no count waits for a file, for what is not surely made in a
few milliseconds is made in a process of its own, and a document for people in another one, so that no picture of a
room waits for it; no document is written that nobody waits for any more; a file is remembered under the value it was
made of, so that no old one is given; of a meeting that was erased nothing is remembered.
"""

import asyncio
import hashlib
from collections import Counter as Counts
from collections import OrderedDict
from collections.abc import Callable

from server.domain.errors import TryLater
from server.domain.procedure.meeting import meeting_of
from server.record.formats import FORMATS, read_format
from server.record.occasion import Occasion
from server.room.count_sheet import write_file
from server.room.counter import Counter, Found
from server.tasks import share

LONGEST_S = 30.0
LONGEST_REPORT_S = 120.0
"""A report has all lists of a meeting with their pictures, and nobody waits for it but who asked."""
AT_ONCE_BYTES = 32_768
"""Lists kept in so much were read, and written in any format, in less than 5 ms on a slow machine."""
AT_ONCE_IN_WORDS_BYTES = 8_192
"""Of those that say their reasons in sentences, which take up to four times as long."""

MOST_BYTES = 16_777_216
MOST_WAITING = 12
"""How many documents are being written or wait for it: what a whole hall asks for is one in six languages, or two."""
MOST_MEMORY = 1_073_741_824
"""Of addresses, for the process that writes them: a library of the long kind maps a few hundred million by itself."""

_Key = tuple[str, str, str, bytes]
"""A round, a kind of file, the language of its sentences, and the digest of the list and what it is of."""


class Files:
    """The files of one process."""

    def __init__(self, most_bytes: int = MOST_BYTES, most_memory: int = MOST_MEMORY) -> None:
        """Begin with none, and without a process."""
        self.counter = Counter(LONGEST_S)
        self.writer = Counter(LONGEST_S, most_memory)
        self.reporter = Counter(LONGEST_REPORT_S, most_memory)
        self._most_bytes = most_bytes
        self._made: OrderedDict[_Key, bytes] = OrderedDict()
        self.remembered = 0
        """How many bytes are remembered."""
        self._making: dict[_Key, asyncio.Task[bytes]] = {}
        self._waited_for: Counts[asyncio.Task[bytes]] = Counts()

    async def make(
        self,
        round_id: str,
        kept: bytes,
        kind: str,
        occasion: Occasion | None = None,
        language: str = "",
        *,
        template: bytes = b"",
    ) -> bytes:
        """Make the file of a round's list, or find the one that was made of it.

        Shape:   without an `occasion`, as the list is told in its room; without a `language` it says no sentences; a
                 kind that takes a `template` has its looks.

        Raises:  NotFound for an unknown kind; TryLater if it takes too long, or too many wait.
        """
        quick = read_format(kind).quick
        key = (round_id, kind, language, hashlib.sha256(b"%r %b %b" % (occasion, kept, template)).digest())
        if key in self._made:
            self._made.move_to_end(key)
            return self._made[key]
        if quick and len(kept) <= (AT_ONCE_IN_WORDS_BYTES if language else AT_ONCE_BYTES):
            return self._remember(key, write_file(kept, kind, occasion, language))
        if key not in self._making:
            if not quick and self._waiting() >= MOST_WAITING:
                raise TryLater("files_busy")
            self._making[key] = share(self._make_apart(key, kept, occasion, template))
        if quick:  # the next picture of the room wants it too
            return await asyncio.shield(self._making[key])
        return await self._wait_for(key)

    async def compose(self, key: _Key, write: Callable[..., bytes], *given: object) -> bytes:
        """Have a report written under its key, or find the one that was.

        Raises:  TryLater if it takes too long, or too many wait.
        """
        if key in self._made:
            self._made.move_to_end(key)
            return self._made[key]
        if key not in self._making:
            if self._waiting() >= MOST_WAITING:
                raise TryLater("files_busy")
            self._making[key] = share(self._compose_apart(key, write, *given))
        return await self._wait_for(key)

    async def _wait_for(self, key: _Key) -> bytes:
        """Wait for a file with whoever else does; when the last one leaves, nobody writes at it any more."""
        making = self._making[key]
        self._waited_for[making] += 1
        try:
            return await asyncio.shield(making)
        finally:
            self._waited_for[making] -= 1
            if not self._waited_for[making]:
                del self._waited_for[making]
                if not making.done():
                    self._end_making(key, making)
                    making.cancel()

    async def apart(self, look: Callable[[bytes], Found], given: bytes) -> Found:
        """Have a document looked at where reports are written.

        Raises:  what `look` raises; TryLater if it takes too long, or too much memory, or too many wait.
        """
        if self._waiting() >= MOST_WAITING:
            raise TryLater("files_busy")
        try:
            return await self.reporter.apart(look, given)
        except MemoryError as late:
            raise TryLater("file") from late

    async def _compose_apart(self, key: _Key, write: Callable[..., bytes], *given: object) -> bytes:
        try:
            file = await self.reporter.apart(write, *given, stops=True)
        except (TryLater, MemoryError) as late:
            raise TryLater("file") from late
        finally:
            wanted = self._end_making(key, asyncio.current_task())
        return self._remember(key, file) if wanted else file

    async def _make_apart(self, key: _Key, kept: bytes, occasion: Occasion | None, template: bytes) -> bytes:
        write = self._count if read_format(key[1]).quick else self._write
        try:
            file = await write(kept, key[1], occasion, key[2], template)
        finally:
            wanted = self._end_making(key, asyncio.current_task())
        return self._remember(key, file) if wanted else file

    async def _count(self, *asked: object) -> bytes:
        return await self.counter.apart(write_file, *asked)

    async def _write(self, *asked: object) -> bytes:
        """Have a document written, one after the other.

        Raises:  TryLater where it takes too long, or too much memory.
        """
        try:
            return await self.writer.apart(write_file, *asked, stops=True)
        except (TryLater, MemoryError) as late:
            raise TryLater("file") from late

    def _end_making(self, key: _Key, making: asyncio.Task[bytes] | None) -> bool:
        """Say that somebody makes a file no longer; False where its meeting was erased, or somebody else makes it."""
        if self._making.get(key) is not making:
            return False
        del self._making[key]
        return True

    def _waiting(self) -> int:
        """Say how many documents are being written, or wait for it."""
        return sum(kind not in FORMATS or not FORMATS[kind].quick for _, kind, _, _ in self._making)

    def _remember(self, key: _Key, file: bytes) -> bytes:
        self._made[key] = file
        self.remembered += len(file)
        while self.remembered > self._most_bytes:
            self.remembered -= len(self._made.popitem(last=False)[1])
        return file

    def forget(self, meeting_id: str) -> None:
        """Remember nothing of a meeting that was erased, nor what is being made of it."""
        for key in [key for key in self._making if meeting_of(key[0]) == meeting_id]:
            del self._making[key]
        for key in [key for key in self._made if meeting_of(key[0]) == meeting_id]:
            self.remembered -= len(self._made.pop(key))

    async def close(self) -> None:
        """End the processes."""
        await self.counter.close()
        await self.writer.close()
        await self.reporter.close()
