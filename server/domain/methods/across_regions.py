"""Across the regions: every region counts once, whatever its size. The default of a plenary.

Recommendations are ordered by how many regions back them minus how many oppose them and, when level, by their support
in the region that likes them least. Refuses to know who is in a region. Invariant: no vote for a recommendation can
ever lower it, and no other recommendation can move its verdict.

Source: docs/methods.md, "Across the regions".
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction

from server.domain.errors import InvalidBallot
from server.domain.outlook import shortest_way_up
from server.domain.positions import COLUMNS, Position, position, regions_needed, verdict
from server.domain.ranking import WITHHELD, Figure, Placing, Reason, RegionOutcome, ranks, tie_groups
from server.domain.result_line import vote_line
from server.domain.rules import Rules
from server.domain.tallies import Count

_SPOKEN_OF: Mapping[str, str] = {
    "backs": "backed_by",
    "opposes": "opposed_by",
    "no_position": "no_position_in",
    "not_determined": "not_determined_in",
}


@dataclass(frozen=True, slots=True, order=True)
class Standing:
    """What an item is ordered by: the fields, from first to last, and the higher the better.

    Shape:   `supports` has one figure a counted region, ascending: the region that likes it least comes first.
             `margin` and `backing` are over the counted regions; the plenary figures take in the pool of the withheld
             ones and are 0 where totals are withheld. They differ from the former only where something is withheld.
    """

    works: bool
    net_backing: int
    weakest_region: tuple[Fraction, ...]
    margin: int
    backing: int
    plenary_margin: int
    plenary_backing: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """One item weighed by itself; `positions` has one entry a counted region, keyed by its index."""

    standing: Standing
    verdict: str
    backing: int
    opposing: int
    positions: Mapping[int, Position]


def columns(rules: Rules) -> tuple[str, ...]:  # noqa: ARG001 - every method is asked; this one's columns never vary
    """Name the columns of its tally."""
    return COLUMNS


def check(marks: Mapping[str, str], rules: Rules) -> None:
    """Refuse a ballot that this method cannot count.

    Raises:  InvalidBallot for a mark that is unknown or that the rules sheet does not offer.
    """
    offered = [column for column in COLUMNS if column != "with_changes" or rules.with_changes]
    for mark in marks.values():
        if mark not in offered:
            raise InvalidBallot("unknown_mark", mark=mark[:24])


def weigh(count: Count, item: int, rules: Rules) -> Weighed:
    """Weigh one item by its own votes alone: what a changed ballot makes necessary, and nothing more."""
    positions = {region: position(count, item, region, rules) for region in count.counted}
    backing = sum(each.state == "backs" for each in positions.values())
    opposing = sum(each.state == "opposes" for each in positions.values())
    said = verdict(backing, opposing, len(positions), rules)
    votes_for = sum(each.backing for each in positions.values())
    outright, with_changes, against, _ = count.totals(item) if count.totals_shown else (0, 0, 0, 0)
    standing = Standing(
        works=said == "works_across",
        net_backing=backing - opposing,
        weakest_region=tuple(sorted(each.support for each in positions.values())),
        margin=votes_for - sum(each.against for each in positions.values()),
        backing=votes_for,
        plenary_margin=outright + with_changes - against,
        plenary_backing=outright + with_changes,
    )
    return Weighed(standing, said, backing, opposing, positions)


def rank(count: Count, rules: Rules) -> tuple[Placing, ...]:
    """Order the slate; items that stand level in everything share a rank."""
    weighed = [weigh(count, item, rules) for item in range(len(count.tally.slate))]
    groups = tie_groups(count, range(len(weighed)), lambda item: weighed[item].standing)
    placed = ranks(groups)
    placings = []
    for place, group in enumerate(groups):
        above = groups[place - 1][-1] if place else None
        for item in group:
            own = weighed[item]
            reasons = (*_region_reasons(count, own, rules), *_neighbour_reasons(count, weighed, item, above, group))
            placings.append(
                Placing(
                    item=item,
                    rank=placed[item][0],
                    tied=placed[item][1],
                    line=vote_line(count, item, rules),
                    regions=_outcomes(count, item, own, rules),
                    reasons=reasons,
                    verdict=own.verdict,
                    backing=own.backing,
                    opposing=own.opposing,
                )
            )
    return tuple(placings)


def _outcomes(count: Count, item: int, own: Weighed, rules: Rules) -> tuple[RegionOutcome, ...]:
    outcomes = []
    for region, cells in enumerate(count.tally.cells[item]):
        if region in count.withheld:
            outcomes.append(WITHHELD)
            continue
        stands = own.positions.get(region) or position(count, item, region, rules)
        outcomes.append(RegionOutcome(stands.state, stands.support, dict(zip(COLUMNS, cells, strict=True))))
    return tuple(outcomes)


def _region_reasons(count: Count, own: Weighed, rules: Rules) -> list[Reason]:
    names = count.tally.regions
    reasons = []
    for state, code in _SPOKEN_OF.items():
        if said := tuple(names[region] for region, each in own.positions.items() if each.state == state):
            reasons.append(Reason(code, {"regions": said}))
    if count.withheld:
        reasons.append(Reason("withheld_in", {"regions": tuple(names[region] for region in sorted(count.withheld))}))
    if own.verdict != "plenary_only":
        counted = len(own.positions)
        needed = regions_needed(counted, rules)
        reasons.append(Reason("regions_needed", {"backing": own.backing, "needed": needed, "counted": counted}))
    if way := shortest_way_up(tuple(own.positions.items()), rules):
        regions = tuple(names[region] for region, _ in way.votes)
        votes = tuple(more for _, more in way.votes)
        reasons.append(Reason("more_for_needed", {"verdict": way.verdict, "regions": regions, "votes": votes}))
    return reasons


def _neighbour_reasons(
    count: Count, weighed: list[Weighed], item: int, above: int | None, group: tuple[int, ...]
) -> list[Reason]:
    reasons = []
    if above is not None:
        reasons.append(_below(count, weighed[item], above, weighed[above]))
    if len(group) > 1:
        reasons.append(Reason("tied", {"items": len(group)}))
    return reasons


def _below(count: Count, own: Weighed, above: int, other: Weighed) -> Reason:
    """Say by which test an item stands below the one listed above it, with the figures of both."""
    test = next(
        name
        for name in (field.name for field in fields(Standing))
        if getattr(own.standing, name) != getattr(other.standing, name)
    )
    neighbour: dict[str, Figure] = {"above": count.tally.slate[above], "above_number": count.number(above)}
    if test == "works":
        return Reason("below_works", neighbour)
    here, there = getattr(own.standing, test), getattr(other.standing, test)
    if test != "weakest_region":
        return Reason(f"below_{test}", {**neighbour, "here": here, "there": there})
    place = next(index for index, (mine, theirs) in enumerate(zip(here, there, strict=True)) if mine != theirs)
    return Reason(
        "below_weakest_region",
        {
            **neighbour,
            "place": place + 1,
            "region": _region_at(count, own, place),
            "here": here[place],
            "above_region": _region_at(count, other, place),
            "there": there[place],
        },
    )


def _region_at(count: Count, own: Weighed, place: int) -> str:
    """Name the region that likes an item least, second least, …; of equals, the first in the meeting's order."""
    by_support = sorted(own.positions, key=lambda region: (own.positions[region].support, region))
    return count.tally.regions[by_support[place]]
