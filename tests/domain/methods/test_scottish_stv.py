"""Scottish STV, counted by hand, and the fault for which it is offered only where rules demand it."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from server.domain.algorithms.pairwise import layers, lock, preferred
from server.domain.algorithms.transferable_votes import VOTE, LotNeeded, count_papers
from server.domain.counting.ranking import RankedList
from server.domain.counting.rankings import POSITIONS
from server.domain.methods.scottish_stv import papers_of
from server.domain.procedure.rules import Rules, make_rules
from tests.domain.counting.counts import count_of, list_of

from .monotone import Ballots, falls_when_raised

TWO_PLACES = make_rules({"secrecy": "recorded", "places": 2})
ONE_PLACE = make_rules({"secrecy": "recorded", "places": 1})


def stv(*ballots: str, slate: str, rules: Rules = TWO_PLACES, seed: str = "") -> RankedList:
    """Count ballots like "9 ab": how many papers, and the order of preference."""
    marks = []
    for ballot in ballots:
        how_many, _, order = ballot.partition(" ")
        marks += [{item: str(place) for place, item in enumerate(order, 1)}] * int(how_many)
    return list_of(count_of(POSITIONS, slate, [marks]), rules, "scottish_stv", seed)


def selected(ranked: RankedList) -> str:
    return "".join(sorted(item.recommendation.id for item in ranked.items if item.placing.selected))


def votes_at(ranked: RankedList, stage: int) -> dict[object, object]:
    return {row[4]: row[5] for row in ranked.tables[1].rows if row[0] == stage}


def test_an_example_worked_by_hand() -> None:
    """Twenty papers, two places: quota 20 / 3 + 1 = 7. A has 12 and is elected with a surplus of 5.

    Each of its papers passes on at 5 × 1 / 12 = 0.41666, cut: B has 3 + 9 × 0.41666 = 6.74994, C 3 + 3 × 0.41666 =
    4.24998, and 0.00008 is lost. D has 2 and is excluded; C has 6.24998. Neither has 7; C is excluded, B is left.
    """
    ranked = stv("9 ab", "3 ac", "3 b", "3 c", "2 dc", slate="abcd")
    assert ranked.tables[0].rows == ((20, 2, 7),)
    assert votes_at(ranked, 1) == {"a": 12, "b": 3, "c": 3, "d": 2, None: 0}
    assert votes_at(ranked, 2) == {
        "a": 7,
        "b": Fraction("6.74994"),
        "c": Fraction("4.24998"),
        "d": 2,
        None: Fraction("0.00008"),
    }
    assert votes_at(ranked, 3)["c"] == Fraction("6.24998")
    acts = dict.fromkeys((row[1], row[2]) for row in ranked.tables[1].rows)
    assert list(acts) == [
        ("first_preferences", None),
        ("surplus", "a"),
        ("exclusion", "d"),
        ("exclusion", "c"),
        ("last_vacancies", None),
    ]
    assert selected(ranked) == "ab"
    assert [item.recommendation.id for item in ranked.items] == ["a", "b", "c", "d"]
    codes = [[reason.code for reason in item.placing.reasons] for item in ranked.items]
    assert codes == [["elected_at_quota"], ["elected_last"], ["excluded_at_stage"], ["excluded_at_stage"]]


def test_a_tie_is_parted_by_the_most_recent_stage_at_which_there_was_none() -> None:
    """C and d are level with 4 after e's paper; before it d had 3 and c 4, so d is excluded."""
    ranked = stv("6 a", "5 b", "4 c", "3 d", "1 ed", slate="abcde", rules=ONE_PLACE)
    ties = {row[2]: row[3] for row in ranked.tables[1].rows if row[1] == "exclusion"}
    assert ties["d"] == "earlier_stage"


def test_what_depends_on_a_lot_is_level_until_the_lot_is_drawn() -> None:
    """B and c have always been level: one of them gets the second place, and nobody may say which."""
    ballots = ("4 a", "2 b", "2 c")
    ranked = stv(*ballots, slate="abc")
    assert selected(ranked) == "a"
    assert ranked.tie_break.undecided == ((1, 2),)
    rules = make_rules({"secrecy": "recorded", "places": 2, "tie_rule": "lot"})
    by_lot = [stv(*ballots, slate="abc", rules=rules, seed=f"{number}") for number in range(12)]
    assert {selected(each) for each in by_lot} == {"ab", "ac"}
    assert {row[3] for row in by_lot[0].tables[1].rows} == {"", "lot"}


def test_a_shared_position_ends_a_paper_and_a_gap_does_not() -> None:
    """1, 2, 2, 3 counts down to the first; 1, 4, 8 is 1, 2, 3; a shared first place is no preference at all."""
    marks = [{"a": "1", "b": "2", "c": "2", "d": "3"}, {"d": "8", "c": "4", "b": "1"}, {"a": "2", "b": "2"}]
    assert papers_of(count_of(POSITIONS, "abcd", [marks])) == (((), 1), ((0,), 1), ((1, 2, 3), 1))


def test_without_a_valid_paper_nobody_is_elected() -> None:
    """Blank ballots elect nobody, however many places there are."""
    assert selected(stv("3 ", slate="ab")) == ""


def elected(ballots: Ballots) -> set[int]:
    """Elect one of three from positions of items."""
    marks = [{"abc"[item]: str(place) for item, place in ballot.items()} for ballot in ballots]
    return {
        "abc".index(item) for item in selected(list_of(count_of(POSITIONS, "abc", [marks]), ONE_PLACE, "scottish_stv"))
    }


def first_by_pairs(ballots: Ballots) -> list[int]:
    return layers(lock(preferred(ballots, 3))[0], 3)[0]


def test_the_checker_sees_a_vote_that_hurts() -> None:
    """Two ballots raise a from second to first, and a loses: b goes out instead of c, whose papers a had lived on.

    The checker that ranked pairs passes on random ballots sees it; ranked pairs passes on these ballots too.
    """
    abc, cab, bca, bac = ({0: 1, 1: 2, 2: 3}, {2: 1, 0: 2, 1: 3}, {1: 1, 2: 2, 0: 3}, {1: 1, 0: 2, 2: 3})
    ballots = [abc] * 6 + [cab] * 5 + [bca] * 4 + [bac] * 2
    raised = {15: {0: 1, 1: 2, 2: 3}, 16: {0: 1, 1: 2, 2: 3}}
    assert elected(ballots) == {0}
    assert falls_when_raised(elected, ballots, 0, raised)
    assert not falls_when_raised(first_by_pairs, ballots, 0, raised)


@given(st.lists(st.permutations(range(5)), min_size=1, max_size=40), st.integers(1, 5))
def test_no_vote_is_made_or_lost(orders: list[tuple[int, ...]], places: int) -> None:
    """At every stage the votes and what is not transferable add up to the papers; never more than the places."""

    def refuse(equals: tuple[int, ...], act: str) -> int:  # noqa: ARG001
        raise LotNeeded(equals)

    counted = count_papers([(tuple(order), 1) for order in orders], 5, places, refuse)
    assert counted.quota == len(orders) // (places + 1) + 1
    assert len(counted.elected) <= places
    assert counted.waits_for or len(counted.elected) == places
    for stage in counted.stages:
        assert sum(stage.votes) + stage.not_transferable == len(orders) * VOTE
        assert stage.not_transferable >= 0
