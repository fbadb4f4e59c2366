"""After the whole service was away: the clocks of open rounds stand still until whoever conducts them says otherwise.

Refuses to know why it was away. Invariants: no time is taken from a round while nobody could vote in it; a round with a
closing date closes at that date, whatever happened before, for that is what everybody was told.
"""

from server.domain.procedure import timing
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.programme import Programme
from server.domain.procedure.rounds import Round
from server.logs import log
from server.room.actions.steps import service_in, take_step
from server.room.context import Context
from server.store.changes import Changes
from server.store.seats import PRESENCE_FRESH_MS


async def pause_clocks(context: Context, *, alone: bool) -> int:
    """Stop the countdown of every open round as of the last sign of life of a process, and say how many there were.

    Shape:   `alone` says that no other service can be on this store; otherwise meetings that are served are left.
    """
    paused = 0
    for meeting_id in await context.shards.directory.all_ids():
        store = context.store_of(meeting_id)
        if await store.meetings.read(meeting_id) is None:
            continue
        now_ms = context.now_ms()
        last_ms = await store.seats.read_last_sign(meeting_id)
        if not alone and now_ms - last_ms < PRESENCE_FRESH_MS:
            continue
        proceedings = await context.read_proceedings(meeting_id)
        for round_ in proceedings.rounds.values():
            if _runs(round_, now_ms):
                await _pause(context, proceedings.programme, round_, min(now_ms, last_ms or now_ms))
                paused += 1
    if paused:
        log.warning("clocks_stand", clocks=paused)
    return paused


async def _pause(context: Context, programme: Programme, found: Round, at_ms: int) -> None:
    room = programme.room(found.room_id)
    if room is None:
        return

    def step(round_: Round, _: Proceedings) -> Changes:
        return Changes(rounds=(timing.pause_clock(round_, max(at_ms, round_.opened_at_ms or 0)),))

    await take_step(context, service_in(room), "pause", found.id, step, still=_runs)


def _runs(round_: Round, _: int) -> bool:
    return round_.state == "open" and round_.clock.running and not round_.clock.dated
