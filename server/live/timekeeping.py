"""Timekeeping: rounds whose time is over are closed by whoever looks at them first.

One process counts what is closed (`one_count`); the others look whether it does. Time is the store's, for every host.
Refuses to wait: whoever calls has looked at the clock. Invariants: closing twice does no harm, so every process tries;
what was
closed is counted as long as anybody lives who saw it close; one whose host has a wrong clock lets the others be first,
and is only there so that a round ends at all where it is alone.
"""

from collections.abc import Iterable

from server.domain.errors import Refusal
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import Round, counted_from_ms
from server.logs import log
from server.room.actions.closing import close_on_time, finish_closing
from server.room.context import Context
from server.store.rounds import COUNTED

LEFT_TO_OTHERS_MS = 3_000
"""For so long a host whose clock is off waits for others to close what is due."""


async def keep_time(context: Context, room: Room, running: Iterable[Round]) -> None:
    """Close the rounds of a room whose time is over."""
    now_ms = context.now_ms() - (LEFT_TO_OTHERS_MS if context.shards.clock.is_off else 0)
    for round_ in running:
        try:
            if round_.state == "closing" and now_ms >= counted_from_ms(round_):
                await finish_closing(context, room, round_.id, round_.epoch, waits=False)
            elif round_.state == "open" and round_.clock.running and round_.clock.left_ms(now_ms) == 0:
                await close_on_time(context, room, round_.id)
        except Refusal as refusal:
            log.info("closing_refused", round=round_.id, kind=refusal.code)


async def see_counted(context: Context, room: Room, closed: Iterable[Round]) -> dict[str, Round]:
    """Count closed rounds of a room that nobody counts any more, and say which are not known to be counted, by id."""
    left = dict[str, Round]()
    for round_ in closed:
        counting = await context.store_of(round_.id).rounds.read_counting(round_)
        if counting == COUNTED:
            continue
        try:
            if not counting:
                now = (await finish_closing(context, room, round_.id, round_.epoch, waits=False)).round
                if (now.state, now.epoch) != ("closed", round_.epoch):
                    continue
            left[round_.id] = round_
        except Refusal as refusal:
            log.info("closing_refused", round=round_.id, kind=refusal.code)
    return left
