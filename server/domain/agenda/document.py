"""A document as its reader hands it over: lines of words with what the lay-out says of each, whatever the format was.

Refuses to know formats and what the words mean. Invariant: the lines are in reading order, and a line that is `whole`
is a paragraph, a heading or a cell that no lay-out broke.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from server.domain.agenda.bullets import read_mark
from server.domain.agenda.columns import cells_in, columns_of, rows_of
from server.domain.agenda.problems import lines_of
from server.domain.agenda.table import Row, lines_of_table

ROLES = ("session", "objective", "question", "person", "place", "note")
"""What a column of a table may say that its cells are."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Shape:   `level` is that of a heading, 0 for none; `role` comes from the column of a table (`ROLES`).
    Units:   `number` from one.
    """

    number: int
    text: str
    level: int = 0
    whole: bool = False
    role: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """What somebody handed in, as lines."""

    lines: tuple[Line, ...]


def document_of(text: str) -> Document:
    """Take a text apart into its lines; rows of columns parted by tabs or pipes become a table."""
    found: list[Line] = []
    run: list[Row] = []
    raw = _unquoted(lines_of(text))
    mark = _column_mark(raw)
    if not mark and (places := columns_of(raw)):
        return Document(tuple(_in_columns(raw, places)))
    for number, line in enumerate(raw, 1):
        cells = _cells(line, mark) if mark else []
        if cells:
            run.append((number, cells))
            continue
        found += _table(run)
        run = []
        found.append(Line(number, line))
    return Document((*found, *_table(run)))


def table_of(rows: Sequence[Row]) -> list[Line]:
    """Read the rows of a table as lines, each cell under the column it stands in."""
    return [Line(number, text, whole=True, role=role) for number, text, role in lines_of_table(rows)]


def _in_columns(raw: Sequence[str], places: Sequence[int]) -> Iterator[Line]:
    """Read a text in columns that blanks part; what is broken inside a cell is joined as in any text."""
    run: list[Row] = []
    for number, line in enumerate(raw, 1):
        cells = cells_in(line, places) if line.strip() else []
        if cells and (run or len(list(filter(None, cells))) > 1):
            run.append((number, cells))
        elif line.strip() or not run:
            yield from _joined_later(run)
            yield Line(number, line)
            run = []
    yield from _joined_later(run)


def _joined_later(run: Sequence[Row]) -> Iterator[Line]:
    return (replace(line, whole=False) for line in table_of(rows_of(run)))


def _unquoted(lines: list[str]) -> list[str]:
    """Take the marks of a quoted letter off its lines."""
    worded = [line for line in lines if line.strip()]
    quoted = sum(line.startswith(">") for line in worded)
    return [line.removeprefix(">").removeprefix(" ") for line in lines] if quoted * 2 > len(worded) else lines


def _column_mark(lines: Sequence[str]) -> str:
    """Say what parts the columns of a text: three rows of two cells by tabs, or of three by pipes, are no accident."""
    for mark, fewest in (("\t", 1), ("|", 2)):
        if sum(line.strip().strip("|").count(mark) >= fewest and bool(_cells(line, mark)) for line in lines) > 2:
            return mark
    return ""


def _cells(line: str, mark: str) -> list[str]:
    """Divide a row; a bullet and a tab before its item are none."""
    cells = [cell.strip() for cell in line.strip(" |" if mark == "|" else " ").split(mark)]
    bulleted = len(cells) == 2 and (found := read_mark(f"{cells[0]} x")) is not None and found.rest == "x"
    return cells if len(cells) > 1 and not bulleted else []


def _table(run: Sequence[Row]) -> list[Line]:
    if len(run) > 1:
        return table_of(run)
    return [Line(number, " ".join(filter(None, cells)), whole=True) for number, cells in run]
