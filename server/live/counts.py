"""The counts of one room, told to those who hear ten a second and to those who hear one.

Refuses to read them from the store. Invariant: of a round each of the two is told the newest count last.
"""

import asyncio
from collections.abc import Collection, Mapping
from functools import partial

from server.domain.counting.tallies import Tally
from server.domain.procedure.rounds import Round
from server.live.attendance import Attendance
from server.live.listener import Listener, count_together
from server.live.outbox import Broadcast
from server.live.slow_counts import SlowCounts
from server.live.tally import TallyNews, TallyTeller
from server.room.context import Context


class Counts:
    """What was told, and what waits."""

    def __init__(self, context: Context, listeners: Attendance, broadcast: Broadcast) -> None:
        """Take who listens, and what reaches many at once."""
        self._context, self._listeners, self._broadcast = context, listeners, broadcast
        self._quick, self._slow = TallyTeller(), SlowCounts()

    def forget(self) -> None:
        """Tell everything again: the store may have gone backwards."""
        self._quick.forget()
        self._slow.forget()

    def pass_over(self, round_: Round, version: int, tally: Tally) -> None:
        """Take a count that everybody has already."""
        for teller in (self._quick, self._slow.teller):
            teller.news(round_, version, tally)

    def newer_than(self, listener: Listener, tallies: Mapping[str, tuple[int, Tally]]) -> list[TallyNews]:
        """List what was told to those like this one that is newer than the counts of a picture."""
        teller = self._slow.teller if listener in self._listeners.slow else self._quick
        return teller.newer_than(tallies)

    async def say(self, round_: Round, version: int, tally: Tally) -> None:
        """Say a count if its version was not said here yet (a repair raises it too) and the room may see it."""
        if self._quick.is_news(round_, version):
            self._slow.hold(round_, version, tally, asyncio.get_running_loop().time())
            await self._tell(self._quick, self._listeners.quick, round_, version, tally)

    async def say_due(self, *, at_once: bool = False) -> None:
        """Say to those who hear one a second what is due by now, or all that waits."""
        for one in self._slow.take_due(asyncio.get_running_loop().time(), at_once=at_once):
            await self._tell(self._slow.teller, self._listeners.slow, one.round, one.version, one.tally)

    def due_in_ms(self) -> list[float]:
        """Say when something is due next; nothing where nothing waits."""
        due_s = self._slow.due_s()
        return [] if due_s is None else [(due_s - asyncio.get_running_loop().time()) * 1_000]

    async def _tell(
        self, teller: TallyTeller, among: Collection[Listener], round_: Round, version: int, tally: Tally
    ) -> None:
        outlook = await self._context.outlooks.of(round_, tally) if self._listeners.want_outlook() else None
        if news := teller.news(round_, version, tally, outlook):
            await self._listeners.say(partial(count_together, news=news, broadcast=self._broadcast), among)
