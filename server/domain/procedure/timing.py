"""What is done with the countdown of a round: stop it, let it run again, add to it.

Refuses to know what time it is: instants are handed in. Invariant: every function raises WrongState where the round is
not open, and none of them changes anything but the clock.
"""

from dataclasses import replace

from server.domain.errors import WrongState
from server.domain.procedure.countdown import Clock
from server.domain.procedure.rounds import Round, RoundStep


def pause_clock(round_: Round, now_ms: int) -> Round:
    """Stop the countdown; voting goes on."""
    _require_open(round_, "pause")
    return replace(round_, clock=Clock(remaining_ms=round_.clock.left_ms(now_ms)))


def resume_clock(round_: Round, now_ms: int) -> Round:
    """Let the countdown run again."""
    _require_open(round_, "resume")
    left = round_.clock.left_ms(now_ms)
    return replace(round_, clock=Clock() if left is None else Clock(ends_at_ms=now_ms + left))


def extend_clock(round_: Round, now_ms: int, more_ms: int) -> Round:
    """Add time; a round without a countdown gets one, a stopped countdown stays stopped."""
    _require_open(round_, "extend")
    left = (round_.clock.left_ms(now_ms) or 0) + more_ms
    stopped = round_.clock.remaining_ms is not None
    return replace(round_, clock=Clock(remaining_ms=left) if stopped else Clock(ends_at_ms=now_ms + left))


def _require_open(round_: Round, act: RoundStep) -> None:
    if round_.state != "open":
        raise WrongState(act, state=round_.state)
