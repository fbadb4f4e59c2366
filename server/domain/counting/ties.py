"""Ties: declared, sent to a run-off, or decided by the lot of the round.

Refuses to roll dice: the seed is handed in (`lots`). Invariant: without a seed nothing is drawn, and with one everybody
who has it draws the same.

Source: docs/methods.md, "Ties".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.domain.counting.lots import place_of
from server.domain.counting.ranking import Reason, ranks
from server.domain.counting.tallies import Count
from server.domain.procedure.rules import Rules

_TIED: Mapping[str, str] = {"declare": "tied", "run_off": "tied_run_off", "lot": "tied_lot"}
_LAST_PLACE: Mapping[str, str] = {"declare": "tied_at_last_place", "run_off": "run_off_needed", "lot": "lot_needed"}


@dataclass(frozen=True, slots=True)
class Settled:
    """Groups of equals after the tie rule.

    Shape:   `groups` as they were before it, best first, each in the order it is listed in; `ranks` gives every item
             its rank and whether it still shares it.
    """

    groups: tuple[tuple[int, ...], ...]
    ranks: Mapping[int, tuple[int, bool]]


def drawn(count: Count, items: Iterable[int]) -> tuple[int, ...]:
    """Put items in the order in which the lot draws them."""
    return tuple(sorted(items, key=lambda item: place_of(count.seed, count.tally.slate[item])))


def draws(count: Count, rules: Rules) -> bool:
    """Say whether the published lot parts ties here and now: the rules sheet says so and the seed is known."""
    return rules.tie_rule == "lot" and bool(count.seed)


def settle(count: Count, groups: Sequence[Sequence[int]], rules: Rules) -> Settled:
    """Apply the tie rule to groups of equals; where totals are withheld, nothing says who is level."""
    if not draws(count, rules) or not count.totals_shown:
        return Settled(tuple(tuple(group) for group in groups), ranks(groups))
    listed = tuple(drawn(count, group) for group in groups)
    return Settled(listed, ranks([(item,) for group in listed for item in group]))


def undecided(count: Count, settled: Settled) -> tuple[tuple[int, ...], ...]:
    """List the groups that still share a rank and await what the rules sheet says; none where totals are withheld."""
    if not count.totals_shown:
        return ()
    return tuple(group for group in settled.groups if settled.ranks[group[0]][1])


def tie_reasons(count: Count, group: Sequence[int], item: int, rules: Rules) -> tuple[Reason, ...]:
    """Say that an item is level with others and what the rules sheet makes of it."""
    if len(group) < 2:
        return ()
    if not count.totals_shown:
        return (Reason("tied_as_shown", {"items": len(group)}),)
    if draws(count, rules):
        return (Reason("lot_decided", {"items": len(group), "place": group.index(item) + 1}),)
    return (Reason(_TIED[rules.tie_rule], {"items": len(group)}),)


def last_place_reason(count: Count, level: Sequence[int], item: int, places_left: int, rules: Rules) -> Reason:
    """Say that items are level across the last places, and who decides: nobody, a run-off, or the lot."""
    if draws(count, rules):
        place = drawn(count, level).index(item) + 1
        return Reason("lot_filled_places", {"places_left": places_left, "items": len(level), "place": place})
    return Reason(_LAST_PLACE[rules.tie_rule], {"places_left": places_left, "items": len(level)})
