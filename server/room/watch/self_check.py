"""The self-check: every half minute both counts of every running round, from one consistent read.

Of all processes that have a round, one checks it, and goes on with it; where that one ends, another does.
Refuses to repair anything. Invariant: a round is frozen only after two reads in a row have differed, and then the chair
is told; a tally that has moved backwards is told as well.
"""

import asyncio
import secrets
from collections.abc import Callable, Iterable

from server import metrics
from server.domain.errors import Refusal
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import Round
from server.logs import log
from server.room.actions.closing import freeze_round
from server.room.actions.counting import compare_counts
from server.room.context import Context
from server.room.terms import make_way
from server.room.watch.alarms import COUNTS_DIFFER, WENT_BACKWARDS, Alarms
from server.store import StoreFault
from server.store.connection.complaint import complain

CHECK_S = 30.0
HELD_MS = 45_000
"""For so long after a check no other process does it."""

Running = Callable[[], Iterable[tuple[Room, Round]]]


class SelfCheck:
    """The self-check of one process, over the rooms it serves."""

    def __init__(self, context: Context, alarms: Alarms, running: Running) -> None:
        """Take what says which rounds are running here."""
        self._context, self._alarms, self._running = context, alarms, running
        self._versions: dict[str, int] = {}
        self._token = secrets.token_hex(8)

    async def run(self) -> None:
        """Check until cancelled."""
        while True:
            await asyncio.sleep(CHECK_S)
            await self.turn()

    async def turn(self) -> None:
        """Check every running round that no other process checks."""
        for room, round_ in list(self._running()):
            try:
                if await self._context.store_of(round_.id).rounds.claim_check(round_.id, self._token, HELD_MS):
                    await self.check(room, round_)
            except (StoreFault, Refusal) as fault:
                complain(fault, "self_check")
            except Exception:  # the check must go on, or nobody would know
                log.exception("self_check_broke", round=round_.id)

    async def check(self, room: Room, round_: Round) -> bool:
        """Compare both counts of one round, freeze it if they differ twice, and say whether all is well."""
        counts = await compare_counts(self._context, round_)
        if not counts.agree:
            counts = await compare_counts(self._context, round_)
        known = self._versions.pop(round_.id, 0)
        make_way(self._versions)
        self._versions[round_.id] = counts.version
        metrics.self_checks.labels("agree" if counts.agree else "differ").inc()
        if counts.version < known:
            why = f"{known} casts were counted, the store holds {counts.version}"
            await self._alarms.raise_alarm(meeting_of(room.id), WENT_BACKWARDS, round_.id, why)
        if counts.agree:
            return counts.version >= known
        await freeze_round(self._context, room, round_.id)
        await self._alarms.raise_alarm(meeting_of(room.id), COUNTS_DIFFER, round_.id, counts.differ)
        return False
