"""Sharing: one picture of a room for all who ask at about the same time, and turns in which they are greeted.

Refuses to know who asks. Invariants: a storm of arrivals costs fifty pictures a second and no more; a picture is as
fresh as if its asker had been alone; what has not changed since the picture before is not written again.
"""

import asyncio

from server.domain.procedure.meeting import Room
from server.live.snapshot import Shown, take_picture
from server.room.place import Place
from server.tasks import share

PICTURE_S = 0.02
GREETED_AT_ONCE = 8


class Sharing:
    """The pictures of one room in one process."""

    def __init__(self, place: Place, room: Room) -> None:
        """Begin with none."""
        self.turns = asyncio.Semaphore(GREETED_AT_ONCE)
        """Taken while somebody is greeted: so many at once, and between them ballots pass."""
        self.wants_outlook = False
        """Whether anybody has come who wants to see where everything stands: it is worked out only then."""
        self._place = place
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
        picture = await take_picture(self._place, self._room, outlook=self.wants_outlook)
        self._shown = Shown(picture, self._place.now_ms(), self._shown)
        return self._shown
