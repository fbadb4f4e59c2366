"""What a new slate takes from a list: its own groups, in its order, cut by rank and never between equals."""

import json
from collections.abc import Sequence

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.ranking import RankedList
from server.domain.counting.taking import cut, levels_of
from server.domain.procedure.readings import TAKES
from server.record.ranked_list import write_ranked_list

from .counts import a_count, list_of
from .lists import ranked_lists


def recomputed(ranked: RankedList, take: Sequence[str]) -> list[tuple[int, str]]:
    """Find what belongs to some groups in the list as a file has it, with ranks."""
    written = json.loads(msgspec.json.encode(write_ranked_list(ranked)))
    level = {one for group in written["tie_break"]["undecided"] for one in group}
    return [
        (item["rank"], item["recommendation_id"])
        for item in written["items"]
        if "first" in take
        or item.get("verdict") in take
        or ("selected" in take and item.get("selected"))
        or ("tied" in take and item["recommendation_id"] in level)
    ]


@given(ranked_lists(), st.sets(st.sampled_from(TAKES), min_size=1), st.integers(0, 5), st.data())
def test_a_slate_from_groups_is_what_the_file_says(
    ranked: RankedList, take: set[str], most: int, data: st.DataObject
) -> None:
    """Whatever is taken of whatever list: the same items in the same order; a cut parts no equals. Holds R235."""
    expected = recomputed(ranked, sorted(take))
    assert [one for level in levels_of(ranked, take) for one in level] == [one for _, one in expected]
    standing = data.draw(st.sets(st.sampled_from([item.recommendation.id for item in ranked.items])))
    taken = cut(levels_of(ranked, take), standing, most)
    left = [(rank, one) for rank, one in expected if one in standing]
    assert list(taken.slate) == [one for _, one in left][: len(taken.slate)]
    assert (len(taken.slate) <= most, taken.left_out) == (True, len(left) - len(taken.slate))
    ranks = {one: rank for rank, one in left}
    rest = [one for _, one in left if one not in taken.slate]
    assert not {ranks[one] for one in taken.slate} & {ranks[one] for one in rest}
    if rest:  # the next level had no room
        next_level = [one for one in rest if ranks[one] == ranks[rest[0]]]
        assert len(taken.slate) + len(next_level) > most


def test_the_groups_of_an_order_across_regions() -> None:
    """Those that work across, the contested, and those that are level."""
    ranked = list_of(a_count([(4, 0), (4, 0)], [(4, 0), (0, 4)], [(0, 4), (4, 0)], [(0, 4), (0, 4)]))
    assert levels_of(ranked, ["works_across"]) == (("i1",),)
    assert levels_of(ranked, ["contested"]) == (("i2", "i3"),) == levels_of(ranked, ["tied"])
    everything = levels_of(ranked, ["first"])
    assert cut(everything, {"i1", "i2", "i3", "i4"}, 2).slate == ("i1",)  # i2 and i3 are level: neither goes alone
    taken = cut(everything, {"i1", "i2", "i4"}, 2)  # the third does not stand any more
    assert (taken.slate, taken.left_out) == (("i1", "i2"), 1)
