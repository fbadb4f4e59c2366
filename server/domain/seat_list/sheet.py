"""A table as it was found in a file: rows of cells, each a text, with the numbers that people see beside them.

Refuses to know what kind of file it was. Invariant: a row has its number in the file, whatever was left out before it.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Row:
    """One row: trimmed cells, of which at least one is not empty.

    Units:   `number` counts from one, as a spreadsheet or an editor shows it.
    """

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """Give a cell; empty where the row is too short."""
        return self.cells[column] if column < len(self.cells) else ""

    @property
    def filled(self) -> list[str]:
        """Give the cells that are not empty."""
        return [cell for cell in self.cells if cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file; `name` is empty where a file has one table."""

    name: str
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        """Say how many columns there are."""
        return max((len(row.cells) for row in self.rows), default=0)


def sheet_of(name: str, numbered: Iterable[tuple[int, Sequence[str]]]) -> Sheet:
    """Make a table of numbered rows: cells are trimmed, rows of which nothing is left are left out."""
    rows = []
    for number, cells in numbered:
        trimmed = [trim(cell) for cell in cells]
        while trimmed and not trimmed[-1]:
            trimmed.pop()
        if trimmed:
            rows.append(Row(number, tuple(trimmed)))
    return Sheet(name, tuple(rows))


def trim(cell: str) -> str:
    """Write a cell in one way: one space between words, each letter with its accents as one sign where there is one."""
    return " ".join((cell if cell.isascii() else unicodedata.normalize("NFC", cell)).split())


def letters_of(column: int) -> str:
    """Name a column as spreadsheets do: A, B, … Z, AA."""
    letters = ""
    while column >= 0:
        column, letter = divmod(column, _LETTERS)
        letters = chr(ord("A") + letter) + letters
        column -= 1
    return letters


def column_of(letters: str) -> int:
    """Find a column by its letters; -1 where they are none."""
    column = 0
    for letter in letters.strip().upper():
        if not "A" <= letter <= "Z" or column > 10_000:
            return -1
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column - 1
