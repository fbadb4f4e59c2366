"""Whom a selection speaks for: held against every group of voters and every exchange there could be."""

from collections.abc import Sequence
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.audit import FREE, approvers, groups_without, mending
from server.domain.counting.ranking import RankedList
from server.domain.procedure.rules import Rules, make_rules
from tests.domain.counting.counts import RECORDED, a_count, count_of, list_of

BALLOTS = st.lists(st.frozensets(st.integers(0, 4), max_size=4), min_size=1, max_size=7)


def is_fair(ballots: Sequence[frozenset[int]], chosen: frozenset[int], needed: int) -> bool:
    """Justified representation from its definition: of every group that agrees, somebody approves what is chosen."""
    for size in range(needed, len(ballots) + 1):
        for group in combinations(ballots, size):
            if frozenset.intersection(*group) and not any(ballot & chosen for ballot in group):
                return False
    return True


@given(BALLOTS, st.frozensets(st.integers(0, 4), max_size=3), st.integers(1, 4))
def test_a_group_is_found_where_the_definition_finds_one(
    ballots: list[frozenset[int]], chosen: frozenset[int], needed: int
) -> None:
    approved = approvers([sorted(ballot) for ballot in ballots], 5)
    groups = groups_without(approved, chosen, needed)
    assert (not groups) == is_fair(ballots, chosen, needed)
    for item, many in groups:
        assert many == sum(item in ballot and not ballot & chosen for ballot in ballots) >= needed


@given(BALLOTS, st.frozensets(st.integers(0, 4), max_size=3), st.integers(1, 4), st.integers(1, 3))
def test_an_exchange_is_found_where_there_is_one(
    ballots: list[frozenset[int]], chosen: frozenset[int], needed: int, places: int
) -> None:
    """Of all that mend it, none leaves fewer ballots without anything."""
    chosen = frozenset(sorted(chosen)[:places])
    approved = approvers([sorted(ballot) for ballot in ballots], 5)
    if not groups_without(approved, chosen, needed):
        return
    outs = sorted(chosen) if len(chosen) >= places else [FREE]
    after = {(out, into): chosen - {out} | {into} for out, into in product(outs, range(5)) if into not in chosen}
    mends = {pair: one for pair, one in after.items() if is_fair(ballots, one, needed)}
    found = mending(approved, chosen, places, needed)
    assert (found is None) == (not mends)
    if found is not None:
        left = {pair: sum(bool(ballot) and not ballot & one for ballot in ballots) for pair, one in mends.items()}
        assert left[found] == min(left.values())


SPLIT = [*[dict.fromkeys("abcde", "approve")] * 6, *[dict.fromkeys("fg", "approve")] * 3, {"a": "approve"}]


def split(rules: Rules) -> RankedList:
    return list_of(count_of(["approve"], "abcdefg", [SPLIT]), rules, "shortlist")


def test_the_example_of_the_page() -> None:
    """Ten ballots: six for a to e, three for f and g, one for a. A fifth is two; f in the place of b mends it."""
    audit = split(RECORDED).audit
    assert audit is not None
    assert (audit.needed, audit.groups, audit.swap) == (2, ((5, 3), (6, 3)), (1, 5))
    fair = list_of(count_of(["approve"], "abcdefg", [SPLIT]), RECORDED, "proportional_five")
    level = {item for group in fair.tie_break.undecided for item in group}
    assert fair.audit is not None
    assert {item for item, _ in fair.audit.groups} <= level, "what is not decided yet is all that is missing"


@pytest.mark.parametrize("secrecy", ["confidential", "sealed"])
def test_a_group_below_k_is_not_told_in_a_secret_round(secrecy: str) -> None:
    """Three ballots are fewer than k = 4: whether there is such a group is not said, and neither that there is none.

    Holds R140.
    """
    audit = split(make_rules({"secrecy": secrecy})).audit
    assert audit is not None
    assert (audit.needed, audit.groups, audit.swap) == (4, (), None)
    audit = split(make_rules({"secrecy": secrecy, "k": 3})).audit
    assert audit is not None
    assert (audit.needed, audit.groups) == (3, ((5, 3), (6, 3)))


def test_regions_with_a_fifth_are_asked_and_small_ones_are_not() -> None:
    """12, 8 and 2 of 22: a fifth is 4.4, so that two are asked; the first item works, and the second region opposes."""
    rules = make_rules({"secrecy": "recorded", "regions_needed": "1/2", "opposition_tolerated": 1})
    audit = list_of(a_count([(12, 0), (0, 8), (2, 0)], [(0, 12), (8, 0), (0, 2)]), rules).audit
    assert audit is not None
    assert (audit.large, audit.unspoken, audit.untold, audit.needed) == ((0, 1), (1,), (), None)


def test_a_withheld_region_is_not_told() -> None:
    """Large, and with three ballots: what it backs is nobody's business, and it is not said that it backs nothing."""
    rules = make_rules({"k": 4, "regions_needed": "1/2"})
    ranked = list_of(a_count([(9, 0), (9, 0), (9, 0), (2, 1)], checked_in=[9, 9, 9, 9]), rules)
    withheld = tuple(at for at, region in enumerate(ranked.regions) if region.withheld)
    assert ranked.audit is not None
    assert (ranked.audit.large, ranked.audit.unspoken, ranked.audit.untold) == ((0, 1, 2, 3), (), withheld)
    assert 3 in withheld


def test_where_nothing_is_selected_nothing_is_asked() -> None:
    assert list_of(a_count([(0, 3), (0, 3)])).audit is None
    assert list_of(count_of(["approve"], "ab", [[{}]]), RECORDED, "shortlist").audit is None
