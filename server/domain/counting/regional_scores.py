"""Orders by one exact figure an item that its regions make together, with the verdict across regions beside it.

Refuses to know the formula; a method hands it in. Invariant: the figure comes from the counted regions alone and from
the item's own votes, so no other item moves it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from server.domain.counting.neighbours import beside, deciding_test
from server.domain.counting.positions import Position
from server.domain.counting.ranking import Figure, Placing, Ranking, Reason, tie_groups
from server.domain.counting.result_line import vote_line
from server.domain.counting.tallies import Count
from server.domain.counting.ties import settle, tie_reasons, undecided
from server.domain.counting.weighing import Weighed, key_reasons, outcomes, region_reasons, way_reasons, weigh
from server.domain.procedure.rules import Rules


@dataclass(frozen=True, slots=True, order=True)
class Merit:
    """What an item is ordered by: the fields, from first to last, and the higher the better.

    Shape:   as in `weighing.Standing`: `margin` and `backing` are over the counted regions that are shown, the plenary
             figures take in the withheld ones.
    """

    score: Fraction
    margin: int
    backing: int
    plenary_margin: int
    plenary_backing: int


@dataclass(frozen=True, slots=True)
class Scored:
    """One item: its standing across the regions, and what each counted region puts into its score."""

    weighed: Weighed
    merit: Merit
    parts: Mapping[int, Fraction]


@dataclass(frozen=True, slots=True)
class RegionalScore:
    """A formula: what one region puts in, and what all of them make.

    Shape:   `name` is the figure's name in the list; `part` is given a region's position; `whole` the parts of at
             least one region; `shown` adds figures for the reader, given the whole and how many regions made it;
             `compared` puts two wholes that differ, with the regions that made either, into a reason.
    """

    name: str
    part: Callable[[Position], Fraction]
    whole: Callable[[tuple[Fraction, ...]], Fraction]
    compared: Callable[[Fraction, Fraction, int], Reason]
    shown: Callable[[Fraction, int], Mapping[str, Figure | None]] | None = None


def score(count: Count, item: int, rules: Rules, formula: RegionalScore) -> Scored:
    """Score one item by its own votes; with no region to count its score is 0 and the plenary figures decide."""
    weighed = weigh(count, item, rules)
    parts = {region: formula.part(stands) for region, stands in weighed.positions.items()}
    whole = formula.whole(tuple(parts.values())) if parts else Fraction(0)
    own = weighed.standing
    return Scored(weighed, Merit(whole, own.margin, own.backing, own.plenary_margin, own.plenary_backing), parts)


def rank_by(count: Count, rules: Rules, formula: RegionalScore) -> Ranking:
    """Order the slate by a formula, then For minus Against, then For."""
    scored = [score(count, item, rules, formula) for item in range(len(count.tally.slate))]
    settled = settle(count, tie_groups(count, range(len(scored)), lambda item: scored[item].merit), rules)
    placings = []
    for place, group in enumerate(settled.groups):
        above = settled.groups[place - 1][-1] if place else None
        for item in group:
            own = scored[item]
            reasons = [
                *region_reasons(count, own.weighed, rules),
                *key_reasons(own.weighed, rules),
                *_lowest(count, own),
            ]
            if above is not None:
                reasons.append(_below(count, own, above, scored[above], formula))
            reasons += [*tie_reasons(count, group, item, rules), *way_reasons(count, own.weighed, rules)]
            counted = len(own.parts) if count.shown or count.by_name else 0
            figures: dict[str, Figure | None] = {formula.name: own.merit.score if counted else None}
            if formula.shown:
                figures.update(formula.shown(own.merit.score, counted))
            placings.append(
                Placing(
                    item=item,
                    rank=settled.ranks[item][0],
                    tied=settled.ranks[item][1],
                    line=vote_line(count, item, rules),
                    regions=outcomes(count, item, own.weighed, rules),
                    reasons=tuple(reasons),
                    verdict=own.weighed.verdict,
                    backing=own.weighed.backing,
                    opposing=own.weighed.opposing,
                    plenary=own.weighed.plenary.outcome if own.weighed.plenary else None,
                    figures=figures,
                )
            )
    return Ranking(tuple(placings), undecided=undecided(count, settled))


def _lowest(count: Count, own: Scored) -> list[Reason]:
    """Name the region that puts in least; of equals, the first in the meeting's order, and none that is not shown."""
    if len(own.parts) < 2:
        return []
    region = min(own.parts, key=lambda region: (own.parts[region], region in count.withheld, region))
    if region in count.withheld:
        return []
    return [Reason("lowest_in", {"region": count.regions[region], "here": own.parts[region]})]


def _below(count: Count, own: Scored, above: int, other: Scored, formula: RegionalScore) -> Reason:
    test = deciding_test(own.merit, other.merit)
    here, there = getattr(own.merit, test), getattr(other.merit, test)
    if test != "score":
        return Reason(f"below_{test}", {**beside(count, above), "here": here, "there": there})
    said = formula.compared(here, there, len(own.parts))
    return Reason(said.code, {**beside(count, above), **said.figures})
