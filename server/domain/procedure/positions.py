"""Named positions: what a region says of each item of a slate where it is too small for secret ballots.

Whoever conducts chooses such regions in the draft (`Rules.named_positions`). At the opening their seats are taken out
of the round: they cast no ballots in it, and no total, no turnout and no pool has a part of them, so that nothing can
be subtracted. Refuses to know who asks, and what a position counts for (`counting`). Invariants: only a region that is
too small to be shown by itself is here, and never one of a recorded round; a change asks its seats to confirm anew.

Source: docs/methods.md, "Named positions".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from typing import Literal, get_args

from server.domain.errors import Malformed, NotFound, Overtaken, TextTooLong
from server.domain.procedure.words import printable

NamedState = Literal["backs", "opposes", "no_position"]
NAMED_STATES: tuple[NamedState, ...] = get_args(NamedState)
LONGEST_WORDS = 200
"""In signs, as of a wish."""


@dataclass(frozen=True, slots=True)
class NamedPosition:
    """What a region says of one recommendation, with words of its own if it has any."""

    recommendation_id: str
    state: NamedState
    words: str = ""


NOT_ENTERED = NamedPosition("", "no_position")


@dataclass(frozen=True, slots=True)
class NamedRegion:
    """A region that takes part in a round by its named position.

    Shape:   `version` grows with each change of what it says; `confirmed` are the seats that have confirmed this
             version, each with the generation of its credential (`holders`): how many is told, and never which.
    Units:   `seats` and `here` are seats as the round was opened: entitled, and there.
    """

    region_id: str
    seats: int = 0
    here: int = 0
    version: int = 0
    positions: tuple[NamedPosition, ...] = ()
    confirmed: tuple[str, ...] = ()
    holders: tuple[int, ...] = ()

    @property
    def counts(self) -> bool:
        """Say whether it is one of the regions counted: it has a seat that was there, or it has said something."""
        return self.here > 0 or bool(self.positions)

    @property
    def of_seats(self) -> int:
        """Say of how many seats the confirmations are: those of the opening, and more where more have confirmed."""
        return max(self.seats, len(self.confirmed))

    def confirmed_by(self, seat_id: str) -> int | None:
        """Say in which generation of its credential a seat has confirmed this version; None if it has not."""
        return self.by_seat.get(seat_id)

    @property
    def by_seat(self) -> dict[str, int]:
        """Say of each seat that has confirmed this version in which generation; an older release kept the first."""
        return dict(zip(self.confirmed, chain(self.holders, repeat(1)), strict=False))

    def on(self, recommendation_id: str) -> NamedPosition:
        """Say where it stands on a recommendation; what was not entered is no position."""
        return next((one for one in self.positions if one.recommendation_id == recommendation_id), NOT_ENTERED)

    @property
    def unsaid(self) -> "NamedRegion":
        """Show it as if it had said nothing yet: as long as a round is open, nothing else counts."""
        return replace(self, positions=(), confirmed=(), holders=())


def read_state(text: str) -> NamedState:
    """Read what a region says.

    Raises:  Malformed if it is none of the three.
    """
    for state in NAMED_STATES:
        if text == state:
            return state
    raise Malformed("field", field="state")


def position_of(recommendation_id: str, state: str, words: str) -> NamedPosition:
    """Read one position as it was sent.

    Raises:  Malformed, TextTooLong.
    """
    said = printable(words).strip()
    if len(said) > LONGEST_WORDS:
        raise TextTooLong(field="words", most=LONGEST_WORDS)
    return NamedPosition(recommendation_id, read_state(state), said)


def region_in(named: Sequence[NamedRegion], region_id: str) -> NamedRegion:
    """Find a region among those that take part by position.

    Raises:  NotFound if it is none of them.
    """
    for one in named:
        if one.region_id == region_id:
            return one
    raise NotFound("region")


def with_region(named: Sequence[NamedRegion], changed: NamedRegion) -> tuple[NamedRegion, ...]:
    """Put a region as it is now in the place of what it was."""
    return tuple(changed if one.region_id == changed.region_id else one for one in named)


def recorded(region: NamedRegion, position: NamedPosition) -> NamedRegion:
    """Write down what a region says; who confirmed it before is asked anew, unless it says the same as before."""
    others = tuple(one for one in region.positions if one.recommendation_id != position.recommendation_id)
    if position in region.positions:
        return region
    return replace(region, version=region.version + 1, positions=(*others, position), confirmed=(), holders=())


def confirmed(region: NamedRegion, seat_id: str, version: int, generation: int = 1) -> NamedRegion:
    """Let a seat confirm what its region says, as of the version that it has read; a later holder adds no seat to it.

    Raises:  Overtaken if it says something else by now, or has said nothing.
    """
    if version != region.version or not region.version:
        raise Overtaken("position")
    by_seat = region.by_seat
    by_seat[seat_id] = max(generation, by_seat.get(seat_id, 1))
    return replace(region, confirmed=tuple(by_seat), holders=tuple(by_seat.values()))
