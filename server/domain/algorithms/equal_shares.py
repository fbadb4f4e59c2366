"""The Method of Equal Shares with exact fractions: every ballot gets the same share of the places to spend.

Each place costs 1. Next is bought the item that its supporters can pay for with the smallest largest contribution: the
most that any one of them must give is as little as possible. When no item can be paid for any more, sequential Phragmén
fills the other places; there, whoever has more of their share left has a greater say. Refuses to break a tie: every way
through it is followed. Invariant: ballots that approve the same items always have the same amount left.

Source: docs/methods.md, "Proportional five".
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial

MOST_WAYS = 500
MOST_LOOKS = 200_000
"""How often it is looked at what a bloc has left, while ways part; one way alone is always followed to its end."""

Draw = Callable[[Sequence[int]], int]
Blocs = tuple[tuple[frozenset[int], int], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One place filled: by purchase at a highest contribution, or in completion up to a load.

    Shape:   `equals` is the number of items that could have had the place on equal terms.
    """

    item: int
    bought: bool
    price: Fraction
    equals: int


@dataclass(frozen=True, slots=True)
class Way:
    """One way through the ties.

    Shape:   `left` has one figure a bloc of equal ballots: while `buying` what it may still spend, afterwards the
             negative of its load. `steps` say how it came about; ways that differ in nothing
             else are one.
    """

    committee: frozenset[int]
    left: tuple[Fraction, ...]
    buying: bool
    steps: tuple[Step, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Turn:
    """A place that was filled alike on every way: how things stood before, and which item got it."""

    before: Way
    step: Step


@dataclass(frozen=True, slots=True)
class Followed:
    """The ways through the ties.

    Shape:   `ended` says whether all were followed to the end; `turns` has one entry a place filled, None where ways
             differ in how it was filled.
    """

    ways: tuple[Way, ...]
    ended: bool
    turns: tuple[Turn | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """What the supporters of an item have left together at a turn, and what each would owe if it got the place."""

    together: Fraction
    load: Fraction


def blocs_of(ballots: Iterable[Iterable[int]]) -> Blocs:
    """Gather equal ballots; a blank one asks for nothing and gets no share.

    Shape:   the items approved and how many ballots approved just them, in an order that depends on nothing else.
    """
    equal = Counter(frozenset(ballot) for ballot in ballots)
    return tuple(sorted(((items, cast) for items, cast in equal.items() if items), key=lambda bloc: sorted(bloc[0])))


def offer(blocs: Blocs, item: int, way: Way) -> Offer:
    """Say what an item that somebody approves comes to as things stand on a way."""
    supporters = [bloc for bloc, (approved, _) in enumerate(blocs) if item in approved]
    together = sum((way.left[bloc] * blocs[bloc][1] for bloc in supporters), Fraction(0))
    return Offer(together, _load(blocs, supporters, way.left))


def all_ways(blocs: Blocs, places: int, first_drawn: Draw | None = None) -> Followed:
    """Follow every way through the ties to the end.

    Where ties branch into more ways than can be followed, or following them would take more than `MOST_LOOKS`, the ways
    are those of the last round of branching. With a lot (`first_drawn`) there is one way: at each tie the item that it
    draws first.
    """
    voters = sum(cast for _, cast in blocs)
    if not voters:
        return Followed((), ended=True)
    supporters = _supporters(blocs)
    to_fill = min(places, len(supporters))
    ways: tuple[Way, ...] = (Way(frozenset(), (Fraction(places, voters),) * len(blocs), buying=True),)
    a_way = sum(map(len, supporters.values())) + len(blocs)
    looks = 0
    turns: list[Turn | None] = []
    for _ in range(to_fill):
        further: dict[Way, Way] = {}
        for way in ways:
            for each in _next_ways(blocs, supporters, way, first_drawn):
                further.setdefault(each, each)
            looks += a_way
            if len(further) > MOST_WAYS or (looks > MOST_LOOKS and len(further) > 1):
                return Followed(ways, ended=False, turns=tuple(turns))
        turns.append(_turn(ways, further))
        ways = tuple(further)
    return Followed(ways, ended=True, turns=tuple(turns))


def _turn(before: Sequence[Way], after: Mapping[Way, Way]) -> Turn | None:
    return Turn(before[0], next(iter(after)).steps[-1]) if len(before) == len(after) == 1 else None


def _supporters(blocs: Blocs) -> Mapping[int, tuple[int, ...]]:
    """List the blocs that approve each approved item."""
    items = sorted(set().union(*(approved for approved, _ in blocs)))
    return {item: tuple(bloc for bloc, (approved, _) in enumerate(blocs) if item in approved) for item in items}


def _next_ways(blocs: Blocs, supporters: Mapping[int, Sequence[int]], way: Way, first_drawn: Draw | None) -> list[Way]:
    open_items = [item for item in supporters if item not in way.committee]
    if way.buying:
        prices = {item: _highest_contribution(blocs, supporters[item], way.left) for item in open_items}
        payable = {item: price for item, price in prices.items() if price is not None}
        if payable:
            lowest = min(payable.values())
            equals = [item for item, price in payable.items() if price == lowest]
            step = partial(Step, bought=True, price=lowest, equals=len(equals))
            return [_buy(way, step(item), supporters[item]) for item in _followed(equals, first_drawn)]
    loads = {item: _load(blocs, supporters[item], way.left) for item in open_items}
    lightest = min(loads.values())
    equals = [item for item, load in loads.items() if load == lightest]
    step = partial(Step, bought=False, price=lightest, equals=len(equals))
    return [_complete(way, step(item), supporters[item]) for item in _followed(equals, first_drawn)]


def _followed(equals: Sequence[int], first_drawn: Draw | None) -> Sequence[int]:
    return equals if first_drawn is None else [first_drawn(equals)]


def _highest_contribution(blocs: Blocs, bearers: Sequence[int], left: Sequence[Fraction]) -> Fraction | None:
    """Say the least amount at which the supporters together pay 1, each that amount or all it has; None if too poor."""
    paying = sum(blocs[bloc][1] for bloc in bearers)
    to_pay = Fraction(1)
    for bloc in sorted(bearers, key=lambda bloc: left[bloc]):
        if to_pay <= left[bloc] * paying:
            return to_pay / paying
        to_pay -= left[bloc] * blocs[bloc][1]
        paying -= blocs[bloc][1]
    return None


def _buy(way: Way, step: Step, bearers: Sequence[int]) -> Way:
    left = list(way.left)
    for bloc in bearers:
        left[bloc] -= min(left[bloc], step.price)
    return Way(way.committee | {step.item}, tuple(left), True, (*way.steps, step))


def _load(blocs: Blocs, bearers: Sequence[int], left: Sequence[Fraction]) -> Fraction:
    votes = sum(blocs[bloc][1] for bloc in bearers)
    still_left = sum((left[bloc] * blocs[bloc][1] for bloc in bearers), Fraction(0))
    return (1 - still_left) / votes


def _complete(way: Way, step: Step, bearers: Sequence[int]) -> Way:
    left = list(way.left)
    for bloc in bearers:
        left[bloc] = -step.price
    return Way(way.committee | {step.item}, tuple(left), False, (*way.steps, step))
