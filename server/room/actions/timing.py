"""The countdown of an open round: set it, take it away, stop it, let it run again, add to it."""

from collections.abc import Callable
from functools import partial

from server.domain.errors import Malformed
from server.domain.procedure import timing
from server.domain.procedure.closing_dates import check_end
from server.domain.procedure.countdown import check_countdown
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.rounds import Round, RoundStep
from server.protocol import commands, replies
from server.room.actions.steps import act_on_round
from server.room.context import Asker, Context
from server.store.changes import Changes

LONGEST_EXTENSION_S = 3_600

Timed = Callable[[Round, int], Round]
"""Says what a step changes in the clock of a round, now."""


async def set_countdown(context: Context, asker: Asker, command: commands.SetCountdown) -> replies.Done:
    """Start a countdown in a round that has none, have it close at a date, or take that away."""
    check_countdown(command.seconds)
    if command.closes_at and command.seconds is not None:
        raise Malformed("closing_twice")
    dated = partial(timing.set_closing_date, closes_at=command.closes_at)
    timed = dated if command.closes_at else partial(timing.set_countdown, seconds=command.seconds)
    return await _time(context, asker, command, "countdown", timed)


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

    def step(round_: Round, proceedings: Proceedings) -> Changes:
        now_ms = context.now_ms()
        after = timed(round_, now_ms)
        check_end(after.clock, now_ms, proceedings.meeting.expires_at_s)
        return Changes(rounds=(after,))

    return await act_on_round(context, asker, command, act, step)
