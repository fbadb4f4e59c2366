"""Read the seat list in a file: its tables, what their columns are, who sits in which region, and what must be asked.

Refuses to know sentences, meetings and stores. Invariant: it runs in the process of a reader alone; what goes in and
comes out is JSON.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.errors import Malformed
from server.domain.seat_list.columns import lay_out
from server.domain.seat_list.folding import folded
from server.domain.seat_list.found import Found, RowProblem
from server.domain.seat_list.header_words import MEANINGS, Meaning
from server.domain.seat_list.reading import Said, read_sheet
from server.domain.seat_list.regions import Known, RegionNames
from server.domain.seat_list.sheet import Sheet, column_of, letters_of
from server.secretariat.reading.tables import Tables, read_tables

NOT_USED = "-"


def read_seats(given: bytes, said: Mapping[str, Any]) -> dict[str, object]:
    """Read a seat list.

    Shape:   `said` are `regions`, a list of id, name and letters, and as far as somebody has said them `answers`
             (region by word), `columns` (meaning by letter), `header` (its row, 0 for none), `sheet` and `encoding`.
    Raises:  Malformed with the reason why nothing can be read, or what was said cannot be so.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only in the process that reads a file

    tables = read_tables(given, said.get("encoding") or "")
    regions = RegionNames(
        [Known(*region) for region in said["regions"]],
        OSA.distance,
        {folded(word): region_id for word, region_id in (said.get("answers") or {}).items()},
    )
    sheet = _sheet(tables.sheets, said.get("sheet") or "", regions)
    told = Said(read_columns(said.get("columns") or {}), said.get("header"))
    found = read_sheet(sheet, regions, told, text_file=tables.kind == "text")
    if tables.broken:
        found.problems.append(RowProblem(tables.broken, "", "bad_quotes", tables.excerpt))
    others = [other.name for other in tables.sheets if other is not sheet and _is_list(other, regions)]
    if others and not said.get("sheet"):
        found.problems.insert(0, RowProblem(0, "", "other_sheets", ", ".join(others)[:200]))
    return _written(tables, sheet, found)


def read_columns(said: Mapping[str, str]) -> dict[int, Meaning]:
    """Read what somebody has said of columns.

    Shape:   by letter, what the column is, or `-` where it is not used.
    Raises:  Malformed naming what is no column, and no meaning.
    """
    columns: dict[int, Meaning] = {}
    for letters, word in said.items():
        meaning = "" if word == NOT_USED else next((known for known in MEANINGS if known == word), None)
        if meaning is None or (index := column_of(letters)) < 0:
            raise Malformed("columns", text=f"{letters}:{word}"[:80])
        columns[index] = meaning
    return columns


def _sheet(sheets: Sequence[Sheet], named: str, regions: RegionNames) -> Sheet:
    """Choose the sheet that was named, else the longest of those that look like a list of people, else the longest."""
    if named:
        found = next((sheet for sheet in sheets if sheet.name == named), None)
        if found is None:
            raise Malformed("file_no_sheet", sheet=named[:80])
        return found
    if len(sheets) == 1:
        return sheets[0]
    return max(sheets, key=lambda sheet: (_is_list(sheet, regions), len(sheet.rows)))


def _is_list(sheet: Sheet, regions: RegionNames) -> bool:
    """Tell a list of people: it has names, and regions or delegations, under a header."""
    layout = lay_out(sheet, regions.is_known, {})
    named = bool(layout.of("name", "given_name", "family_name"))
    return bool(layout.header and layout.body) and named and bool(layout.of("region", "delegation"))


def _written(tables: Tables, sheet: Sheet, found: Found) -> dict[str, object]:
    return {
        "kind": tables.kind,
        "encoding": tables.encoding,
        "encoding_certain": tables.certain,
        "delimiter": tables.delimiter,
        "sheet": sheet.name,
        "sheets": [{"name": each.name, "rows": len(each.rows)} for each in tables.sheets],
        "header_row": found.header_row,
        "columns": [
            {"column": letters_of(each.index), "header": each.header, "meaning": each.meaning, "certain": each.certain,
             "cells": each.cells}
            for each in found.columns
        ],
        "rows": [
            {"row": seat.row, "name": seat.name, "delegation": seat.delegation, "region": seat.region,
             "region_id": seat.region_id, "language": seat.language, "votes": seat.votes}
            for seat in found.seats
        ],
        "problems": [
            {"row": each.row, "column": each.column, "code": each.code, "text": each.text, "stops": each.stops}
            for each in found.problems
        ],
        "unmatched_regions": [
            {"text": each.text, "candidates": each.candidates, "rows": each.rows} for each in found.questions
        ],
        "matched_regions": [
            {"text": each.text, "region_id": each.region_id, "how": each.how, "rows": each.rows} for each in found.taken
        ],
        "doubles": [{"code": each.code, "text": each.text, "rows": each.rows} for each in found.doubles],
        "passed_over": [{"row": each.row, "code": each.code, "text": each.text} for each in found.passed_over],
    }  # fmt: skip
