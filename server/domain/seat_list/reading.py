"""Read who is to sit in a meeting from one table: every seat, every problem, and every question, at once.

Refuses to know files, and what is done with a seat. Invariants: nothing is refused here, for a row with a problem is
read as far as it goes; no region and no double is guessed without being told.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from server.domain.agenda.region_list import SEATS_LIMIT
from server.domain.seat_list.checking import Checks
from server.domain.seat_list.columns import Layout, lay_out
from server.domain.seat_list.doubles import doubles
from server.domain.seat_list.found import Found, PassedOver, RegionQuestion, RegionTaken, RowProblem
from server.domain.seat_list.header_words import Meaning, is_total
from server.domain.seat_list.regions import RegionNames
from server.domain.seat_list.row import Cells, Reading
from server.domain.seat_list.sheet import Row, Sheet

_EXACT = ("name", "answer")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody has said of a table, so that it is not guessed: what columns are, and where the header is."""

    columns: Mapping[int, Meaning] = field(default_factory=dict)
    header_row: int | None = None


def read_sheet(sheet: Sheet, regions: RegionNames, said: Said, *, text_file: bool = False) -> Found:
    """Read one table.

    Shape:   `text_file` says that a comma or a quotation mark too many may have moved the cells of a row.
    """
    layout = lay_out(sheet, regions.is_known, said.columns, said.header_row)
    found = Found(layout.columns, layout.header[-1].number if layout.header else 0)
    reading = Reading(layout, regions, Checks(found.problems), found)
    _check_table(sheet, layout, found, reading)
    emails = {}
    for row in layout.body:
        if passed := _passed_over(row, layout, regions, reading):
            found.passed_over.append(passed)
            continue
        cells = Cells(row, layout)
        if text_file:
            reading.check_width(row)
        found.seats += reading.seats_of(cells)
        emails[row.number] = cells.first("email")[1]
        if len(found.seats) > SEATS_LIMIT:
            found.problems.append(RowProblem(row.number, "", "too_many_rows", str(SEATS_LIMIT)))
            del found.seats[SEATS_LIMIT:]
            break
    reading.check_votes()
    _ask_of_regions(found, regions)
    found.doubles += doubles(found.seats, emails)
    found.problems.sort(key=lambda problem: problem.row)
    return found


def _check_table(sheet: Sheet, layout: Layout, found: Found, reading: Reading) -> None:
    if not sheet.rows:
        found.problems.append(RowProblem(0, "", "empty"))
        return
    if not layout.body:
        found.problems.append(RowProblem(sheet.rows[-1].number, "", "no_rows"))
    if not layout.of("name", "given_name", "family_name"):
        has = bool(layout.of("delegation"))
        found.problems.append(RowProblem(found.header_row, "", "name_from_delegation" if has else "no_name_column"))
    if not layout.of("region"):
        named = reading.regions.find(sheet.name) if sheet.name else None
        if named is not None and named.region_id:
            reading.heading = sheet.name
        elif not any(_is_heading(row, layout, reading.regions) for row in layout.body):
            found.problems.append(RowProblem(found.header_row, "", "no_region_column"))


def _passed_over(row: Row, layout: Layout, regions: RegionNames, reading: Reading) -> PassedOver | None:
    filled = row.filled
    if is_total(filled):
        return PassedOver(row.number, "total", filled[0])
    if _is_heading(row, layout, regions):
        reading.heading = filled[0]
        return PassedOver(row.number, "heading", filled[0])
    if any(filled == head.filled for head in layout.header):
        return PassedOver(row.number, "header", filled[0])
    used = layout.of("name", "given_name", "family_name", "delegation", "region", "email")
    if layout.columns and used and not any(row.cell(index) for index in used):
        return PassedOver(row.number, "nothing", filled[0])
    return None


def _is_heading(row: Row, layout: Layout, regions: RegionNames) -> bool:
    """Tell a row that only names the region of those below it."""
    filled = row.filled
    if len(filled) != 1 or len(layout.columns) < 2 or any(row.cell(index) for index in layout.of("region")):
        return False
    return regions.is_known(filled[0])


def _ask_of_regions(found: Found, regions: RegionNames) -> None:
    """Ask once for every word that fits no region, and tell once what was taken for one though it is not its name."""
    rows: dict[str, list[int]] = defaultdict(list)
    for seat in found.seats:
        if seat.region and seat.row not in rows[seat.region][-1:]:
            rows[seat.region].append(seat.row)
    for word, where in rows.items():
        match = regions.find(word)
        if not match.region_id:
            found.questions.append(RegionQuestion(word, match.candidates, tuple(where)))
        elif match.how not in _EXACT:
            found.taken.append(RegionTaken(word, match.region_id, match.how, tuple(where)))
