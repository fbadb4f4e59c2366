"""What the list of a reading says of wordings: which one was chosen, and what became of each region between two.

Refuses to know how a list came to be, and to judge which wording is better. Invariants: a wording is chosen only where
it stands first by itself; what is said of a region comes from what both lists print of the same unit, and where one of
them withholds it, or has it in another unit, it is not comparable. So whoever reads a movement learns nothing that
the two lists do not print, each under the k-rule of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from server.domain.counting.ranking import RankedItem, RankedList
from server.domain.counting.region_outcomes import RegionOutcome

Moved = Literal[
    "now_on_board", "no_longer_on_board", "not_opposed_now", "now_opposes", "as_before", "not_comparable"
]  # fmt: skip
MOVED: tuple[Moved, ...] = get_args(Moved)
_LEVELS: Mapping[str, int] = {"opposes": -1, "no_position": 0, "not_determined": 0, "backs": 1}


@dataclass(frozen=True, slots=True)
class Movement:
    """What one unit of regions made of a wording in one list, and of a wording in another.

    Shape:   `before` and `after` are states as the lists print them, empty where a list has no such unit; `steps` is
             how many states it rose (opposes, none, backs), and fell where it is negative; None where nobody can say.
    """

    region_id: str
    before: str
    after: str
    moved: Moved
    steps: int | None


def chosen_in(ranked: RankedList) -> RankedItem | None:
    """Say which wording a reading has chosen: the one that stands first by itself; None where several share that."""
    first = [item for item in ranked.items if item.placing.rank == 1]
    return first[0] if len(first) == 1 else None


def verdict_in(ranked: RankedList, recommendation_id: str) -> str:
    """Say the verdict that a list prints of a recommendation; empty where it has none."""
    found = next((item for item in ranked.items if item.recommendation.id == recommendation_id), None)
    return (found.placing.verdict or "") if found else ""


def movements(before: RankedList, earlier: RankedItem, after: RankedList, later: RankedItem) -> tuple[Movement, ...]:
    """Say what became of every region from one wording in one list to another in another.

    Shape:   the units of `after` in their order, then those that `before` alone has.
    """
    was, now = _printed(before, earlier), _printed(after, later)
    return tuple(_moved(unit, was.get(unit), now.get(unit)) for unit in dict.fromkeys((*now, *was)))


def _printed(ranked: RankedList, item: RankedItem) -> Mapping[str, RegionOutcome]:
    return dict(zip((region.id for region in ranked.regions), item.placing.regions, strict=True))


def _moved(unit: str, was: RegionOutcome | None, now: RegionOutcome | None) -> Movement:
    before, after = was.state if was else "", now.state if now else ""
    return Movement(unit, before, after, *word_of(before, after))


def word_of(before: str, after: str) -> tuple[Moved, int | None]:
    """Say in a word how a region moved between two states, and by how many steps."""
    if before not in _LEVELS or after not in _LEVELS:
        return "not_comparable", None
    steps = _LEVELS[after] - _LEVELS[before]
    if steps > 0:
        return ("now_on_board" if after == "backs" else "not_opposed_now"), steps
    if steps < 0:
        return ("now_opposes" if after == "opposes" else "no_longer_on_board"), steps
    return "as_before", 0
