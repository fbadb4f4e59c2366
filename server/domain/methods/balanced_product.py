"""Balanced product: support in every region is multiplied, so that low support anywhere cannot be averaged away.

For workshops and for sensing a room. Abstaining counts as not agreeing. Refuses to know how large a region is beyond
what one vote in it weighs. Invariant: no vote For lowers a product, and none Against raises it.

Source: docs/methods.md, "Balanced product".
"""

from collections.abc import Mapping
from fractions import Fraction
from itertools import count as count_from
from math import prod

from server.domain.counting.positions import Position
from server.domain.counting.ranking import Figure, Ranking, Reason
from server.domain.counting.regional_scores import RegionalScore, rank_by
from server.domain.counting.tallies import Count
from server.domain.methods import across_regions
from server.domain.methods.card import FOR_AND_AGAINST, Card, ReadBy
from server.domain.procedure.rules import Rules

CARD = Card("marks", "verdict", FOR_AND_AGAINST, ReadBy("geometric_mean"), by_hand=True)
DECIMALS = 3

columns = across_regions.columns
check = across_regions.check
sides = across_regions.sides


def agreement(stands: Position) -> Fraction:
    """Say what a region puts in: (a + 1) / (a + d + b + 2), one half where nobody marked the item."""
    return Fraction(stands.in_favour + 1, stands.in_favour + stands.against + stands.abstain + 2)


def geometric_mean(product: Fraction, factors: int, decimals: int = DECIMALS) -> Fraction:
    """Say the mean factor, rounded down to a thousandth: the figure that is shown beside the exact product.

    Shape:   the largest whole number of thousandths, or of units of another decimal, whose power does not exceed the
             product.
    """
    unit = 10**decimals
    low, high = 0, unit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if Fraction(middle, unit) ** factors <= product else (low, middle - 1)
    return Fraction(low, unit)


def _product(factors: tuple[Fraction, ...]) -> Fraction:
    return prod(factors, start=Fraction(1))


def _shown(product: Fraction, factors: int) -> Mapping[str, Figure | None]:
    return {"geometric_mean": geometric_mean(product, factors) if factors else None}


def _compared(here: Fraction, there: Fraction, factors: int) -> Reason:
    """Compare two products by their mean factors, with as many decimals as tell them apart: a product is soon tiny."""
    for decimals in count_from(DECIMALS):
        means = geometric_mean(here, factors, decimals), geometric_mean(there, factors, decimals)
        if means[0] != means[1]:
            break
    return Reason("below_geometric_mean", {"here": means[0], "there": means[1]})


FORMULA = RegionalScore("product", agreement, _product, _compared, _shown)


def rank(count: Count, rules: Rules) -> Ranking:
    """Order the slate by the exact product; the verdict across regions stays beside it."""
    return rank_by(count, rules, FORMULA)
