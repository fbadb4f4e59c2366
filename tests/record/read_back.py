"""Files of the record read back, each by a program that somebody else wrote: what a reader finds in them."""

import csv
import io
import json
import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from html.parser import HTMLParser

import openpyxl

Figure = int | None


@dataclass
class Found:
    """What a file says: of each item rank, number and marks; of each region of each item its marks and support.

    Shape:   `items` in their order, marks by column where they are told; `regions` by number of item and name.
    """

    items: list[tuple[int, int, tuple[Figure, ...]]] = field(default_factory=list)
    regions: dict[tuple[int, str], tuple[tuple[Figure, ...], Fraction | None]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)


def whole(said: object) -> Figure:
    """Read a whole number as any language writes it."""
    digits = re.sub(r"\D", "", str(said)) if said is not None else ""
    return int(digits) if digits else None


def rounded(share: Fraction | float | str | None) -> Fraction | None:
    """Take of a share what every format tells of it."""
    if share is None or share == "":
        return None
    exact = Fraction(str(share)) if isinstance(share, float) else Fraction(share)  # a float as a spreadsheet shows it
    return _half_up(exact, 4)


def _half_up(figure: Fraction, decimals: int) -> Fraction:
    shown = Decimal(figure.numerator) / Decimal(figure.denominator)
    return Fraction(shown.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def from_csv(file: bytes, columns: tuple[str, ...], parted: str = ",") -> Found:
    """Read the list for programs."""
    found = Found()
    for row in csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline=""), delimiter=parted):
        number = int(row["slate_number"])
        found.items.append((int(row["rank"]), number, tuple(whole(row[column]) for column in columns)))
        found.texts.append(row["text"])
        for of in [key.removeprefix("name_") for key in row if key.startswith("name_")]:
            parts = [row[f"support_{part}_{of}"] for part in ("numerator", "denominator")]
            share = Fraction(*map(int, parts)) if all(parts) else None
            marks = tuple(whole(row[f"{column}_{of}"]) for column in columns)
            found.regions[number, row[f"name_{of}"]] = (marks, rounded(share))
    return found


def from_json(file: bytes, columns: tuple[str, ...]) -> Found:
    """Read the value."""
    listed, found = json.loads(file), Found()
    names = {region["id"]: region["name"] for region in listed["regions"]}
    for item in listed["items"]:
        marks = tuple(item["line"][column] for column in columns)
        found.items.append((item["rank"], item["slate_number"], marks))
        found.texts.append(item["text"])
        for region_id, cell in item["regions"].items():
            told = tuple(cell.get(column) for column in columns)
            found.regions[item["slate_number"], names[region_id]] = (told, rounded(cell.get("support")))
    return found


def from_xlsx(file: bytes, columns: tuple[str, ...], first: str, *, crossed: bool) -> Found:
    """Read the workbook; `first` heads the first mark, and `crossed` says whether it has a sheet of regions."""
    book, found = openpyxl.load_workbook(io.BytesIO(file)), Found()
    heads, *rows = book.worksheets[0].values
    marks = heads.index(first)
    for row in rows:
        found.items.append((row[0], row[1], tuple(row[marks : marks + len(columns)])))
        found.texts.append(row[4] or "")
    if crossed:
        for row in list(book.worksheets[3].values)[1:]:
            found.regions[row[0], row[1]] = (tuple(row[3 : 3 + len(columns)]), rounded(row[-1]))
    return found


class _Page(HTMLParser):
    """Reads the tables of a page by their names (of several of one name the last), all of them, and its words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.every: list[list[list[tuple[str, str]]]] = []
        self.tables: dict[str, list[list[tuple[str, str]]]] = {}
        self.words, self.tags = "", []
        self._table = ""
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: said or "" for name, said in attrs}
        self.tags.append((tag, given))
        if tag == "table":
            self._table = given["data-name"]
            self.tables[self._table] = []
            self.every.append(self.tables[self._table])
        elif tag == "tr":
            self.tables[self._table].append([])
        elif tag in ("td", "th"):
            self._cell, self._exact = [], given.get("data-exact", "")
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None:
            self.tables[self._table][-1].append(("".join(self._cell), self._exact))
            self._cell = None

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._cell is not None:
            self._cell.append(data)


def page_of(file: bytes) -> _Page:
    """Read a page."""
    page = _Page()
    page.feed(file.decode())
    return page


def from_html(file: bytes, columns: tuple[str, ...]) -> Found:
    """Read the page; its texts are looked for in `page_of`."""
    page, found = page_of(file), Found()
    for row in page.tables["list"][1:]:
        marks = tuple(whole(said) for said, _ in row[4 : 4 + len(columns)])
        found.items.append((int(row[0][0]), int(row[1][0]), marks))
    for row in page.tables.get("by_region", [])[1:]:
        told = tuple(whole(said) for said, _ in row[3 : 3 + len(columns)])
        found.regions[int(row[0][0]), row[1][0]] = (told, rounded(row[-1][1] or row[-1][0] or None))
    return found
