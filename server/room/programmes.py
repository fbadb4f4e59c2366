"""The programmes that one process last read, for those who need no more than that: doors, pages, links.

Refuses to be asked by a decision, which reads the proceedings themselves. Invariants: what is said was so within the
last half second, or the store is away; a room that is not known is looked for before it is said that there is none.
"""

from collections.abc import Awaitable, Callable

from server.domain.errors import NotFound
from server.domain.procedure.meeting import Proceedings, meeting_of
from server.domain.procedure.programme import Programme, Room, desk_room
from server.store import StoreFault

SURE_MS = 500
_MOST_REMEMBERED = 1_000


class Programmes:
    """What each meeting is called, asks, and where it meets."""

    def __init__(self, read: Callable[[str], Awaitable[Proceedings]], now_ms: Callable[[], int]) -> None:
        """Take what reads the proceedings of a meeting, and the clock."""
        self._read_proceedings = read
        self._now_ms = now_ms
        self._known: dict[str, tuple[int, Programme]] = {}

    async def of(self, any_id: str) -> Programme:
        """Find the programme of the meeting that an id belongs to.

        Raises:  NotFound if there is no such meeting.
        """
        meeting_id, now_ms = meeting_of(any_id), self._now_ms()
        known = self._known.get(meeting_id)
        if known is None:
            return await self._read(meeting_id)
        if abs(now_ms - known[0]) < SURE_MS:
            return known[1]
        self._known[meeting_id] = now_ms, known[1]  # one asks; those who come meanwhile need not
        try:
            return await self._read(meeting_id)
        except StoreFault:  # away: what is remembered is the best that is known
            return known[1]

    async def room(self, room_id: str) -> Room:
        """Find a room.

        Raises:  NotFound.
        """
        programme, at_desk = await self.of(room_id), desk_room(meeting_of(room_id))
        if room_id == at_desk.id:
            return at_desk
        room = programme.room(room_id) or (await self._read(meeting_of(room_id))).room(room_id)
        if room is None:
            raise NotFound("room")
        return room

    def forget(self, meeting_id: str) -> None:
        """Remember nothing of a meeting that was erased."""
        self._known.pop(meeting_id, None)

    async def _read(self, meeting_id: str) -> Programme:
        now_ms, programme = self._now_ms(), (await self._read_proceedings(meeting_id)).programme
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.pop(next(iter(self._known)))
        self._known[meeting_id] = now_ms, programme
        return programme
