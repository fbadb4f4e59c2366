"""Watching a reader that takes nothing. Refuses to know what it is to be told. Invariant: who takes anything stays."""

import asyncio
from collections.abc import Callable

from server.web.socket.connection import STUCK_S


class Stuck:
    """A full buffer, from the moment at which it became full until `end`."""

    __slots__ = ("_handle", "_out", "_then")

    def __init__(self, out: asyncio.Transport, then: Callable[[], None]) -> None:
        """Call `then` when nothing at all was taken for ten seconds."""
        self._out, self._then = out, then
        self._wait(out.get_write_buffer_size())

    def end(self) -> None:
        """Watch no more."""
        self._handle.cancel()

    def _wait(self, left: int) -> None:
        self._handle = asyncio.get_running_loop().call_later(STUCK_S, self._look, left)

    def _look(self, before: int) -> None:
        left = self._out.get_write_buffer_size()
        if left < before:
            self._wait(left)
        else:
            self._then()
