"""What files say of readings: which one a list is, of what, and which wording it has chosen.

Invariant: nothing is chosen where several wordings share the first rank.
"""

from collections.abc import Sequence

from server.domain.counting.ranking import RankedList
from server.domain.counting.wordings import Movement, chosen_in
from server.record.cells import Cell
from server.words.wording import Wording


def write_reading(ranked: RankedList) -> dict[str, object] | None:
    """Write what the list of a later reading is of; None for a list that reads nothing again."""
    if (again := ranked.again) is None:
        return None
    chosen = chosen_in(ranked)
    return {
        "ordinal": again.ordinal,
        "round_id": again.round_id,
        "round_number": again.round_number,
        "recommendation_id": again.recommendation_id,
        "label": again.label,
        "chosen": chosen.recommendation.id if chosen else None,
        "chosen_label": chosen.recommendation.label if chosen else "",
    }


def write_movement(movement: Sequence[Movement]) -> list[dict[str, str]]:
    """Write what became of every region since the list before."""
    return [
        {"region_id": one.region_id, "before": one.before, "after": one.after, "moved": one.moved} for one in movement
    ]


def reading_keys(ranked: RankedList) -> Sequence[str]:
    """Head the columns of `reading_cells`."""
    return ("reading", "reading_of", "reading_of_round", "chosen") if ranked.again else ()


def reading_cells(ranked: RankedList) -> Sequence[Cell]:
    """Say which reading a list is, of what and of which round, and which wording it has chosen."""
    if (again := ranked.again) is None:
        return ()
    chosen = chosen_in(ranked)
    return again.ordinal, again.label, again.round_number, chosen.recommendation.label if chosen else ""


def reading_says(ranked: RankedList, wording: Wording) -> str:
    """Say it in a sentence; empty for a list that reads nothing again."""
    return wording.reading(write_reading(ranked))
