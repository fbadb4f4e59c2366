"""The opening settles who may cast, and which regions are too small to stand alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.procedure.opening import RegionSeats, open_round, pool_of
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import Rules, make_rules

SAMPLE = (30, 20, 18, 14, 8, 2)
K4 = Rules(k=4)


def regions_of(*seats: int) -> list[RegionSeats]:
    return [RegionSeats(f"r{at}", many, many) for at, many in enumerate(seats)]


def a_draft(rules: Rules) -> Round:
    return Round("m1r1", "m1p1", 1, "across_regions", ("i1",), (), rules)


@pytest.mark.parametrize(
    ("seats", "pool"),
    [
        (SAMPLE, (4, 5)),  # the example of the document
        ((30, 20, 4, 8), ()),  # nobody is small
        ((3, 9, 3), (0, 2)),  # six seats together: nobody else need join
        ((9, 1, 5, 1), (1, 2, 3)),
        ((5, 2, 5), (0, 1)),  # of equals the first joins
        ((9, 0, 8), (1, 2)),  # whoever joins it later is not alone
        ((2, 1), (0, 1)),  # fewer than k in all
        ((2,), ()),  # a region that chooses for itself
        ((), ()),
    ],
)
def test_small_regions_join_until_they_have_k_seats(seats: tuple[int, ...], pool: tuple[int, ...]) -> None:
    """Holds R133."""
    assert pool_of(regions_of(*seats), K4) == tuple(f"r{at}" for at in pool)
    assert pool_of(regions_of(*seats), make_rules({"secrecy": "sealed"})) == tuple(f"r{at}" for at in pool)
    assert pool_of(regions_of(*seats), make_rules({"secrecy": "recorded"})) == ()


def test_where_anybody_may_join_those_who_came_decide() -> None:
    """Eight seats were taken and two have entered a room: the region is small."""
    open_to_all = [replace(each, named=False, checked_in=2) for each in regions_of(8)]
    assert pool_of([*regions_of(9), *open_to_all, *regions_of(12)][:2], K4) == ("r0", "r0")


def test_what_counts_together_is_one_region_from_the_opening_on() -> None:
    """Its seats are added up; it stands where its first region stood."""
    opened = open_round(a_draft(K4), 5, [RegionSeats("AS", 2, 1), RegionSeats("AF", 9, 7), RegionSeats("IR", 3, 3)])
    assert (opened.regions, opened.pool) == (("AS+IR", "AF"), ("AS", "IR"))
    assert (opened.entitled, opened.checked_in) == ((5, 9), (4, 7))
    assert opened.members == (("AS", "IR"), ("AF",))
    assert opened.taking_part == ("AS", "IR", "AF")


@given(st.lists(st.integers(0, 12), max_size=8), st.integers(3, 6))
def test_nobody_outside_a_pool_is_small_and_nobody_joins_for_nothing(seats: list[int], k: int) -> None:
    """A pool has k seats where there are so many, and is not one region; without its largest it would be too small."""
    regions = regions_of(*seats)
    opened = open_round(a_draft(Rules(k=k)), 0, regions)
    assert sum(opened.entitled) == sum(seats)
    if len(seats) < 2 or min(seats) >= k:
        assert (opened.pool, opened.regions) == ((), tuple(each.region_id for each in regions))
        return
    pooled = [each.entitled for each in regions if each.region_id in opened.pool]
    alone = [each.entitled for each in regions if each.region_id not in opened.pool]
    assert len(pooled) > 1
    assert min(alone, default=k) >= k
    assert sum(pooled) >= k or not alone
    further = [many for many in pooled if many >= k]
    assert len(further) <= 1
    assert all(many <= min(alone, default=many) for many in further)
    assert not further or sum(pooled) - further[0] < k or len(pooled) == 2
