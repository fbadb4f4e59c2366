"""What stands in the cells of a file that a spreadsheet opens: figures as figures, and words as nothing but words.

A spreadsheet takes what it reads for a formula, a date or a figure wherever it can, and it parts cells at other signs
than those that a file was written with. Refuses to know what a cell is of. Invariants: no words of anybody are run or
become anything else, however the file is parted; a whole number is written as such; what is put in front of words is
one apostrophe, which is no part of them.
"""

import re
from fractions import Fraction

Cell = str | int | Fraction | None

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
"""What a formula begins with, the wide forms of East Asian keyboards among them."""
_UNSEEN = r"[\s\"'\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*"
_AT_THE_START = re.compile(f"^{_UNSEEN}[{_SIGNS}]|^[\t\r\n]")
_INSIDE = re.compile(f"([;|\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]{_UNSEEN})(?=[{_SIGNS}])")
"""A formula behind a sign at which others part cells and rows: quotes hold for those alone that part as we do."""
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_TAKEN = re.compile(
    rf"\s*(?:[-+(]*[\d.,:/ \u00a0-]*\d[\d.,:/ \u00a0)%-]*(?:e[-+]?\d+|[ap]\.?m\.?)?|true|false"
    rf"|(?:\d+[-/ .]*)?{_MONTH}[-/ .,]*\d+[-/ .,\d:]*|\d+[-/ .]*{_MONTH})\s*",
    re.IGNORECASE,
)
"""Words that would be read as a figure, a date, a time or a truth."""
_LONGEST_FIGURE = 40
_WHOLE = re.compile(r"0|[1-9]\d{0,14}")
_BAR = "\u2044"


def cell(value: Cell) -> str:
    """Write one cell.

    Shape:   a share with the bar of fractions (`2⁄3`, U+2044), for with a slash it would be a date.
    """
    if value is None:
        return ""
    if isinstance(value, Fraction):
        return str(value).replace("/", _BAR)
    return str(value) if isinstance(value, int) else _words(value)


def _words(said: str) -> str:
    if _WHOLE.fullmatch(said):
        return said
    kept = _INSIDE.sub(r"\1'", said)
    taken = len(said) <= _LONGEST_FIGURE and _TAKEN.fullmatch(said)
    return f"'{kept}" if taken or _AT_THE_START.search(said) else kept
