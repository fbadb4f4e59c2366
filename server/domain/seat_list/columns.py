"""Find out which row of a table is its header, and what each column is: from the words above it, else from below.

Refuses to know what becomes of a row. Invariant: whatever is guessed can be said otherwise, and how sure it is stands
beside it; of each meaning but delegations and parts of a name there is one column.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from server.domain.seat_list.cell_words import is_language, read_votes
from server.domain.seat_list.folding import has_no_spaces
from server.domain.seat_list.header_words import MEANINGS, Meaning, meaning_of
from server.domain.seat_list.sheet import Row, Sheet

PREVIEW_ROWS = 5
_SEARCHED = 40
_SEVERAL = frozenset({"delegation", "family_name", "given_name", ""})
_NAMED = frozenset((meaning, 1.0) for meaning in MEANINGS if meaning)
_SURE_HEADER = 1.8
_FROM_BELOW = 0.6


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Units:   `certain` is 1 where somebody has said it or the header is known, 0 where nothing is known.
    """

    index: int
    header: str
    meaning: Meaning
    certain: float
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table lies: what its columns are, which rows are the header, and which stand below."""

    columns: tuple[Column, ...]
    header: tuple[Row, ...]
    body: tuple[Row, ...]
    _found: dict[tuple[Meaning, ...], list[int]] = field(default_factory=dict)

    def of(self, *meanings: Meaning) -> list[int]:
        """Find the columns that are one of these, from the left."""
        if meanings not in self._found:
            self._found[meanings] = [column.index for column in self.columns if column.meaning in meanings]
        return self._found[meanings]


def lay_out(
    sheet: Sheet, is_region: Callable[[str], bool], said: Mapping[int, Meaning], header_row: int | None = None
) -> Layout:
    """Say what each column of a table is.

    Shape:   `said` is what somebody has said of columns, which is not guessed then; `header_row` is the number of the
             last row of the header, 0 where there is none, and None where nobody has said.
    """
    header = _said_header(sheet.rows, header_row) if header_row is not None else _header(sheet.rows, is_region)
    body = sheet.rows[len(_above(sheet.rows, header)) + len(header) :]
    heads = [_head(header, index) for index in range(sheet.width)]
    columns = [_from_header(index, head) for index, head in enumerate(heads)]
    columns = [replace(each, meaning=said[each.index], certain=1.0) if each.index in said else each for each in columns]
    columns = _once(_parted(columns), said)
    columns = _from_below(columns, body, is_region, said)
    return Layout(tuple(replace(each, cells=_preview(body, each.index)) for each in columns), header, body)


def _above(rows: Sequence[Row], header: Sequence[Row]) -> Sequence[Row]:
    return rows[: rows.index(header[0])] if header else ()


def _said_header(rows: Sequence[Row], number: int) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.number == number)


def _header(rows: Sequence[Row], is_region: Callable[[str], bool]) -> tuple[Row, ...]:
    """Find the row that names most columns, and the one above it where both name some."""
    width = max((len(row.cells) for row in rows[:_SEARCHED]), default=0)
    scores = [_score(row, rows[place + 1 :], width) for place, row in enumerate(rows[:_SEARCHED])]
    best = max(scores, default=0.0)
    if not best:
        return _unlike_below(rows, is_region)
    place = scores.index(best)
    if place + 1 < len(rows) and _goes_on(rows[place], rows[place + 1]):
        return tuple(rows[place : place + 2])
    if place and _goes_on(rows[place - 1], rows[place]):
        return tuple(rows[place - 1 : place + 1])
    return (rows[place],)


def _unlike_below(rows: Sequence[Row], is_region: Callable[[str], bool]) -> tuple[Row, ...]:
    """Take a row of unknown words for a header if what stands below is of one kind, and what stands there is not."""
    place = next((place for place, row in enumerate(rows) if len(row.filled) > 1), 0)
    row, below = rows[place : place + 1], rows[place + 1 :]
    if not row or not below:
        return ()
    known = sum(1 for cell in row[0].filled if meaning_of(cell) in _NAMED)
    kinds: tuple[Callable[[str], bool], ...] = (is_region, is_language, lambda cell: read_votes(cell) is not None)
    unlike = sum(
        1 for index, cell in enumerate(row[0].cells) if cell for holds in kinds
        if not holds(cell) and (cells := _cells(below, index)) and _most(cells, holds, 0.8)
    )  # fmt: skip
    return tuple(row) if unlike + min(known, 1) > 1 else ()


def _score(row: Row, below: Sequence[Row], width: int) -> float:
    """Say how much a row is like a header: 0 where it is none, and where its words come again below."""
    found: dict[Meaning, float] = {}
    for index, cell in enumerate(row.cells):
        meant = meaning_of(cell) if cell else None
        if meant is None or any(cell.casefold() == other.cell(index).casefold() for other in below[:_SEARCHED]):
            continue
        found[meant[0]] = max(found.get(meant[0], 0.0), meant[1])
    named = sum(certain for meaning, certain in found.items() if meaning)
    enough = _SURE_HEADER if width > 2 else 1.0
    return named if named >= enough and 1.0 in found.values() else 0.0


def _goes_on(upper: Row, lower: Row) -> bool:
    """Tell a header of two rows: the second names parts of what the first names, where the first has gaps."""
    both = [(upper.cell(place), lower.cell(place)) for place in range(max(len(upper.cells), len(lower.cells)))]
    known = [meaning_of(cell) for cell in lower.filled]
    gaps = any(below and not above for above, below in both)
    return gaps and len(known) >= 2 and all(meant is not None and meant[1] == 1.0 for meant in known)


def _head(header: Sequence[Row], index: int) -> str:
    return next((row.cell(index) for row in reversed(header) if row.cell(index)), "")


def _from_header(index: int, head: str) -> Column:
    meant = meaning_of(head) if head else None
    meaning, certain = meant or ("", 0.0)
    return Column(index, head, meaning, certain, ())


def _parted(columns: list[Column]) -> list[Column]:
    """Read `Nom` beside `Prénom` as a family name, and `Nombre` beside `Apellidos` as a given one."""
    has = {column.meaning for column in columns}
    if "family_name" in has and "given_name" not in has:
        return _rename(columns, "given_name")
    if "given_name" in has and "family_name" not in has:
        return _rename(columns, "family_name")
    return columns


def _rename(columns: list[Column], part: Meaning) -> list[Column]:
    return [replace(column, meaning=part) if column.meaning == "name" else column for column in columns]


def _once(columns: list[Column], said: Mapping[int, Meaning]) -> list[Column]:
    """Leave of each meaning the column that is surest, what somebody said first; parts of a name may be several."""
    for meaning in {column.meaning for column in columns} - _SEVERAL:
        rivals = [column for column in columns if column.meaning == meaning]
        best = max(rivals, key=lambda each: (each.index in said, each.certain, -each.index))
        columns = [
            replace(each, meaning="", certain=0.0) if each in rivals and each is not best else each for each in columns
        ]
    return columns


def _from_below(
    columns: list[Column], body: Sequence[Row], is_region: Callable[[str], bool], said: Mapping[int, Meaning]
) -> list[Column]:
    """Guess from what stands in them the columns of which the header says nothing."""
    has = {column.meaning for column in columns}
    if has & {"family_name", "given_name"}:
        has.add("name")
    if has & {"observer", "role"}:
        has.add("votes")
    free = [column for column in columns if not column.meaning and not column.certain and column.index not in said]
    found: dict[int, Meaning] = {}
    tests: tuple[tuple[Meaning, Callable[[list[str]], bool]], ...] = (
        ("email", lambda cells: _most(cells, lambda cell: "@" in cell and "." in cell, 0.6)),
        ("region", lambda cells: _most(cells, is_region, 0.7)),
        ("language", lambda cells: _most(cells, is_language, 0.8)),
        ("votes", lambda cells: _most(cells, lambda cell: read_votes(cell) is not None, 0.9)),
        ("name", _are_names),
        ("delegation", lambda cells: _most(cells, lambda cell: any(map(str.isalpha, cell)), 0.8)),
    )
    for meaning, holds in tests:
        if meaning in has:
            continue
        left = [column for column in free if column.index not in found]
        fits = [each.index for each in left if (cells := _cells(body, each.index)) and holds(cells)]
        if fits:
            found[max(fits, key=lambda each: _likeness(body, each)) if meaning == "name" else fits[0]] = meaning
    return [
        replace(each, meaning=found[each.index], certain=_FROM_BELOW) if each.index in found else each
        for each in columns
    ]


def _most(cells: Sequence[str], holds: Callable[[str], bool], share: float) -> bool:
    times = Counter(cells)
    return sum(number for cell, number in times.items() if holds(cell)) >= share * len(cells)


def _are_names(cells: Sequence[str]) -> bool:
    """Tell names: words, nearly all of them different."""
    return _most(cells, lambda cell: any(map(str.isalpha, cell)), 0.9) and len(set(cells)) >= 0.6 * len(cells)


def _likeness(body: Sequence[Row], index: int) -> float:
    """Say how much a column is like names: they differ, and most have two words, or no spaces between words."""
    cells = _cells(body, index)
    several = sum(1 for cell in cells if " " in cell or has_no_spaces(cell))
    return (len(set(cells)) + several) / len(cells)


def _cells(body: Sequence[Row], index: int) -> list[str]:
    return [cell for row in body if (cell := row.cell(index))]


def _preview(body: Sequence[Row], index: int) -> tuple[str, ...]:
    return tuple(row.cell(index) for row in body[:PREVIEW_ROWS])
