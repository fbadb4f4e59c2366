"""What is due in rooms where nobody is: rounds with a closing date end while everybody sleeps.

Refuses to decide what is due (`timekeeping`), and to end any other round: those end while somebody is there to see it.
Invariants: a round is closed as of its instant, within half a minute as long as a process of the service runs, whoever
is connected; a meeting that cannot be read keeps no round of another one open, nor a silent store what lies in others;
what has not changed since it was looked at is not read again.
"""

import asyncio
import itertools

from server.domain.errors import Refusal
from server.domain.procedure.rounds import VOTING, Round, counted_from_ms
from server.live.timekeeping import keep_time
from server.logs import log
from server.room.context import Context
from server.store import Store, StoreFault
from server.store.connection.complaint import complain, is_silence

LOOK_S = 5.0
LOOKS = 6
"""Of so many looks one asks every meeting whether anything was decided since; the others know what is due."""
_UNSEEN = -1


class Overdue:
    """The look of one process at every meeting that is kept."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[str, tuple[int, int | None]] = {}

    async def run(self) -> None:
        """Look until cancelled; the first look is at once, for something may have been due while nobody ran."""
        for turn in itertools.count():
            try:
                await (self.look() if turn % LOOKS == 0 else self.look_again())
            except Exception:  # the look must go on, or no survey would ever close
                log.exception("overdue_broke")
            await asyncio.sleep(LOOK_S)

    async def look(self) -> None:
        """Close what is due in every meeting; where the list of meetings is away, in those that are known."""
        try:
            kept = await self._context.shards.directory.all_ids()
        except StoreFault as fault:
            complain(fault, "overdue")
            kept = list(self._known)
        self._known = {meeting_id: known for meeting_id, known in self._known.items() if meeting_id in set(kept)}
        silent = set[Store]()
        for meeting_id in kept:
            await self._look_at(meeting_id, silent)

    async def look_again(self) -> None:
        """Close what is due by what was found at the last look."""
        now_ms, silent = self._context.now_ms(), set[Store]()
        for meeting_id, (_, due_ms) in list(self._known.items()):
            if due_ms is not None and due_ms <= now_ms:
                await self._look_at(meeting_id, silent)

    async def _look_at(self, meeting_id: str, silent: set[Store]) -> None:
        """Look at one meeting, unless its store is one of those that were silent in this look already."""
        if (store := self._context.store_of(meeting_id)) not in silent:
            try:
                decision = await store.news.read_decision(meeting_id)
                number, due_ms = self._known.get(meeting_id, (_UNSEEN, None))
                if decision != number or (due_ms is not None and due_ms <= self._context.now_ms()):
                    self._known[meeting_id] = decision, await self._keep(meeting_id)
                return
            except StoreFault as fault:
                complain(fault, "overdue")
                if is_silence(fault):  # to wait for it once is enough: meetings elsewhere are due too
                    silent.add(store)
        self._known[meeting_id] = _UNSEEN, self._context.now_ms()  # so that the next look is at this one too

    async def _keep(self, meeting_id: str) -> int | None:
        """Close what is due in one meeting, and say when it is to be looked at again, whatever is decided there.

        Raises:  StoreFault if its store does not answer.
        """
        try:
            return await self._close(meeting_id)
        except Refusal:  # erased meanwhile
            return None
        except StoreFault:  # whoever looks tells a silent store, which holds other meetings too
            raise
        except Exception:  # nor may it end here, or no survey of another meeting would
            log.exception("overdue_broke", meeting=meeting_id)
            return self._context.now_ms()

    async def _close(self, meeting_id: str) -> int | None:
        """Close what is due in one meeting, and say when the next of it is; a close is a decision, and is looked at."""
        proceedings = await self._context.read_proceedings(meeting_id)
        running = [one for one in proceedings.rounds.values() if one.state in VOTING and one.clock.dated]
        for room in proceedings.programme.rooms:
            await keep_time(self._context, room, [round_ for round_ in running if round_.room_id == room.id])
        return min((due for round_ in running if (due := _due_ms(round_)) is not None), default=None)


def _due_ms(round_: Round) -> int | None:
    """Say when something is due in a round: its close, or its count."""
    return counted_from_ms(round_) if round_.state == "closing" else round_.clock.ends_at_ms
