"""The work of a count is bounded: nothing that is voted on can keep the service counting for long."""

import sys
from collections.abc import Callable
from math import comb
from random import Random
from time import process_time

import pytest

from server.domain.counting.tallies import Count
from server.domain.methods import METHODS
from server.domain.procedure.rules import MOST_CHOSEN, Rules, make_rules
from server.room.counter import AT_ONCE
from tests.domain.counting.counts import count_of, list_of

ORDINARY_S = 0.2
ORDINARY = (40, 6, 200)
"""Recommendations, regions and ballots of an ordinary plenary; a region that narrows has 40, 1 and 40."""
LARGEST = (250, 60, 2_000)
MOST_CALLS = 40_000
"""Of functions, for all that is counted at once: a few milliseconds, and half as many again as the longest takes."""


def rules_of(places: int = 5, **more: object) -> Rules:
    return make_rules({"secrecy": "recorded", "places": places, "max_choices": MOST_CHOSEN, **more})


def by_chance(method: str, size: tuple[int, int, int], dice: Random, *, level: bool = False) -> Count:
    """A count of whole ballots as the method takes them; of level ones everything that can be equal is."""
    items, regions, ballots = min(size[0], METHODS[method].CARD.largest_slate), size[1], size[2]
    columns, form = METHODS[method].columns(rules_of()), METHODS[method].CARD.form
    slate = [f"i{number}" for number in range(items)]

    def ballot(number: int) -> dict[str, str]:
        if form == "ticks":
            if level:  # everything has one supporter, as far as ballots go
                at = number * MOST_CHOSEN
                return dict.fromkeys((slate * 2)[at % items :][: min(items, MOST_CHOSEN)], columns[0])
            return dict.fromkeys(dice.sample(slate, dice.randint(1, min(items, 5))), columns[0])
        if form == "order":
            order = slate[number % items :] + slate[: number % items] if level else dice.sample(slate, items)
            return dict(zip(order, columns, strict=False))
        return {item: columns[0] if level else dice.choice(columns) for item in slate}

    boxes = [[ballot(number) for number in range(at, ballots, regions)] for at in range(regions)]
    return count_of(columns, slate, boxes)


def calls_of(act: Callable[[], object]) -> int:
    """Count the calls of functions, Python's and those in C: the same on every machine."""
    calls = 0

    def note(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("method", sorted(name for name, method in METHODS.items() if not method.CARD.branches))
@pytest.mark.parametrize("level", [False, True])
def test_what_is_counted_at_once_is_counted_in_a_bounded_number_of_steps(method: str, level: bool) -> None:
    """So few marks that no other ballot waits for them, whatever they say; what follows equals is counted apart."""
    dice = Random(7)
    for items in (1, 2, 5, 12, 30, AT_ONCE):
        if items > METHODS[method].CARD.largest_slate:
            continue
        for regions in (1, 2, 6):
            ballots = AT_ONCE // (items * regions)
            if ballots:
                count = by_chance(method, (items, regions, ballots), dice, level=level)
                list_of(count, rules_of(), method)  # what is imported and remembered once is not counted
                steps = calls_of(lambda count=count: list_of(count, rules_of(), method))  # type: ignore[misc]
                assert steps <= MOST_CALLS, (items, regions, ballots)


@pytest.mark.parametrize("method", sorted(name for name, method in METHODS.items() if method.CARD.branches))
@pytest.mark.parametrize("places", [1, 5, MOST_CHOSEN])
def test_following_equals_ends_wherever_it_leads(method: str, places: int) -> None:
    """Two ballots that tick what nobody else does, cycles of equal strength: once a bound is met, the rest is level."""
    for ballots in (2, 3, 8):
        count = by_chance(method, (40, 1, ballots), Random(3), level=True)
        steps = calls_of(lambda count=count: list_of(count, rules_of(places), method))  # type: ignore[misc]
        assert steps < 6_000_000


def test_what_cannot_be_followed_is_level() -> None:
    """The example of the page: forty items with one supporter each, twenty places, and more ways than anybody walks."""
    count = by_chance("proportional_five", (40, 1, 2), Random(3), level=True)
    ranked = list_of(count, rules_of(MOST_CHOSEN), "proportional_five")
    assert not [item for item in ranked.items if item.placing.selected]
    assert len(ranked.tie_break.undecided[0]) == 40
    assert comb(40, 20) > 10**11


@pytest.mark.long
@pytest.mark.parametrize("method", sorted(METHODS))
def test_how_long_each_method_counts(method: str) -> None:
    """Prints seconds of one processor at ordinary and largest sizes; an ordinary count takes less than a fifth."""
    for name, size in (("ordinary", ORDINARY), ("in a region", (40, 1, 40)), ("largest", LARGEST)):
        for level in (False, True):
            regions = 1 if METHODS[method].CARD.kind == "choice" and name != "ordinary" else size[1]
            count = by_chance(method, (size[0], regions, size[2]), Random(1), level=level)
            began = process_time()
            list_of(count, rules_of(MOST_CHOSEN if name == "largest" else 5), method)
            took = process_time() - began
            print(f"{method:18} {name:12} {'level' if level else 'by chance':9} {took:8.3f} s")
            assert level or name == "largest" or took < ORDINARY_S
