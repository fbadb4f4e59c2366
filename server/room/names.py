"""The names of seats made ready to be looked for, once in a while and not for every search.

Refuses to know who may look, and how often. Invariant: whoever is shown is free at this moment, whatever is remembered.
"""

import asyncio

from server.domain.procedure.admission import MOST_HITS, find_names, plain
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Seat
from server.store.shards import Shards
from server.tasks import share

_MOST_MEETINGS = 64
_LASTS_MS = 30_000
_AT_ONCE = 100
_LOOKED_AT = 50
_MOST_LOOKED_AT = 1_000

_Names = list[tuple[str, Seat]]


class Names:
    """The names in the meetings that one process was last asked about."""

    def __init__(self, shards: Shards) -> None:
        """Begin with none."""
        self._shards = shards
        self._known: dict[str, tuple[int, asyncio.Task[_Names]]] = {}

    async def find(self, meeting: Meeting, typed: str, now_ms: int) -> list[Seat]:
        """Find the free seats whose name holds what was typed, those that begin with it first; five at most."""
        hits = find_names(typed, await self._read(meeting.id, now_ms))[:_MOST_LOOKED_AT]
        found: list[Seat] = []
        store = self._shards.of(meeting.id)
        for start in range(0, len(hits), _LOOKED_AT):
            some = hits[start : start + _LOOKED_AT]
            free = await store.admission.read_free(meeting.id, [seat.id for seat in some], now_ms)
            found += [seat for seat in some if seat.id in free]
            if len(found) >= MOST_HITS:
                break
        return found[:MOST_HITS]

    def forget(self, meeting_id: str) -> None:
        """Remember no name of a meeting."""
        self._known.pop(meeting_id, None)

    async def _read(self, meeting_id: str, now_ms: int) -> _Names:
        read_ms, reading = self._known.get(meeting_id, (0, None))
        if reading is None or now_ms - read_ms > _LASTS_MS or (reading.done() and reading.exception() is not None):
            self.forget(meeting_id)
            if len(self._known) >= _MOST_MEETINGS:
                self._known.pop(next(iter(self._known)))
            reading = share(self._prepare(meeting_id))
            self._known[meeting_id] = now_ms, reading
        return await asyncio.shield(reading)

    async def _prepare(self, meeting_id: str) -> _Names:
        names: _Names = []
        for at, seat in enumerate(await self._shards.of(meeting_id).admission.read_named(meeting_id)):
            names.append((plain(seat.name), seat))
            if at % _AT_ONCE == 0:
                await asyncio.sleep(0)  # ballots pass between some and the next
        return sorted(names, key=lambda named: (named[1].name, named[1].id))
