"""Sharing: one picture of a room for all who ask at about the same time, and turns in which they are greeted.

Refuses to know who asks. Invariants: however many arrive at once, at most fifty pictures are made in a second; a
picture is never older than the moment it was asked for; what has not changed since the last picture is not written
again.
"""

import asyncio
from collections.abc import Callable

from server.domain.procedure.programme import Room
from server.live.picture import take_picture
from server.live.snapshot import Shown
from server.room.context import Context
from server.tasks import share

PICTURE_S = 0.02
GREETED_AT_ONCE = 8


class Sharing:
    """The pictures of one room in one process."""

    def __init__(self, context: Context, room: Room, want_outlook: Callable[[], bool]) -> None:
        """Begin with none; `want_outlook` says whether anybody who is here wants it in the picture."""
        self._want_outlook = want_outlook
        self.turns = asyncio.Semaphore(GREETED_AT_ONCE)
        """Taken while somebody is greeted: so many at once, and between them ballots pass."""
        self._context = context
        self._room = room
        self._reading: asyncio.Task[Shown] | None = None
        self._next_s = 0.0
        self._shown: Shown | None = None

    async def share(self) -> Shown:
        """Read the room; all who ask before the read begins share it and its bytes."""
        if self._reading is None:
            self._reading = share(self._read())
        return await asyncio.shield(self._reading)

    async def _read(self) -> Shown:
        # Everyone who asks until then is served by this one read.
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0.0, self._next_s - loop.time()))
        self._next_s = loop.time() + PICTURE_S
        self._reading = None
        picture = await take_picture(self._context, self._room, outlook=self._want_outlook())
        self._shown = Shown(picture, self._context.now_ms(), self._shown)
        return self._shown
