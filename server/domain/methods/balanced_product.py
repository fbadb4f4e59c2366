"""Balanced product: support in every region is multiplied, so that low support anywhere cannot be averaged away.

For workshops and for sensing a room. Abstaining counts as not agreeing. Refuses to know how large a region is beyond
what one vote in it weighs. Invariant: no vote For lowers a product, and none Against raises it.

Source: docs/methods.md, "Balanced product".
"""

from collections.abc import Mapping
from fractions import Fraction
from math import prod

from server.domain.counting.positions import Position
from server.domain.counting.ranking import Figure, Ranking
from server.domain.counting.regional_scores import RegionalScore, rank_by
from server.domain.counting.tallies import Count
from server.domain.methods import across_regions
from server.domain.methods.card import FOR_AND_AGAINST, Card, ReadBy
from server.domain.procedure.rules import Rules

CARD = Card("marks", "verdict", FOR_AND_AGAINST, ReadBy("geometric_mean"))
MILLE = 1000

columns = across_regions.columns
check = across_regions.check
sides = across_regions.sides


def agreement(stands: Position) -> Fraction:
    """Say what a region puts in: (a + 1) / (a + d + b + 2), one half where nobody marked the item."""
    return Fraction(stands.in_favour + 1, stands.in_favour + stands.against + stands.abstain + 2)


def geometric_mean(product: Fraction, factors: int) -> Fraction:
    """Say the mean factor, rounded down to a thousandth: the figure that is shown beside the exact product.

    Shape:   the largest whole number of thousandths whose power does not exceed the product.
    """
    low, high = 0, MILLE
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if Fraction(middle, MILLE) ** factors <= product else (low, middle - 1)
    return Fraction(low, MILLE)


def _product(factors: tuple[Fraction, ...]) -> Fraction:
    return prod(factors, start=Fraction(1))


def _shown(product: Fraction, factors: int) -> Mapping[str, Figure | None]:
    return {"geometric_mean": geometric_mean(product, factors) if factors else None}


FORMULA = RegionalScore("product", agreement, _product, _shown)


def rank(count: Count, rules: Rules) -> Ranking:
    """Order the slate by the exact product; the verdict across regions stays beside it."""
    return rank_by(count, rules, FORMULA)
