"""Laws that hold for every method, or for those named (docs/methods.md, "Properties")."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from server.domain.counting.regional_scores import Merit, RegionalScore, score
from server.domain.counting.tallies import Count, CountedBallot, recount
from server.domain.counting.two_views import plenary_key
from server.domain.methods import METHODS, balanced_product, regional_mean
from server.domain.methods.score import weigh as weigh_score
from server.domain.procedure.rules import Rules, make_rules
from server.record.ranked_list import write_ranked_list
from tests.domain.counting.counts import RECORDED, a_count, counts, list_of, order_of, region_ids

from .test_across_regions_laws import MOVES, moved

SLATE = ("i1", "i2", "i3", "i4")
FORMULAS: Mapping[str, RegionalScore] = {
    "balanced_product": balanced_product.FORMULA,
    "regional_mean": regional_mean.FORMULA,
}
Event = tuple[int, dict[str, str] | None]  # a delegate's ballot, or its withdrawal


def merit(count: Count, formula: str, item: int = 0) -> Merit:
    return score(count, item, RECORDED, FORMULAS[formula]).merit


@st.composite
def histories(draw: st.DrawFn) -> tuple[str, list[int], list[Event]]:
    """Draw a method, the region of each delegate, and what they sent one after the other."""
    method = draw(st.sampled_from(sorted(METHODS)))
    marks = st.sampled_from(METHODS[method].columns(Rules()))
    regions = draw(st.lists(st.integers(0, 3), min_size=1, max_size=10))
    ballot = st.one_of(st.none(), st.dictionaries(st.sampled_from(SLATE), marks))
    return method, regions, draw(st.lists(st.tuples(st.integers(0, len(regions) - 1), ballot), max_size=25))


def listed(method: str, regions: Sequence[int], events: Sequence[Event], secrecy: str = "recorded") -> object:
    """Keep the last ballot of every delegate, count, and write the list."""
    last: dict[int, dict[str, str]] = {}
    for delegate, ballot in events:
        last.pop(delegate, None)
        if ballot is not None:
            last[delegate] = ballot
    ballots = tuple(CountedBallot(regions[delegate], marks) for delegate, marks in last.items())
    seats = tuple(regions.count(region) for region in range(4))
    rules = make_rules({"secrecy": secrecy, "places": 2, "k": 3})
    tally = recount(SLATE, region_ids(4), METHODS[method].columns(rules), ballots)
    return write_ranked_list(list_of(Count(tally, ballots, seats, seats), rules, method))


@given(histories(), st.randoms(use_true_random=False), st.sampled_from(["recorded", "confidential"]))
def test_only_the_last_ballot_of_each_delegate_counts(
    drawn: tuple[str, list[int], list[Event]], dice: Random, secrecy: str
) -> None:
    """Order of arrival, repetition and re-votes change nothing: the list is that of the last ballots, in any order."""
    method, regions, events = drawn
    by_delegate = [[event for event in events if event[0] == delegate] for delegate in range(len(regions))]
    dice.shuffle(by_delegate)
    repeated = [event for own in by_delegate for event in own for _ in range(dice.randint(1, 2))]
    last = [own[-1] for own in by_delegate if own]
    expected = listed(method, regions, events, secrecy)
    assert listed(method, regions, repeated, secrecy) == expected
    assert listed(method, regions, last, secrecy) == expected


@given(histories())
def test_a_withdrawn_ballot_was_never_cast(drawn: tuple[str, list[int], list[Event]]) -> None:
    """Whoever takes a ballot back leaves the list that would have been without it."""
    method, regions, events = drawn
    without = [event for event in events if event[0] != 0]
    assert listed(method, regions, [*events, (0, None)]) == listed(method, regions, without)


@given(histories(), st.randoms(use_true_random=False))
def test_it_does_not_matter_who_in_a_region_cast_which_ballot(
    drawn: tuple[str, list[int], list[Event]], dice: Random
) -> None:
    """Anonymity: exchanging the ballots of a region among its delegates changes nothing."""
    method, regions, events = drawn
    exchange = list(range(len(regions)))
    for region in set(regions):
        members = [delegate for delegate in exchange if regions[delegate] == region]
        shuffled = dice.sample(members, len(members))
        for delegate, other in zip(members, shuffled, strict=True):
            exchange[delegate] = other
    swapped = [(exchange[delegate], ballot) for delegate, ballot in events]
    assert listed(method, regions, swapped) == listed(method, regions, events)


@given(histories(), st.permutations(range(len(SLATE))))
def test_it_does_not_matter_what_a_recommendation_is_called(
    drawn: tuple[str, list[int], list[Event]], order: Sequence[int]
) -> None:
    """Neutrality: giving the ballots of one item to another gives it the other's rank, in every method."""
    method, regions, events = drawn
    turn = {item: SLATE[place] for item, place in zip(SLATE, order, strict=True)}
    turned = [(who, ballot and {turn[item]: mark for item, mark in ballot.items()}) for who, ballot in events]

    def standing(sheet: object) -> dict[str, tuple[object, ...]]:
        keys = ("rank", "tied", "selected", "verdict")
        return {row["recommendation_id"]: tuple(row.get(key) for key in keys) for row in sheet["items"]}

    before, after = standing(listed(method, regions, events)), standing(listed(method, regions, turned))
    assert {turn[item]: own for item, own in before.items()} == after


