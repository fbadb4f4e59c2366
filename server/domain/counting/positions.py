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
from server.domain.procedure.positions import NamedState
from server.domain.procedure.rules import Rules

COLUMNS = ("for", "with_changes", "against", "abstain")
Verdict = Literal["works_across", "works_in_some", "contested", "not_supported", "no_clear_position", "plenary_only"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Stand = Literal["backs", "opposes", "no_position"]
"""The state of a region as its votes alone decide it, before its quorum is looked at."""
RegionState = Stand | Literal["not_determined"]
Lean = Literal["leans_for", "leans_against", "level", "abstained", "no_votes", ""]
"""Which way a region without a position leans; empty for one with a position, and where nobody can say."""

# How high a verdict is; `plenary_only` is none of them, for then fewer than two regions counted.
LEVELS: Mapping[Verdict, int] = {
    "not_supported": 0,
    "contested": 1,
    "no_clear_position": 1,
    "works_in_some": 2,
    "works_across": 3,
}

GROUPS: Mapping[Verdict, int] = {
    "works_across": 4,
    "works_in_some": 3,
    "contested": 2,
    "no_clear_position": 1,
    "not_supported": 0,
    "plenary_only": 0,
}
"""The groups of a list that is ordered by verdict first, the higher the better.

They are one under another where levels are not: of contested and no clear position no vote makes the other.
"""


@dataclass(frozen=True, slots=True)
class Position:
    """One region on one recommendation.

    Shape:   `in_favour` is For and With changes together; `seats` is the n of the formula: the seats that were there at
             the opening, and those that came later and have cast (`attendance`); `lean`
             says more of a region without a position, and moves no order; `fixed`: it is a named position, which
             ballots cannot move.
    Units:   seats. Scores and rankings are read as partly for and partly against (`sides`): `in_favour` and `against`
             may be fractions.
    """

    state: RegionState
    support: Fraction
    in_favour: Weight
    against: Weight
    abstain: int
    seats: int
    lean: Lean = ""
    fixed: bool = False


NOT_SHOWN = Position("no_position", Fraction(1, 2), 0, 0, 0, 0)
"""A region whose figures nobody may read: it is counted as if nobody had voted there, and no vote there can move it."""


NAMED: Mapping[NamedState, Position] = {
    "backs": Position("backs", Fraction(3, 4), 0, 0, 0, 0, fixed=True),
    "opposes": Position("opposes", Fraction(1, 4), 0, 0, 0, 0, fixed=True),
    "no_position": Position("no_position", Fraction(1, 2), 0, 0, 0, 0, fixed=True),
}
"""A region with a named position: its support is that of two seats with one voice, however many it has."""


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


def leaning(sides: Sides) -> Lean:
    """Say which way a region leans that has no position; a ballot that cannot say no leans against nothing.

    Source:  docs/methods.md, "Regions that lean".
    """
    in_favour, against, abstain = sides.in_favour, sides.against, sides.abstain
    if in_favour > against:
        return "leans_for"
    if against > in_favour:
        return "leans_against" if sides.may_oppose else ""
    if abstain > in_favour + against:
        return "abstained"
    return "level" if in_favour else "no_votes"


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
    lean: Lean = leaning(sides) if state == "no_position" else ""
    return Position(state, damped_support(in_favour, against, seats), in_favour, against, sides.abstain, seats, lean)


def regions_needed(counted: int, rules: Rules) -> int:
    """Say how many regions must back a recommendation for it to work across them: the share of the rules, rounded up.

    Units:   `counted` is the number of regions that count.
    """
    share = rules.regions_needed
    return -(-share.numerator * counted // share.denominator)


def across(backing: int, opposing: int, counted: int, rules: Rules, leaning_against: int = 0) -> bool:
    """Say whether enough regions back a recommendation and few enough oppose it; a strict sheet asks who leans as well.

    Units:   regions.
    """
    against = opposing + leaning_against if rules.no_region_leans else opposing
    return counted > 1 and against <= rules.opposition_tolerated and backing >= regions_needed(counted, rules)


def verdict(
    backing: int, opposing: int, counted: int, rules: Rules, *, leaning_against: int = 0, plenary: bool = True
) -> Verdict:
    """Read the verdict from how many regions back and oppose; the first line that fits decides.

    Units:   regions, and not seats as in `Position`: how many back, how many oppose, how many count at all, how many
             lean against.
    Shape:   `plenary` says whether the plenary majority is reached, which only a sheet with both keys asks for.
    Source:  docs/methods.md, "Order and verdict" and "Two keys".
    """
    if counted <= 1:
        return "plenary_only"
    if across(backing, opposing, counted, rules, leaning_against) and (plenary or not rules.both_keys):
        return "works_across"
    if backing == 0:
        return "no_clear_position" if opposing == 0 else "not_supported"
    return "works_in_some" if opposing <= rules.opposition_tolerated else "contested"
