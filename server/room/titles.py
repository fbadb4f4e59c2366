"""Titles made ready for comparison, once for as long as nothing is decided.

Refuses to know what is close to what. Invariant: what is said is what stands in the proceedings that are asked about.
"""

from collections.abc import Callable, Mapping

from server.domain.meeting import Proceedings, Room
from server.room.views import recommendations_in

_MOST_ROOMS = 64
_STANDING = ("proposed", "accepted")


class Titles:
    """The titles of the rooms that one process was last asked about."""

    def __init__(self, prepare: Callable[[str], str]) -> None:
        """Take what makes a title ready."""
        self._prepare = prepare
        self._rooms: dict[str, tuple[Proceedings, dict[str, dict[str, str]]]] = {}

    def under(self, proceedings: Proceedings, room: Room, question_id: str) -> Mapping[str, str]:
        """Say the titles that stand under a guiding question in a room, by recommendation."""
        kept = self._rooms.get(room.id)
        if kept is None or kept[0] is not proceedings:
            self._rooms.pop(room.id, None)
            if len(self._rooms) >= _MOST_ROOMS:
                self._rooms.pop(next(iter(self._rooms)))
            self._rooms[room.id] = kept = proceedings, self._read(proceedings, room)
        return kept[1].get(question_id, {})

    def _read(self, proceedings: Proceedings, room: Room) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for one in recommendations_in(proceedings, room):
            if one.status in _STANDING:
                found.setdefault(one.question_id, {})[one.id] = self._prepare(one.title)
        return found
