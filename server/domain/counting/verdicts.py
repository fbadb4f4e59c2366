"""The verdict across regions beside the order of a method that does not order by regions.

Approvals, scores and rankings are read as sides for and against, and the regions are asked as they are for any vote.
Refuses to move the order by what comes out. Invariants: what a method judged itself is left as it is; a round of one
region has no verdict, for there is nothing to compare.

Source: docs/methods.md, "Other ballots".
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from server.domain.counting.ranking import Placing, Ranking
from server.domain.counting.sides import Sides, SlateSides
from server.domain.counting.tallies import Count
from server.domain.counting.weighing import judge, outcomes, region_reasons
from server.domain.procedure.rules import Rules


def with_verdicts(count: Count, rules: Rules, ranking: Ranking, sides_of: Callable[[Count], SlateSides]) -> Ranking:
    """Add the regions' verdict, positions and reasons to every placing that a method left without."""
    if len(count.regions) < 2 or all(placing.verdict is not None for placing in ranking.placings):
        return ranking
    sides = sides_of(count)
    placings = tuple(_judged(count, rules, placing, sides[placing.item]) for placing in ranking.placings)
    return replace(ranking, placings=placings)


def _judged(count: Count, rules: Rules, placing: Placing, sides: Sequence[Sides]) -> Placing:
    own = judge(count, sides, rules, placing.item)
    return replace(
        placing,
        regions=outcomes(count, placing.item, own, rules),
        reasons=(*placing.reasons, *region_reasons(count, own, rules)),
        verdict=own.verdict,
        backing=own.backing,
        opposing=own.opposing,
    )
