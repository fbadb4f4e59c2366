"""What is done with the countdown of a round: set it, take it away, stop it, let it run again, add to it.

Refuses to know what time it is: instants are handed in. Invariant: every function raises WrongState where the round is
not open, and none of them changes anything but the clock; whatever gives time never lets a round end earlier than it
would have: to set a countdown is not to give time, and is done only where there is none.
"""

from dataclasses import replace

from server.domain.errors import WrongState
from server.domain.procedure.closing_dates import until
from server.domain.procedure.countdown import NO_CLOCK, Clock, from_now
from server.domain.procedure.rounds import Round, RoundStep


def pause_clock(round_: Round, now_ms: int) -> Round:
    """Stop the countdown; voting goes on."""
    _require_open(round_, "pause")
    return replace(round_, clock=Clock(remaining_ms=round_.clock.left_ms(now_ms), dated=round_.clock.dated))


def resume_clock(round_: Round, now_ms: int) -> Round:
    """Let the countdown run again."""
    _require_open(round_, "resume")
    left = round_.clock.left_ms(now_ms)
    dated = round_.clock.dated
    return replace(round_, clock=NO_CLOCK if left is None else Clock(ends_at_ms=now_ms + left, dated=dated))


def extend_clock(round_: Round, now_ms: int, more_ms: int) -> Round:
    """Add time to a countdown; a stopped one stays stopped.

    Raises:  WrongState `no_countdown` where there is none: a round that only the chair ends would end by itself.
    """
    _require_open(round_, "extend")
    left = round_.clock.left_ms(now_ms)
    if left is None:
        raise WrongState("no_countdown", state=round_.state)
    more = left + more_ms
    ends = {"ends_at_ms": now_ms + more} if round_.clock.running else {"remaining_ms": more}
    return replace(round_, clock=Clock(**ends, dated=round_.clock.dated))


def set_countdown(round_: Round, now_ms: int, seconds: int | None) -> Round:
    """Start a countdown in a round that has none, or take it away.

    Units:   seconds from now on; None takes it away, and the round stays open until somebody closes it.
    Raises:  WrongState `countdown_there` where there is one already: another podium has set it.
    """
    _require_open(round_, "countdown")
    if seconds is not None and round_.clock.there:
        raise WrongState("countdown_there", state=round_.state)
    return replace(round_, clock=from_now(now_ms, seconds))


def set_closing_date(round_: Round, now_ms: int, closes_at: str) -> Round:
    """Have a round close at a date; one that is open to an earlier end is open longer.

    Raises:  Malformed if that date is over, or is none; WrongState `countdown_there` where the round would end earlier
             than it does: whoever wants that takes the countdown away first.
    """
    _require_open(round_, "countdown")
    clock, left = until(closes_at, now_ms), round_.clock.left_ms(now_ms)
    if left is not None and (clock.left_ms(now_ms) or 0) < left:
        raise WrongState("countdown_there", state=round_.state)
    return replace(round_, clock=clock)


def _require_open(round_: Round, act: RoundStep) -> None:
    if round_.state != "open":
        raise WrongState(act, state=round_.state)
