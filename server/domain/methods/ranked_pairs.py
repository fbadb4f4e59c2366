"""Ranked pairs: delegates rank, every two recommendations are compared, and the strongest majorities are locked first.

What beats every other recommendation comes first, and proposing five versions of one idea does not help it. Refuses to
let a majority stand that would turn the order in a circle, and to choose between majorities of equal strength.
Invariant: the order follows from the table of pairs that is in the list.

Source: docs/methods.md, "Ranked pairs".
"""

from collections.abc import Sequence

from server.domain.algorithms.pairwise import Preferred, Reach, layers, lock, preferred
from server.domain.counting import rankings
from server.domain.counting.choices import below, list_order
from server.domain.counting.neighbours import beside
from server.domain.counting.ranking import Ranking, Reason, Table
from server.domain.counting.sides import of_rankings
from server.domain.counting.tallies import Count
from server.domain.methods.card import ACROSS_REGIONS, ALWAYS, Card, ReadBy
from server.domain.procedure.rules import Rules

CARD = Card(
    "order",
    "figure",
    (*ACROSS_REGIONS, *ALWAYS),
    ReadBy("wins", whole="others", detail=("wins", "losses", "level")),
    largest_slate=8,
    branches=True,
)

columns = rankings.columns
check = rankings.check
sides = of_rankings


def rank(count: Count, rules: Rules) -> Ranking:
    """Order the slate by locked majorities; where the totals are withheld no order is told."""
    items = len(count.tally.slate)
    pairs = preferred(rankings.rankings_of(count), items)
    outcomes, _ = lock(pairs)
    ordered = layers(outcomes, items)
    layer_of = {item: -place for place, layer in enumerate(ordered) for item in layer}
    return list_order(
        count,
        rules,
        layer_of.__getitem__,
        reasons=lambda item, above: [
            Reason("pairs_won", {**_record(pairs, item), "others": items - 1}),
            *([_below(count, pairs, outcomes, ordered[-layer_of[item] - 1], item)] if above is not None else ()),
        ],
        figures=lambda item: _record(pairs, item),
        tables=(_table(count, pairs, outcomes),),
    )


def _record(pairs: Preferred, item: int) -> dict[str, int]:
    others = [other for other in range(len(pairs)) if other != item]
    wins = sum(pairs[item][other] > pairs[other][item] for other in others)
    losses = sum(pairs[item][other] < pairs[other][item] for other in others)
    return {"wins": wins, "losses": losses, "level": len(others) - wins - losses}


def _below(count: Count, pairs: Preferred, outcomes: frozenset[Reach], layer: Sequence[int], item: int) -> Reason:
    """Say what puts an item below the layer above it: the strongest majority from there that is locked in every order.

    Where equal majorities can be locked in several orders, it may be another one in each; there is always one, for
    what stands between an item and those that it is below would stand between the layers as well.
    """
    over = [x for x in layer if _is_locked(pairs, outcomes, x, item)]
    if not over:
        return Reason("below_in_every_order", beside(count, layer[-1]))
    above = min(over, key=lambda x: (pairs[item][x] - pairs[x][item], x))
    return below(count, above, "majority", pairs[item][above], pairs[above][item])


def _is_locked(pairs: Preferred, outcomes: frozenset[Reach], upper: int, lower: int) -> bool:
    """Say whether the majority of one item over another is locked, in whatever order."""
    return pairs[upper][lower] > pairs[lower][upper] and all(reach[upper] >> lower & 1 for reach in outcomes)


def _table(count: Count, pairs: Preferred, outcomes: frozenset[Reach]) -> Table:
    """Write down every pair, strongest majority first, the preferred item first, and what became of the majority."""
    rows = []
    slate = count.tally.slate
    for x in range(len(pairs)):
        for y in range(x + 1, len(pairs)):
            upper, lower = (x, y) if pairs[x][y] >= pairs[y][x] else (y, x)
            row = (slate[upper], slate[lower], pairs[upper][lower], pairs[lower][upper])
            rows.append((pairs[upper][lower] - pairs[lower][upper], (*row, _fate(pairs, outcomes, upper, lower))))
    rows.sort(key=lambda row: -row[0])
    columns_ = ("recommendation_id", "over", "prefer", "prefer_other", "majority")
    return Table("pairwise", columns_, tuple(row for _, row in rows))


def _fate(pairs: Preferred, outcomes: frozenset[Reach], upper: int, lower: int) -> str:
    if pairs[upper][lower] == pairs[lower][upper]:
        return "level"
    locked = sum(reach[upper] >> lower & 1 for reach in outcomes)
    return "locked" if locked == len(outcomes) else "disputed" if locked else "skipped"
