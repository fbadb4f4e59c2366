"""A round: one slate put to one room under one rules sheet.

    draft ──open──▸ open ──close──▸ closing ──count──▸ closed ──publish──▸ published
                      ▴                                   │
                      └──────────────reopen───────────────┘      void: from any of them but published

`closing` lasts two seconds, or longer (personal time; silence): the grace, for ballots that are on their way.

Refuses to know who asks and what time it is: instants are handed in. Invariants: slate, rules and entitled seats never
change after opening; the epoch is 0 in draft, 1 at opening and grows with each reopening. Every function that takes a
step raises WrongState where the state does not allow it. The ballots are counted after the step `count`, not in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from server.domain.errors import Malformed, WrongState
from server.domain.procedure.closing_dates import until
from server.domain.procedure.countdown import NO_CLOCK, Clock, from_now
from server.domain.procedure.entered import EnteredCount
from server.domain.procedure.pools import members_in
from server.domain.procedure.positions import NamedRegion
from server.domain.procedure.readings import FromRound, ReadingOf
from server.domain.procedure.rules import Rules
from server.domain.procedure.words import printable

GRACE_MS = 2_000
NOTICED_MS = 10_000
"""Within so long of its closing date a round is taken to be closed by those who are there."""
LARGEST_SLATE = 250
LONGEST_REASON = 500

RoundState = Literal["draft", "open", "closing", "closed", "published", "void"]
RoundStep = Literal[
    "open", "close", "count", "publish", "reopen", "void", "pause", "resume", "extend", "countdown", "recount",
    "submit", "change", "discard",
]  # fmt: skip
"""What is done with a round: six change its state, the others its clock, count or shortlist, the last two a draft."""

COUNTABLE: tuple[RoundState, ...] = ("closed", "published")
"""In which states a round has a ranked list, since no ballot can come any more."""
VOTING: tuple[RoundState, ...] = ("open", "closing")
"""In which states ballots are accepted."""

NEXT: Mapping[tuple[RoundState, RoundStep], RoundState] = {
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
# Where the round is already where an act would bring it, that is answered as done: two people may press one button.
_DONE_ALREADY: Mapping[RoundStep, tuple[RoundState, ...]] = {
    "open": ("open",),
    "close": ("closing", "closed"),
    "count": ("closed",),
    "publish": ("published",),
    "reopen": ("open",),
    "void": ("void",),
}


@dataclass(frozen=True, slots=True)
class Round:
    """One round and everything that is decided about it.

    Shape:   `number` counts the rounds of the meeting, `number_in_room` those of its room, by which people call it
             (nought in one of an earlier release, called by the other); `regions` holds the ids of those that are
             counted, in the order in which every tally lists them, of which one may be several that count together;
             `entitled` and `checked_in` have seats for each, taken at opening, empty in draft, `untaken` how many of
             the entitled nobody had taken; `leaves_out`: an earlier release opened it, and regions not shown have no
             part in its verdicts; `frozen` is set where its counts differ, until a recount; `shortlist` holds what of a
             region's slate stands in a set that was handed over; `nonce` is what the service adds to the lot: only its
             hash is shown until the close; empty without a lot, and in a round of an older release, whose lot is
             `seed`; `version` grows with each change of a draft; `has_mandates`: its opening has settled for whom seats
             speak; `from_round` is the round from whose list its slate was taken, `reading_of` the item of an earlier
             round whose wordings it is about; `named` are the regions that take part by a position instead of
             ballots, from the opening on; `counts` is what was entered of hands and paper.
    Units:   instants and `grace_ms` in milliseconds; ballots are accepted for `grace_ms` after `closing_at_ms`.
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
    nonce: str = ""
    seed: str = ""
    clock: Clock = NO_CLOCK
    entitled: tuple[int, ...] = ()
    checked_in: tuple[int, ...] = ()
    opened_at_ms: int | None = None
    closing_at_ms: int | None = None
    grace_ms: int = GRACE_MS
    closed_at_ms: int | None = None
    published_at_ms: int | None = None
    reason: str = ""
    number_in_room: int = 0
    version: int = 1
    leaves_out: bool = False
    untaken: tuple[int, ...] = ()
    has_mandates: bool = False
    from_round: FromRound | None = None
    reading_of: ReadingOf | None = None
    named: tuple[NamedRegion, ...] = ()
    counts: tuple[EnteredCount, ...] = ()

    @property
    def called(self) -> int:
        """Say by which number people call the round in its room."""
        return self.number_in_room or self.number

    @property
    def members(self) -> tuple[tuple[str, ...], ...]:
        """Say which regions each counted one is made of: itself, or those that count together."""
        return tuple(map(members_in, self.regions))

    @property
    def pool(self) -> tuple[str, ...]:
        """Name the regions that count together; none where each stands for itself."""
        return next((each for each in self.members if len(each) > 1), ())

    @property
    def taking_part(self) -> tuple[str, ...]:
        """Name every region whose seats may cast."""
        return tuple(region_id for each in self.members for region_id in each)

    @property
    def counts_version(self) -> int:
        """Say how often something was agreed that counts beside ballots."""
        return sum(one.version for one in self.counts)

    @property
    def named_ids(self) -> tuple[str, ...]:
        """Name every region that takes part by its position instead of ballots."""
        return tuple(one.region_id for one in self.named)


