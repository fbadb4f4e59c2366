"""Columns that only blanks part, as in the text of a PDF: where they begin is seen from rows that agree.

Refuses to know what stands in a column. Invariants: fewer than three columns are none, for hours beside a text are read
well as they are; every word of a line is in one cell, in order; a long line or many columns cost nothing.
"""

import re
from collections import Counter
from collections.abc import Sequence

_PIECE = re.compile(r"\S+(?:\s{1,2}\S+)*")
_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 3
_NEAR = 1
_LONGEST, _MOST_COLUMNS = 400, 20


def columns_of(lines: Sequence[str]) -> tuple[int, ...]:
    """Say at which places the columns of a text begin; empty where there are none."""
    parted = [line for line in lines if len(line) <= _LONGEST and "   " in line]
    begins = Counter(piece.start() for line in parted for piece in _PIECE.finditer(line))
    often = sorted(place for place, times in begins.items() if times >= _FEWEST_ROWS)
    places = tuple(place for place in often if place - _NEAR not in often)
    if not _FEWEST_COLUMNS <= len(places) <= _MOST_COLUMNS:
        return ()
    full = sum(len(_in_columns(line, places)) >= _FEWEST_COLUMNS for line in parted)
    return places if full >= _FEWEST_ROWS else ()


def cells_in(line: str, places: Sequence[int]) -> list[str]:
    """Divide a line into its cells; empty where it does not keep to the columns."""
    if len(line) > _LONGEST:
        return []
    found = _in_columns(line, places)
    pieces = list(_PIECE.finditer(line))
    if not found or len(found) < len(pieces) or (len(pieces) == 1 and _is_wide(pieces[0], places)):
        return []
    return [found.get(place, "") for place in places]


def _in_columns(line: str, places: Sequence[int]) -> dict[int, str]:
    """Find the pieces of a line that begin where a column does, by the place of that."""
    found: dict[int, str] = {}
    for piece in _PIECE.finditer(line):
        place = next((one for one in places if abs(piece.start() - one) <= _NEAR), None)
        if place is not None:
            found[place] = piece[0]
    return found


def _is_wide(piece: re.Match[str], places: Sequence[int]) -> bool:
    """Say whether the only piece of a line goes on into the next column."""
    after = next((place for place in places if place > piece.start() + _NEAR), None)
    return after is not None and piece.end() >= after


def rows_of(run: Sequence[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Put the lines of a run together to rows: a line that leaves the first column empty goes on the row above."""
    rows: list[tuple[int, list[str]]] = []
    for number, cells in run:
        if rows and not cells[0]:
            above = rows[-1][1]
            rows[-1] = (rows[-1][0], ["\n".join(filter(None, pair)) for pair in zip(above, cells, strict=True)])
        else:
            rows.append((number, cells))
    return rows
