"""An item weighed by its own votes: where the regions stand on it, its verdict, and all that it can be ordered by.

Refuses to know any other item, so that nothing else on the slate can change what is said here, and what kind of ballot
was used. Invariant: no vote for an item lowers its standing or its verdict.

Source: docs/methods.md, "Across the regions".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from server.domain.counting.positions import (
    NOT_SHOWN,
    Position,
    RegionState,
    Verdict,
    position,
    regions_needed,
    verdict,
)
from server.domain.counting.ranking import WITHHELD, Figure, Reason, RegionOutcome
from server.domain.counting.sides import Sides, of_cells
from server.domain.counting.tallies import Count
from server.domain.counting.ways import robustness, shortest_way_up
from server.domain.procedure.rules import Rules

_SPOKEN_OF: Mapping[RegionState, str] = {
    "backs": "backed_by",
    "opposes": "opposed_by",
    "no_position": "no_position_in",
    "not_determined": "not_determined_in",
}


@dataclass(frozen=True, slots=True, order=True)
class Standing:
    """What an item is ordered by: the fields, from first to last, and the higher the better.

    Shape:   `weakest_region` has the support of each counted region, ascending: the one that likes it least comes
             first. `margin` and `backing` (For, as the codes of reasons call it) are over the counted regions that are
             shown; the plenary figures take in all of the withheld ones and are 0 where totals are withheld. They
             differ from those two only where something is withheld.
    """

    works: bool
    net_backing: int
    weakest_region: tuple[Fraction, ...]
    margin: int
    backing: int
    plenary_margin: int
    plenary_backing: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What the regions make of one item; `positions` has one entry a counted region, keyed by its index."""

    verdict: Verdict
    backing: int
    opposing: int
    positions: Mapping[int, Position]


@dataclass(frozen=True, slots=True)
class Weighed(Judged):
    """One item weighed by itself: the verdict, and all that it can be ordered by."""

    standing: Standing


def judge(count: Count, sides: Sequence[Sides], rules: Rules) -> Judged:
    """Read positions and verdict from the sides of the regions, one entry a region of the tally."""
    positions = {
        region: NOT_SHOWN if region in count.withheld else position(count, region, sides[region], rules)
        for region in count.counted
    }
    backing = sum(each.state == "backs" for each in positions.values())
    opposing = sum(each.state == "opposes" for each in positions.values())
    return Judged(verdict(backing, opposing, len(positions), rules), backing, opposing, positions)


def weigh(count: Count, item: int, rules: Rules) -> Weighed:
    """Weigh one item by its own votes alone: after a changed ballot only the items it marks need it again."""
    judged = judge(count, of_cells(count.tally.cells[item]), rules)
    cells = [count.tally.cells[item][region] for region in count.shown]
    in_favour = sum(outright + with_changes for outright, with_changes, _, _ in cells)
    outright, with_changes, against, _ = count.totals(item) if count.totals_shown else (0, 0, 0, 0)
    standing = Standing(
        works=judged.verdict == "works_across",
        net_backing=judged.backing - judged.opposing,
        weakest_region=tuple(sorted(each.support for each in judged.positions.values())),
        margin=in_favour - sum(against for _, _, against, _ in cells),
        backing=in_favour,
        plenary_margin=outright + with_changes - against,
        plenary_backing=outright + with_changes,
    )
    return Weighed(judged.verdict, judged.backing, judged.opposing, judged.positions, standing)


def outcomes(count: Count, item: int, own: Judged, rules: Rules) -> tuple[RegionOutcome, ...]:
    """Say what each region of the tally made of an item; a withheld one says nothing."""
    outcomes = []
    for region, cells in enumerate(count.tally.cells[item]):
        if region in count.withheld:
            outcomes.append(WITHHELD)
            continue
        stands = own.positions.get(region) or position(count, region, Sides(), rules)
        marks = dict(zip(count.tally.columns, cells, strict=True))
        outcomes.append(RegionOutcome(stands.state, stands.support, marks))
    return tuple(outcomes)


def region_reasons(count: Count, own: Judged, rules: Rules) -> list[Reason]:
    """Give the reasons that lie in the regions, as they are read: how many are needed, who backs, who opposes."""
    names = count.tally.regions
    reasons = []
    if own.verdict != "plenary_only":
        counted = len(own.positions)
        needed = regions_needed(counted, rules)
        reasons.append(Reason("regions_needed", {"backing": own.backing, "needed": needed, "counted": counted}))
    for state, code in _SPOKEN_OF.items():
        if said := tuple(names[region] for region in count.shown if own.positions[region].state == state):
            reasons.append(Reason(code, {"regions": said}))
    if few := count.withheld - count.not_anew:
        reasons.append(Reason("withheld_in", {"regions": tuple(names[region] for region in sorted(few))}))
    if count.not_anew:
        not_anew = tuple(names[region] for region in sorted(count.not_anew))
        reasons.append(Reason("not_anew_in", {"regions": not_anew, "k": rules.k}))
    return reasons


def way_reasons(count: Count, own: Judged, rules: Rules) -> list[Reason]:
    """Say on how few ballots a verdict rests, and how few more For would lift it, where ballots say For and Against."""
    stands = tuple(own.positions.items())
    ballots = [0 if region in count.withheld else cast for region, cast in enumerate(count.tally.ballots)]
    reasons = []
    if (firm := robustness(stands, ballots, rules)) is not None:
        reasons.append(Reason("rests_on", {"verdict": firm.verdict, **_by_region(count, firm.ballots)}))
    if (way := shortest_way_up(stands, rules)) is not None:
        reasons.append(Reason("more_for_needed", {"verdict": way.verdict, **_by_region(count, way.votes)}))
    return reasons


def _by_region(count: Count, votes: Sequence[tuple[int, int]]) -> dict[str, Figure]:
    regions = tuple(count.tally.regions[region] for region, _ in votes)
    return {"regions": regions, "votes": tuple(many for _, many in votes)}
