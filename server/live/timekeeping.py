"""Timekeeping: rounds whose time is over are closed by whoever looks at them first.

Refuses to wait: whoever calls has looked at the clock. Invariant: closing twice does no harm, so every process tries.
"""

from collections.abc import Iterable

from server.domain.errors import Refusal
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import Round, counted_from_ms
from server.logs import log
from server.room.actions.closing import close_on_time, finish_closing
from server.room.context import Context


async def keep_time(context: Context, room: Room, running: Iterable[Round]) -> None:
    """Close the rounds of a room whose time is over."""
    now_ms = context.now_ms()
    for round_ in running:
        try:
            if round_.state == "closing" and now_ms >= counted_from_ms(round_):
                await finish_closing(context, room, round_.id, round_.epoch)
            elif round_.state == "open" and round_.clock.running and round_.clock.left_ms(now_ms) == 0:
                await close_on_time(context, room, round_.id)
        except Refusal as refusal:
            log.info("closing_refused", round=round_.id, kind=refusal.code)
