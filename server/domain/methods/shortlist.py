"""Shortlist: a region narrows its recommendations to as many places as the rules sheet has, by approvals.

Everybody ticks up to `max_choices`; the most approved take the places. Refuses to choose among equals: a tie across
the last place leaves the places empty. Invariant: never more than `places` are selected, and none without an approval.

Source: docs/methods.md, "Shortlist".
"""

from collections.abc import Mapping, Sequence

from server.domain.errors import InvalidBallot
from server.domain.ranking import WITHHELD, Figure, Placing, Reason, RegionOutcome, ranks, tie_groups
from server.domain.result_line import choice_line
from server.domain.rules import Rules
from server.domain.tallies import Count

COLUMNS = ("approve",)

_TIE_REASONS: Mapping[str, str] = {"declare": "tied_at_last_place", "run_off": "run_off_needed", "lot": "lot_needed"}


def columns(rules: Rules) -> tuple[str, ...]:  # noqa: ARG001 - every method is asked; this one's columns never vary
    """Name the columns of its tally."""
    return COLUMNS


def check(marks: Mapping[str, str], rules: Rules) -> None:
    """Refuse a ballot that this method cannot count.

    Raises:  InvalidBallot for a mark that is no approval, and for one tick too many.
    """
    for mark in marks.values():
        if mark not in COLUMNS:
            raise InvalidBallot("unknown_mark", mark=mark[:24])
    if len(marks) > rules.max_choices:
        raise InvalidBallot("too_many", most=rules.max_choices)


def rank(count: Count, rules: Rules) -> tuple[Placing, ...]:
    """Order the slate by approvals and fill the places.

    Where the totals are withheld (a region of fewer than k ballots that chooses for itself) the choice still stands,
    for the region must have its list; but the choice is then all that is told. The selected share one rank, the
    others the next, and neither numbers nor the order within are in the list, for either would give single ballots
    away.
    """
    approvals = [count.totals(item)[0] for item in range(len(count.tally.slate))]
    groups = tie_groups(count, range(len(approvals)), approvals.__getitem__)
    selected, level = _fill_places(groups, approvals, rules.places)
    if not count.totals_shown:
        groups = tie_groups(count, range(len(approvals)), lambda item: item in selected)
    placed = ranks(groups)
    placings = []
    for place, group in enumerate(groups):
        above = groups[place - 1][-1] if place else None
        for item in group:
            reasons = []
            if item in level:
                left = rules.places - len(selected)
                reasons.append(Reason(_TIE_REASONS[rules.tie_rule], {"places_left": left, "items": len(level)}))
            if count.totals_shown:
                reasons += _number_reasons(count, approvals, item, above, group)
            else:
                reasons.append(Reason("numbers_withheld", {"k": rules.k}))
            said = "carried" if item in selected else "tied" if item in level else "lost"
            placings.append(
                Placing(
                    item=item,
                    rank=placed[item][0],
                    tied=placed[item][1],
                    line=choice_line(count, item, rules, said),
                    regions=_outcomes(count, item),
                    reasons=tuple(reasons),
                    selected=item in selected,
                    approvals=approvals[item] if count.totals_shown else None,
                )
            )
    return tuple(placings)


def _fill_places(
    groups: Sequence[Sequence[int]], approvals: Sequence[int], places: int
) -> tuple[frozenset[int], frozenset[int]]:
    """Give places to the most approved; the second answer is who stands level across the last place."""
    selected: set[int] = set()
    for group in groups:
        if approvals[group[0]] == 0 or len(selected) == places:
            break
        if len(selected) + len(group) > places:
            return frozenset(selected), frozenset(group)
        selected.update(group)
    return frozenset(selected), frozenset()


def _outcomes(count: Count, item: int) -> tuple[RegionOutcome, ...]:
    return tuple(
        WITHHELD if region in count.withheld else RegionOutcome(marks={"approve": approve})
        for region, (approve,) in enumerate(count.tally.cells[item])
    )


def _number_reasons(
    count: Count, approvals: Sequence[int], item: int, above: int | None, group: Sequence[int]
) -> list[Reason]:
    reasons = []
    if approvals[item] == 0:
        reasons.append(Reason("no_approval"))
    elif above is not None:
        neighbour: dict[str, Figure] = {"above": count.tally.slate[above], "above_number": count.number(above)}
        reasons.append(Reason("below_approvals", {**neighbour, "here": approvals[item], "there": approvals[above]}))
    if len(group) > 1:
        reasons.append(Reason("tied", {"items": len(group)}))
    return reasons
