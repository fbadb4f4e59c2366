"""Ranked pairs: the strongest majorities first, and nothing that turns in a circle."""

import re
from collections.abc import Iterator, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.algorithms.pairwise import layers, lock, preferred
from server.domain.counting.ranking import RankedList
from server.domain.counting.rankings import POSITIONS
from server.domain.errors import InvalidBallot
from server.domain.methods.ranked_pairs import check
from server.domain.procedure.rules import Rules, make_rules
from tests.domain.counting.counts import RECORDED, count_of, list_of, order_of
from tests.handed import handed

from .monotone import falls_when_raised


def ranked_pairs(*ballots: str, slate: str = "abc", rules: Rules = RECORDED, seed: str = "") -> RankedList:
    """Rank ballots like "4 a>b=c": how many, and what stands above what."""
    marks = [each for ballot in ballots for each in _marks(ballot)]
    return list_of(count_of(POSITIONS, slate, [marks]), rules, "ranked_pairs", seed)


def _marks(ballot: str) -> list[dict[str, str]]:
    how_many, _, order = ballot.partition(" ")
    places = enumerate(order.split(">"), 1) if order else ()
    return [{item: str(place) for place, level in places for item in level.split("=")}] * int(how_many)


def majorities(ranked: RankedList) -> list[tuple[object, ...]]:
    return list(ranked.tables[0].rows)


def test_an_example_worked_by_hand() -> None:
    """Nine ballots in a circle: b beats c by 7 to 2, a beats b by 6 to 3, c beats a by 5 to 4.

    The two strongest are locked; the third would close the circle and is skipped: a, b, c.
    """
    ranked = ranked_pairs("4 a>b>c", "3 b>c>a", "2 c>a>b")
    assert order_of(ranked) == [(1, "a"), (2, "b"), (3, "c")]
    assert majorities(ranked) == [
        ("b", "c", 7, 2, "locked"),
        ("a", "b", 6, 3, "locked"),
        ("c", "a", 5, 4, "skipped"),
    ]
    assert ranked.items[0].placing.figures == {"wins": 1, "losses": 1, "level": 0}
    below = ranked.items[1].placing.reasons[-1]
    assert (below.code, below.figures["here"], below.figures["there"]) == ("below_majority", 3, 6)


def test_what_is_left_out_stands_below_all_that_is_ranked() -> None:
    """A ballot for a alone puts it above b and c, and says nothing between those two."""
    ranked = ranked_pairs("1 a", "1 c>b")
    assert majorities(ranked)[-1] == ("a", "b", 1, 1, "level") or ("c", "b", 1, 0, "locked") in majorities(ranked)
    assert order_of(ranked_pairs("2 a", slate="abc")) == [(1, "a"), (2, "b"), (2, "c")]


def test_level_positions_prefer_neither_and_gaps_mean_nothing() -> None:
    """a=b above c, and 1 and 8 are as good as 1 and 2."""
    assert order_of(ranked_pairs("3 a=b>c")) == [(1, "a"), (1, "b"), (3, "c")]
    far = list_of(count_of(POSITIONS, "ab", [[{"a": "8", "b": "1"}]]), RECORDED, "ranked_pairs")
    assert order_of(far) == [(1, "b"), (2, "a")]


def test_a_circle_of_equal_majorities_is_a_tie_and_says_so() -> None:
    """Each beats one and loses to one by the same margin: any of them could come first."""
    ranked = ranked_pairs("1 a>b>c", "1 b>c>a", "1 c>a>b")
    assert order_of(ranked) == [(1, "a"), (1, "b"), (1, "c")]
    assert {row[-1] for row in majorities(ranked)} == {"disputed"}
    assert ranked.tie_break.undecided == ((0, 1, 2),)


def test_the_published_lot_parts_what_the_majorities_leave_level() -> None:
    """With a seed there is a first, and the list says that the lot decided."""
    rules = make_rules({"secrecy": "recorded", "tie_rule": "lot"})
    ranked = ranked_pairs("1 a>b>c", "1 b>c>a", "1 c>a>b", rules=rules, seed="0f" * 32)
    assert [rank for rank, _ in order_of(ranked)] == [1, 2, 3]
    assert {reason.code for item in ranked.items for reason in item.placing.reasons} >= {"lot_decided"}


