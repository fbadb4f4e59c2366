"""Ranked pairs: delegates rank, every two recommendations are compared, and the strongest majorities are locked first.

What beats every other recommendation comes first, and proposing five versions of one idea does not help it. Refuses to
let a majority stand that would turn the order in a circle, and to choose between majorities of equal strength.
Invariant: the order follows from the table of pairs that is in the list.

Source: docs/methods.md, "Ranked pairs".
"""

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
    layer_of = {item: -place for place, layer in enumerate(layers(outcomes, items)) for item in layer}
    return list_order(
        count,
        rules,
        layer_of.__getitem__,
        reasons=lambda item, above: _reasons(pairs, count, item, above),
        figures=lambda item: _record(pairs, item),
        tables=(_table(count, pairs, outcomes),),
    )


def _record(pairs: Preferred, item: int) -> dict[str, int]:
    others = [other for other in range(len(pairs)) if other != item]
    wins = sum(pairs[item][other] > pairs[other][item] for other in others)
    losses = sum(pairs[item][other] < pairs[other][item] for other in others)
    return {"wins": wins, "losses": losses, "level": len(others) - wins - losses}


def _reasons(pairs: Preferred, count: Count, item: int, above: int | None) -> list[Reason]:
    reasons = [Reason("pairs_won", {**_record(pairs, item), "others": len(pairs) - 1})]
    if above is not None:
        here, there = pairs[item][above], pairs[above][item]
        if there > here:
            reasons.append(below(count, above, "pair", here, there))
        else:
            reasons.append(Reason("below_chain", beside(count, above)))
    return reasons


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
