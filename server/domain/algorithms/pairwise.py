"""Rankings compared in pairs: how many ballots put one item above another, and which majorities are locked.

Ballots may rank items level and leave items out; what is left out stands below all that is ranked. Refuses to break a
tie between majorities of equal strength: every order of locking them is followed. Invariant: locked majorities never
run in a circle.

Source: docs/methods.md, "Ranked pairs".
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

MOST_STEPS = 20_000

Preferred = tuple[tuple[int, ...], ...]
Edge = tuple[int, int]
Reach = tuple[int, ...]
"""For each item the set, as bits, of the items that locked majorities put below it."""


def preferred(rankings: Iterable[Mapping[int, int]], items: int) -> Preferred:
    """Count for every pair how many ballots rank the one above the other.

    Shape:   a ranking maps an item to its position, 1 the highest; `preferred[x][y]` counts x above y.
    """
    counts = [[0] * items for _ in range(items)]
    equal = Counter(tuple(ranking.get(item, items + 1_000) for item in range(items)) for ranking in rankings)
    for positions, cast in equal.items():
        for x, here in enumerate(positions):
            for y, there in enumerate(positions):
                if here < there:
                    counts[x][y] += cast
    return tuple(tuple(row) for row in counts)


def majorities(pairs: Preferred) -> list[list[Edge]]:
    """List the majorities from the strongest to the weakest; those of one margin stand together."""
    by_margin: dict[int, list[Edge]] = {}
    for x, row in enumerate(pairs):
        for y, votes in enumerate(row):
            if votes > pairs[y][x]:
                by_margin.setdefault(votes - pairs[y][x], []).append((x, y))
    return [by_margin[margin] for margin in sorted(by_margin, reverse=True)]


def lock(pairs: Preferred) -> tuple[frozenset[Reach], bool]:
    """Lock the strongest majorities first, skipping what would close a circle, in every order that ties allow.

    The second part of the answer is False where equal majorities contradict each other in more ways than can be
    followed; then those that contradict each other are left out, and items between them stand level.
    """
    outcomes = {(0,) * len(pairs)}
    steps = 0
    for level in majorities(pairs):
        after: set[Reach] = set()
        for reach in outcomes:
            steps += _lock_level(reach, frozenset(level), after, MOST_STEPS - steps)
            if steps > MOST_STEPS:
                return frozenset({_lock_uncontested(pairs)}), False
        outcomes = after
    return frozenset(outcomes), True


def layers(outcomes: Iterable[Reach], items: int) -> list[list[int]]:
    """Order items: first those that some outcome puts below nobody, then the same among the rest."""
    reaches = tuple(outcomes)
    rest = (1 << items) - 1
    ordered: list[list[int]] = []
    while rest:
        free = 0
        for reach in reaches:
            beaten = 0
            for item in _members(rest):
                beaten |= reach[item]
            free |= rest & ~beaten
        ordered.append(list(_members(free)))
        rest &= ~free
    return ordered


def with_edge(reach: Reach, edge: Edge) -> Reach:
    """Lock one majority: everything at or above its upper item now stands above everything at or below its lower."""
    upper, lower = edge
    gained = reach[lower] | 1 << lower
    return tuple(below | gained if item == upper or below >> upper & 1 else below for item, below in enumerate(reach))


def _lock_level(reach: Reach, level: frozenset[Edge], after: set[Reach], most_steps: int) -> int:
    """Lock majorities of equal strength in every order, adding what comes out to `after`; answer the steps it took.

    Of each majority that may stand in a circle there are two ways on: it is locked before the others, or others keep
    it from being locked. A way on which it is neither locked nor kept from it is no order of locking and is left.
    """
    waiting: list[tuple[Reach, frozenset[Edge], frozenset[Edge]]] = [(reach, level, frozenset())]
    steps = 0
    while waiting and steps <= most_steps:
        steps += 1
        reach, edges, kept_out = waiting.pop()
        edges = _open(reach, edges)
        together = _all_together(reach, edges)
        for edge in edges:
            if not together[edge[1]] >> edge[0] & 1:
                reach = with_edge(reach, edge)
        edges = _open(reach, edges)
        together = _all_together(reach, edges)
        if any(reach[upper] >> lower & 1 or not together[lower] >> upper & 1 for upper, lower in kept_out):
            continue
        if not edges:
            after.add(reach)
            continue
        edge = min(edges)
        waiting.append((reach, edges - {edge}, kept_out | {edge}))
        waiting.append((with_edge(reach, edge), edges - {edge}, kept_out))
    return steps


def _open(reach: Reach, edges: Iterable[Edge]) -> frozenset[Edge]:
    """Keep the majorities that what is locked neither contains nor contradicts."""
    return frozenset(
        (upper, lower) for upper, lower in edges if not (reach[lower] >> upper & 1 or reach[upper] >> lower & 1)
    )


def _all_together(reach: Reach, edges: Iterable[Edge]) -> list[int]:
    """Say what would stand below what if every majority were locked at once, circles and all."""
    together = list(reach)
    for upper, lower in edges:
        together[upper] |= 1 << lower
    for through in range(len(together)):
        for item in range(len(together)):
            if together[item] >> through & 1:
                together[item] |= together[through]
    return together


def _lock_uncontested(pairs: Preferred) -> Reach:
    reach: Reach = (0,) * len(pairs)
    for level in majorities(pairs):
        edges = _open(reach, level)
        together = _all_together(reach, edges)
        for edge in edges:
            if not together[edge[1]] >> edge[0] & 1:
                reach = with_edge(reach, edge)
    return reach


def _members(bits: int) -> Sequence[int]:
    return [item for item in range(bits.bit_length()) if bits >> item & 1]
