"""What stands in the cells of a file that a spreadsheet opens: figures as figures, and words as nothing but words.

A spreadsheet takes what it reads for a formula, a date or a figure wherever it can, and it parts cells at other signs
than those that a file was written with. Refuses to know what a cell is of. Invariants: no words of anybody are run or
become anything else, however the file is parted; a whole number is written as such; what is put in front of words is
one apostrophe, which is no part of them.
"""

import re
from decimal import Decimal
from fractions import Fraction

from server.domain.rounding import rounded

Cell = str | int | Fraction | None

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
"""What a formula begins with, the wide forms of East Asian keyboards among them."""
_UNSEEN = r"[\s\"'\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*"
_AT_THE_START = re.compile(f"^{_UNSEEN}[{_SIGNS}]|^[\t\r\n]")
_ROWS = "\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029"
_INSIDE = {
    parted: re.compile(f"([{others}|{_ROWS}]{_UNSEEN})(?=[{_SIGNS}])") for parted, others in ((",", ";"), (";", ",;"))
}
"""A formula behind a sign at which others part cells and rows, by the sign at which we do: quotes hold for those alone
that part as we do, and many a program parts at semicolons whatever a file says."""
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_TAKEN = re.compile(
    rf"\s*(?:[-+(]*[\d.,:/ \u00a0-]*\d[\d.,:/ \u00a0)%-]*(?:e[-+]?\d+|[ap]\.?m\.?)?|true|false"
    rf"|(?:\d+[-/ .]*)?{_MONTH}[-/ .,]*\d+[-/ .,\d:]*|\d+[-/ .]*{_MONTH})\s*",
    re.IGNORECASE,
)
"""Words that would be read as a figure, a date, a time or a truth."""
_LONGEST_FIGURE = 40
_WHOLE = re.compile(r"0|[1-9]\d{0,14}")
_DECIMALS = 6


def cell(value: Cell, parted: str = ",") -> str:
    """Write one cell.

    Shape:   a share as a decimal with six places at most, behind a point or, where cells are `parted` at semicolons, a
             comma; what it is exactly stands in the two whole numbers beside it (`share_cells`).
    """
    if value is None:
        return ""
    if isinstance(value, Fraction):
        return (
            f"{Decimal(int(rounded(value * 10**_DECIMALS))).scaleb(-_DECIMALS):f}".rstrip("0")
            .rstrip(".")
            .replace(".", "." if parted == "," else ",")
        )
    return str(value) if isinstance(value, int) else _words(value, _INSIDE[parted])


def share_keys(key: str, of: str = "") -> tuple[str, str, str]:
    """Head the columns of a share: as a decimal, and exactly as two whole numbers, never as one cell with a bar."""
    return f"{key}{of}", f"{key}_numerator{of}", f"{key}_denominator{of}"


def share_cells(share: Fraction | int | None) -> tuple[Cell, Cell, Cell]:
    """Write a share in its three columns."""
    if share is None:
        return None, None, None
    exact = Fraction(share)
    return exact, exact.numerator, exact.denominator


def _words(said: str, inside: re.Pattern[str]) -> str:
    if _WHOLE.fullmatch(said):
        return said
    kept = inside.sub(r"\1'", said)
    taken = len(said) <= _LONGEST_FIGURE and _TAKEN.fullmatch(said)
    return f"'{kept}" if taken or _AT_THE_START.search(said) else kept
