"""Weigh again what one changed ballot touches, against ranking everything from nothing: 40 items, 8 regions, 5 touched.

Both are timed in one run on the same meeting, turn by turn, so that only their ratio is said. Every list is compared.
Run it from the project's root with the project's Python: python -m bench.rerank
"""

import random
import sys
from dataclasses import replace
from fractions import Fraction
from time import perf_counter_ns

from server.domain.counting.live_order import LiveOrder, order_again, order_from_nothing
from server.domain.counting.positions import COLUMNS
from server.domain.counting.tallies import Count, Tally
from server.domain.counting.weighing import Standing, weigh
from server.domain.procedure.rules import Rules, make_rules

ITEMS, REGIONS, TOUCHED, CHANGES = 40, 8, 5, 400
MOST = Fraction(1, 4)
SEATS = (30, 20, 14, 10, 8, 6, 4, 3)


def standing(count: Count, item: int, rules: Rules) -> Standing:
    """Give the key of the default order."""
    return weigh(count, item, rules).standing


def a_meeting(dice: random.Random) -> tuple[Count, dict[tuple[int, int], list[int]]]:
    """Make a meeting of 95 delegates; the second part holds the mark of every seat, by item and region."""
    marks = {
        (item, region): [dice.randrange(len(COLUMNS)) for _ in range(SEATS[region])]
        for item in range(ITEMS)
        for region in range(REGIONS)
    }
    slate = tuple(f"i{item}" for item in range(ITEMS))
    cells = tuple(tuple(_cell(marks[item, region]) for region in range(REGIONS)) for item in range(ITEMS))
    tally = Tally(slate, tuple(f"r{region}" for region in range(REGIONS)), COLUMNS, cells, SEATS)
    return Count(tally, (), SEATS, SEATS, numbers=tuple(range(1, ITEMS + 1))), marks


def change(count: Count, marks: dict[tuple[int, int], list[int]], dice: random.Random) -> tuple[Count, list[int]]:
    """Let one seat change its marks on five items."""
    region = dice.randrange(REGIONS)
    seat = dice.randrange(SEATS[region])
    touched = dice.sample(range(ITEMS), TOUCHED)
    cells = list(count.tally.cells)
    for item in touched:
        marks[item, region][seat] = (marks[item, region][seat] + dice.randrange(1, len(COLUMNS))) % len(COLUMNS)
        row = list(cells[item])
        row[region] = _cell(marks[item, region])
        cells[item] = tuple(row)
    return replace(count, tally=replace(count.tally, cells=tuple(cells))), touched


def run(changes: int = CHANGES, seed: int = 3) -> tuple[Fraction, int]:
    """Time both roads over the same changes; answer their ratio and how many lists differed."""
    dice = random.Random(seed)  # noqa: S311 - a bench may roll dice, and rolls the same ones every time
    rules = make_rules({"secrecy": "recorded"})
    count, marks = a_meeting(dice)
    order: LiveOrder[Standing] = order_from_nothing(count, rules, standing)
    again_ns = nothing_ns = differing = 0
    for _ in range(changes):
        count, touched = change(count, marks, dice)
        started = perf_counter_ns()
        order = order_again(order, count, rules, standing, touched)
        between = perf_counter_ns()
        whole = order_from_nothing(count, rules, standing)
        again_ns += between - started
        nothing_ns += perf_counter_ns() - between
        differing += order != whole
    return Fraction(again_ns, nothing_ns), differing


def main() -> int:
    """Print the ratio and fail if it is above a quarter or a list differs."""
    ratio, differing = run()
    sys.stdout.write(
        f"{ITEMS} recommendations, {REGIONS} regions, {TOUCHED} touched, {CHANGES} changed ballots: "
        f"ratio {float(ratio):.3f} (at most {float(MOST)}), lists that differ: {differing}\n"
    )
    return int(ratio > MOST or differing > 0)


def _cell(seats: list[int]) -> tuple[int, ...]:
    return tuple(seats.count(column) for column in range(len(COLUMNS)))


if __name__ == "__main__":
    sys.exit(main())
