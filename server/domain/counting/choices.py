"""A selection or an order, written as a list: what is selected, what is level, what may be told of it.

Refuses to know how it was come by. Invariants: never more than the places are selected; a lot fills places only
where one was committed to; where totals are withheld a choice is all that is told, and of an order nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from server.domain.counting.neighbours import beside
from server.domain.counting.ranking import (
    Figure,
    Key,
    Placing,
    Ranking,
    Reason,
    Table,
    ranks,
    tie_groups,
)
from server.domain.counting.region_outcomes import WITHHELD, RegionOutcome
from server.domain.counting.result_line import Outcome, choice_line
from server.domain.counting.tallies import Count
from server.domain.counting.ties import drawn, draws, last_place_reason, settle, tie_reasons, undecided
from server.domain.procedure.rules import Rules


@dataclass(frozen=True, slots=True)
class Choice:
    """What a method chose: indices into the slate.

    Shape:   `level` holds those who stand level across the places that are left, more of them than there are places.
    """

    selected: frozenset[int]
    level: frozenset[int] = frozenset()


def _nothing(item: int) -> Mapping[str, Figure | None]:  # noqa: ARG001 - a method without figures has none for any item
    return {}


def list_choice(
    count: Count,
    rules: Rules,
    choice: Choice,
    *,
    key: Callable[[int], Key],
    reasons: Callable[[int, int | None], Sequence[Reason]],
    approvals: Sequence[int] | None = None,
    figures: Callable[[int], Mapping[str, Figure | None]] = _nothing,
    tables: tuple[Table, ...] = (),
) -> Ranking:
    """List a choice with its reasons; `key` orders the items among the selected, the level and the rest.

    Shape:   `reasons` and `figures` are given an item (and the one listed above its group); both are asked only where
             totals may be read, apart from the names of the figures.
    """
    shown = count.totals_shown
    if count.stands is not None:
        choice = Choice(count.stands.selected, count.stands.level)
    chosen = choice.selected if count.stands is not None else _with_lot(count, rules, choice)
    everybody = range(len(count.tally.slate))
    if shown:
        groups = tie_groups(count, everybody, lambda item: (key(item), item in chosen))
    else:
        groups = tie_groups(count, everybody, lambda item: item in chosen)
    placed = ranks(groups)
    placings = []
    for place, group in enumerate(groups):
        above = groups[place - 1][-1] if place else None
        for item in group:
            said: Outcome = (
                "carried" if item in chosen else "tied" if item in choice.level and not draws(count, rules) else "lost"
            )
            own: dict[str, Figure | None] = dict(figures(item))
            placings.append(
                Placing(
                    item=item,
                    rank=placed[item][0],
                    tied=placed[item][1],
                    line=choice_line(count, item, rules, said),
                    regions=choice_outcomes(count, item),
                    reasons=(
                        *(reasons(item, above) if shown else (numbers_withheld(count, rules),)),
                        *_level_reasons(count, rules, choice, item),
                        *((Reason("share_rank", {"items": len(group)}),) if shown and len(group) > 1 else ()),
                    ),
                    selected=item in chosen,
                    approvals=approvals[item] if approvals is not None and shown else None,
                    figures=own if shown else dict.fromkeys(own),
                )
            )
    level = tuple(sorted(choice.level, key=count.number))
    unsettled = (level,) if level and not draws(count, rules) else ()
    return Ranking(tuple(placings), tables if shown else (), unsettled)


def list_order(
    count: Count,
    rules: Rules,
    key: Callable[[int], Key],
    *,
    reasons: Callable[[int, int | None], Sequence[Reason]],
    figures: Callable[[int], Mapping[str, Figure | None]],
    tables: tuple[Table, ...] = (),
) -> Ranking:
    """List the slate by a key, with the reasons; `reasons` and `figures` are given what they are for a choice."""
    shown = count.totals_shown
    groups = tie_groups(count, range(len(count.tally.slate)), key if shown else lambda _: 0)
    settled = settle(count, groups, rules)
    placings = []
    for place, group in enumerate(settled.groups):
        above = settled.groups[place - 1][-1] if place else None
        for item in group:
            own: dict[str, Figure | None] = dict(figures(item))
            said = reasons(item, above) if shown else (order_withheld(count, rules),)
            placings.append(
                Placing(
                    item=item,
                    rank=settled.ranks[item][0],
                    tied=settled.ranks[item][1],
                    line=choice_line(count, item, rules, None),
                    regions=choice_outcomes(count, item),
                    reasons=(*said, *(tie_reasons(count, group, item, rules) if shown else ())),
                    figures=own if shown else dict.fromkeys(own),
                )
            )
    return Ranking(tuple(placings), tables if shown else (), undecided(count, settled))


def numbers_withheld(count: Count, rules: Rules) -> Reason:
    """Say why no figures are told beside a choice."""
    few_new = count.totals_withheld == "not_anew"
    return Reason("choice_not_anew") if few_new else Reason("numbers_withheld", {"k": rules.k})


def order_withheld(count: Count, rules: Rules) -> Reason:
    """Say why no order is told."""
    figures: dict[str, Figure] = {"k": rules.k}
    few_new = count.totals_withheld == "not_anew"
    return Reason("order_not_anew", figures) if few_new else Reason("order_withheld", figures)


def choice_outcomes(count: Count, item: int) -> tuple[RegionOutcome, ...]:
    """Say how each region marked an item, where ballots take no position for or against."""
    columns = count.tally.columns
    return tuple(
        WITHHELD if region in count.withheld else RegionOutcome(marks=dict(zip(columns, cells, strict=True)))
        for region, cells in enumerate(count.tally.cells[item])
    )


def below(count: Count, above: int, code: str, here: Figure, there: Figure) -> Reason:
    """Say by which figure an item stands below the one listed above it."""
    return Reason(f"below_{code}", {**beside(count, above), "here": here, "there": there})


def _with_lot(count: Count, rules: Rules, choice: Choice) -> frozenset[int]:
    if not draws(count, rules):
        return choice.selected
    return choice.selected | set(drawn(count, choice.level)[: rules.places - len(choice.selected)])


def _level_reasons(count: Count, rules: Rules, choice: Choice, item: int) -> list[Reason]:
    if item not in choice.level:
        return []
    left = rules.places - len(choice.selected)
    return [last_place_reason(count, sorted(choice.level), item, left, rules)]
