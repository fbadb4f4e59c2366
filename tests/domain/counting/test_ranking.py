"""The ranked list as a value: ranks, and what it refuses to be made from."""

import pytest

from server.domain.counting.ranking import SlateItem, ranks, tie_groups
from server.domain.errors import Malformed
from server.domain.methods import METHODS, ranked_list, read_method
from server.domain.procedure.rules import Rules

from .counts import RECORDED, a_count, order_of


def test_equals_are_listed_by_their_number_in_the_slate() -> None:
    """All level, with one shared rank, in the order in which everybody voted, whatever numbers they came with."""
    count = a_count([(2, 0)], [(2, 0)], [(2, 0)])
    items = [SlateItem(f"i{index}", number, "") for index, number in ((1, 3), (2, 1), (3, 2))]
    ranked = ranked_list("r", "across_regions", RECORDED, regions=[("r1", "R")], count=count, recommendations=items)
    assert order_of(ranked) == [(1, "i1"), (1, "i2"), (1, "i3")]
    assert [item.slate_number for item in ranked.items] == [1, 2, 3]


def test_a_reason_calls_its_neighbour_by_the_number_in_the_slate() -> None:
    """As the row itself is called, and no list has two numbers for one recommendation."""
    count = a_count([(0, 4)], [(4, 0)])
    items = [SlateItem("i1", 40, ""), SlateItem("i2", 7, "")]
    ranked = ranked_list("r", "across_regions", RECORDED, regions=[("r1", "R")], count=count, recommendations=items)
    below = [reason for item in ranked.items for reason in item.placing.reasons if "above" in reason.figures]
    assert [(one.figures["above"], one.figures["above_number"]) for one in below] == [("i2", 2)]


def test_a_shared_rank_skips_the_next_ones() -> None:
    """1, =2, =2, 4: a rank is one more than the number of items that stand strictly higher."""
    count = a_count(*[[(1, 0)]] * 4)
    groups = tie_groups(count, range(4), lambda item: (5, 9, 5, 1)[item])
    assert groups == ((1,), (0, 2), (3,))
    assert ranks(groups) == {1: (1, False), 0: (2, True), 2: (2, True), 3: (4, False)}


def test_an_unknown_method_is_refused() -> None:
    """The contract's names are the only ones."""
    with pytest.raises(Malformed) as refused:
        read_method("roulette")
    assert refused.value.reason == "method_unknown"


def test_a_list_is_made_of_its_own_regions_and_slate() -> None:
    """Names in another order than the tally's would put words under the wrong figures: a defect, not a refusal."""
    count = a_count([(1, 0), (0, 1)])
    items = [SlateItem("i1", 1, "")]
    with pytest.raises(ValueError, match="regions"):
        ranked_list("r", "shortlist", Rules(), regions=[("r2", ""), ("r1", "")], count=count, recommendations=items)
    with pytest.raises(ValueError, match="slate"):
        ranked_list("r", "shortlist", Rules(), regions=[("r1", ""), ("r2", "")], count=count, recommendations=[])


@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_method_names_its_columns_and_takes_a_blank_ballot(name: str) -> None:
    """A blank ballot counts to the turnout in every method, and there are at most ten kinds of marks."""
    method = METHODS[name]
    assert 0 < len(method.columns(Rules())) <= 10
    method.check({}, Rules())
