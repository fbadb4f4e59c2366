"""What people typed, as far as it can be read and printed: one form for the same words, whoever typed them on what.

Refuses to know what the words are for. Invariants: what is left is in the order in which it was typed; marks that turn
the direction of what follows them are gone, for whoever shows words sets them apart by itself.
"""

import re
import unicodedata

MOST_LINES = 30
"""How many lines a text may have: more would push what stands below it off a page and off the hall."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BLANK_LINES = re.compile("\n{3,}")
_DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
"""Controls but for the end of a line and the tab (Cc of Unicode), half signs (Cs), and what turns a direction."""


def printable(words: str) -> str:
    """Write words as Unicode writes them together (NFC), every end of a line as one sign.

    Control characters go, which say nothing and which no document can hold; lines stay lines.
    """
    return unicodedata.normalize("NFC", _DROPPED.sub("", _LINE_ENDS.sub("\n", words)))


def in_one_line(words: str) -> str:
    """Write words in one line, with single spaces."""
    return " ".join(printable(words).split())


def in_lines(words: str) -> str:
    """Keep the lines of a text, without spaces at their ends; of several blank lines in a row one stays."""
    lines = "\n".join(line.rstrip() for line in printable(words).split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip()