@pytest.mark.parametrize("formula", sorted(FORMULAS))
@given(count=counts(most_items=1), data=st.data())
def test_a_better_vote_never_lowers_a_score(formula: str, count: Count, data: st.DataObject) -> None:
    """Monotone: the moves of the default order never lower the product or the average; nor does a newcomer's For."""
    assume(count.counted)
    region = data.draw(st.sampled_from(count.counted))
    there = tuple(seats + (index == region) for index, seats in enumerate(count.checked_in))
    joined = moved(replace(count, checked_in=there), region, (None, 0))
    assert joined is not None
    assert merit(joined, formula) >= merit(count, formula)
    for move in MOVES:
        after = moved(count, region, move)
        if after is not None and after.counted == count.counted:
            assert merit(after, formula).score >= merit(count, formula).score
            assert plenary_key(after, 0) >= plenary_key(count, 0)


@given(counts(most_items=1))
def test_abstaining_is_neutral_in_the_average(count: Count) -> None:
    """Taking the abstentions out moves no average."""
    silent = tuple((*cells[:3], 0) for cells in count.tally.cells[0])
    without = replace(count, tally=replace(count.tally, cells=(silent,)))
    assert merit(without, "regional_mean") == merit(count, "regional_mean")


def test_abstaining_is_not_neutral_in_the_product() -> None:
    """It counts as not agreeing, as its section says: 3 of 3 is 4/5, with one abstention 4/6."""
    assert merit(a_count([(3, 0, 0)]), "balanced_product").score == Fraction(4, 5)
    assert merit(a_count([(3, 0, 1)]), "balanced_product").score == Fraction(4, 6)


@pytest.mark.parametrize("method", ["balanced_product", "regional_mean"])
@given(count=counts(), data=st.data())
def test_other_items_move_no_score(method: str, count: Count, data: st.DataObject) -> None:
    """Independence: taking items off the slate leaves the order of the others as it was."""
    kept = sorted(data.draw(st.sets(st.integers(0, len(count.tally.slate) - 1), min_size=1)))
    slate = tuple(count.tally.slate[item] for item in kept)
    cells = tuple(count.tally.cells[item] for item in kept)
    alone = list_of(replace(count, tally=replace(count.tally, slate=slate, cells=cells)), method=method)
    stayed = [item for _, item in order_of(list_of(count, method=method)) if item in slate]
    assert [item for _, item in order_of(alone)] == stayed


@pytest.mark.parametrize("method", ["balanced_product", "regional_mean"])
@given(sizes=st.lists(st.integers(1, 40), min_size=2, max_size=8))
def test_what_everybody_wants_comes_first(method: str, sizes: list[int]) -> None:
    """Unanimity: all For everywhere is first, all Against everywhere last."""
    for_all, against_all = [(seats, 0) for seats in sizes], [(0, seats) for seats in sizes]
    mixed = [(seats, 0) if index else (0, 0) for index, seats in enumerate(sizes)]
    order = order_of(list_of(a_count(against_all, mixed, for_all, checked_in=sizes), method=method))
    assert [item for _, item in order] == ["i3", "i2", "i1"]


