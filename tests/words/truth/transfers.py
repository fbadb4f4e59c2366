"""A count by transfers, paper by paper, down to the first lot that nobody drew, and on every way from there."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count as numbers

from tests.words.truth.held import Held
from tests.words.truth.shares import lot

VOTE = 100_000
MOST_WAYS = 400


@dataclass
class Counting:
    """The count so far.

    Shape:   `stages` has the votes of every item at the end of each stage; `fate` at which stage an item was elected
             (`quota`, `last`) or `excluded`; `parted` how equals were parted at an exclusion.
    Units:   hundred-thousandths of a vote.
    """

    stages: list[list[int]] = field(default_factory=list)
    fate: dict[int, tuple[str, int]] = field(default_factory=dict)
    parted: dict[int, str] = field(default_factory=dict)
    ended: bool = False

    def those(self, *fates: str) -> set[int]:
        """Say which items met one of these fates."""
        return {item for item, (fate, _) in self.fate.items() if fate in fates}


class Undrawn(Exception):  # noqa: N818 - a state of affairs
    """A lot is needed here, among these."""

    def __init__(self, equals: list[int], so_far: Counting) -> None:
        super().__init__(equals)
        self.equals, self.so_far = equals, so_far


def quota(held: Held) -> int:
    """Say how many votes elect."""
    return sum(bool(order) for order in _orders(held)) // (held.rules.places + 1) + 1


def until_a_lot(held: Held) -> Counting:
    """Count as far as no lot is needed, or to the end where the lot is published."""
    try:
        return _count(held, [])
    except Undrawn as lot_:
        return lot_.so_far


def elected(held: Held) -> list[set[int]] | None:
    """Say who is elected on every way through the lots; None where there are too many ways."""
    waiting, found = [[]], []
    for tried in numbers():
        if not waiting:
            return found
        if tried > MOST_WAYS:
            return None
        script: list[int] = waiting.pop()
        try:
            found.append(_count(held, script).those("quota", "last"))
        except Undrawn as lot_:
            waiting += [[*script, item] for item in lot_.equals]
    return found


def _orders(held: Held) -> list[list[int]]:
    """Read ballots down to the first position that two items share."""
    orders = []
    for _, marks in held.ballots:
        shared = Counter(int(mark) for mark in marks.values())
        stop = min((place for place, many in shared.items() if many > 1), default=99)
        orders.append([item for item, mark in sorted(marks.items(), key=lambda each: int(each[1])) if int(mark) < stop])
    return orders


def _count(held: Held, script: list[int]) -> Counting:
    table = _Table(held, script)
    places = held.rules.places
    while table.so_far.stages and len(table.so_far.those("quota", "last")) < places:
        going = [item for item in table.votes if item not in table.so_far.fate]
        if len(going) <= places - len(table.so_far.those("quota", "last")):
            if going:
                table.so_far.stages.append(list(table.votes.values()))
                table.so_far.fate.update({item: ("last", len(table.so_far.stages)) for item in going})
            break
        table.next_stage(going)
    table.so_far.ended = True
    return table.so_far


class _Table:
    """The papers on the table, with what each is worth, and the lots that were drawn."""

    def __init__(self, held: Held, script: list[int]) -> None:
        papers = [(order, VOTE) for order in _orders(held) if order]
        self._held, self._script, self._full = held, list(script), quota(held) * VOTE
        self._passed: set[int] = set()
        self.piles = {item: [paper for paper in papers if paper[0][0] == item] for item in range(len(held.slate))}
        self.votes = {item: VOTE * len(pile) for item, pile in self.piles.items()}
        self.so_far = Counting()
        if papers:
            self._end_stage()

    def next_stage(self, going: list[int]) -> None:
        """Pass on the largest surplus or, where there is none, exclude who has the fewest votes."""
        over = {item for item in self.so_far.those("quota") - self._passed if self.votes[item] > self._full}
        if over:
            item, _ = self._part(over, max)
            surplus, total = self.votes[item] - self._full, self.votes[item]
            self._passed.add(item)
            self._pass_on(item, lambda worth: surplus * worth // total)
            self.votes[item] = self._full
        else:
            item, how = self._part(set(going), min)
            self.so_far.fate[item] = ("excluded", len(self.so_far.stages) + 1)
            if how:
                self.so_far.parted[item] = how
            self._pass_on(item, lambda worth: worth)
            self.votes[item] = 0
        self._end_stage()

    def _end_stage(self) -> None:
        self.so_far.stages.append(list(self.votes.values()))
        for item, votes in self.votes.items():
            if item not in self.so_far.fate and votes >= self._full:
                self.so_far.fate[item] = ("quota", len(self.so_far.stages))

    def _pass_on(self, item: int, worth_now: Callable[[int], int]) -> None:
        for order, worth in self.piles[item]:
            heir = next((other for other in order if other not in self.so_far.fate), None)
            if heir is not None and worth_now(worth):
                self.piles[heir].append((order, worth_now(worth)))
                self.votes[heir] += worth_now(worth)
        self.piles[item] = []

    def _part(self, among: set[int], extreme: Callable[[list[int]], int]) -> tuple[int, str]:
        """Choose who has the most, or the fewest; equals are parted by an earlier stage, and else by lot."""
        stages = [list(self.votes.values()), *reversed(self.so_far.stages[:-1])]
        for at, stage in enumerate(stages):
            among = {item for item in among if stage[item] == extreme([stage[other] for other in among])}
            if len(among) == 1:
                return among.pop(), "earlier" if at else ""
        if self._held.rules.tie_rule == "lot" and self._held.seed:
            order = lot(self._held, frozenset(among))
            return order[0] if extreme is max else order[-1], "lot"
        if not self._script:
            raise Undrawn(sorted(among), self.so_far)
        return self._script.pop(0), "lot"
