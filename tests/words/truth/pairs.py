"""Pairs of rankings, counted by hand: majorities, every order of locking them, and the layers that come of it."""

from dataclasses import dataclass
from itertools import groupby, permutations, product
from math import factorial, prod

from tests.words.truth.held import Held

MOST_ORDERS = 20_000
Edge = tuple[int, int]


@dataclass(frozen=True)
class Locking:
    """What is locked: `above` has, for each order of locking, who stands above whom; `layers` the ranks."""

    prefer: dict[Edge, int]
    above: list[set[Edge]]
    layers: list[list[int]]

    def always(self, upper: int, lower: int) -> bool:
        """Say whether the majority of one over another is locked in every order."""
        more = self.prefer[upper, lower] > self.prefer[lower, upper]
        return more and all((upper, lower) in above for above in self.above)

    def layer(self, item: int) -> int:
        """Say in which layer an item stands."""
        return next(at for at, layer in enumerate(self.layers) if item in layer)


def prefer(held: Held) -> dict[Edge, int]:
    """Count for every pair how many ballots put the one above the other."""
    items = range(len(held.slate))
    return {
        (x, y): sum(int(marks.get(x, 99)) < int(marks.get(y, 99)) for _, marks in held.ballots)
        for x in items for y in items if x != y
    }  # fmt: skip


def locking(held: Held) -> Locking | None:
    """Lock the majorities in every order that their margins allow; None where there are too many orders to try."""
    counts = prefer(held)
    margins = sorted(((counts[edge] - counts[edge[::-1]], edge) for edge in counts), reverse=True)
    levels = [
        [edge for _, edge in of_one] for margin, of_one in groupby(margins, key=lambda each: each[0]) if margin > 0
    ]
    if prod(factorial(len(level)) for level in levels) > MOST_ORDERS:
        return None
    found: list[set[Edge]] = []
    for order in product(*(permutations(level) for level in levels)):
        above: set[Edge] = set()
        for upper, lower in (edge for level in order for edge in level):
            if (lower, upper) not in above:
                uppers = {x for x, y in above if y == upper} | {upper}
                lowers = {y for x, y in above if x == lower} | {lower}
                above |= set(product(uppers, lowers))
        if above not in found:
            found.append(above)
    return Locking(counts, found, _layers(found, set(range(len(held.slate)))))


def _layers(orders: list[set[Edge]], rest: set[int]) -> list[list[int]]:
    layers = []
    while rest:
        first = {item for item in rest if any(not any((other, item) in above for other in rest) for above in orders)}
        layers.append(sorted(first))
        rest = rest - first
    return layers
