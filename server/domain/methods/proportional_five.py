"""Proportional five: a region that is split gives each of its parts a share of the places.

Ballots are those of the shortlist. Every ballot gets an equal share of the places to spend on what it approves, so that
a group of a fifth of the ballots that agrees is sure of one of five places (Method of Equal Shares, completed by
sequential Phragmén). Refuses to choose among equals: what only some ways through a tie select is level. Invariant:
never more than `places` are selected, and none without an approval.

Source: docs/methods.md, "Proportional five".
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from server.domain.algorithms.equal_shares import Blocs, Turn, Way, all_ways, blocs_of, offer
from server.domain.counting.choices import Choice, below, list_choice
from server.domain.counting.neighbours import beside
from server.domain.counting.ranking import Figure, Ranking, Reason, Table
from server.domain.counting.tallies import Count
from server.domain.counting.ties import drawn, draws
from server.domain.methods import shortlist
from server.domain.methods.card import Card, ReadBy
from server.domain.procedure.rules import Rules

CARD = Card("ticks", "choice", shortlist.ASKED, ReadBy("approvals", "ballots"), branches=True)

columns = shortlist.columns
check = shortlist.check
sides = shortlist.sides


def rank(count: Count, rules: Rules) -> Ranking:
    """Fill the places by equal shares, then list the rest by approvals."""
    place_of = {item: place for place, item in enumerate(count.tally.slate)}
    blocs = blocs_of([place_of[item] for item in ballot.marks] for ballot in count.ballots)
    by_lot = (lambda equals: drawn(count, equals)[0]) if draws(count, rules) else None
    followed = all_ways(blocs, rules.places, by_lot)
    ways, ended = followed.ways, followed.ended
    approvals = [count.totals(item)[0] for item in range(len(count.tally.slate))]
    choice = _chosen(ways, ended, approvals)
    steps = _steps_by_item(ways)
    sure = {turn.step.item: place for place, turn in enumerate(followed.turns, 1) if turn}

    def reasons(item: int, above: int | None) -> list[Reason]:
        if item in sure and (turn := followed.turns[sure[item] - 1]):
            return _place_reasons(sure[item], turn)
        if item in choice.selected:
            return [Reason("on_every_way")]
        if item in choice.level or approvals[item] == 0:
            return shortlist.approval_reasons(count, approvals, item, None)
        missed = _missed(count, blocs, followed.turns, item)
        if above is None or above in choice.selected or above in choice.level:
            return [missed]
        return [missed, below(count, above, "approvals", approvals[item], approvals[above])]

    def figures(item: int) -> Mapping[str, Figure | None]:
        return {"turn": steps[item][0] if item in steps else None}

    return list_choice(
        count,
        rules,
        choice,
        key=lambda item: (item in choice.selected, item in choice.level, approvals[item]),
        reasons=reasons,
        approvals=approvals,
        figures=figures,
        tables=(_purchases(count, ways[0]),) if len(ways) == 1 and ended else (),
    )


def _chosen(ways: tuple[Way, ...], ended: bool, approvals: list[int]) -> Choice:
    """Select what every way through the ties selects; what only some select is level."""
    if not ways:
        return Choice(frozenset())
    selected = frozenset.intersection(*(way.committee for way in ways))
    if ended:
        return Choice(selected, frozenset.union(*(way.committee for way in ways)) - selected)
    return Choice(selected, frozenset(item for item, votes in enumerate(approvals) if votes) - selected)


def _steps_by_item(ways: tuple[Way, ...]) -> dict[int, tuple[int, Way]]:
    """Say at which turn each item got its place, as far as there is only one way."""
    if len(ways) != 1:
        return {}
    return {step.item: (turn, ways[0]) for turn, step in enumerate(ways[0].steps, 1)}


def _place_reasons(place: int, turn: Turn) -> list[Reason]:
    """Say how an item came to its place, and what the lot had to do with it."""
    step = turn.step
    said = Reason("bought" if step.bought else "completed", {"turn": place, "price": step.price})
    return [said, Reason("lot_in_turn", {"items": step.equals})] if step.equals > 1 else [said]


def _missed(count: Count, blocs: Blocs, turns: Sequence[Turn | None], item: int) -> Reason:
    """Say why an item that somebody approves did not get the last place: what it came to, and what the other did.

    If the last place is bought as well, all that is left pays for it, so that whoever else could pay is level.
    """
    last = turns[-1]
    if last is None:
        return Reason("on_no_way")
    own, step = offer(blocs, item, last.before), last.step
    figures: dict[str, Figure] = {"turn": len(turns), **beside(count, step.item)}
    if step.bought and own.together < 1:
        return Reason("below_unpaid", {**figures, "here": own.together, "there": Fraction(1)})
    if step.bought or own.load == step.price:
        return Reason("lot_drew_another", {"turn": len(turns), "items": step.equals})
    return Reason("below_load", {**figures, "here": own.load, "there": step.price})


def _purchases(count: Count, way: Way) -> Table:
    rows = tuple(
        (turn, count.tally.slate[step.item], "bought" if step.bought else "completed", step.price)
        for turn, step in enumerate(way.steps, 1)
    )
    return Table("purchases", ("turn", "recommendation_id", "step", "price"), rows)