def test_fewer_than_k_ballots_give_no_order_and_no_table() -> None:
    """Three rankings are three delegates: nothing of them is told."""
    ranked = ranked_pairs("3 a>b>c", rules=Rules(k=4))
    assert {rank for rank, _ in order_of(ranked)} == {1}
    assert ranked.tables == ()


@pytest.mark.parametrize("mark", ["0", "9", "first", "", "1.5"])
def test_a_mark_that_is_no_position_is_refused(mark: str) -> None:
    """Positions are 1 to 8; the same one twice and none at all are allowed."""
    check({"a": "1", "b": "1", "c": "8"}, RECORDED)
    with pytest.raises(InvalidBallot):
        check({"a": mark}, RECORDED)


def abif_ballots() -> Iterator[tuple[int, list[list[str]]]]:
    for line in handed("data/ranked/burlington2009.abif").read_text(encoding="utf-8").splitlines():
        if found := re.match(r"(\d+):(.+)", line):
            yield int(found[1]), [[name.strip() for name in level.split("=")] for level in found[2].split(">")]


def test_the_mayor_of_burlington() -> None:
    """8,980 ballots of 2009: Montroll beats Kiss 4067-3477 and Wright 4597-3668, Kiss beats Wright 4314-4064."""
    names = ("Montroll", "Kiss", "Wright", "Smith", "Simpson", "Write-in")
    ballots = [
        {names.index(name): place for place, level in enumerate(order, 1) for name in level}
        for cast, order in abif_ballots()
        for _ in range(cast)
    ]
    pairs = preferred(ballots, len(names))
    montroll, kiss, wright = range(3)
    assert (pairs[montroll][kiss], pairs[kiss][montroll]) == (4067, 3477)
    assert (pairs[montroll][wright], pairs[wright][montroll]) == (4597, 3668)
    assert (pairs[kiss][wright], pairs[wright][kiss]) == (4314, 4064)
    outcomes, ended = lock(pairs)
    assert ended
    assert layers(outcomes, len(names))[0] == [montroll]


rankings = st.lists(st.dictionaries(st.integers(0, 4), st.integers(1, 8)), min_size=1, max_size=12)


def first_of(ballots: Sequence[Mapping[int, int]]) -> list[int]:
    return layers(lock(preferred(ballots, 5))[0], 5)[0]


@given(rankings)
def test_what_beats_all_others_comes_first_alone(ballots: list[dict[int, int]]) -> None:
    """The Condorcet winner, where there is one, is rank 1; and rank 1 is always in the Smith set."""
    pairs = preferred(ballots, 5)
    first = first_of(ballots)
    for item in range(5):
        if all(pairs[item][other] > pairs[other][item] for other in range(5) if other != item):
            assert first == [item]
    smith = set(range(5))
    for size in range(1, 32):
        group = {item for item in range(5) if size >> item & 1}
        if all(pairs[item][other] > pairs[other][item] for item in group for other in set(range(5)) - group):
            smith = min(smith, group, key=len)
    assert set(first) <= smith


@settings(max_examples=200)
@given(rankings, st.data())
def test_raising_an_item_never_takes_it_from_the_first_rank(ballots: list[dict[int, int]], data: st.DataObject) -> None:
    """Monotone: an item that is first stays first when one ballot ranks it higher, or ranks it at last."""
    for item in first_of(ballots):
        number = data.draw(st.integers(0, len(ballots) - 1))
        higher = data.draw(st.integers(1, ballots[number].get(item, 8)))
        assert not falls_when_raised(first_of, ballots, item, {number: {**ballots[number], item: higher}})


@given(rankings)
def test_a_twin_does_not_help_or_hurt(ballots: list[dict[int, int]]) -> None:
    """Clones: an item ranked beside another on every ballot leaves the others first exactly when they were."""
    doubled = [{**ballot, 5: ballot[4]} if 4 in ballot else ballot for ballot in ballots]
    pairs = preferred(doubled, 6)
    with_twin = layers(lock(pairs)[0], 6)[0]
    assert {4 if item == 5 else item for item in with_twin} == set(first_of(ballots))


@given(rankings)
def test_locked_majorities_never_run_in_a_circle(ballots: list[dict[int, int]]) -> None:
    """Nothing stands above itself, and every majority is locked or contradicted by what is locked."""
    pairs = preferred(ballots, 5)
    for reach in lock(pairs)[0]:
        for item in range(5):
            assert not reach[item] >> item & 1
            for other in range(5):
                if pairs[item][other] > pairs[other][item]:
                    assert (reach[item] >> other | reach[other] >> item) & 1