def is_done_already(round_: Round, act: RoundStep) -> bool:
    """Say whether an act would change nothing because somebody did it before."""
    if act == "reopen" and round_.epoch == 1:  # open for the first time: it was never reopened
        return False
    return round_.state in _DONE_ALREADY.get(act, ())


def advance(round_: Round, act: RoundStep) -> Round:
    """Take one step of the table above.

    Raises:  WrongState, with the round's state, if the table has no such step.
    """
    following = NEXT.get((round_.state, act))
    if following is None:
        raise WrongState(act, state=round_.state)
    return replace(round_, state=following)


def close_round(round_: Round, now_ms: int, personal_s: int = 0) -> Round:
    """Announce the close: ballots that are on their way have two seconds, or the longest personal time of the meeting.

    This is the same for every round of a meeting, whoever may vote in it and whoever has cast: from how long the close
    takes nobody can tell whether a seat with personal time takes part. With a closing date a round closes as of that
    date, also where nobody was there to notice.

    Units:   `personal_s` is the longest personal time that any seat of the meeting has, in seconds.
    Raises:  WrongState if the round is not open.
    """
    grace_ms = max(GRACE_MS, personal_s * 1_000)
    ends_at_ms = round_.clock.ends_at_ms if round_.clock.dated else None
    at_ms = ends_at_ms if ends_at_ms is not None and now_ms - ends_at_ms > NOTICED_MS else now_ms
    over = Clock(remaining_ms=0, dated=round_.clock.dated)
    return replace(advance(round_, "close"), closing_at_ms=at_ms, grace_ms=grace_ms, clock=over)


def counted_from_ms(round_: Round) -> int:
    """Say from which instant on a closing round may be counted.

    Units:   milliseconds of the service's clock.
    """
    return (round_.closing_at_ms or 0) + round_.grace_ms


def finish_closing(round_: Round, now_ms: int) -> Round:
    """Close a round that is `closing`; the caller makes sure that `counted_from_ms` has passed.

    Raises:  WrongState if it is not closing.
    """
    return replace(advance(round_, "count"), closed_at_ms=now_ms)


def reopen_round(round_: Round, now_ms: int, seconds: int | None = None, closes_at: str = "") -> Round:
    """Open a closed round again, for so many seconds, until a date or until the chair closes it.

    Ballots and revisions stay: what was cast before counts unless its seat replaces it.
    """
    return replace(
        advance(round_, "reopen"),
        epoch=round_.epoch + 1,
        opened_at_ms=now_ms,
        closing_at_ms=None,
        closed_at_ms=None,
        clock=until(closes_at, now_ms) if closes_at else from_now(now_ms, seconds),
    )


def publish_round(round_: Round, now_ms: int) -> Round:
    """Publish a closed round."""
    return replace(advance(round_, "publish"), published_at_ms=now_ms)


def void_round(round_: Round, reason: str) -> Round:
    """Declare a round void, with a reason: its ballots stay in the store and are not counted.

    Raises:  Malformed if the reason is empty; WrongState if the round is published, or void already.
    """
    said = printable(reason).strip()
    if not said:
        raise Malformed("reason_missing")
    return replace(advance(round_, "void"), reason=said[:LONGEST_REASON], clock=NO_CLOCK)
