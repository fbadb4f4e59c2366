"""A round, with its rules sheet, its countdown and its lot."""

from server.domain.procedure.positions import NamedState
from server.domain.procedure.rounds import RoundState
from server.domain.procedure.rules import Majority, Secrecy, TieRule, Visibility
from server.protocol.shapes.shape import Shape


class Clock(Shape, frozen=True):
    """What was left of a countdown when this was said, and while it runs, at which instant it ends."""

    running: bool
    remaining_ms: int | None
    ends_at_ms: int | None


class Lot(Shape, frozen=True):
    """What the service adds to a lot: its hash, and itself once it may be known."""

    commitment: str
    nonce: str


class Excess(Shape, frozen=True):
    """What of a draft is more than may be: the reason of its refusal, the rule, and how many there may be."""

    reason: str
    rule: str
    most: int


class FromRound(Shape, frozen=True):
    """From which list the slate of a round was taken; which groups of it, only where that list was published."""

    round_id: str
    take: tuple[str, ...]
    most: int
    left_out: int


class ReadingOf(Shape, frozen=True):
    """The item of an earlier round whose wordings a round is about."""

    round_id: str
    recommendation_id: str


class Rules(Shape, frozen=True):
    """The whole rules sheet of a round; shares are exact fractions as text."""

    visibility: Visibility
    secrecy: Secrecy
    k: int
    with_changes: bool
    wishes: bool
    reservations: bool
    theta: str
    backing_quorum: str
    regions_needed: str
    opposition_tolerated: int
    no_region_leans: bool
    both_keys: bool
    roll_call: bool
    places: int
    max_choices: int
    quorum: str | None
    deciding_quorum: bool
    required_majority: Majority
    tie_rule: TieRule
    closes_after_s: int | None
    closes_at: str | None
    named_positions: tuple[str, ...]


class Position(Shape, frozen=True):
    """What a region says of one recommendation by name."""

    state: NamedState
    words: str


class Named(Shape, frozen=True):
    """What a region says of the slate of a round by name, and by how many of its seats that was confirmed."""

    round_id: str
    region_id: str
    version: int
    seats: int
    confirmed: int
    positions: dict[str, Position]


class Round(Shape, frozen=True):
    """A round as it stands."""

    id: str
    number: int
    number_in_room: int
    room_id: str
    question_id: str
    method: str
    slate: tuple[str, ...]
    regions: tuple[str, ...]
    pool: tuple[str, ...]
    columns: tuple[str, ...]
    marks: tuple[str, ...]
    rules: Rules
    version: int
    state: RoundState
    epoch: int
    frozen: bool
    clock: Clock
    entitled: int
    checked_in: int
    submitted: bool
    reason: str
    lot: Lot | None
    excess: Excess | None
    from_round: FromRound | None
    reading_of: ReadingOf | None
