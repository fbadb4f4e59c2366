"""Somebody who has seen everything that an outsider, a delegate or whoever conducts may see, and knows who cast when.

They know of every ballot whose it is, when it was cast, replaced, removed or moved, and in which lists it was counted;
what they do not know is what it says. They read from each list itself which figures it tells. Two ballots that stand in
the same figures of the same lists are *alike*: nothing that is shown tells them apart, so that their marks are certain
together or not at all. Of fewer than k alike, every assignment of marks that fits the figures is tried.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from random import Random

from server.domain.methods import METHODS
from tests.secrecy.meetings import Box, Marks, Meeting

POOL = "pool"
Figures = tuple[str | None, ...]
"""For each list in which figure of it a ballot stands: a region, the pool, or none."""

Kinds = Mapping[Figures, Sequence[str]]

Equation = tuple[Mapping[Figures, int], dict[str, int]]
"""One figure: how many ballots of each kind stand in it, and how many of each mark there are."""


def lists_in(shown: Sequence[str]) -> list[dict]:
    """Find the ranked lists among what is shown."""
    return [json.loads(one) for one in shown if one.startswith('{"round_id"')]


def told_of(ranked: dict, region: str) -> str | None:
    """Say in which figure of a list a region's ballots stand."""
    about = next(one for one in ranked["regions"] if one["id"] == region)
    if not about["withheld"]:
        return region
    totals = any(item["line"][column] is not None for item in ranked["items"] for column in _columns(ranked))
    return POOL if totals else None


def alike(meeting: Meeting, lists: Sequence[dict]) -> dict[Figures, list[str]]:
    """Sort ballots by the figures they stand in; those that nothing tells of stand under figures of none."""
    kinds: defaultdict[Figures, list[str]] = defaultdict(list)
    for name in meeting.marks:
        places = [_region_of(box, name) for box in meeting.epochs]
        told = tuple(
            None if at is None else told_of(each, meeting.regions[at]) for each, at in zip(lists, places, strict=True)
        )
        kinds[told].append(name)
    return dict(kinds)


def dealt_anew(meeting: Meeting, kinds: Kinds, dice: Random) -> dict[str, Marks]:
    """Deal the marks of ballots that are alike to one another, and those that nothing tells of to nobody at all."""
    marks = dict(meeting.marks)
    for kind, names in kinds.items():
        dealt = [meeting.marks[name] for name in names]
        dice.shuffle(dealt)
        if set(kind) == {None}:
            dealt = [{} for _ in names]
        marks.update(zip(names, dealt, strict=True))
    return marks


def is_a_choice_of_few(meeting: Meeting, lists: Sequence[dict]) -> bool:
    """Say whether fewer than k ballots chose: the choice itself tells of them, which is a limit of its own.

    So does what became of a text where silence is consent.
    """
    card = METHODS[meeting.method].CARD
    return (card.kind == "choice" or card.silent) and any(each["totals_withheld"] == "few_ballots" for each in lists)


def singled_out(meeting: Meeting, lists: Sequence[dict]) -> list[tuple[Figures, str]]:
    """Find kinds of fewer than k ballots with the recommendations on which their marks are certain."""
    kinds = alike(meeting, lists)
    found = []
    for kind, names in kinds.items():
        if set(kind) == {None} or len(names) >= meeting.rules.k:
            continue
        for item in meeting.slate:
            marks = {meeting.marks[name].get(item) for name in names}
            if len(marks) == 1 and _is_certain(meeting, kinds, _equations(kinds, lists, item), kind, marks.pop()):
                found.append((kind, item))
    return found


def _is_certain(meeting: Meeting, kinds: Kinds, equations: Sequence[Equation], kind: Figures, mark: str | None) -> bool:
    """Say whether every assignment that fits the figures gives all ballots of a kind this one mark."""
    columns = METHODS[meeting.method].columns(meeting.rules)
    told = [one for one in kinds if set(one) != {None}]
    sizes = [len(kinds[one]) for one in told]
    at, full = told.index(kind), len(kinds[kind])
    # What fits a column by itself, taken together with what fits the others, must not mark a ballot twice.
    fits = [list(_fitting(told, sizes, [(who, marks[column]) for who, marks in equations])) for column in columns]
    for assignment in product(*fits):
        given = [one[at] for one in assignment]
        possible = all(sum(marks) <= size for marks, size in zip(zip(*assignment, strict=True), sizes, strict=True))
        if possible and (given[columns.index(mark)] if mark else full - sum(given)) != full:
            return False
    return True


def _equations(kinds: Kinds, lists: Sequence[dict], item: str) -> list[Equation]:
    equations = []
    for at, ranked in enumerate(lists):
        row = next(one for one in ranked["items"] if one["recommendation_id"] == item)
        columns = _columns(ranked)
        shown = {region: said for region, said in row["regions"].items() if set(columns) <= set(said)}
        for region, said in shown.items():
            equations.append((_members(kinds, at, region), {column: said[column] for column in columns}))
        if any(row["line"][column] is not None for column in columns):
            rest = {column: row["line"][column] - sum(said[column] for said in shown.values()) for column in columns}
            equations.append((_members(kinds, at, POOL), rest))
    return equations


def _members(kinds: Kinds, at: int, figure: str) -> dict[Figures, int]:
    return {kind: len(names) for kind, names in kinds.items() if kind[at] == figure}


def _fitting(
    told: Sequence[Figures], sizes: Sequence[int], sums: Sequence[tuple[Mapping[Figures, int], int]]
) -> Iterator[tuple[int, ...]]:
    """Go through every way to spread the marks of one column over the kinds of ballots."""

    def broadcast(at: int, given: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        for who, many in sums:
            least = sum(given[place] for place in range(at) if told[place] in who)
            if not least <= many <= least + sum(sizes[place] for place in range(at, len(told)) if told[place] in who):
                return
        if at == len(told):
            yield given
            return
        for more in range(sizes[at] + 1):
            yield from broadcast(at + 1, (*given, more))

    return broadcast(0, ())


def _columns(ranked: dict) -> list[str]:
    known = {"cast", "checked_in", "entitled", "quorum", "quorum_needed", "required_majority", "for_needed", "outcome"}
    return [column for column in ranked["items"][0]["line"] if column not in known]


def _region_of(box: Box, name: str) -> int | None:
    return next((region for ballot, region in box.values() if ballot == name), None)
