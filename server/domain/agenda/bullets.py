"""The marks in front of a list's items: dashes, arrows, dots, numbers, letters.

Refuses to know what the items say. Invariant: what it takes off carries no word of the text, and a number or letter
at the beginning of a broken line is taken off only where the list could have come to it.
"""

import re
from collections.abc import Set
from dataclasses import dataclass, field, replace

NO_BULLET = -1
_NUMBER, _SYMBOL, _RING, _LETTER = 0, 1, 2, 3  # deeper in a list, the higher

DASHES = "–—"
_SYMBOLS = "-−‐‑•·∙‣●■□◆◇►▶▸→⇒➔➜➢➤➡✓✔*+" + DASHES
_RINGS = "◦○▪▫❖"
_MARK = re.compile(
    rf"(?P<symbol>[{re.escape(_SYMBOLS)}\ue000-\uf8ff])(?=\s|$)|(?P<glued>——|[•·●■►▶→⇒➔➢➤\ue000-\uf8ff])(?=[^\W\d_])"
    rf"|(?P<ring>[{_RINGS}]|o(?=\s|$))"
    r"|\(?(?P<number>\d{1,3})(?:[.)]|(?<!\d\d\d)-)(?=\s|$)"
    r"|\(?(?P<letter>[a-z]|[ivx]{2,5})\)(?=\s|$)|(?P<dotted>[a-z]|[ivx]{2,5})\.(?=\s)"
    r"|(?P<wide>[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|\d{1,2}[、）])(?=\S)"
)
_ROMANS = (
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
    "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """The bullet of one line: its first sign, how deep such a sign goes, what follows it, and its ordinals."""

    sign: str
    rank: int
    rest: str = ""
    ordinals: tuple[tuple[str, int], ...] = ()
    doubtful: bool = False


@dataclass(slots=True)
class ListSoFar:
    """What the list has used up to here; a new heading begins a new one."""

    signs: set[str] = field(default_factory=set)
    ordinals: set[tuple[str, int]] = field(default_factory=set)
    outer: set[tuple[str, int]] = field(default_factory=set)  # of the lists above the last heading

    def below_a_heading(self, signs: Set[str]) -> "ListSoFar":
        """Begin a new list; an outer one may go on after it."""
        return ListSoFar(set(signs), outer=self.outer | self.ordinals)

    def goes_on_outside(self, mark: Mark) -> bool:
        """Say whether a number is the next one of an outer list."""
        return any((style, value - 1) in self.outer for style, value in mark.ordinals)

    def add(self, mark: Mark) -> None:
        """Remember the bullet of an item."""
        self.signs.add(mark.sign)
        self.ordinals.update(mark.ordinals)

    def expects(self, mark: Mark) -> bool:
        """Say whether a doubtful bullet inside a paragraph is the list's next one rather than a word of a sentence."""
        if mark.ordinals:
            return any(value == 1 or (style, value - 1) in self.ordinals for style, value in mark.ordinals)
        return mark.sign in self.signs


def read_mark(line: str) -> Mark | None:
    """Take the bullets off the beginning of a line with single spaces, or None where it has none.

    Shape:   several in a row (a dash and an arrow) are one bullet, as deep as the deepest of them.
    """
    marks: list[Mark] = []
    rest = line
    while len(marks) < 3 and (match := _MARK.match(rest)):
        marks.append(_mark(match))
        rest = rest[match.end() :].lstrip()
    if not marks:
        return None
    return replace(marks[0], rank=max(mark.rank for mark in marks), rest=rest)


def _mark(match: re.Match[str]) -> Mark:
    if match["number"]:
        return Mark("1", _NUMBER, ordinals=(("1", int(match["number"])),), doubtful=True)
    if letter := match["letter"] or match["dotted"]:
        ordinals = [("a", ord(letter) - ord("a") + 1)] if len(letter) == 1 else []
        if letter in _ROMANS:
            ordinals.append(("i", _ROMANS.index(letter) + 1))
        return Mark("a", _LETTER, ordinals=tuple(ordinals), doubtful=True)
    if match["wide"]:
        return Mark("（", _NUMBER)
    sign = match[0]
    if match["ring"]:
        return Mark(sign, _RING, doubtful=sign == "o")
    return Mark(sign, _SYMBOL, doubtful=sign in DASHES)
