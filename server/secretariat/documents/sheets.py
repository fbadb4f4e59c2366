"""Spreadsheets: XLSX, XLSM, XLS and ODS, each sheet a table; formulas are read as the value that was last shown."""

import re

from server.domain.agenda.document import Document
from server.domain.errors import Malformed
from server.secretariat.documents.gathered import MOST, Gathered
from server.secretariat.reading.spreadsheets import read_spreadsheet

_UNNAMED = re.compile(r"(?i)(?:sheet|feuil(?:le)?|hoja|лист|工作表|ورقة|tabelle|table)\s?\d*")
_SECONDS = re.compile(r"(?:1899-12-3[01] |1900-01-0\d )?(\d\d:\d\d):\d\d(?:\.\d+)?")
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d) 00:00:00")


def read(given: bytes) -> Document:
    """Read every sheet that is shown."""
    sheets = [sheet for sheet in read_spreadsheet(given) if sheet.rows]
    if sum(len(sheet.rows) for sheet in sheets) > MOST:
        raise Malformed("file_too_much")
    gathered = Gathered()
    for sheet in sheets:
        if len(sheets) > 1 and not _UNNAMED.fullmatch(sheet.name.strip()):
            gathered.add(sheet.name)
        gathered.rows([[_shown(cell) for cell in row.cells] for row in sheet.rows])
        gathered.blank()
    return gathered.document()


def _shown(cell: str) -> str:
    """Write hours and days as their reader saw them."""
    found = _SECONDS.fullmatch(cell) or _MIDNIGHT.fullmatch(cell)
    return found[1] if found else cell
