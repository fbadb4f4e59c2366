"""Where a region stands and what a verdict is, worked by hand."""

from fractions import Fraction

import pytest

from server.domain.counting.positions import VERDICTS, damped_support, region_state, regions_needed, verdict
from server.domain.procedure.rules import Rules, make_rules

RULES = Rules()
TWO_THIRDS = make_rules({"theta": "2/3"})


@pytest.mark.parametrize(
    ("backing", "against", "seats", "state"),
    [
        (2, 0, 2, "backs"),
        (1, 0, 2, "backs"),
        (1, 1, 2, "no_position"),
        (0, 1, 2, "opposes"),
        (0, 2, 2, "opposes"),
        (0, 0, 5, "no_position"),
        (3, 2, 12, "backs"),  # exactly a quarter of the seats
        (3, 2, 13, "no_position"),  # 12 < 13: too few votes
        (2, 3, 13, "no_position"),
        (2, 4, 16, "opposes"),
        (40, 41, 90, "opposes"),
    ],
)
def test_a_region_backs_opposes_or_has_no_position(backing: int, against: int, seats: int, state: str) -> None:
    """Backs: more For than Against, and For from a quarter of the seats. Opposes is the same the other way round."""
    assert region_state(backing, against, seats, RULES) == state


@pytest.mark.parametrize(
    ("backing", "against", "state"),
    [
        (4, 2, "backs"),
        (4, 3, "no_position"),
        (5, 3, "no_position"),
        (3, 0, "backs"),
        (0, 0, "no_position"),
        (4, 5, "opposes"),
    ],
)
def test_the_chair_may_ask_two_thirds_of_a_region(backing: int, against: int, state: str) -> None:
    """With theta = 2/3: 3a ≥ 2(a + d) and at least one For; opposition still needs only more Against than For."""
    assert region_state(backing, against, 9, TWO_THIRDS) == state


def test_two_thirds_of_nothing_back_nothing() -> None:
    """At least one For, also where the rules ask for no share of the seats."""
    assert region_state(0, 0, 5, make_rules({"theta": "2/3", "backing_quorum": "0"})) == "no_position"


def test_without_a_backing_quorum_one_vote_takes_a_position() -> None:
    """A backing quorum of 0 asks for nothing but the majority, and silence is still no position."""
    rules = make_rules({"backing_quorum": "0"})
    assert region_state(1, 0, 50, rules) == "backs"
    assert region_state(0, 0, 50, rules) == "no_position"


@pytest.mark.parametrize(
    ("backing", "against", "seats", "support"),
    [
        (0, 0, 0, Fraction(1, 2)),
        (0, 0, 40, Fraction(1, 2)),
        (2, 0, 2, Fraction(3, 4)),
        (1, 0, 2, Fraction(2, 3)),
        (0, 2, 2, Fraction(1, 4)),
        (9, 1, 12, Fraction(51, 62)),  # (90 + 12) / (100 + 24)
        (37, 5, 54, Fraction(53, 66)),  # (370 + 54) / (420 + 108)
        (60, 0, 60, Fraction(11, 12)),
        (0, 10, 10, Fraction(1, 12)),
    ],
)
def test_support_is_damped_by_one_vote_each_way_per_ten_seats(
    backing: int, against: int, seats: int, support: Fraction
) -> None:
    """The fraction is exactly (10a + K) / (10(a + d) + 2K), where K = max(10, n)."""
    assert damped_support(backing, against, seats) == support


@pytest.mark.parametrize(
    ("backing", "opposing", "counted", "said"),
    [
        (0, 0, 0, "plenary_only"),
        (1, 0, 1, "plenary_only"),
        (2, 0, 2, "works_across"),
        (1, 0, 2, "works_in_some"),
        (4, 0, 6, "works_across"),
        (3, 0, 6, "works_in_some"),
        (5, 1, 6, "contested"),
        (0, 3, 6, "not_supported"),
        (0, 0, 6, "no_clear_position"),
    ],
)
def test_the_first_verdict_that_fits_decides(backing: int, opposing: int, counted: int, said: str) -> None:
    """Works across: none opposes and two thirds back it; with fewer than two regions there is nothing to compare."""
    assert verdict(backing, opposing, counted, RULES) == said


@pytest.mark.parametrize(
    ("backing", "opposing", "said"),
    [(4, 1, "works_across"), (3, 1, "works_in_some"), (4, 2, "contested"), (0, 1, "not_supported")],
)
def test_one_opposing_region_may_be_tolerated(backing: int, opposing: int, said: str) -> None:
    """With a tolerance of one, a single opposing region does not make a recommendation contested."""
    assert verdict(backing, opposing, 6, make_rules({"opposition_tolerated": 1})) == said


@pytest.mark.parametrize("tolerated", [0, 1])
def test_every_pair_of_backing_and_opposing_has_exactly_one_verdict(tolerated: int) -> None:
    """The table has no gap: whatever the regions do there is a verdict, and it is one of six."""
    rules = make_rules({"opposition_tolerated": tolerated})
    for counted in range(9):
        for backing in range(counted + 1):
            for opposing in range(counted - backing + 1):
                assert verdict(backing, opposing, counted, rules) in VERDICTS


def test_the_share_of_regions_is_rounded_up() -> None:
    """Two thirds of 2, 3, 4, 5, 6, 7 and 8 regions are 2, 2, 3, 4, 4, 5 and 6."""
    assert [regions_needed(counted, RULES) for counted in range(2, 9)] == [2, 2, 3, 4, 4, 5, 6]
