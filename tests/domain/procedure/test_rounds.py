"""A round's table of steps, cell by cell, and its clock: what each step makes of each state, without a service."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import Malformed, WrongState
from server.domain.procedure import drafts, rounds, timing
from server.domain.procedure.countdown import Clock
from server.domain.procedure.opening import RegionSeats, open_round
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import Rules

STATES = ("draft", "open", "closing", "closed", "published", "void")
ACTS = ("open", "close", "count", "publish", "reopen", "void")
# What each state becomes by each act; "-": there is no such step.
TABLE = {
    "draft": ("open", "-", "-", "-", "-", "void"),
    "open": ("-", "closing", "-", "-", "-", "void"),
    "closing": ("-", "-", "closed", "-", "-", "void"),
    "closed": ("-", "-", "-", "published", "open", "void"),
    "published": ("-",) * 6,
    "void": ("-",) * 6,
}
# Which acts somebody has done already, where a round is in a state in its first epoch, and in its second.
DONE = {
    "draft": (set(), set()),
    "open": ({"open"}, {"open", "reopen"}),
    "closing": ({"close"}, {"close"}),
    "closed": ({"close", "count"}, {"close", "count"}),
    "published": ({"publish"}, {"publish"}),
    "void": ({"void"}, {"void"}),
}
NOW = 1_000_000
PRESENT = [RegionSeats("AF", 7, 4), RegionSeats("AM", 5, 2)]
TAKEN = {"slate", "rules", "regions", "entitled", "checked_in", "id", "room_id", "number", "method", "question_id"}
"""What is agreed by the opening, or before it."""
STEPS: dict[str, Callable[[Round, int], Round]] = {
    "open": lambda round_, now: open_round(round_, now, PRESENT),
    "close": rounds.close_round,
    "count": rounds.finish_closing,
    "publish": rounds.publish_round,
    "reopen": rounds.reopen_round,
    "void": lambda round_, _: rounds.void_round(round_, "By mistake."),
    "pause": timing.pause_clock,
    "resume": timing.resume_clock,
    "extend": lambda round_, now: timing.extend_clock(round_, now, 60_000),
}


def a_round(state: str = "draft", **said: object) -> Round:
    """Make a round of two recommendations and two regions."""
    made = Round("r1", "m1", 1, "across_regions", ("a", "b"), ("AF", "AM"), Rules(), state=state)
    return replace(made, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize("state", STATES)
def test_each_act_leads_from_each_state_where_the_table_says(state: str) -> None:
    """Six states times six acts, each by the function that everybody else calls, too. Holds R1, R10."""
    for act, following in zip(ACTS, TABLE[state], strict=True):
        if following == "-":
            with pytest.raises(WrongState) as refused:
                STEPS[act](a_round(state), NOW)
            assert (refused.value.reason, refused.value.figures["state"]) == (act, state)
        else:
            assert STEPS[act](a_round(state), NOW).state == following
            assert rounds.advance(a_round(state), act).state == following


@pytest.mark.parametrize("state", STATES)
def test_what_is_done_already_is_known_by_state_and_epoch(state: str) -> None:
    """A round in its first epoch was never reopened, whatever it looks like. Holds R2."""
    for epoch, done in zip((1, 2), DONE[state], strict=True):
        assert {act for act in ACTS if rounds.is_done_already(a_round(state, epoch=epoch), act)} == done


@pytest.mark.parametrize("act", ["dance", "", "pause"])
def test_an_act_that_there_is_not_is_no_step(act: str) -> None:
    for state in STATES:
        assert not rounds.is_done_already(a_round(state), act)
        with pytest.raises(WrongState):
            rounds.advance(a_round(state), act)


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=20))
def test_whatever_is_done_the_opening_binds_and_the_epoch_counts_openings(acts: list[str]) -> None:
    """Slate, rules, regions and seats stay; refused steps leave everything as it is. Holds R3, R5, R6."""
    round_, opened, openings = a_round(), None, 0
    for at, act in enumerate(acts):
        try:
            after = STEPS[act](round_, NOW + at)
        except WrongState:
            continue
        openings += after.state == "open" and round_.state != "open"
        round_ = after
        opened = opened or (round_ if round_.state == "open" else None)
        assert round_.epoch == openings
        if opened:
            assert all(getattr(round_, name) == getattr(opened, name) for name in TAKEN)
            assert (round_.entitled, round_.checked_in) == ((7, 5), (4, 2))


@pytest.mark.parametrize(
    ("slate", "reason"),
    [((), "slate_empty"), (("a", "b", "a"), "slate_repeats"), (tuple(map(str, range(251))), "slate_too_long")],
)
def test_a_slate_that_nobody_can_vote_on_is_refused(slate: tuple[str, ...], reason: str) -> None:
    """Nothing, the same twice, or too much; 250 are the most that there may be. Holds R4."""
    with pytest.raises(Malformed) as refused:
        drafts.prepare(a_round(slate=slate))
    assert refused.value.reason == reason
    for most in (1, 250):
        longest = a_round(slate=tuple(map(str, range(most))))
        assert drafts.prepare(longest) is longest


@pytest.mark.parametrize(("personal_s", "grace_ms"), [(0, 2_000), (1, 2_000), (2, 2_000), (3, 3_000), (600, 600_000)])
def test_closing_lasts_two_seconds_or_the_longest_personal_time(personal_s: int, grace_ms: int) -> None:
    """From the announcement on, and whatever the clock showed. Holds R7."""
    running = a_round("open", clock=Clock(ends_at_ms=NOW + 90_000))
    closing = rounds.close_round(running, NOW, personal_s)
    assert (closing.closing_at_ms, closing.grace_ms, closing.clock) == (NOW, grace_ms, Clock(remaining_ms=0))
    assert rounds.counted_from_ms(closing) == NOW + grace_ms


def test_the_epoch_counts_openings() -> None:
    """Not closings, and not what is refused in between. Holds R6."""
    round_, epochs = a_round(), [0]
    for act in ("open", "close", "count", "reopen", "close", "count", "reopen", "close", "count", "publish"):
        round_ = STEPS[act](round_, NOW)
        epochs.append(round_.epoch)
    assert epochs == [0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3]


def test_each_step_remembers_when_it_was_taken_and_reopening_forgets_the_close() -> None:
    round_ = a_round(epoch=0)
    for at, act in enumerate(("open", "close", "count")):
        round_ = STEPS[act](round_, NOW + at)
    assert (round_.opened_at_ms, round_.closing_at_ms, round_.closed_at_ms) == (NOW, NOW + 1, NOW + 2)
    assert STEPS["publish"](round_, NOW + 3).published_at_ms == NOW + 3
    again = STEPS["reopen"](round_, NOW + 4)
    assert (again.opened_at_ms, again.closing_at_ms, again.closed_at_ms) == (NOW + 4, None, None)


@pytest.mark.parametrize("reason", ["", "  ", "\n\t", "\x00", " \x1b\x07 ", "\ud800"])
def test_a_round_is_not_voided_without_a_reason_that_can_be_read(reason: str) -> None:
    """Blanks and control characters say nothing. Holds R12."""
    for state in ("draft", "open", "closing", "closed"):
        with pytest.raises(Malformed) as refused:
            rounds.void_round(a_round(state), reason)
        assert refused.value.reason == "reason_missing"


def test_of_a_reason_five_hundred_characters_are_kept_and_what_can_be_read() -> None:
    """Holds R12."""
    assert (
        rounds.void_round(a_round("open"), f"  By\x00 mistake.\nTwice. {'x' * 600}").reason
        == (f"By mistake.\nTwice. {'x' * 600}"[:500])
    )


def test_a_void_round_has_no_clock() -> None:
    assert rounds.void_round(a_round("open", clock=Clock(ends_at_ms=NOW)), "By mistake.").clock == Clock()


@pytest.mark.parametrize(
    ("seconds", "clock"), [(None, Clock()), (5, Clock(ends_at_ms=NOW + 5_000)), (86_400, Clock(NOW + 86_400_000))]
)
def test_a_countdown_starts_with_the_opening_where_the_rules_have_one(seconds: int | None, clock: Clock) -> None:
    """Holds R16."""
    opened = open_round(a_round(rules=Rules(closes_after_s=seconds)), NOW, ())
    assert opened.clock == clock
    assert opened.clock.running == (seconds is not None)


RUNNING, STOPPED, NONE = Clock(ends_at_ms=NOW + 30_000), Clock(remaining_ms=30_000), Clock()
OVER, EMPTY = Clock(ends_at_ms=NOW - 1), Clock(remaining_ms=0)


@pytest.mark.parametrize(
    ("before", "act", "after"),
    [
        (RUNNING, "pause", STOPPED),
        (STOPPED, "pause", STOPPED),
        (NONE, "pause", NONE),
        (OVER, "pause", EMPTY),
        (RUNNING, "resume", RUNNING),
        (STOPPED, "resume", RUNNING),
        (NONE, "resume", NONE),
        (EMPTY, "resume", Clock(ends_at_ms=NOW)),
        (RUNNING, "extend", Clock(ends_at_ms=NOW + 90_000)),
        (STOPPED, "extend", Clock(remaining_ms=90_000)),
        (OVER, "extend", Clock(ends_at_ms=NOW + 60_000)),
        (EMPTY, "extend", Clock(remaining_ms=60_000)),
    ],
)
def test_a_clock_is_paused_resumed_and_extended(before: Clock, act: str, after: Clock) -> None:
    """A stopped one that is extended stays stopped; the voting goes on all the same. Holds R17, R19."""
    moved = STEPS[act](a_round("open", epoch=1, clock=before), NOW)
    assert moved == a_round("open", epoch=1, clock=after)


@pytest.mark.parametrize("act", ["pause", "resume", "extend"])
def test_only_the_clock_of_an_open_round_is_touched(act: str) -> None:
    """Not of one that is closing either: its end was announced. Holds R18."""
    for state in set(STATES) - {"open"}:
        with pytest.raises(WrongState) as refused:
            STEPS[act](a_round(state, clock=RUNNING), NOW)
        assert (refused.value.reason, refused.value.figures["state"]) == (act, state)


@given(st.integers(-(10**6), 10**6), st.integers(0, 10**6))
def test_what_is_left_is_never_less_than_nothing(late_ms: int, left_ms: int) -> None:
    """Of a running clock what its end leaves, of a stopped one what it had, of none nothing is said. Holds R20."""
    assert Clock(ends_at_ms=NOW).left_ms(NOW + late_ms) == max(0, -late_ms)
    assert Clock(remaining_ms=left_ms).left_ms(NOW + late_ms) == left_ms
    assert Clock().left_ms(NOW + late_ms) is None
