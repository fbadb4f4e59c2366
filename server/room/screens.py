"""The screens of one process: which connection shows what, and when it was last heard from.

Refuses to know sockets. Invariants: a screen counts from the moment it enters its room until it leaves, and shows
nothing until it says so; one that has been silent for too long is taken to show something else, for its line may be
dead. A hall's page that somebody opened from the podium is a screen from the first time that it says what it shows. One
that comes by calls is named by what all its calls have in common, whichever process they come to; it cannot leave, and
is gone once it is silent. Of those no more are counted than any hall has: each call may name another.
"""

import hashlib
from collections.abc import Awaitable, Callable, Hashable

from server.domain.procedure.halls import ELSE, SILENT_MS
from server.domain.procedure.meeting import meeting_of
from server.store.halls import Said, Visit

MOST_VISITS = 64
"""How many screens of one meeting that come by calls a process counts; the one silent for longest makes way."""
_NAME_LETTERS = 16


async def _nobody(_room_id: str) -> None:
    """Tell nobody."""


class Screens:
    """The screens that are connected here, each named by something of its connection that nobody else has."""

    def __init__(self) -> None:
        """Begin with none."""
        self._shown: dict[Hashable, tuple[str, int, int]] = {}
        self._visits: dict[str, dict[str, Visit]] = {}
        self.changed: Callable[[str], Awaitable[None]] = _nobody
        """Called with a room when what its screens show has changed."""

    async def enter(self, who: Hashable, room_id: str) -> None:
        """Let a screen in, which has said nothing yet."""
        self._shown[who] = (room_id, ELSE, 0)
        await self.changed(room_id)

    async def show(self, who: Hashable, room_id: str, number: int, now_ms: int) -> None:
        """Take the word of a screen for what it shows."""
        _, before, at_ms = self._shown.get(who, (room_id, ELSE, 0))
        self._shown[who] = (room_id, number, now_ms)
        if before != number or now_ms - at_ms >= SILENT_MS:
            await self.changed(room_id)

    async def visit(self, who: str, room_id: str, number: int, now_ms: int) -> None:
        """Take the word of a screen that comes by calls."""
        visits = self._visits.setdefault(meeting_of(room_id), {})
        name = hashlib.sha256(f"{who} {room_id}".encode()).hexdigest()[:_NAME_LETTERS]
        visits.pop(name, None)
        visits[name] = (room_id, number, now_ms)
        if len(visits) > MOST_VISITS:
            del visits[next(iter(visits))]
        await self.changed(room_id)  # also where it is so here: it may have said something else elsewhere since

    async def leave(self, who: Hashable) -> None:
        """Let a connection out, whether it was a screen's or not."""
        if (shown := self._shown.pop(who, None)) is not None:
            await self.changed(shown[0])

    def of(self, meeting_id: str, now_ms: int) -> Said:
        """Say what the screens of a meeting show."""
        counts: dict[str, dict[str, int]] = {}
        for room_id, number, at_ms in self._shown.values():
            if meeting_of(room_id) == meeting_id:
                room = counts.setdefault(room_id, {})
                shows = str(number if now_ms - at_ms < SILENT_MS else ELSE)
                room[shows] = room.get(shows, 0) + 1
        heard = self._visits.pop(meeting_id, {})
        visits = {name: visit for name, visit in heard.items() if now_ms - visit[2] < SILENT_MS}
        if visits:
            self._visits[meeting_id] = visits
        return Said(counts, dict(visits))
