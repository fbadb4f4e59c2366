"""What a new slate takes from a list: groups of it, in their order, cut by rank.

Refuses to know how a list came to be and which rules a new round will have. Invariants: only what the list itself says
is taken; of those that stand level none is taken without the others, so that a cut never parts equals.
"""

from collections.abc import Collection
from dataclasses import dataclass

from server.domain.counting.ranking import RankedItem, RankedList

VERDICTS_TAKEN = ("works_across", "works_in_some", "contested")


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken, by id and in the order of the list, and how many of the groups were left out by the cut."""

    slate: tuple[str, ...]
    left_out: int


Levels = tuple[tuple[str, ...], ...]
"""Ids in the order of a list; those that share a rank stand together."""


def levels_of(ranked: RankedList, take: Collection[str]) -> Levels:
    """List what belongs to one of the groups, best first; `first` is everything, for the cut says how many."""
    level_ids = {ranked.slate[item] for group in ranked.tie_break.undecided for item in group}
    levels: list[list[str]] = []
    rank = 0
    for item in ranked.items:
        if not _is_taken(item, take, level_ids):
            continue
        if levels and item.placing.rank == rank:
            levels[-1].append(item.recommendation.id)
        else:
            levels.append([item.recommendation.id])
        rank = item.placing.rank
    return tuple(tuple(one) for one in levels)


def cut(levels: Levels, standing: Collection[str], most: int) -> Taken:
    """Take what still stands, level by level, as long as the whole level has room.

    Shape:   what does not stand any more is not taken, and not counted among what was left out.
    """
    left = [tuple(one for one in level if one in standing) for level in levels]
    slate: list[str] = []
    for at, level in enumerate(left):
        if len(slate) + len(level) > most:
            return Taken(tuple(slate), sum(map(len, left[at:])))
        slate += level
    return Taken(tuple(slate), 0)


def _is_taken(item: RankedItem, take: Collection[str], level: Collection[str]) -> bool:
    placing = item.placing
    return (
        "first" in take
        or (placing.verdict in VERDICTS_TAKEN and placing.verdict in take)
        or ("selected" in take and bool(placing.selected))
        or ("tied" in take and item.recommendation.id in level)
    )
