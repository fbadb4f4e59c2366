"""The table in a text: comma, semicolon, tab or line between its cells, whoever wrote it.

Refuses to know encodings. Invariant: what cannot be read as a table is told with its row, and what stands above it is
read all the same.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from server.domain.agenda.problems import excerpt, lines_of
from server.domain.errors import Malformed
from server.domain.seat_list.header_words import known_words
from server.domain.seat_list.sheet import Sheet, sheet_of

DELIMITERS = ",;\t|"
_SAMPLE_LINES = 60
_SEP = "sep="
_LONGEST_CELL = 32_768  # measured here: the limit of the library is one for the whole process
MOST_COLUMNS = 200
MOST_ROWS = 25_000
"""More than a meeting has seats, with what may stand above, between and beneath them."""
MOST_LINES = 200_000


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table that was read from a text; `broken` is the row at which its quotation marks cannot be read, or 0."""

    sheet: Sheet
    delimiter: str
    broken: int = 0
    excerpt: str = ""


def read_text(text: str) -> TextTable:
    """Read a text as a table, as far as a meeting may have seats.

    Raises:  Malformed where it has far more lines.
    """
    if (count := text.count("\n")) > MOST_LINES:
        raise Malformed("file_too_many_rows", n=count, most=MOST_ROWS)
    lines = lines_of(text)
    skipped, delimiter = _said_delimiter(lines)
    lines = lines[skipped:]
    delimiter = delimiter or _delimiter(lines)
    rows: list[tuple[int, list[str]]] = []
    numbered = _numbered(lines, delimiter, skipped)
    try:
        for row in numbered:
            rows.append(row)
            if len(rows) > MOST_ROWS:
                break
    except _Broken as broken:
        return TextTable(sheet_of("", rows), delimiter, broken.row, excerpt(lines[broken.row - skipped - 1]))
    return TextTable(sheet_of("", rows), delimiter)


class _Broken(Exception):  # noqa: N818 - a quotation mark that is never closed
    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


def _said_delimiter(lines: list[str]) -> tuple[int, str]:
    """Read the line `sep=;` that Excel writes for itself."""
    first = lines[0].strip().strip('"').lower() if lines else ""
    if first.startswith(_SEP) and len(lines[0].strip().strip('"')) <= len(_SEP) + 1:
        return 1, lines[0].strip("\r\n").strip('"')[len(_SEP) :][:1] or "\t"
    return 0, ""


def _numbered(lines: list[str], delimiter: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Give each row with the number of the line on which it begins."""
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter, strict=True)
    begins = skipped + 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise _Broken(begins) from fault
        if any(len(cell) > _LONGEST_CELL for cell in cells):
            raise _Broken(begins)
        if any(cells):
            yield begins, cells[:MOST_COLUMNS]
        begins = skipped + reader.line_num + 1


def _delimiter(lines: list[str]) -> str:
    """Choose the sign at which most rows have the same number of cells, the header first if its words are known."""
    sample = [line for line in lines if line.strip()][:_SAMPLE_LINES]
    return max(DELIMITERS, key=lambda sign: _fit(sample, sign))


def _fit(sample: list[str], delimiter: str) -> tuple[int, float, int]:
    try:
        rows = [cells for cells in csv.reader((line + "\n" for line in sample), delimiter=delimiter) if any(cells)]
    except csv.Error:
        return 0, 0.0, 0
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    if not widths:
        return 0, 0.0, 0
    width, times = widths.most_common(1)[0]
    header = max((known_words(cells) for cells in rows if len(cells) > 1), default=0)
    return header if header > 1 else 0, times / len(rows), width
