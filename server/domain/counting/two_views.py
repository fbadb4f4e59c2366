"""The second view of a list: every delegate counts the same, beside the first in which every region does.

Refuses to choose between them. Invariant: the view is made of plenary totals alone, and there is none where totals are
withheld.

Source: docs/methods.md, "Two views".
"""

from collections.abc import Mapping, Sequence

from server.domain.counting.positions import COLUMNS
from server.domain.counting.ranking import DelegatesEqual, Difference, Placing, Reason, ranks, tie_groups
from server.domain.counting.tallies import Count

MOST_DIFFERENCES = 5


def plenary_key(count: Count, item: int) -> tuple[int, int]:
    """Say by what delegates order an item when each counts the same: For minus Against, then For."""
    outright, with_changes, against, _ = count.totals(item)
    return outright + with_changes - against, outright + with_changes


def delegates_equal(count: Count, placings: Sequence[Placing]) -> DelegatesEqual | None:
    """Order the slate by the plenary count and compare with the list; None where there is no such count to show."""
    if count.tally.columns != COLUMNS or not count.totals_shown:
        return None
    groups = tie_groups(count, range(len(count.tally.slate)), lambda item: plenary_key(count, item))
    placed = ranks(groups)
    return DelegatesEqual(
        ranks=tuple((item, *placed[item]) for group in groups for item in group),
        differ_most=_differences(count, placings, placed),
    )


def _differences(
    count: Count, placings: Sequence[Placing], placed: Mapping[int, tuple[int, bool]]
) -> tuple[Difference, ...]:
    moved = [each for each in placings if placed[each.item][0] != each.rank]
    moved.sort(key=lambda each: (-abs(placed[each.item][0] - each.rank), each.rank, count.number(each.item)))
    return tuple(
        Difference(each.item, each.rank, placed[each.item][0], _why(count, each, placed[each.item][0]))
        for each in moved[:MOST_DIFFERENCES]
    )


def _why(count: Count, placing: Placing, by_delegates: int) -> tuple[Reason, ...]:
    """Say which region's delegates lift an item in the one view or hold it down, and what the regions make of it.

    The region named has the largest margin in the direction in which delegates move the item; a withheld region is
    never named.
    """
    item, higher = placing.item, by_delegates < placing.rank
    margins = {
        region: cells[0] + cells[1] - cells[2]
        for region, cells in enumerate(count.tally.cells[item])
        if region in count.shown
    }
    plenary_margin = plenary_key(count, item)[0]
    reasons = []
    if margins:
        sign = 1 if higher else -1
        region = max(margins, key=lambda region: (sign * margins[region], -region))
        if sign * margins[region] > 0:
            reasons.append(
                Reason(
                    "delegates_lift" if higher else "delegates_lower",
                    {"region": count.tally.regions[region], "here": margins[region], "plenary": plenary_margin},
                )
            )
    opposed = tuple(
        count.regions[region] for region, outcome in enumerate(placing.regions) if outcome.state == "opposes"
    )
    if higher and opposed:
        reasons.append(Reason("opposed_by", {"regions": opposed}))
    if not higher or not opposed:
        code = "regions_weigh_less" if higher else "regions_weigh_more"
        figures = {"backing": placing.backing or 0, "opposing": placing.opposing or 0, "counted": count.weighing}
        reasons.append(Reason(code, {**figures, "plenary": plenary_margin}))
    return tuple(reasons)
