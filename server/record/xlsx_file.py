"""The tables of a document as a workbook, a sheet each.

Refuses to compose. Invariants: words are words and never a formula, a link or a date, whatever they begin with; a
figure is a figure, an instant is one; the same document makes the same bytes, for what the format wants to know of the
file (who made it and when) is fixed.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from textwrap import wrap
from typing import Any

from server.record.document import Cell, Document, Instant, Table
from server.record.phrases import words_in
from server.record.plain import for_xml
from server.record.shown import in_zone
from server.record.widths import EDGES, wishes_of

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no zone, and it says nothing
_LONGEST = 32_767
"""How many UTF-16 units a cell holds."""
_LONGEST_HEADER = 255
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_NAME = 31
_RUN = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet would run if somebody typed it: whoever edits such a cell must not make a formula of it."""
_HEADER_ROWS = 1
_A4 = 9
_LINE = 16
"""How high a line is, in points."""
_MOST_LINES = 25
"""A row can be no higher than 409 points."""

_Sheet = Any
_Format = Any
"""Of the library, which is loaded where it is used."""


def write_xlsx(document: Document) -> bytes:
    """Write the tables of a document as a workbook."""
    import xlsxwriter  # noqa: PLC0415 - for the process that writes alone, not for one that takes ballots

    file = BytesIO()
    given = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, given)
    book.set_properties({"title": for_xml(document.title), "created": _MADE})
    tables = [part for part in document.parts if isinstance(part, Table)]
    looks = _looks(book)
    for name, table in zip(_names(tables), tables, strict=True):
        _sheet(book.add_worksheet(name), document, table, looks)
    book.close()
    return file.getvalue()


def _names(tables: Sequence[Table]) -> Iterator[str]:
    """Name the sheets, each otherwise than the others, as the format wants names to be."""
    taken: set[str] = set()
    for table in tables:
        plain = " ".join(for_xml(table.caption or table.name).translate(_NOT_IN_A_NAME).split())[:_LONGEST_NAME]
        name, at = plain or table.name, 1
        while name.casefold() in taken:
            at += 1
            name = f"{plain[: _LONGEST_NAME - 4]} {at}"
        taken.add(name.casefold())
        yield name


def _looks(book: Any) -> dict[str, _Format]:  # noqa: ANN401 - the library does not say what it adds
    """Make the looks of cells, by the kinds of columns."""
    base = {"valign": "top", "font_name": "Noto Sans", "font_size": 10}
    head = {**base, "bold": True, "text_wrap": True, "bottom": 2}
    return {
        "head": book.add_format(head),
        "words": book.add_format({**base, "text_wrap": True, "num_format": "@"}),
        "quoted": book.add_format({**base, "text_wrap": True, "num_format": "@", "quote_prefix": True}),
        "integer": book.add_format({**base, "num_format": "0"}),
        "share": book.add_format({**base, "num_format": "0.0###"}),
        "instant": book.add_format({**base, "num_format": "yyyy-mm-dd hh:mm:ss"}),
    }


def _lines(cell: Cell, width: int) -> int:
    """Say how many lines a cell takes, or a little more."""
    words = words_in(cell)
    return sum(1 + len(line) // width for line in words.split("\n")) if words else 1


def _sheet(sheet: _Sheet, document: Document, table: Table, looks: dict[str, _Format]) -> None:
    last_row, last_column = len(table.rows), len(table.columns) - 1
    widths = wishes_of(table.columns)
    lines = max(len(wrap(column.head, width - EDGES)) for column, width in zip(table.columns, widths, strict=True))
    sheet.set_row(0, _LINE * max(1, lines))
    for at, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.set_column(at, at, width)
        zone = f" ({document.zone})" if column.kind == "instant" else ""
        sheet.write_string(0, at, _words(column.head + zone), looks["head"])
    for down, row in enumerate(table.rows, 1):
        if (lines := max(map(_lines, row.cells, widths))) > 1:  # not every program makes room for them by itself
            sheet.set_row(down, _LINE * min(lines, _MOST_LINES))
        for across, cell in enumerate(row.cells):
            _write(sheet, (down, across), cell, document, looks)
    if document.direction == "rtl":
        sheet.right_to_left()
    sheet.freeze_panes(_HEADER_ROWS, 0)
    sheet.autofilter(0, 0, last_row, last_column)
    sheet.print_area(0, 0, last_row, last_column)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    above = " · ".join(one for one in (document.header, document.title, table.caption) if one)
    sheet.set_header(f"&L{_in_header(above)}")
    sheet.set_footer("&C&P / &N")


def _write(sheet: _Sheet, at: tuple[int, int], cell: Cell, document: Document, looks: dict[str, _Format]) -> None:
    match cell:
        case None:
            return
        case Instant():
            sheet.write_datetime(*at, in_zone(cell, document.zone).replace(tzinfo=None), looks["instant"])
        case Fraction():
            sheet.write_number(*at, float(cell), looks["share"])
        case int():
            sheet.write_number(*at, cell, looks["integer"])
        case _ if cell:
            said = _words(words_in(cell))
            sheet.write_string(*at, said, looks["quoted" if said.lstrip().startswith(_RUN) else "words"])


def _words(said: str) -> str:
    """Write words as the format can hold them; of more than it holds, as much as it does and a sign that more was."""
    words = for_xml(said)
    units = words.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return words
    return units[: 2 * _LONGEST - 4].decode("utf-16-le", "ignore") + "…"


def _in_header(words: str) -> str:
    """Write words where a sign stands for figures, as no sign; as much of them as fits."""
    said = " ".join(for_xml(words).split()).replace("&", "&&")
    return said[: _LONGEST_HEADER - 30].removesuffix("&") if len(said) > _LONGEST_HEADER - 30 else said
