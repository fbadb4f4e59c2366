"""Equal-region average: the mean of the regions' damped supports, each region counting once.

The steadiest order while ballots come in, and the hardest to bury an item in. It can hide one opposed region, which is
why the verdict across regions stays beside it. Invariant: an abstention moves nothing.

Source: docs/methods.md, "Equal-region average".
"""

from collections.abc import Mapping
from fractions import Fraction

from server.domain.methods import across_regions
from server.domain.ranking import Figure, Ranking
from server.domain.regional_scores import RegionalScore, rank_by
from server.domain.rules import Rules
from server.domain.tallies import Count
from server.domain.weighing import Weighed

columns = across_regions.columns
check = across_regions.check


def support(count: Count, item: int, region: int, weighed: Weighed) -> Fraction:
    """Say what a region puts in: its damped support, as across the regions."""
    return weighed.positions[region].support


def _mean(parts: tuple[Fraction, ...]) -> Fraction:
    return sum(parts, Fraction(0)) / len(parts)


def _shown(mean: Fraction, counted: int) -> Mapping[str, Figure | None]:
    return {}


FORMULA = RegionalScore("mean", support, _mean, _shown)


def rank(count: Count, rules: Rules) -> Ranking:
    """Order the slate by the average support; the verdict across regions stays beside it."""
    return rank_by(count, rules, FORMULA)
