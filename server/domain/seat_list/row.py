"""Read one row of a seat list: a person, or several seats of a delegation whose names come later.

Refuses to know which rows are seats. Invariant: a row without a problem is a seat that can be stored as it is.
"""

import re
from dataclasses import dataclass, field, replace

from server.domain.agenda.region_list import SEATS_LIMIT
from server.domain.seat_list.cell_words import is_mark, is_observer, joined_name, read_language, read_votes
from server.domain.seat_list.checking import Checks
from server.domain.seat_list.columns import Layout
from server.domain.seat_list.folding import has_no_spaces
from server.domain.seat_list.found import Found, FoundSeat
from server.domain.seat_list.header_words import Meaning
from server.domain.seat_list.regions import RegionNames
from server.domain.seat_list.sheet import Row

_COUNT = re.compile(r"[0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a row by what they are."""

    row: Row
    layout: Layout

    def first(self, meaning: Meaning) -> tuple[int, str]:
        """Give the first cell of a meaning in which something stands, and its column; -1 where there is no column."""
        columns = self.layout.of(meaning)
        filled = [index for index in columns if self.row.cell(index)]
        index = (filled or columns or [-1])[0]
        return index, self.row.cell(index) if index >= 0 else ""

    def name(self) -> tuple[int, str]:
        """Give the name, whole or of its parts, and the first of its columns."""
        column, name = self.first("name")
        if name:
            return column, name
        given, family = self.layout.of("given_name"), self.layout.of("family_name")
        parts = [self.row.cell(index) for index in given + family]
        first = (given + family or [column])[0]
        if any(map(has_no_spaces, parts)):  # the family comes first there
            parts = [self.row.cell(index) for index in family + given]
        return first, joined_name(parts)


@dataclass(slots=True)
class Reading:
    """Reads the rows of one table; `heading` is the region that a row above has named for those below it."""

    layout: Layout
    regions: RegionNames
    checks: Checks
    found: Found
    heading: str = ""
    _marked: bool = False
    _refused: bool = False
    _without: set[int] = field(default_factory=set)
    """Rows in which nothing stands about the vote."""

    def seats_of(self, cells: Cells) -> list[FoundSeat]:
        """Read a row that is a seat, or several."""
        row = cells.row.number
        name_column, name = cells.name()
        delegation_column, delegation = cells.first("delegation")
        self.checks.delegation(row, delegation_column, delegation)
        region, region_id = self._region(cells)
        language, votes = self._language(cells), self._votes(cells)
        names = [name] if name or not delegation else self._names_later(cells, delegation, name_column)
        for one in names:
            self.checks.name(row, name_column, one)
        return [FoundSeat(row, one, delegation, region, region_id, language, votes) for one in names]

    def _names_later(self, cells: Cells, delegation: str, name_column: int) -> list[str]:
        """Name the seats of a delegation whose people are not known yet by their numbers."""
        column, said = cells.first("count")
        if said and (not _COUNT.fullmatch(said) or int(said) > SEATS_LIMIT):
            self.checks.note(cells.row.number, column, "bad_seats", said)
            said = ""
        if name_column >= 0 and not said:
            return [""]
        seats = int(said or 1)
        return [delegation] if seats == 1 else [f"{delegation} {number}" for number in range(1, seats + 1)]

    def _region(self, cells: Cells) -> tuple[str, str]:
        column, word = cells.first("region")
        word = word or self.heading
        if not word:
            if column >= 0:
                self.checks.note(cells.row.number, column, "empty_region")
            return "", ""
        match = self.regions.find(word)
        if not match.region_id:
            code = "unclear_region" if match.candidates else "unknown_region"
            self.checks.note(cells.row.number, column, code, word)
        return word, match.region_id

    def _language(self, cells: Cells) -> str:
        column, said = cells.first("language")
        language = read_language(said) if said else ""
        if said and not language:
            self.checks.note(cells.row.number, column, "bad_language", said)
        return language

    def _votes(self, cells: Cells) -> bool:
        """Read whether a seat has a vote: three columns may say so, and whoever observes has none."""
        column, said = cells.first("votes")
        watching_column, watching = cells.first("observer")
        if is_observer(cells.first("role")[1]):
            return False
        if watching:
            observes = read_votes(watching)
            if observes is None and not is_observer(watching):
                self.checks.note(cells.row.number, watching_column, "bad_votes", watching)
            return not (observes or is_observer(watching))
        if not said:
            if column >= 0:
                self._without.add(cells.row.number)
            return True
        votes = read_votes(said)
        if votes is None:
            self.checks.note(cells.row.number, column, "bad_votes", said)
        self._marked |= is_mark(said)
        self._refused |= votes is False
        return votes is not False

    def check_votes(self) -> None:
        """Say what an empty cell means: no beside crosses, yes beside a no; beside nothing but yes it is asked."""
        if self._marked and not self._refused:
            self.found.seats[:] = [
                replace(seat, votes=False) if seat.row in self._without else seat for seat in self.found.seats
            ]
        elif not self._refused and len(self._without) < len({seat.row for seat in self.found.seats}):
            for row in sorted(self._without):
                self.checks.note(row, self.layout.of("votes")[0], "empty_votes")

    def check_width(self, row: Row) -> None:
        """Find a cell to the right of the header: a separator in a name has moved everything."""
        width = max((len(head.cells) for head in self.layout.header), default=len(self.layout.columns))
        extra = next((place for place in range(width, len(row.cells)) if row.cells[place]), None)
        if extra is not None:
            self.checks.note(row.number, extra, "too_many_columns", row.cells[extra])
