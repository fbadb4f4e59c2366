"""The lines of a document as they were printed: which have words, what is blank between them, whether they are broken.

Refuses to know bullets' meaning and headings. Invariant: rulers and page numbers alone are left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from server.domain.agenda.bullets import Mark, read_mark
from server.domain.agenda.document import Line
from server.domain.agenda.headings import Heading
from server.domain.agenda.joined import SOFT_HYPHEN
from server.domain.visible import has_visible_character

BOLD_LEVEL = 7
"""A line in bold heads what follows, below every heading that is one by its style."""

SENTENCE_ENDS = (".", "?", "!", ";", ":", "؟", "؛", "。", "？", "！", "；", "：")
NARROWEST = 50  # columns that a broken text has at least
_RULER = re.compile(r"[-=_*–—~\s]{3,}")
_PAGE_NUMBER = re.compile(r"(?:[-–]\s*)?(?:page\s+)?\d{1,3}(?:\s*(?:of|/|sur)\s*\d{1,3})?(?:\s*[-–])?", re.IGNORECASE)
_LONGEST_UNSEEN = 80


@dataclass(frozen=True, slots=True)
class PrintedLine:
    number: int
    body: str
    indent: int
    width: int
    gap: int
    level: int = 0
    whole: bool = False
    role: str = ""
    mark: Mark | None = None
    heading: Heading | None = None

    @property
    def adjacent(self) -> bool:
        """Say whether it follows the line before without a blank one."""
        return not self.gap


def printed_lines(lines: Sequence[Line]) -> Iterator[PrintedLine]:
    """Give the lines that carry words, each with how many blank lines are before it."""
    gap = 1
    for place, line in enumerate(lines):
        raw = line.text
        body = " ".join(raw.replace(SOFT_HYPHEN, "").split())
        if body[-1:] == "|" or body[:1] == "|":
            body = body.strip("| ")
        following_blank = place + 1 == len(lines) or not lines[place + 1].text.strip()
        if (
            _is_blank(body)
            or _RULER.fullmatch(body)
            or (gap and following_blank and not line.whole and _PAGE_NUMBER.fullmatch(body))
        ):
            gap += 1
            continue
        bare = raw.rstrip()
        indent = len(raw) - len(raw.lstrip())
        if indent and "\t" in raw[:indent]:
            indent = len(raw[:indent].expandtabs(4))
        broken = SOFT_HYPHEN if bare.endswith(SOFT_HYPHEN) else ""
        level = line.level or (BOLD_LEVEL if line.bold else 0)
        yield PrintedLine(line.number, body + broken, indent, len(bare), gap, level, line.whole, line.role)
        gap = 0


def is_broken(lines: Sequence[PrintedLine], widest: int) -> bool:
    """Say whether a lay-out broke the sentences: a line goes on in lower case or further in, or there is no case."""
    cased = False
    for before, line in pairwise(lines):
        cased = cased or line.body[:1].lower() != line.body[:1].upper()
        long = before.width >= NARROWEST and before.width + 1 + len(line.body.split(" ", 1)[0]) > widest
        on = line.adjacent and not line.whole and not before.body.endswith(SENTENCE_ENDS)
        if on and (line.body[0].islower() or (long and line.indent > before.indent)) and read_mark(line.body) is None:
            return True
    full = sum(line.width * 4 > widest * 3 for line in lines)
    return not cased and full >= 3 and full * 4 >= len(lines)


def _is_blank(body: str) -> bool:
    """Say whether a line has no words; a long one is not looked through for what can be seen."""
    return not body or (len(body) <= _LONGEST_UNSEEN and not has_visible_character(body))
