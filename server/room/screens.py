"""The screens of one process: which connection shows what, and when it was last heard from.

Refuses to know sockets. Invariants: a screen counts from the moment it enters its room until it leaves, and shows
nothing until it says so; one that has been silent for too long is taken to show something else, for its line may be
dead. A hall's page that somebody opened from the podium is a screen from the first time that it says what it shows. One
that comes by calls is named by what all its calls have in common; it cannot leave, and is gone once it is silent.
"""

from collections.abc import Awaitable, Callable, Hashable

from server.domain.procedure.meeting import meeting_of

SILENT_MS = 25_000
"""For so long the word of a screen is good; it is said again every ten seconds."""
ELSE = -1
"""What a screen shows that shows something else, or has not said."""


async def _nobody(_room_id: str) -> None:
    """Tell nobody."""


class Screens:
    """The screens that are connected here, each named by something of its connection that nobody else has."""

    def __init__(self) -> None:
        """Begin with none."""
        self._shown: dict[Hashable, tuple[str, int, int]] = {}
        self._visitors: set[Hashable] = set()
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

    async def visit(self, who: Hashable, room_id: str, number: int, now_ms: int) -> None:
        """Take the word of a screen that comes by calls."""
        self._visitors.add(who)
        await self.show(who, room_id, number, now_ms)

    async def leave(self, who: Hashable) -> None:
        """Let a connection out, whether it was a screen's or not."""
        if (shown := self._shown.pop(who, None)) is not None:
            await self.changed(shown[0])

    def of(self, meeting_id: str, now_ms: int) -> dict[str, dict[str, int]]:
        """Count the screens of a meeting: by room, then by the number that they show."""
        for who in [one for one in self._visitors if now_ms - self._shown[one][2] >= SILENT_MS]:
            self._visitors.remove(who)
            del self._shown[who]
        counts: dict[str, dict[str, int]] = {}
        for room_id, number, at_ms in self._shown.values():
            if meeting_of(room_id) == meeting_id:
                room = counts.setdefault(room_id, {})
                shows = str(number if now_ms - at_ms < SILENT_MS else ELSE)
                room[shows] = room.get(shows, 0) + 1
        return counts
