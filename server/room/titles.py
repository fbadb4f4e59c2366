"""Titles made ready to be found by their beginnings, once for as long as nothing is decided.

Refuses to know what is close to what. Invariant: what is said is what stands in the proceedings that are asked about;
of what waits to be accepted nobody is told but whoever proposed it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.utils import default_process

from server.domain.procedure.admission import plain
from server.domain.procedure.meeting import Proceedings, meeting_of
from server.domain.procedure.programme import Room
from server.room.views import recommendations_in

_MOST_ROOMS = 64
_EVERYBODY = ""
_SCRIPTS = re.compile("([a-z])|([\u0400-\u04ff])|([\u0620-\u06ff])|([\u3400-\u9fff])")
"""Letters of the scripts of the six languages; whatever has none of them is compared with everything."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title made ready to be compared, and the scripts of its letters, as `scripts_of` says them."""

    words: str
    scripts: str


@dataclass(frozen=True, slots=True)
class Titled:
    """A recommendation by its titles: under which guiding question, and in the original and each translation."""

    question_id: str
    titles: tuple[Title, ...]


_Titles = dict[str, dict[str, Titled]]


def comparable(words: str) -> str:
    """Make words ready for comparison: however Unicode writes them, without their capitals, accents and signs."""
    return default_process(plain(words))


def scripts_of(words: str) -> str:
    """Say in which scripts words are written that are ready to be compared, one digit a script."""
    return "".join(sorted({str(found.lastindex) for found in _SCRIPTS.finditer(words)}))


class Titles:
    """The titles of the rooms that one process was last asked about."""

    def __init__(self) -> None:
        """Begin with none."""
        self._rooms: dict[str, tuple[Proceedings, _Titles]] = {}

    def of(self, proceedings: Proceedings, room: Room, seat_id: str) -> Mapping[str, Titled]:
        """Say the titles in a room that the holder of a seat may know, by recommendation."""
        kept = self._rooms.get(room.id)
        if kept is None or kept[0] is not proceedings:
            self._rooms.pop(room.id, None)
            if len(self._rooms) >= _MOST_ROOMS:
                self._rooms.pop(next(iter(self._rooms)))
            self._rooms[room.id] = kept = proceedings, self._read(proceedings, room)
        stand = kept[1].get(_EVERYBODY, {})
        own = kept[1].get(seat_id, {}) if seat_id else {}
        return {**stand, **own} if own else stand

    def forget(self, meeting_id: str) -> None:
        """Remember nothing of a meeting that was erased."""
        for room_id in [room_id for room_id in self._rooms if meeting_of(room_id) == meeting_id]:
            del self._rooms[room_id]

    def _read(self, proceedings: Proceedings, room: Room) -> _Titles:
        found: _Titles = {}
        for one in recommendations_in(proceedings, room):
            if one.status == "accepted" or (one.status == "proposed" and one.seat_id):
                whose = _EVERYBODY if one.status == "accepted" else one.seat_id
                titles = (one.title, *(each.title for each in one.translations))
                ready = [comparable(title) for title in titles]
                titled = Titled(one.question_id, tuple(Title(words, scripts_of(words)) for words in ready))
                found.setdefault(whose, {})[one.id] = titled
        return found
