"""Counting by the single transferable vote of the Scottish Local Government Elections Order 2007, rules 45 to 52.

Values have five decimals and are cut, never rounded: they are kept as whole hundred-thousandths of a vote. Refuses to
draw lots: where the Order asks for one, whoever calls decides. Invariant: no paper is ever worth more than one vote,
and what is lost to cut decimals and to papers without a next preference is shown as not transferable.

Source: docs/methods.md, "Scottish STV".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

VOTE = 100_000
"""One vote in the units of the count."""

Papers = Sequence[tuple[tuple[int, ...], int]]
"""Orders of preference, each with the number of papers that give it."""

Decide = Callable[[tuple[int, ...], str], int]
"""Draws a lot: given those who are equal and the act (surplus or exclusion), says whose papers go first."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the count, as it ended.

    Shape:   `act` is first_preferences, surplus, exclusion or last_vacancies; `of` whose papers were transferred, -1
             for nobody's; `tie` says what parted equals: "", earlier_stage or lot. `votes` has a figure an item.
    Units:   hundred-thousandths of a vote.
    """

    act: str
    of: int
    tie: str
    votes: tuple[int, ...]
    not_transferable: int
    elected: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A count at its end, or at the lot it waits for.

    Units:   `quota` in votes; `valid` in papers.
    """

    quota: int
    valid: int
    stages: tuple[Stage, ...]
    elected: tuple[int, ...]
    excluded: tuple[int, ...]
    waits_for: tuple[int, ...] = ()


class LotNeeded(Exception):  # noqa: N818 - a state of affairs: the Order asks for a lot here
    """Say that these are equal at every stage and nobody decides."""

    def __init__(self, equals: tuple[int, ...]) -> None:
        super().__init__(equals)
        self.equals = equals


@dataclass(slots=True)
class _Paper:
    preferences: tuple[int, ...]
    value: int
    cast: int


@dataclass(slots=True)
class _Counting:
    """The count on the table: piles of papers, and who continues."""

    piles: list[list[_Paper]]
    votes: list[int]
    valid: int
    quota: int
    stages: list[Stage] = field(default_factory=list)
    elected: list[int] = field(default_factory=list)
    excluded: list[int] = field(default_factory=list)
    surpluses: list[int] = field(default_factory=list)

    def continuing(self) -> list[int]:
        return [item for item in range(len(self.votes)) if item not in self.elected and item not in self.excluded]


def count_papers(papers: Papers, items: int, places: int, decide: Decide) -> Counted:
    """Count to the end, or until a lot is needed that nobody draws."""
    valid = sum(cast for preferences, cast in papers if preferences)
    quota = valid // (places + 1) + 1
    table = _Counting([[] for _ in range(items)], [0] * items, valid, quota)
    for preferences, cast in papers:
        if preferences:
            table.piles[preferences[0]].append(_Paper(preferences, VOTE, cast))
            table.votes[preferences[0]] += VOTE * cast
    waits_for: tuple[int, ...] = ()
    if valid:
        _end_stage(table, "first_preferences", -1, "")
        try:
            _count_on(table, places, decide)
        except LotNeeded as lot:
            waits_for = lot.equals
    return Counted(quota, valid, tuple(table.stages), tuple(table.elected), tuple(table.excluded), waits_for)


def _count_on(table: _Counting, places: int, decide: Decide) -> None:
    while len(table.elected) < places:
        continuing = table.continuing()
        if len(continuing) <= places - len(table.elected):  # rule 52
            if continuing:
                table.elected += continuing
                _end_stage(table, "last_vacancies", -1, "", tuple(continuing))
            return
        if table.surpluses:  # rules 48 and 49
            highest = max(table.votes[item] for item in table.surpluses)
            equals = tuple(item for item in table.surpluses if table.votes[item] == highest)
            item, tie = _part(table, equals, "surplus", decide)
            table.surpluses.remove(item)
            _transfer(table, item, surplus=table.votes[item] - table.quota * VOTE)
            table.votes[item] = table.quota * VOTE
            _end_stage(table, "surplus", item, tie)
        else:  # rules 50 and 51
            lowest = min(table.votes[item] for item in continuing)
            equals = tuple(item for item in continuing if table.votes[item] == lowest)
            item, tie = _part(table, equals, "exclusion", decide)
            table.excluded.append(item)
            _transfer(table, item)
            table.votes[item] = 0
            _end_stage(table, "exclusion", item, tie)


def _part(table: _Counting, equals: tuple[int, ...], act: str, decide: Decide) -> tuple[int, str]:
    """Part equals by the most recent earlier stage at which they differed, else by lot."""
    if len(equals) == 1:
        return equals[0], ""
    extreme = max if act == "surplus" else min
    for stage in reversed(table.stages[:-1]):
        there = extreme(stage.votes[item] for item in equals)
        equals = tuple(item for item in equals if stage.votes[item] == there)
        if len(equals) == 1:
            return equals[0], "earlier_stage"
    return decide(equals, act), "lot"


def _transfer(table: _Counting, item: int, surplus: int | None = None) -> None:
    """Pass papers on to the next continuing preference, at their value or, of a surplus, at their share of it."""
    continuing = set(table.continuing())
    total = table.votes[item]
    for paper in table.piles[item]:
        value = paper.value if surplus is None else surplus * paper.value // total
        heir = next((other for other in paper.preferences if other in continuing), None)
        if heir is not None and value:
            table.piles[heir].append(_Paper(paper.preferences, value, paper.cast))
            table.votes[heir] += value * paper.cast
    table.piles[item] = []


def _end_stage(table: _Counting, act: str, of: int, tie: str, elected: tuple[int, ...] = ()) -> None:
    """Write down where everybody stands and deem elected who has reached the quota (rule 47)."""
    reached = sorted(
        (item for item in table.continuing() if table.votes[item] >= table.quota * VOTE),
        key=lambda item: (-table.votes[item], item),
    )
    table.elected += reached
    table.surpluses += [item for item in reached if table.votes[item] > table.quota * VOTE]
    lost = table.valid * VOTE - sum(table.votes)
    table.stages.append(Stage(act, of, tie, tuple(table.votes), lost, (*elected, *reached)))
