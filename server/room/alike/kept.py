"""The pairs of the meetings that one process was last asked about, kept up with what is decided.

Refuses to know who may hear of them. Invariants: what is said is what stands in the proceedings that are asked about,
the same in every process; between some comparisons and the next, ballots pass.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

from server.domain.procedure.meeting import Proceedings
from server.room.alike.pairs import AlikePairs

_MOST_MEETINGS = 64
AT_ONCE = 100
"""How many recommendations are looked at in one turn of the loop; of those that are compared, one."""


class KeptPairs:
    """The pairs of meetings, as one process remembers them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: dict[str, tuple[AlikePairs, asyncio.Lock]] = {}

    @asynccontextmanager
    async def of(self, proceedings: Proceedings) -> AsyncIterator[AlikePairs]:
        """Bring the pairs of a meeting up to what stands, and hold them so for as long as they are read."""
        meeting_id = proceedings.meeting.id
        if meeting_id not in self._kept and len(self._kept) >= _MOST_MEETINGS:
            del self._kept[next(iter(self._kept))]
        pairs, turn = self._kept.setdefault(meeting_id, (AlikePairs(), asyncio.Lock()))
        async with turn:
            standing = proceedings.recommendations
            for gone in pairs.gone(standing):
                pairs.drop(gone)
            looked = count(1)
            for one in standing.values():
                changed = not pairs.has(one)
                if changed:
                    pairs.put(one)
                if changed or next(looked) % AT_ONCE == 0:
                    await asyncio.sleep(0)
            yield pairs

    def forget(self, meeting_id: str) -> None:
        """Remember nothing of a meeting that was erased."""
        self._kept.pop(meeting_id, None)