@pytest.mark.parametrize("formula", sorted(FORMULAS))
@given(count=counts(most_items=1), data=st.data())
def test_what_is_liked_better_everywhere_scores_no_less(formula: str, count: Count, data: st.DataObject) -> None:
    """Pareto: with Against and abstentions turned into For in any regions no score falls."""
    better = []
    for backing, hedged, against, abstain in count.tally.cells[0]:
        fewer, less = data.draw(st.integers(0, against)), data.draw(st.integers(0, abstain))
        better.append((backing + against - fewer + abstain - less, hedged, fewer, less))
    twin = replace(count, tally=replace(count.tally, cells=(tuple(better),)))
    assert merit(twin, formula) >= merit(count, formula)


@pytest.mark.parametrize("formula", sorted(FORMULAS))
@given(count=counts())
def test_what_is_shown_never_contradicts_what_is_exact(formula: str, count: Count) -> None:
    """Exactness: as floats, or cut to thousandths, scores stand in the order of the fractions or level."""
    scores = sorted(merit(count, formula, item).score for item in range(len(count.tally.slate)))
    for lower, higher in pairwise(scores):
        assert float(lower) <= float(higher)
        if formula == "balanced_product" and count.counted:
            regions = len(count.counted)
            assert balanced_product.geometric_mean(lower, regions) <= balanced_product.geometric_mean(higher, regions)


@given(st.lists(st.lists(st.integers(0, 5), min_size=6, max_size=6), min_size=1, max_size=1), st.data())
def test_a_higher_score_never_lowers_an_item(given_: list[list[int]], data: st.DataObject) -> None:
    """Monotone: raising one score, or a newcomer's 5, never lowers the standing."""
    cells = given_[0]
    count = _scores(cells)
    raised = list(cells)
    low = data.draw(st.integers(0, 4))
    high = data.draw(st.integers(low + 1, 5))
    if raised[low]:
        raised[low] -= 1
        raised[high] += 1
        assert weigh_score(_scores(raised), 0, Rules()).standing >= weigh_score(count, 0, Rules()).standing
    newcomer = [*cells[:5], cells[5] + 1]
    assert weigh_score(_scores(newcomer), 0, Rules()).standing >= weigh_score(count, 0, Rules()).standing


def _scores(cells: Sequence[int]) -> Count:
    ballots = tuple(CountedBallot(0, {"i1": str(mark)}) for mark, votes in enumerate(cells) for _ in range(votes))
    tally = recount(["i1"], ["r1"], ["0", "1", "2", "3", "4", "5"], ballots)
    return Count(tally, ballots, (len(ballots),), (len(ballots),))


@given(histories())
def test_no_method_selects_more_than_the_places(drawn: tuple[str, list[int], list[Event]]) -> None:
    """At most two of two places, whatever was cast; only methods that choose select at all."""
    method, regions, events = drawn
    chosen = [row.get("selected") for row in listed(method, regions, events)["items"]]  # type: ignore[index]
    assert sum(map(bool, chosen)) <= 2
    assert all((each is None) == (METHODS[method].CARD.kind != "choice") for each in chosen)


@given(st.lists(st.sets(st.sampled_from(SLATE)), max_size=20), st.integers(1, 3))
def test_a_longer_shortlist_holds_the_shorter_one(ballots: list[set[str]], places: int) -> None:
    """House monotone: whoever has one of the places has one of more places."""

    def chosen(places: int) -> set[str]:
        rules = make_rules({"secrecy": "recorded", "places": places})
        cast = tuple(CountedBallot(0, dict.fromkeys(ballot, "approve")) for ballot in ballots)
        tally = recount(SLATE, ["r1"], ["approve"], cast)
        ranked = list_of(Count(tally, cast, (20,), (20,)), rules, "shortlist")
        return {item.recommendation.id for item in ranked.items if item.placing.selected}

    assert chosen(places) <= chosen(places + 1)
