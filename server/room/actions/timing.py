"""The countdown of an open round: set it, take it away, stop it, let it run again, add to it."""

from collections.abc import Callable
from functools import partial

from server.domain.errors import Malformed
from server.domain.procedure import timing
from server.domain.procedure.countdown import check_countdown
from server.domain.procedure.rounds import Round, RoundStep
from server.protocol import commands, replies
from server.room.actions.steps import act_on_round
from server.room.context import Asker, Context
from server.store.changes import Changes

LONGEST_EXTENSION_S = 3_600

Timed = Callable[[Round, int], Round]
"""Says what a step changes in the clock of a round, now."""


async def set_countdown(context: Context, asker: Asker, command: commands.SetCountdown) -> replies.Done:
    """Start a countdown in a round that has none, or take it away."""
    check_countdown(command.seconds)
    return await _time(context, asker, command, "countdown", partial(timing.set_countdown, seconds=command.seconds))


async def pause_round(context: Context, asker: Asker, command: commands.PauseRound) -> replies.Done:
    """Stop the countdown."""
    return await _time(context, asker, command, "pause", timing.pause_clock)


async def resume_round(context: Context, asker: Asker, command: commands.ResumeRound) -> replies.Done:
    """Let the countdown run again."""
    return await _time(context, asker, command, "resume", timing.resume_clock)


async def extend_round(context: Context, asker: Asker, command: commands.ExtendRound) -> replies.Done:
    """Give more time, up to an hour at once."""
    if not 1 <= command.seconds <= LONGEST_EXTENSION_S:
        raise Malformed("seconds", most=LONGEST_EXTENSION_S)
    longer = partial(timing.extend_clock, more_ms=command.seconds * 1_000)
    return await _time(context, asker, command, "extend", longer)


async def _time(
    context: Context, asker: Asker, command: commands.RoundCommand, act: RoundStep, timed: Timed
) -> replies.Done:
    """Take a step that changes nothing but the clock."""
    return await act_on_round(
        context, asker, command, act, lambda round_, _: Changes(rounds=(timed(round_, context.now_ms()),))
    )
