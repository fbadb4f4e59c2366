"""The countdown of an open round: set it, take it away, stop it, let it run again, add to it."""

from server.domain.errors import Malformed
from server.domain.procedure import timing
from server.domain.procedure.countdown import check_countdown
from server.protocol import commands, replies
from server.room.actions.steps import act_on_round
from server.room.context import Asker, Context
from server.store.decisions import Changes

LONGEST_EXTENSION_S = 3_600


async def set_countdown(context: Context, asker: Asker, command: commands.SetCountdown) -> replies.Done:
    """Start a countdown in a round that has none, or take it away."""
    check_countdown(command.seconds)
    return await act_on_round(
        context,
        asker,
        command,
        "countdown",
        lambda round_, _: Changes(rounds=(timing.set_countdown(round_, context.now_ms(), command.seconds),)),
    )


async def pause_round(context: Context, asker: Asker, command: commands.PauseRound) -> replies.Done:
    """Stop the countdown."""
    return await act_on_round(
        context,
        asker,
        command,
        "pause",
        lambda round_, _: Changes(rounds=(timing.pause_clock(round_, context.now_ms()),)),
    )


async def resume_round(context: Context, asker: Asker, command: commands.ResumeRound) -> replies.Done:
    """Let the countdown run again."""
    return await act_on_round(
        context,
        asker,
        command,
        "resume",
        lambda round_, _: Changes(rounds=(timing.resume_clock(round_, context.now_ms()),)),
    )


async def extend_round(context: Context, asker: Asker, command: commands.ExtendRound) -> replies.Done:
    """Give more time, up to an hour at once."""
    if not 1 <= command.seconds <= LONGEST_EXTENSION_S:
        raise Malformed("seconds", most=LONGEST_EXTENSION_S)
    return await act_on_round(
        context,
        asker,
        command,
        "extend",
        lambda round_, _: Changes(rounds=(timing.extend_clock(round_, context.now_ms(), command.seconds * 1_000),)),
    )
