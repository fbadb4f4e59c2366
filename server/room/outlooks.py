"""The outlooks of live rounds, worked out in a process of their own: the largest takes a tenth of a second.

Refuses to know who listens. Invariants: neither a ballot nor a count waits for one; what was worked out for a count is
kept until that round has another one; at most one is worked out for a round at a time. Whoever has waited long enough
is answered without, and finds it there when the next count comes.
"""

import asyncio
from collections import OrderedDict

from server.domain.counting.tallies import Tally
from server.domain.errors import TryLater
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.rounds import Round
from server.protocol import shapes
from server.room.counter import Counter
from server.room.views import outlook_view, shows_directions

PATIENCE_S = 1.0
LONGEST_S = 30.0
MOST_KEPT = 128
_Frame = tuple[Tally, tuple[int, ...], tuple[int, ...]]


class Outlooks:
    """The newest outlook of each round, as one process knows it."""

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        """Begin with none, and without a process; nobody waits for longer than twice `patience_s`."""
        self.counter = Counter(LONGEST_S)
        self.patience_s = patience_s
        self._kept: OrderedDict[str, tuple[_Frame, tuple[shapes.Outlook, ...] | None]] = OrderedDict()
        self._working: dict[str, asyncio.Task[None]] = {}

    async def of(self, round_: Round, tally: Tally) -> tuple[shapes.Outlook, ...] | None:
        """Say where every recommendation stands; None where nobody may see that, or it takes too long."""
        if not shows_directions(round_):
            return None
        frame = (tally, round_.checked_in, round_.entitled)
        for _ in range(2):  # another count of the round may be worked on at first
            kept = self._kept.get(round_.id)
            if kept is not None and kept[0] == frame:
                return kept[1]
            if (task := self._working.get(round_.id)) is None:
                task = self._working[round_.id] = asyncio.create_task(self._work_out(round_, frame))
            if not (await asyncio.wait((task,), timeout=self.patience_s))[0]:
                return None
        kept = self._kept.get(round_.id)
        return kept[1] if kept is not None and kept[0] == frame else None

    def forget(self, meeting_id: str) -> None:
        """Remember nothing of a meeting that was erased."""
        for round_id in [round_id for round_id in self._kept if meeting_of(round_id) == meeting_id]:
            del self._kept[round_id]

    async def close(self) -> None:
        """End the process."""
        for task in self._working.values():
            task.cancel()
        await asyncio.gather(*self._working.values(), return_exceptions=True)
        await self.counter.close()

    async def _work_out(self, round_: Round, frame: _Frame) -> None:
        tally = frame[0]
        work = len(tally.slate) * len(tally.regions)
        try:
            self._kept[round_.id] = frame, await self.counter.do(outlook_view, round_, tally, work=work)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        except TryLater:
            return
        finally:
            del self._working[round_.id]
