"""Equal-region average: the mean of the regions' damped supports, each region counting once.

The steadiest order while ballots come in, and the hardest to bury an item in. It can hide one opposed region, which is
why the verdict across regions stays beside it. Invariant: an abstention moves nothing.

Source: docs/methods.md, "Equal-region average".
"""

from fractions import Fraction

from server.domain.counting.positions import Position
from server.domain.counting.ranking import Ranking, Reason
from server.domain.counting.regional_scores import RegionalScore, rank_by
from server.domain.counting.tallies import Count
from server.domain.methods import across_regions
from server.domain.methods.card import FOR_AND_AGAINST, Card, ReadBy
from server.domain.procedure.rules import Rules

CARD = Card("marks", "verdict", FOR_AND_AGAINST, ReadBy("mean"), by_hand=True)

columns = across_regions.columns
check = across_regions.check
sides = across_regions.sides


def support(stands: Position) -> Fraction:
    """Say what a region puts in: its damped support, as across the regions."""
    return stands.support


def _mean(parts: tuple[Fraction, ...]) -> Fraction:
    return sum(parts, Fraction(0)) / len(parts)


def _compared(here: Fraction, there: Fraction, parts: int) -> Reason:  # noqa: ARG001 - a mean is compared as it is
    return Reason("below_mean", {"here": here, "there": there})


FORMULA = RegionalScore("mean", support, _mean, _compared)


def rank(count: Count, rules: Rules) -> Ranking:
    """Order the slate by the average support; the verdict across regions stays beside it."""
    return rank_by(count, rules, FORMULA)
