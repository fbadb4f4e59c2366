"""Shortlist: a region narrows its recommendations to as many places as the rules sheet has, by approvals.

Everybody ticks up to `max_choices`; the most approved take the places. Refuses to choose among equals: a tie across
the last place leaves the places empty, unless a lot was committed to beforehand. Invariant: never more than `places`
are selected, and none without an approval.

Source: docs/methods.md, "Shortlist".
"""

from collections.abc import Mapping, Sequence

from server.domain.counting.choices import Choice, below, list_choice
from server.domain.counting.ranking import Ranking, Reason, tie_groups
from server.domain.counting.sides import of_approvals
from server.domain.counting.tallies import Count
from server.domain.errors import InvalidBallot
from server.domain.methods.card import ALWAYS, Card, ReadBy
from server.domain.procedure.rules import Rules

ASKED = ("max_choices", "places", *ALWAYS)
CARD = Card("ticks", "choice", ASKED, ReadBy("approvals", "ballots"), default_in="region", by_hand=True)
COLUMNS = ("approve",)

sides = of_approvals


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


def rank(count: Count, rules: Rules) -> Ranking:
    """Order the slate by approvals and fill the places.

    Where the totals are withheld (a region of fewer than k ballots that chooses for itself) the choice still stands,
    for the region must have its list; but the choice is then all that is told. The selected share one rank, the
    others the next, and neither numbers nor the order within are in the list, for either would give single ballots
    away.
    """
    approvals = [count.totals(item)[0] for item in range(len(count.tally.slate))]
    groups = tie_groups(count, range(len(approvals)), approvals.__getitem__)
    return list_choice(
        count,
        rules,
        fill_places(groups, approvals, rules.places),
        key=approvals.__getitem__,
        reasons=lambda item, above: approval_reasons(count, approvals, item, above),
        approvals=approvals,
    )


def fill_places(groups: Sequence[Sequence[int]], approvals: Sequence[int], places: int) -> Choice:
    """Give places to the most approved; who stands level across the last place is not selected."""
    selected: set[int] = set()
    for group in groups:
        if approvals[group[0]] == 0 or len(selected) == places:
            break
        if len(selected) + len(group) > places:
            return Choice(frozenset(selected), frozenset(group))
        selected.update(group)
    return Choice(frozenset(selected))


def approval_reasons(count: Count, approvals: Sequence[int], item: int, above: int | None) -> list[Reason]:
    """Say that nobody approved an item, or by how many approvals it stands below the one above."""
    if approvals[item] == 0:
        return [Reason("no_approval")]
    if above is None or approvals[above] == approvals[item]:
        return []
    return [below(count, above, "approvals", approvals[item], approvals[above])]
