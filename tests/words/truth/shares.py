"""Equal shares, ballot by ballot: who has what left at every turn, on every way through the ties."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tests.words.truth.held import Held

MOST_WAYS = 300


@dataclass(frozen=True)
class Turn:
    """One place filled: what every item that was left would have cost, and who got the place.

    Shape:   `price` has the most that one supporter pays, None where they cannot pay; `load` what each would owe;
             `together` what the supporters have left; `equals` who could have had the place on equal terms.
    """

    item: int
    bought: bool
    price: dict[int, Fraction | None]
    load: dict[int, Fraction]
    together: dict[int, Fraction]
    equals: frozenset[int]


Way = tuple[Turn, ...]


def lot(held: Held, items: frozenset[int]) -> list[int]:
    """Put items in the order in which the seed draws them."""
    return sorted(items, key=lambda item: hashlib.sha256((held.seed + held.slate[item]).encode()).hexdigest())


def ways(held: Held) -> list[Way] | None:
    """Follow every way; None where there are more than can be followed."""
    ballots = [frozenset(marks) for _, marks in held.ballots if marks]
    found: list[Way] = []
    for way in _follow(held, ballots, [Fraction(held.rules.places, max(1, len(ballots)))] * len(ballots), False, ()):
        found.append(way)
        if len(found) > MOST_WAYS:
            return None
    return found


def _follow(held: Held, ballots: list[frozenset[int]], left: list[Fraction], owing: bool, way: Way) -> Iterator[Way]:
    taken = {turn.item for turn in way}
    open_items = sorted(frozenset[int]().union(*ballots) - taken)
    if not open_items or len(way) == held.rules.places:
        yield way
        return
    price = {
        item: None if owing else _price([left[at] for at, each in enumerate(ballots) if item in each])
        for item in open_items
    }
    of = {item: [left[at] for at, each in enumerate(ballots) if item in each] for item in open_items}
    together = {item: sum(budgets, Fraction(0)) for item, budgets in of.items()}
    load = {item: (1 - together[item]) / len(budgets) for item, budgets in of.items()}
    payable = {item: cost for item, cost in price.items() if cost is not None}
    wanted = payable or load
    equals = frozenset(item for item, cost in wanted.items() if cost == min(wanted.values()))
    by_lot = held.rules.tie_rule == "lot" and held.seed
    for item in lot(held, equals)[:1] if by_lot else sorted(equals):
        after = list(left)
        for at, each in enumerate(ballots):
            if item in each:
                after[at] = left[at] - min(left[at], payable[item]) if payable else -load[item]
        turn = Turn(item, bool(payable), price, load, together, equals)
        yield from _follow(held, ballots, after, owing or not payable, (*way, turn))


def _price(budgets: list[Fraction]) -> Fraction | None:
    """Find the least amount that pays for a place, each paying it or all they have."""
    if sum(budgets) < 1:
        return None
    for amount in sorted(set(budgets)):
        if sum(min(budget, amount) for budget in budgets) >= 1:
            richer = [budget for budget in budgets if budget >= amount]
            return (1 - sum((budget for budget in budgets if budget < amount), Fraction(0))) / len(richer)
    return None
