"""The order of a slate kept up to date: a changed ballot weighs again the items it touches, and no others.

For orders in which an item's key comes from its own votes: across the regions, balanced product, equal-region average,
score. Refuses to know what a key is. Invariant: the order is the one that weighing every item from nothing would give;
where more than marks has changed (turnout that moves a quorum, a region that opens or closes) that is what is done.

Source: docs/methods.md, "One changed ballot".
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic

from server.domain.counting.ranking import Key
from server.domain.counting.tallies import Count
from server.domain.procedure.rules import Rules

Weigh = Callable[[Count, int, Rules], Key]
"""Gives the key of one item, made of its own votes alone; the higher the better."""

_Frame = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class LiveOrder(Generic[Key]):
    """An order at one instant.

    Shape:   `keys` has one entry an item of the slate; `order` holds their indices, best first, equals by number.
    """

    keys: tuple[Key, ...]
    order: tuple[int, ...]
    numbers: tuple[int, ...]
    frame: _Frame

    def groups(self) -> tuple[tuple[int, ...], ...]:
        """Gather equals, as `server.domain.counting.ranking.ranks` takes them."""
        gathered: list[list[int]] = []
        for item in self.order:
            if gathered and self.keys[gathered[-1][0]] == self.keys[item]:
                gathered[-1].append(item)
            else:
                gathered.append([item])
        return tuple(tuple(group) for group in gathered)


def order_from_nothing(count: Count, rules: Rules, weigh: Weigh[Key]) -> LiveOrder[Key]:
    """Weigh every item and order them."""
    keys = tuple(weigh(count, item, rules) for item in range(len(count.tally.slate)))
    numbers = tuple(count.number(item) for item in range(len(keys)))
    listed = sorted(range(len(keys)), key=numbers.__getitem__)
    order = sorted(listed, key=keys.__getitem__, reverse=True)
    return LiveOrder(keys, tuple(order), numbers, _frame(count, rules))


def order_again(
    before: LiveOrder[Key], count: Count, rules: Rules, weigh: Weigh[Key], touched: Iterable[int]
) -> LiveOrder[Key]:
    """Weigh again the items a ballot touched and put each in its new place.

    Shape:   `touched` holds every item whose cells differ from those `before` was made from.
    """
    frame = _frame(count, rules)
    if frame != before.frame:
        return order_from_nothing(count, rules, weigh)
    keys = list(before.keys)
    moving = []
    for item in set(touched):
        key = weigh(count, item, rules)
        if key != keys[item]:
            keys[item] = key
            moving.append(item)
    if not moving:
        return before
    order = [item for item in before.order if item not in moving]
    for item in moving:
        order.insert(_place(order, keys, before.numbers, item), item)
    return LiveOrder(tuple(keys), tuple(order), before.numbers, frame)


def _place(order: Sequence[int], keys: Sequence[Key], numbers: Sequence[int], item: int) -> int:
    """Find where an item goes: below every higher key, and below equals of a smaller number."""
    low, high = 0, len(order)
    while low < high:
        middle = (low + high) // 2
        other = order[middle]
        stands_above = keys[item] < keys[other] or (keys[item] == keys[other] and numbers[other] < numbers[item])
        low, high = (middle + 1, high) if stands_above else (low, middle)
    return low


def _frame(count: Count, rules: Rules) -> _Frame:
    """Gather everything a key may rest on beside the item's own cells."""
    regions = range(len(count.tally.regions))
    quorums = tuple(count.has_quorum(region, rules.quorum) for region in regions)
    turnout = max(sum(count.checked_in), sum(count.tally.ballots))
    return (count.tally.slate, count.counted, count.totals_shown, count.checked_in, quorums, turnout)
