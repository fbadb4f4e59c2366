"""Where each region stands on one recommendation, and what that makes of it: states, damped support, the verdict.

Refuses to know any order among recommendations. Invariant: every figure here can only rise with one more For, and
only fall with one more Against; an abstention moves none of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from server.domain.counting.sides import Sides, Weight
from server.domain.counting.tallies import Count
from server.domain.procedure.rules import Rules

HALF = Fraction(1, 2)
COLUMNS = ("for", "with_changes", "against", "abstain")
Verdict = Literal["works_across", "works_in_some", "contested", "not_supported", "no_clear_position", "plenary_only"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Stand = Literal["backs", "opposes", "no_position"]
"""What votes alone make of a region."""
RegionState = Stand | Literal["not_determined"]

LEVELS: Mapping[Verdict, int] = {
    "not_supported": 0,
    "contested": 1,
    "no_clear_position": 1,
    "works_in_some": 2,
    "works_across": 3,
}


@dataclass(frozen=True, slots=True)
class Position:
    """One region on one recommendation.

    Units:   seats; `backing` is For and With changes together; `seats` is the n of the formula, all who were checked
             in at opening or, where late joiners made them more, all who said For or Against. Ballots other than For
             and Against may give parts of a seat to either side.
    """

    state: RegionState
    support: Fraction
    backing: Weight
    against: Weight
    abstain: int
    seats: int


def region_state(backing: Weight, against: Weight, seats: int, rules: Rules) -> Stand:
    """Say whether a region backs a recommendation, opposes it, or has no position.

    Source:  docs/methods.md, "Region state".
    """
    theta, quorum = rules.theta, rules.backing_quorum
    if theta == HALF:
        wins = backing > against
    else:
        wins = backing > 0 and theta.denominator * backing >= theta.numerator * (backing + against)
    if wins and quorum.denominator * backing >= quorum.numerator * seats:
        return "backs"
    if against > backing and quorum.denominator * against >= quorum.numerator * seats:
        return "opposes"
    return "no_position"


def damped_support(backing: Weight, against: Weight, seats: int) -> Fraction:
    """Say a region's support after one For and one Against more per ten seats, at least one of each.

    Source:  docs/methods.md, "Damped support".
    """
    damping = max(10, seats)
    return Fraction(10 * backing + damping, 10 * (backing + against) + 2 * damping)


def position(count: Count, region: int, sides: Sides, rules: Rules) -> Position:
    """Say where a region stands, given its sides; one without its quorum is not determined, whatever it said."""
    backing, against = sides.backing, sides.against
    seats = max(count.checked_in[region], int(backing + against))
    state: RegionState = region_state(backing, against, seats, rules)
    if state == "opposes" and not sides.may_oppose:
        state = "no_position"
    if not count.has_quorum(region, rules.quorum):
        state = "not_determined"
    return Position(state, damped_support(backing, against, seats), backing, against, sides.abstain, seats)


def regions_needed(counted: int, rules: Rules) -> int:
    """Say how many regions must back a recommendation for it to work across them."""
    share = rules.regions_needed
    return -(-share.numerator * counted // share.denominator)


def verdict(backing: int, opposing: int, counted: int, rules: Rules) -> Verdict:
    """Read the verdict from the number of regions that back and oppose; the first line that fits decides.

    Source:  docs/methods.md, "Order and verdict".
    """
    tolerated = rules.opposition_tolerated
    if counted <= 1:
        return "plenary_only"
    if opposing <= tolerated and backing >= regions_needed(counted, rules):
        return "works_across"
    if backing == 0:
        return "no_clear_position" if opposing == 0 else "not_supported"
    return "works_in_some" if opposing <= tolerated else "contested"
