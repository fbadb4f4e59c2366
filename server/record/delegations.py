"""What files say of delegations: how many are for each recommendation and, where there is a roll call, which.

Refuses to word anything. Invariant: what a list does not tell has no figure in any file.
"""

from collections.abc import Sequence

from server.domain.counting.delegations import POSITIONS, Called, position_of
from server.domain.counting.ranking import RankedList
from server.record.cells import Cell


def write_delegations(ranked: RankedList) -> dict[str, object] | None:
    """Write what a list says of delegations, all recommendations together; None where it knows none."""
    told = ranked.delegations
    if told is None:
        return None
    return {
        "cast": None if told.withheld else told.cast,
        "withheld": told.withheld or None,
        "roll_call": [_write_called(each, ranked) for each in told.roll] if ranked.rules.roll_call else None,
    }


def write_votes(ranked: RankedList, item: int) -> dict[str, object]:
    """Write how many delegations are for an item, against it and neither."""
    votes = ranked.delegations.votes if ranked.delegations else ()
    return {"delegations": dict(zip(POSITIONS, votes[item], strict=True))} if votes else {}


def delegation_keys(ranked: RankedList) -> Sequence[str]:
    """Head the columns of `delegation_cells`."""
    if ranked.delegations is None:
        return ()
    return *(f"delegations_{position}" for position in POSITIONS), "delegations_cast", "delegations_withheld"


def delegation_cells(ranked: RankedList, item: int) -> Sequence[Cell]:
    """Say how many delegations are for an item, against it and neither, of how many, or why that is not told."""
    told = ranked.delegations
    if told is None:
        return ()
    votes = told.votes[item] if told.votes else (None, None, None)
    return *votes, None if told.withheld else told.cast, told.withheld


def roll_keys(ranked: RankedList) -> Sequence[str]:
    """Head the columns of `roll_cells`: each delegation with its region, for names may be the same in two."""
    names = [f"{ranked.regions[each.region].id}_{each.name or each.seat}" for each in _roll(ranked)]
    return [f"{key}_{name}" for name in names for key in ("position", *ranked.columns)]


def roll_cells(ranked: RankedList, item: int) -> Sequence[Cell]:
    """Say where each delegation stands, and its marks."""
    return [cell for each in _roll(ranked) for cell in (position_of(each.marks[item]), *each.marks[item])]


def _roll(ranked: RankedList) -> Sequence[Called]:
    return ranked.delegations.roll if ranked.delegations else ()


def _write_called(called: Called, ranked: RankedList) -> dict[str, object]:
    """Write a line of a roll call: of each recommendation the position, then the marks in the order of the columns."""
    marked = zip(ranked.slate, called.marks, strict=True)
    return {
        "name": called.name,
        "seat": called.seat or None,
        "region_id": ranked.regions[called.region].id,
        "ballots": called.ballots,
        "votes": {item: [position_of(marks), *marks] for item, marks in marked},
    }
