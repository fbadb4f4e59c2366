"""Where each region stands on one recommendation (its state and its damped support), and the verdict that follows.

The formulas are those of docs/methods.md, "Across the regions", which gives examples. Refuses to know other
recommendations. Invariant: one more For never makes a state, a support or a verdict worse, one more Against never makes
one better; an abstention changes none of them. A deciding quorum breaks it, as its rule says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from server.domain.counting.sides import Sides, Weight
from server.domain.counting.tallies import Count
from server.domain.procedure.rules import Rules

COLUMNS = ("for", "with_changes", "against", "abstain")
Verdict = Literal["works_across", "works_in_some", "contested", "not_supported", "no_clear_position", "plenary_only"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Stand = Literal["backs", "opposes", "no_position"]
"""The state of a region as its votes alone decide it, before its quorum is looked at."""
RegionState = Stand | Literal["not_determined"]

# How high a verdict is; `plenary_only` is none of them, for then fewer than two regions counted.
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

    Shape:   `in_favour` is For and With changes together; `seats` is the n of the formula: the seats that were there at
             the opening, and those that came later and have cast (`attendance`).
    Units:   seats. Scores and rankings are read as partly for and partly against (`sides`): `in_favour` and `against`
             may be fractions.
    """

    state: RegionState
    support: Fraction
    in_favour: Weight
    against: Weight
    abstain: int
    seats: int


NOT_SHOWN = Position("no_position", Fraction(1, 2), 0, 0, 0, 0)
"""A region whose figures nobody may read: it is counted as if nobody had voted there, and no vote there can move it."""


def is_half(theta: Fraction) -> bool:
    """Say whether a share is one half; a fraction compared with a fraction takes ten times as long."""
    return theta.denominator == 2


def region_state(in_favour: Weight, against: Weight, seats: int, rules: Rules) -> Stand:
    """Say whether a region backs a recommendation, opposes it, or has no position.

    It backs where enough of its votes are For (`theta`) and they are enough of its seats (`backing_quorum`).

    Units:   seats, as in `Position`.
    Source:  docs/methods.md, "Region state".
    """
    theta, quorum = rules.theta, rules.backing_quorum
    if is_half(theta):
        wins = in_favour > against
    else:
        wins = in_favour > 0 and theta.denominator * in_favour >= theta.numerator * (in_favour + against)
    if wins and quorum.denominator * in_favour >= quorum.numerator * seats:
        return "backs"
    if against > in_favour and quorum.denominator * against >= quorum.numerator * seats:
        return "opposes"
    return "no_position"


def damped_support(in_favour: Weight, against: Weight, seats: int) -> Fraction:
    """Work out a region's support: its share of For, after one For and one Against were added for every ten seats.

    At least one of each is added, so that one ballot in a small region does not make the support 0 or 1.

    Units:   seats in; a share in [0, 1] out.
    Source:  docs/methods.md, "Damped support".
    """
    damping = max(10, seats)
    return Fraction(10 * in_favour + damping, 10 * (in_favour + against) + 2 * damping)


def position(count: Count, region: int, sides: Sides, rules: Rules) -> Position:
    """Say where a region stands.

    Its votes alone decide it; only where the rules sheet has a deciding quorum is a region without its quorum
    `not_determined`, whatever its votes say.

    Shape:   `region` is an index into the regions of the count; `sides` is how much its ballots say for and against.
    """
    in_favour, against = sides.in_favour, sides.against
    seats = count.checked_in[region]
    state: RegionState = region_state(in_favour, against, seats, rules)
    if state == "opposes" and not sides.may_oppose:
        state = "no_position"
    if rules.deciding_quorum and not count.has_quorum(region, rules.quorum):
        state = "not_determined"
    return Position(state, damped_support(in_favour, against, seats), in_favour, against, sides.abstain, seats)


def regions_needed(counted: int, rules: Rules) -> int:
    """Say how many regions must back a recommendation for it to work across them: the share of the rules, rounded up.

    Units:   `counted` is the number of regions that count.
    """
    share = rules.regions_needed
    return -(-share.numerator * counted // share.denominator)


def verdict(backing: int, opposing: int, counted: int, rules: Rules) -> Verdict:
    """Read the verdict from how many regions back and oppose; the first line that fits decides.

    Units:   regions, and not seats as in `Position`: how many back, how many oppose, how many count at all.
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
