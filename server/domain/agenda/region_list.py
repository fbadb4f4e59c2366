"""Read the regions of a meeting as a secretariat keeps them in a spreadsheet.

They are a CSV text with a header, columns in any order, separated by commas, semicolons or tabs. Refuses to know files
and encodings. Invariant: a whole list or line-numbered problems, never half a list.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Protocol

from server.domain.agenda.problems import Problem, SeatListProblems, excerpt, lines_of, unreadable
from server.domain.visible import has_visible_character

REGIONS_LIMIT = 60
SEATS_LIMIT = 20_000
COLUMNS_LIMIT = 50
NAME_LIMIT = 120
DELEGATION_LIMIT = 200

_ID = re.compile(r"[A-Za-z0-9_-]{1,24}")
_SEATS = re.compile(r"[0-9]{0,5}")


@dataclass(frozen=True, slots=True)
class RegionLine:
    """One region of the list; `short` is the letters on its chip, `seats` to how many it is entitled (0: not given)."""

    id: str
    name: str
    short: str
    seats: int = 0


class _Reader(Protocol):
    """What the standard library's CSV reader offers."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    fields: Mapping[str, str]


def read_regions(text: str) -> tuple[RegionLine, ...]:
    """Read a list of regions, in its order.

    Shape:   columns `id` and `name`, optionally `short` and `seats` (empty where it is not given); an id is 1 to 24
             letters without accents, digits, `_` or `-`.
    Raises:  SeatListProblems.
    """
    problems: list[Problem] = []
    regions: dict[str, RegionLine] = {}
    for row in _rows(text, ("id", "name"), REGIONS_LIMIT, problems):
        seats = row.fields.get("seats", "")
        if not _SEATS.fullmatch(seats) or int(seats or 0) > SEATS_LIMIT:
            problems.append(Problem(row.line, "bad_seats", excerpt(seats)))
            seats = ""
        region = RegionLine(row.fields["id"], row.fields["name"], row.fields.get("short", ""), int(seats or 0))
        if not _ID.fullmatch(region.id):
            problems.append(Problem(row.line, "bad_id", excerpt(region.id)))
        elif regions.setdefault(region.id, region) is not region:
            problems.append(Problem(row.line, "duplicate_id", region.id))
        for column, name in (("name", region.name), ("short", region.short)):
            if name or column == "name":
                _check_name(name, row, problems, column)
    if problems:
        raise SeatListProblems(problems)
    return tuple(regions.values())


def _check_name(name: str, row: _Row, problems: list[Problem], column: str) -> None:
    if not name:
        problems.append(Problem(row.line, "empty_name"))
    elif not has_visible_character(name):
        problems.append(Problem(row.line, "unseen_words", column))
    elif len(name) > NAME_LIMIT:
        problems.append(Problem(row.line, "text_too_long", excerpt(name)))


def _rows(text: str, required: tuple[str, ...], limit: int, problems: list[Problem]) -> Iterator[_Row]:
    """Give the rows below the header by column name; what is wrong with the table itself goes to `problems`."""
    problems += unreadable(text)
    lines = lines_of(text)
    header_line = next((line for line in lines if line.strip()), "")
    if problems or not header_line:
        problems += [] if problems else [Problem(1, "empty")]
        return
    reader = csv.reader((line + "\n" for line in lines), delimiter=_delimiter(header_line), strict=True)
    columns: list[str] = []
    count = 0
    try:
        for line, cells in _numbered(reader):
            if not columns:
                columns = [cell.casefold().replace(" ", "_") for cell in cells]
                missing = [name for name in required if name not in columns]
                doubled = [name for name, times in Counter(columns).items() if name and times > 1]
                if missing or doubled or len(columns) > COLUMNS_LIMIT:
                    problems.append(Problem(line, "bad_header", excerpt(", ".join(missing or doubled))))
                    return
                continue
            count += 1
            if count > limit:
                problems.append(Problem(line, "too_many_rows"))
                return
            if any(cells[len(columns) :]):
                problems.append(Problem(line, "too_many_columns", excerpt(cells[len(columns)])))
                continue
            yield _Row(line, dict(zip_longest(columns, cells[: len(columns)], fillvalue="")))
    except csv.Error:
        problems.append(Problem(reader.line_num, "bad_quotes"))
        return
    if not count:
        problems.append(Problem(reader.line_num, "no_rows"))


def _numbered(reader: _Reader) -> Iterator[tuple[int, list[str]]]:
    """Give every row that is not blank, trimmed, with the line it begins on."""
    line = 1
    for cells in reader:
        trimmed = [" ".join(cell.split()) for cell in cells]
        if any(trimmed):
            yield line, trimmed
        line = reader.line_num + 1


def _delimiter(header: str) -> str:
    """Take the sign that separates the header's columns."""
    return max(",;\t", key=header.count)
