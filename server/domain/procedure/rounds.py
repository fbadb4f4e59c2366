"""A round: one slate put to one room under one rules sheet.

    draft ──open──▸ open ──close──▸ closing ──(2 s)──▸ closed ──publish──▸ published
                      ▴                                   │
                      └──────────────reopen───────────────┘      void: from any of them but published

Refuses to know who asks and what time it is: instants are handed in. Invariants: the slate, the rules and the entitled
seats never change after opening; the epoch is 0 in draft, 1 at opening and grows with each reopening.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from server.domain.errors import Malformed, WrongState
from server.domain.procedure.rules import Rules
from server.domain.procedure.words import printable

GRACE_MS = 2_000
LARGEST_SLATE = 250
LONGEST_REASON = 500

RoundState = Literal["draft", "open", "closing", "closed", "published", "void"]
RoundStep = Literal[
    "open", "close", "count", "publish", "reopen", "void", "pause", "resume", "extend", "recount", "submit"
]
"""What is done with a round: the first six change its state, the others something else of it."""

COUNTABLE: tuple[RoundState, ...] = ("closed", "published")
VOTING: tuple[RoundState, ...] = ("open", "closing")

_NEXT: Mapping[tuple[RoundState, RoundStep], RoundState] = {
    ("draft", "open"): "open",
    ("open", "close"): "closing",
    ("closing", "count"): "closed",
    ("closed", "publish"): "published",
    ("closed", "reopen"): "open",
    ("draft", "void"): "void",
    ("open", "void"): "void",
    ("closing", "void"): "void",
    ("closed", "void"): "void",
}
_DONE_ALREADY: Mapping[RoundStep, tuple[RoundState, ...]] = {
    "open": ("open",),
    "close": ("closing", "closed"),
    "count": ("closed",),
    "publish": ("published",),
    "reopen": ("open",),
    "void": ("void",),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """The countdown of a round, apart from its state: running towards an instant, or stopped with a remainder.

    Units:   milliseconds; `ends_at_ms` is an instant of the service's clock, None while stopped; both None means that
             the round has no countdown.
    """

    ends_at_ms: int | None = None
    remaining_ms: int | None = None

    @property
    def running(self) -> bool:
        """Say whether time is being taken away."""
        return self.ends_at_ms is not None

    def left_ms(self, now_ms: int) -> int | None:
        """Say how much is left, never less than nothing; None where the round has no countdown."""
        return self.remaining_ms if self.ends_at_ms is None else max(0, self.ends_at_ms - now_ms)


@dataclass(frozen=True, slots=True)
class Round:
    """One round and everything that is decided about it.

    Shape:   `entitled` and `checked_in` have one figure a region of `regions`, taken at opening, empty in draft;
             `shortlist` is what a region handed to the plenary, empty until then; `seed` is what the lot is drawn with,
             known by its commitment alone until the round is closed, empty where no lot is agreed.
    Units:   instants and `grace_ms`, for which ballots are taken after the close was announced, in milliseconds.
    """

    id: str
    room_id: str
    number: int
    method: str
    slate: tuple[str, ...]
    regions: tuple[str, ...]
    rules: Rules
    question_id: str = ""
    state: RoundState = "draft"
    epoch: int = 0
    frozen: bool = False
    shortlist: tuple[str, ...] = ()
    seed: str = ""
    clock: Clock = Clock()
    entitled: tuple[int, ...] = ()
    checked_in: tuple[int, ...] = ()
    opened_at_ms: int | None = None
    closing_at_ms: int | None = None
    grace_ms: int = GRACE_MS
    closed_at_ms: int | None = None
    published_at_ms: int | None = None
    reason: str = ""


def prepare(round_: Round) -> Round:
    """Check a draft before it is shown to anybody.

    Raises:  Malformed if the slate is empty, repeats itself or is longer than the contract allows.
    """
    if not round_.slate:
        raise Malformed("slate_empty")
    if len(round_.slate) > LARGEST_SLATE:
        raise Malformed("slate_too_long", most=LARGEST_SLATE)
    if len(set(round_.slate)) != len(round_.slate):
        raise Malformed("slate_repeats")
    return round_


def is_done_already(round_: Round, act: RoundStep) -> bool:
    """Say whether an act would change nothing because somebody did it before."""
    if act == "reopen" and round_.epoch == 1:
        return False
    return round_.state in _DONE_ALREADY.get(act, ())


def advance(round_: Round, act: RoundStep) -> Round:
    """Take one step of the table above.

    Raises:  WrongState, with the round's state, if the table has no such step.
    """
    following = _NEXT.get((round_.state, act))
    if following is None:
        raise WrongState(act, state=round_.state)
    return replace(round_, state=following)


def open_round(round_: Round, now_ms: int, entitled: Sequence[int], checked_in: Sequence[int]) -> Round:
    """Open a draft: the entitlement is taken now and the clock starts."""
    opened = advance(round_, "open")
    seconds = round_.rules.closes_after_s
    return replace(
        opened,
        epoch=1,
        entitled=tuple(entitled),
        checked_in=tuple(checked_in),
        opened_at_ms=now_ms,
        clock=Clock() if seconds is None else Clock(ends_at_ms=now_ms + seconds * 1_000),
    )


def close_round(round_: Round, now_ms: int, personal_s: int = 0) -> Round:
    """Announce the close: ballots in flight have two seconds, or the longest time of one's own given in the meeting.

    Every round of a meeting closes alike, whoever may vote in it and whoever has cast: how long it takes tells nothing.
    """
    grace_ms = max(GRACE_MS, personal_s * 1_000)
    return replace(advance(round_, "close"), closing_at_ms=now_ms, grace_ms=grace_ms, clock=Clock(remaining_ms=0))


def counted_from_ms(round_: Round) -> int:
    """Say from when on a closing round may be counted."""
    return (round_.closing_at_ms or 0) + round_.grace_ms


def finish_closing(round_: Round, now_ms: int) -> Round:
    """Close for good once the grace is over."""
    return replace(advance(round_, "count"), closed_at_ms=now_ms)


def reopen_round(round_: Round, now_ms: int) -> Round:
    """Open again before publication: ballots and revisions stay, the epoch grows, the countdown is the chair's."""
    again = advance(round_, "reopen")
    return replace(
        again, epoch=round_.epoch + 1, opened_at_ms=now_ms, closing_at_ms=None, closed_at_ms=None, clock=Clock()
    )


def publish_round(round_: Round, now_ms: int) -> Round:
    """Publish what was counted."""
    return replace(advance(round_, "publish"), published_at_ms=now_ms)


def void_round(round_: Round, reason: str) -> Round:
    """Void with a reason: the ballots are kept and not counted."""
    said = printable(reason).strip()
    if not said:
        raise Malformed("reason_missing")
    return replace(advance(round_, "void"), reason=said[:LONGEST_REASON], clock=Clock())


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
