"""Withholding: what is published singles out nobody, by no sum and no difference."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.secrecy import withheld_regions, withhold
from server.domain.methods import METHODS
from server.domain.procedure.rules import Rules, make_rules
from server.record.csv_file import write_csv
from server.record.ranked_list import write_ranked_list

from .counts import a_count, count_of, list_of

SLATE = ("i1", "i2", "i3")
Drawn = tuple[str, list[list[dict[str, str]]], Rules]


@pytest.mark.parametrize(
    ("ballots", "withheld"),
    [
        ((10, 8, 4), ()),
        ((10, 8, 0), ()),  # nobody voted: there is nothing to hide
        ((10, 3, 2), (1, 2)),  # a pool of five hides each of them
        ((10, 8, 3), (1, 2)),  # alone, three would be what the total lacks
        ((10, 4, 4, 1), (1, 3)),  # of equals the first joins the pool
        ((10, 0, 1), (0, 2)),  # an empty region would hide nothing
        ((2, 0, 1), (0, 2)),
        ((3,), (0,)),
        ((), ()),
    ],
)
def test_small_regions_are_withheld_and_never_alone(ballots: tuple[int, ...], withheld: tuple[int, ...]) -> None:
    """Fewer than k = 4 ballots are withheld, and larger regions with them until the pool has k. Holds R54, R55."""
    assert withheld_regions(ballots, Rules(k=4)) == frozenset(withheld)
    assert withheld_regions(ballots, make_rules({"secrecy": "sealed"})) == frozenset(withheld)


def test_a_recorded_round_withholds_nothing() -> None:
    """Names may be published there; so may figures."""
    assert withheld_regions((1, 2, 3), make_rules({"secrecy": "recorded"})) == frozenset()


def test_totals_are_closed_when_the_whole_round_has_fewer_than_k_ballots() -> None:
    """Two and one: the pool holds everybody and is still too small. Holds R55."""
    assert not withhold(a_count([(2, 0), (0, 1)]), Rules(k=4)).totals_shown
    assert withhold(a_count([(2, 0), (0, 2)]), Rules(k=4)).totals_shown
    assert withhold(a_count([(0, 0), (0, 0)], checked_in=(3, 3)), Rules(k=4)).totals_shown


def test_a_withheld_region_has_no_position_and_counts_in_the_totals() -> None:
    """Two regions of six are closed: four of six back it, and the line is of all 86 who voted. Holds R134."""
    votes = [(26, 0), (15, 1), (17, 1), (12, 1), (3, 0), (4, 0)]
    ranked = list_of(a_count(votes, ballots=(28, 17, 19, 14, 3, 5)), Rules(k=4))
    placing = ranked.items[0].placing
    assert [outcome.state for outcome in placing.regions] == ["backs"] * 4 + ["withheld"] * 2
    assert (placing.verdict, placing.backing, ranked.regions_counted) == ("works_across", 4, 6)
    assert (placing.line.marks["for"], placing.line.marks["against"], placing.line.cast) == (77, 3, 86)


def test_items_that_only_withheld_regions_tell_apart_are_ordered_by_the_plenary_count() -> None:
    """Where no region can be shown the totals still are, and they order the list."""
    ranked = list_of(a_count([(2, 1), (1, 2)], [(3, 0), (2, 1)]), Rules(k=4))
    assert [item.recommendation.id for item in ranked.items] == ["i2", "i1"]
    assert {item.placing.verdict for item in ranked.items} == {"no_clear_position"}
    assert [reason.code for reason in ranked.items[1].placing.reasons][-1] == "below_plenary_margin"


@st.composite
def rounds(draw: st.DrawFn) -> Drawn:
    """Draw a method, the ballots of up to five regions, most of them small, and the rules sheet."""
    method = draw(st.sampled_from(sorted(METHODS)))
    rules = make_rules({"k": draw(st.integers(3, 5)), "places": 2, "secrecy": draw(_SECRET)})
    marks = st.sampled_from(METHODS[method].columns(rules))
    ballot = st.dictionaries(st.sampled_from(SLATE), marks)
    sizes = draw(st.lists(st.integers(0, 9), min_size=1, max_size=5))
    return method, [draw(st.lists(ballot, min_size=size, max_size=size)) for size in sizes], rules


_SECRET = st.sampled_from(["confidential", "sealed"])


def published(method: str, regions: Sequence[Sequence[dict[str, str]]], rules: Rules) -> tuple[dict, bytes]:
    seats = [len(ballots) + 1 for ballots in regions]
    ranked = list_of(count_of(METHODS[method].columns(rules), SLATE, regions, seats), rules, method)
    return write_ranked_list(ranked), write_csv(ranked)


@given(rounds())
def test_no_sum_and_no_difference_of_published_figures_speaks_of_a_few(drawn: Drawn) -> None:
    """Add and subtract regions and totals in every way: each group of whole regions has no ballot or at least k."""
    method, regions, rules = drawn
    sheet, _ = published(method, regions, rules)
    columns = METHODS[method].columns(rules)
    ballots = [len(each) for each in regions]
    for item in sheet["items"]:
        known = []
        if any(item["line"][column] is not None for column in columns):
            known.append([1] * len(regions))
        for index, outcome in enumerate(item["regions"].values()):
            if outcome.get("state") == "withheld":
                assert outcome == {"state": "withheld"}
            else:
                known.append([int(index == other) for other in range(len(regions))])
        for factors in product((-1, 0, 1), repeat=len(known)):
            weights = [
                sum(factor * row[region] for factor, row in zip(factors, known, strict=True))
                for region in range(len(regions))
            ]
            if set(weights) <= {0, 1}:
                group = sum(weight * cast for weight, cast in zip(weights, ballots, strict=True))
                assert group == 0 or group >= rules.k


@given(rounds(), st.randoms(use_true_random=False))
def test_who_said_what_in_withheld_regions_leaves_no_trace(drawn: Drawn, dice: Random) -> None:
    """Deal the ballots of the pool to its regions anew: every published byte stays the same. Holds R56."""
    method, regions, rules = drawn
    ballots = [len(each) for each in regions]
    withheld = sorted(withheld_regions(ballots, rules))
    pool = [ballot for region in withheld for ballot in regions[region]]
    dice.shuffle(pool)
    dealt = [list(each) for each in regions]
    for region in withheld:
        dealt[region], pool = pool[: ballots[region]], pool[ballots[region] :]
    assert published(method, dealt, rules) == published(method, regions, rules)


@given(
    rounds(),
    st.sampled_from(
        sorted(name for name, method in METHODS.items() if method.CARD.kind != "choice" and not method.CARD.silent)
    ),
    st.randoms(use_true_random=False),
)
def test_a_round_with_fewer_than_k_ballots_tells_nothing_of_any_mark(drawn: Drawn, method: str, dice: Random) -> None:
    """Whatever those few said, the file is as if they had been silent; only a choice, or an objection, must be told."""
    _, regions, rules = drawn
    few: list[list[dict[str, str]]] = [[] for _ in regions]
    few[0] = [ballot for each in regions for ballot in each][: rules.k - 1]
    columns = METHODS[method].columns(rules)
    few[0] = [{item: dice.choice(columns) for item in ballot} for ballot in few[0]]
    if not few[0]:
        return
    silent = [[{} for _ in each] for each in few]
    assert published(method, few, rules) == published(method, silent, rules)


def test_every_item_of_a_withheld_region_is_withheld_alike() -> None:
    """The column is one veil: no item differs from another."""
    count = a_count([(9, 0), (1, 0)], [(9, 0), (0, 1)], [(9, 0), (0, 0)])
    sheet = write_ranked_list(list_of(replace(count), Rules(k=4)))
    assert {tuple(item["regions"]["r2"].items()) for item in sheet["items"]} == {(("state", "withheld"),)}
