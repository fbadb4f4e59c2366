"""The tables of a spreadsheet: XLSX, XLS and ODS.

Refuses to know what stands in them. Invariants: formulas are not worked out, what was last seen in their cells is read;
nothing outside the file is looked up; cells that are merged down a column all have what stands in the first.
"""

import datetime
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from server.domain.errors import Malformed
from server.domain.seat_list.sheet import Sheet, sheet_of
from server.secretariat.reading.texts import MOST_COLUMNS, MOST_ROWS

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MOST_SHEETS = 50
Cell = int | float | str | bool | datetime.time | datetime.date | datetime.timedelta
_Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]


def read_spreadsheet(given: bytes) -> list[Sheet]:
    """Read the sheets that are not hidden.

    Raises:  Malformed with the reason why they cannot be read.
    """
    import python_calamine as calamine  # noqa: PLC0415 - only in the process that reads a file

    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(given))
        shown = [
            sheet.name for sheet in book.sheets_metadata
            if sheet.visible == calamine.SheetVisibleEnum.Visible and sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]  # fmt: skip
        return [_sheet(book.get_sheet_by_name(name)) for name in shown[:MOST_SHEETS]]
    except calamine.PasswordError as fault:
        raise Malformed("file_encrypted") from fault
    except (Malformed, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:  # what a library finds wrong with a file, or with itself, is never a defect of ours
        raise Malformed("file_damaged") from fault


def _sheet(sheet: "CalamineSheet") -> Sheet:
    if sheet.start is None:
        return Sheet(sheet.name, ())
    if sheet.height > MOST_ROWS:
        raise Malformed("file_too_many_rows", n=sheet.height, most=MOST_ROWS)
    first, left = sheet.start
    rows = [[""] * left + [_text(cell) for cell in row[:MOST_COLUMNS]] for row in sheet.to_python(skip_empty_area=True)]
    _fill_down(rows, first, sheet.merged_cell_ranges or ())
    return sheet_of(sheet.name, enumerate(rows, start=first + 1))


def _text(cell: Cell) -> str:
    """Write a cell as a text: whole numbers without a point, yes and no as words."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _fill_down(rows: list[list[str]], first: int, merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Write what stands in the first of the merged cells of a column into the others."""
    for (top, left), (bottom, _) in merged:
        if not 0 <= top - first < len(rows) or left >= len(rows[top - first]):
            continue
        said = rows[top - first][left]
        for row in rows[top - first + 1 : bottom - first + 1]:
            row.extend([""] * (left + 1 - len(row)))
            row[left] = row[left] or said
