"""Time in a round: what gives it never takes any away, whatever was done before and whenever it is done."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import Malformed, Overtaken, WrongState
from server.domain.procedure import drafts, rounds, timing
from server.domain.procedure.countdown import NO_CLOCK, Clock, check_countdown
from server.domain.procedure.opening import open_round
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import Rules

NEVER = float("inf")
SECONDS = (5, 60, 120, 300, 600, 1_814_400)
Act = Callable[[Round, int, int], Round]
GIVING: dict[str, Act] = {
    "extend": lambda round_, now, seconds: timing.extend_clock(round_, now, seconds * 1_000),
    "take away": lambda round_, now, _: timing.set_countdown(round_, now, None),
    "pause": lambda round_, now, _: timing.pause_clock(round_, now),
    "reopen": lambda round_, now, _: rounds.reopen_round(round_, now),
    "reopen for": rounds.reopen_round,
}
"""What a button does that gives time."""
OTHERS: dict[str, Act] = {
    "open": lambda round_, now, _: open_round(round_, now, ()),
    "set": timing.set_countdown,
    "resume": lambda round_, now, _: timing.resume_clock(round_, now),
    "close": lambda round_, now, _: rounds.close_round(round_, now),
    "count": lambda round_, now, _: rounds.finish_closing(round_, now),
    "void": lambda round_, _, __: rounds.void_round(round_, "By mistake."),
}
ACTS = st.tuples(st.sampled_from([*GIVING, *OTHERS]), st.integers(0, 700_000), st.sampled_from(SECONDS))


def a_draft(seconds: int | None = None) -> Round:
    """Make a draft."""
    return Round("r1", "m1", 1, "across_regions", ("a", "b"), ("AF", "AM"), Rules(closes_after_s=seconds))


def end_of(round_: Round) -> float:
    """Say when a round ends by itself: never, where only somebody can end it; before all times, where it has ended."""
    if round_.state != "open":
        return -NEVER
    return NEVER if round_.clock.ends_at_ms is None else round_.clock.ends_at_ms


@given(st.sampled_from([None, *SECONDS]), st.lists(ACTS, max_size=30))
def test_after_any_act_that_gives_time_a_round_ends_no_earlier(seconds: int | None, acts: list[tuple]) -> None:
    """Whatever was done before: opened, set, stopped, closed and opened again, at any instant. Holds R100."""
    round_, now = a_draft(seconds), 1_000_000
    for name, passed_ms, more in acts:
        now += passed_ms
        try:
            after = {**GIVING, **OTHERS}[name](round_, now, more)
        except WrongState:
            continue
        if name in GIVING:
            assert end_of(after) >= end_of(round_), (name, round_.clock, after.clock)
            assert after.state == "open"
            assert end_of(after) > now or round_.clock.ends_at_ms is not None
        round_ = after


def test_a_minute_more_where_no_clock_runs_is_refused_and_ends_nothing() -> None:
    """It would start a countdown of a minute, and close the vote that only the chair closes. Holds R101."""
    for opened in (open_round(a_draft(), 0, ()), rounds.reopen_round(a_closed(), 0)):
        with pytest.raises(WrongState) as refused:
            timing.extend_clock(opened, 1_000, 60_000)
        assert refused.value.reason == "no_countdown"
        assert opened.clock == NO_CLOCK


def test_a_countdown_is_set_where_there_is_none_and_taken_away() -> None:
    """A second podium that sets another one is refused: it would take time away. Holds R101."""
    opened = open_round(a_draft(), 0, ())
    running = timing.set_countdown(opened, 1_000, 120)
    assert running.clock == Clock(ends_at_ms=121_000)
    for clock in (running.clock, Clock(remaining_ms=0), Clock(remaining_ms=5)):
        with pytest.raises(WrongState) as refused:
            timing.set_countdown(replace(running, clock=clock), 2_000, 300)
        assert refused.value.reason == "countdown_there"
        assert timing.set_countdown(replace(running, clock=clock), 2_000, None) == opened
    assert timing.set_countdown(opened, 2_000, None) == opened


@pytest.mark.parametrize(("seconds", "clock"), [(None, NO_CLOCK), (300, Clock(ends_at_ms=307_000))])
def test_a_round_is_reopened_for_as_long_as_was_asked(seconds: int | None, clock: Clock) -> None:
    """Until somebody closes it, or for five minutes from now on, whatever its countdown had been."""
    assert rounds.reopen_round(a_closed(), 7_000, seconds).clock == clock


@pytest.mark.parametrize("seconds", [-1, 0, 4, 1_814_401])
def test_a_countdown_that_nobody_could_want_is_refused(seconds: int) -> None:
    """As in the rules sheet: from five seconds to a day."""
    with pytest.raises(Malformed) as refused:
        check_countdown(seconds)
    assert refused.value.reason == "countdown"
    for good in (None, 5, 1_814_400):
        check_countdown(good)


def a_closed(seconds: int | None = None) -> Round:
    """Make a closed round."""
    return rounds.finish_closing(rounds.close_round(open_round(a_draft(seconds), 0, ()), 1_000), 3_000)


def test_a_draft_is_changed_as_it_was_read() -> None:
    """The second of two who read the same version is refused; whoever wants what is there is not. Holds R102."""
    first = drafts.change_draft(a_draft(), replace(a_draft(), slate=("b",)), 1)
    assert (first.version, first.slate) == (2, ("b",))
    assert drafts.change_draft(first, replace(a_draft(), slate=("b",)), 1) == first
    with pytest.raises(Overtaken) as refused:
        drafts.change_draft(first, replace(a_draft(), slate=("a",)), 1)
    assert refused.value.reason == "draft"
    assert drafts.change_draft(first, replace(a_draft(), slate=("a",)), 0).version == 3


@pytest.mark.parametrize("state", ["open", "closing", "closed", "published", "void"])
@pytest.mark.parametrize("act", ["change", "discard", "open"])
def test_only_a_draft_is_changed_and_discarded(state: str, act: str) -> None:
    """What was opened is on other people's phones."""
    with pytest.raises(WrongState) as refused:
        drafts.require_draft(replace(a_draft(), state=state), act, 0)  # type: ignore[arg-type]
    assert (refused.value.reason, refused.value.figures["state"]) == (act, state)


def test_what_a_lot_was_committed_to_stays_when_a_draft_is_changed() -> None:
    """Otherwise whoever changes it could try until the lot suits them."""
    wanted = replace(a_draft(), slate=("a",), nonce="two")
    for draft in (replace(a_draft(), nonce="one"), replace(a_draft(), seed="older")):
        changed = drafts.change_draft(draft, wanted, 1)
        assert (changed.nonce, changed.seed) == (draft.nonce, draft.seed)
        without = drafts.change_draft(draft, replace(wanted, nonce=""), 1)
        assert (without.nonce, without.seed) == ("", "")
    assert drafts.change_draft(a_draft(), wanted, 1).nonce == "two"
