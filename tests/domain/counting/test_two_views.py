"""Every region counts the same, every delegate counts the same: side by side, and where they differ."""

from dataclasses import replace

from hypothesis import given

from server.domain.counting.ranking import DelegatesEqual, RankedList
from server.domain.counting.tallies import Count
from server.domain.counting.two_views import plenary_key
from server.domain.procedure.rules import Rules

from .counts import a_count, counts, list_of

# Three regions of 30, 6 and 4 seats.
LARGE_REGION = [(28, 2), (1, 5), (1, 3)]
ALL_REGIONS = [(16, 10), (5, 1), (3, 1)]
QUIET = [(10, 9), (3, 2), (2, 1)]
SEATS = (30, 6, 4)


def view_of(ranked: RankedList) -> DelegatesEqual:
    assert ranked.delegates_equal is not None
    return ranked.delegates_equal


def test_an_example_worked_by_hand() -> None:
    """The first has 30 to 10 in plenary and two regions against it; the second 24 to 12 and all three for it.

    By regions it is third of three; by delegates first: +20, +12, +3.
    """
    ranked = list_of(a_count(LARGE_REGION, ALL_REGIONS, QUIET, checked_in=SEATS))
    assert [item.recommendation.id for item in ranked.items] == ["i2", "i3", "i1"]
    view = view_of(ranked)
    assert view.ranks == ((0, 1, False), (1, 2, False), (2, 3, False))
    first, *others = view.differ_most
    assert (first.item, first.by_regions, first.by_delegates) == (0, 3, 1)
    reasons = [(reason.code, reason.figures) for reason in first.reasons]
    assert reasons == [
        ("delegates_lift", {"region": "r1", "here": 26, "plenary": 20}),
        ("opposed_by", {"regions": ("r2", "r3")}),
    ]
    assert [(each.item, each.by_regions, each.by_delegates) for each in others] == [(1, 1, 2), (2, 2, 3)]
    assert [reason.code for reason in others[0].reasons] == ["regions_weigh_more"]


def test_equals_share_a_rank_in_the_second_view_too() -> None:
    """For minus Against and then For; level in both is a tie, which no lot parts here."""
    view = view_of(list_of(a_count([(4, 2), (0, 0)], [(2, 0), (2, 2)], [(3, 1), (0, 0)])))
    assert view.ranks == ((0, 1, True), (1, 1, True), (2, 3, False))


def test_there_is_no_second_view_of_what_is_withheld_or_has_no_for_and_against() -> None:
    """Fewer than k ballots give no totals, and approvals no margin."""
    assert list_of(a_count([(2, 1)]), Rules(k=4)).delegates_equal is None


def test_a_withheld_region_is_never_the_reason() -> None:
    """The region that moves an item most is not named where its figures are withheld."""
    count = a_count([(9, 1), (0, 9), (3, 0)], [(5, 4), (5, 4), (0, 3)], [(6, 1), (6, 2), (0, 3)])
    ranked = list_of(replace(count), Rules(k=4))
    withheld = {region.id for region in ranked.regions if region.withheld}
    assert withheld
    named = {
        name
        for each in view_of(ranked).differ_most
        for reason in each.reasons
        for name in (reason.figures.get("region"), *reason.figures.get("regions", ()))  # type: ignore[misc]
    }
    assert not named & withheld


@given(counts())
def test_the_second_view_is_the_plenary_count_and_differences_are_real(count: Count) -> None:
    """Ranks follow For minus Against, then For; what differs is listed with the largest move first."""
    ranked = list_of(count)
    view = view_of(ranked)
    keys = [plenary_key(count, item) for item in range(len(count.tally.slate))]
    for item, rank, tied in view.ranks:
        assert rank == 1 + sum(key > keys[item] for key in keys)
        assert tied == (keys.count(keys[item]) > 1)
    moves = [abs(each.by_regions - each.by_delegates) for each in view.differ_most]
    assert moves == sorted(moves, reverse=True)
    assert all(moves)
    assert all(each.reasons for each in view.differ_most)
