"""Balanced product and equal-region average, worked by hand: regions of 20 and 8 seats, two recommendations.

The first has 14 to 4 with 2 abstentions and 5 to 2 with 1; the second 20 to 0 and 2 to 5 with 1. In plenary the second
leads by 17 to 13; one region is against it.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.ranking import RankedItem
from server.domain.methods.balanced_product import geometric_mean
from server.domain.procedure.rules import Rules

from .counts import a_count, list_of, order_of

BALANCED = [(14, 4, 2), (5, 2, 1)]
ONE_SIDED = [(20, 0), (2, 5, 1)]


def items_of(method: str) -> list[RankedItem]:
    return list(list_of(a_count(ONE_SIDED, BALANCED, checked_in=(20, 8)), method=method).items)


def test_the_product_puts_what_is_supported_everywhere_first() -> None:
    """15/22 × 6/10 = 9/22 is more than 21/22 × 3/10 = 63/220; shown as 0.639 and 0.535, the mean factor cut down."""
    first, second = items_of("balanced_product")
    assert first.recommendation.id == "i2"
    assert first.placing.figures == {"product": Fraction(9, 22), "geometric_mean": Fraction(639, 1000)}
    assert second.placing.figures == {"product": Fraction(63, 220), "geometric_mean": Fraction(535, 1000)}


def test_the_average_counts_each_region_once() -> None:
    """(8/11 + 2/3) / 2 = 23/33 is more than (11/12 + 1/3) / 2 = 5/8."""
    first, second = items_of("regional_mean")
    assert first.recommendation.id == "i2"
    assert first.placing.figures == {"mean": Fraction(23, 33)}
    assert second.placing.figures == {"mean": Fraction(5, 8)}


@pytest.mark.parametrize(("method", "code"), [("balanced_product", "geometric_mean"), ("regional_mean", "mean")])
def test_the_verdict_across_regions_and_the_plenary_count_stay_beside_it(method: str, code: str) -> None:
    """An order that could hide an opposed region says that it is opposed, by which, and what the plenary made of it."""
    first, second = items_of(method)
    assert (first.placing.verdict, second.placing.verdict) == ("works_across", "contested")
    assert second.placing.line.marks == {"for": 22, "with_changes": 0, "against": 5, "abstain": 1}
    assert second.placing.line.outcome == "carried"
    reasons = {reason.code: reason.figures for reason in second.placing.reasons}
    assert reasons["opposed_by"] == {"regions": ("r2",)}
    assert reasons["lowest_in"]["region"] == "r2"
    assert reasons[f"below_{code}"]["there"] == first.placing.figures[code]


def test_level_scores_leave_the_decision_to_the_plenary_count() -> None:
    """4/6 is 2/3 whether 3 of 4 or 7 of 10 said For: more For minus Against stands higher, then more For."""
    count = a_count([(3, 1)], [(7, 3)], checked_in=(10,))
    ranked = list_of(count, method="balanced_product")
    assert order_of(ranked) == [(1, "i2"), (2, "i1")]
    below = next(reason for reason in ranked.items[1].placing.reasons if reason.code.startswith("below"))
    assert (below.code, below.figures["here"], below.figures["there"]) == ("below_margin", 2, 4)


@pytest.mark.parametrize("method", ["balanced_product", "regional_mean"])
def test_where_no_region_can_be_shown_there_is_no_score(method: str) -> None:
    """Both regions are withheld: the plenary count orders the slate and the figures are empty."""
    ranked = list_of(a_count([(2, 1), (1, 2)], [(3, 0), (2, 1)]), Rules(k=4), method)
    assert order_of(ranked) == [(1, "i2"), (2, "i1")]
    assert {figure for item in ranked.items for figure in item.placing.figures.values()} == {None}


@given(st.fractions(0, 1), st.integers(1, 8))
def test_the_mean_factor_is_cut_and_never_rounded_up(product: Fraction, factors: int) -> None:
    """Its power does not exceed the product, and one thousandth more would."""
    shown = geometric_mean(product, factors)
    assert shown**factors <= product
    assert product == 1 or (shown + Fraction(1, 1000)) ** factors > product
