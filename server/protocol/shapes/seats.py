"""Seats, ballots and the way into the meeting."""

import msgspec

from server.domain.procedure.admission import SeatState
from server.protocol.shapes.shape import Shape


class Seat(Shape, frozen=True):
    """A seat as it stands in the list."""

    seat_id: str
    number: int
    name: str
    delegation: str
    region_id: str
    language: str
    votes: bool
    state: SeatState
    joined_at_ms: int
    entered_at_ms: int
    source: str = msgspec.field(name="from")
    cast: int


class Remark(Shape, frozen=True, omit_defaults=True):
    """What a ballot says of one recommendation in words."""

    kind: str
    words: str = ""
    quote: str = ""


class Voices(Shape, frozen=True):
    """Wishes that are told together: of a region, of a delegation, of `others` that are not told apart, or of anybody.

    `count` is null where fewer than `k` of a secret round are told at all.
    """

    region_id: str
    others: bool
    delegation: str
    count: int | None
    remarks: tuple[Remark, ...]


class Wished(Shape, frozen=True):
    """What is told of the wishes about one recommendation, in the version of its text that they are about."""

    recommendation_id: str
    version: int
    count: int | None
    groups: tuple[Voices, ...]


class Ballot(Shape, frozen=True):
    """A seat's own ballot; its proof is said in `you` alone, and words where ballots of its round have any."""

    epoch: int
    revision: int
    earlier: bool
    ballot_id: str
    marks: dict[str, str]
    receipt: str
    fill: str
    wishes: dict[str, Remark] | msgspec.UnsetType = msgspec.UNSET
    proof: str | msgspec.UnsetType = msgspec.UNSET


class Totals(Shape, frozen=True):
    """How many seats there are."""

    seats: int
    limit: int
    waiting: int
    here: int
    barred: int


class Source(Shape, frozen=True):
    """An address from which seats were taken by code, by its label."""

    source: str = msgspec.field(name="from")
    joins: int
    first_ms: int
    last_ms: int


class Joining(Shape, frozen=True):
    """How a meeting is joined."""

    open: bool
    code: str
    url: str
    limit: int
    one_seat: bool
