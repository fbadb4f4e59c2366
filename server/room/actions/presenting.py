"""Presenting by region in a plenary room: prepared, turned from region to region, paused and ended by the chair.

Refuses to judge it (`domain.procedure.presenting`). Invariant: what a lot is drawn from is made here, when it is
prepared, and nobody is told of more than its hash before the first turn.
"""

import secrets
from collections.abc import Callable
from functools import partial

from server.domain.counting.lots import order_of
from server.domain.procedure import presenting
from server.domain.procedure.ballots import check_id
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.presentation import Presentation
from server.protocol import commands, replies
from server.protocol.asking import Command
from server.room.context import Asker, Context
from server.room.decided import Decided
from server.store.acts import Act
from server.store.changes import Changes

NONCE_BYTES = 16

Make = Callable[[Proceedings], Presentation]


async def prepare_presentation(context: Context, asker: Asker, command: commands.PreparePresentation) -> replies.Done:
    """Prepare in which order the regions present, and for how long each."""
    nonce = secrets.token_hex(NONCE_BYTES)

    def make(proceedings: Proceedings) -> Presentation:
        by, regions, seconds = command.ordered_by, command.regions, command.seconds
        return presenting.prepare(proceedings, asker.room, by, regions=regions, seconds=seconds, nonce=nonce)

    return await _do(context, asker, "prepare_presentation", command, make, detail=command.ordered_by[:16])


async def turn_presentation(context: Context, asker: Asker, command: commands.TurnPresentation) -> replies.Done:
    """Give the floor to the region at a place of the order."""

    def make(proceedings: Proceedings) -> Presentation:
        return presenting.turn(proceedings, asker.room, command.place, context.now_ms(), order_of)

    return await _do(context, asker, "turn_presentation", command, make)


async def pause_presentation(context: Context, asker: Asker, command: commands.PausePresentation) -> replies.Done:
    """Stop the clock of the region that presents, or let it run again."""

    def make(proceedings: Proceedings) -> Presentation:
        return presenting.pause(proceedings, asker.room, context.now_ms(), paused=command.paused)

    return await _do(context, asker, "pause_presentation", command, make)


async def end_presentation(context: Context, asker: Asker, command: commands.EndPresentation) -> replies.Done:
    """Say that the presenting is over."""
    return await _do(context, asker, "end_presentation", command, partial(presenting.end, room=asker.room))


async def _do(
    context: Context, asker: Asker, act: str, command: Command, make: Make, *, detail: str = ""
) -> replies.Done:
    asker.require(act)
    request_id = getattr(command, "request_id", "")
    check_id("request_id", request_id)

    def decide(proceedings: Proceedings) -> Decided:
        made = make(proceedings)
        if made == proceedings.presentations.get(asker.room.id):
            return Decided(None)
        floor = made.order[made.place] if act == "turn_presentation" else detail
        logged = Act(act, asker.person.key, context.now_ms(), detail=floor)
        return Decided(Changes(presentation=made, acts=(logged,)))

    outcome = await context.decide(asker, request_id, decide)
    return replies.Done(ref=command.ref, seq=outcome.seq, already=outcome.already)
