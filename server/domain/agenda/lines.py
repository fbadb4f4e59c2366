"""From the lines of a programme to whole paragraphs: what a layout broke is joined again.

A block is a heading, an item of a list or a paragraph. Refuses to know what the blocks mean together (`agenda_text`).
Invariant: but for bullets, Markdown signs, rulers and page numbers every word of the text is in exactly one block, in
order, and the work grows with the length of the text alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from server.domain.agenda.bullets import NO_BULLET, ListSoFar, Mark, read_mark
from server.domain.agenda.headings import AND, SECTIONS, SESSION, TEXT, Heading, read_heading
from server.domain.agenda.problems import lines_of
from server.domain.visible import has_visible_character

NARROWEST = 50  # columns that a broken text has at least

_RULER = re.compile(r"[-=_*–—~\s]{3,}")
_PAGE_NUMBER = re.compile(r"(?:[-–]\s*)?(?:page\s+)?\d{1,3}(?:\s*(?:of|/|sur)\s*\d{1,3})?(?:\s*[-–])?", re.IGNORECASE)
_BOLD = re.compile(r"(\*\*|__)([^*_]+)\1(:?)")
_FIRST_CHUNK = re.compile(r"[^\s-]{1,80}-?")
_SOFT_HYPHEN = "\xad"
_LONGEST_UNSEEN = 80
_WORD = re.compile(r"\w[\w-]{0,60}")
_BROKEN_WORD = re.compile(r"\w-$")
_WORD_BEFORE = re.compile(r"\w[\w-]*-$")
_ANDS = frozenset({"and", "&", "et"})
_SENTENCE_ENDS = (".", "?", "!", ";", ":")
_SUSPENDED = frozenset({"and", "or", "et", "ou", "to"})


@dataclass(frozen=True, slots=True)
class Block:
    """One whole heading, item or paragraph.

    Shape:   `rank` tells how deep its bullet goes (-1 without one), `level` the number of Markdown signs.
    Units:   `line` from one, `indent` in columns.
    """

    line: int
    kind: str
    text: str
    rank: int = NO_BULLET
    indent: int = 0
    level: int = 0
    heading: Heading | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    body: str
    indent: int
    width: int
    adjacent: bool
    level: int = 0
    mark: Mark | None = None
    heading: Heading | None = None


class _Paragraph:
    """A block that is still being put together."""

    __slots__ = ("brackets", "first", "kind", "last", "pieces")

    def __init__(self, line: _Line) -> None:
        self.first = line
        self.kind = line.heading.kind if line.heading else TEXT
        self.pieces: list[str] = []
        self.brackets = 0
        self.add(line)

    def add(self, line: _Line) -> None:
        self.last = line
        self.pieces.append(line.body)
        opened = line.body.count("(") + line.body.count("[") - line.body.count(")") - line.body.count("]")
        self.brackets = max(0, self.brackets + opened)

    @property
    def is_item(self) -> bool:
        return self.first.mark is not None

    @property
    def ends_a_sentence(self) -> bool:
        return self.last.body.endswith(_SENTENCE_ENDS)

    def block(self, words: frozenset[str]) -> Block:
        text = self.pieces[0]
        if len(self.pieces) > 1:
            text = _joined(self.pieces, words)
        text = text.replace(_SOFT_HYPHEN, "")
        heading = self.first.heading
        if len(self.pieces) > 1 and not self.is_item:
            heading = read_heading(text)  # the whole line may be another heading, or none after all
        rank = self.first.mark.rank if self.first.mark else NO_BULLET
        kind = heading.kind if heading else TEXT
        return Block(self.first.number, kind, text, rank, self.first.indent, self.first.level, heading)


def read_blocks(text: str) -> list[Block]:
    """Join the broken lines of a text and tell headings, items and paragraphs apart."""
    lines = lines_of(text)
    widest = max(NARROWEST, *map(len, lines))
    paragraphs: list[_Paragraph] = []
    list_so_far = ListSoFar()
    for line in _lines(lines):
        previous = paragraphs[-1] if paragraphs else None
        read = _recognised(line, previous, list_so_far)
        if previous and _continues(previous, read, widest):
            previous.add(read)
            continue
        if read.mark:
            list_so_far.add(read.mark)
        elif read.heading:
            list_so_far = ListSoFar()
        paragraphs.append(_Paragraph(read))
    words = frozenset(_WORD.findall(text.casefold()))
    return [block for each in paragraphs if (block := each.block(words)).text]


def _lines(lines: list[str]) -> Iterator[_Line]:
    """Give the lines that carry words, each with whether it follows the one before without a blank line."""
    adjacent = False
    for number, raw in enumerate(lines, 1):
        body = " ".join(raw.replace(_SOFT_HYPHEN, "").split())
        following_blank = number == len(lines) or not lines[number].strip()
        if (
            _is_blank(body)
            or _RULER.fullmatch(body)
            or (not adjacent and following_blank and _PAGE_NUMBER.fullmatch(body))
        ):
            adjacent = False
            continue
        bare = raw.rstrip()
        indent = len(raw) - len(raw.lstrip())
        if indent and "\t" in raw[:indent]:
            indent = len(raw[:indent].expandtabs(4))
        broken = _SOFT_HYPHEN if bare.endswith(_SOFT_HYPHEN) else ""
        yield _Line(number, body + broken, indent, len(bare), adjacent)
        adjacent = True


def _is_blank(body: str) -> bool:
    """Say whether a line has no words; a long one is not looked through for what can be seen."""
    return not body or (len(body) <= _LONGEST_UNSEEN and not has_visible_character(body))


def _recognised(line: _Line, previous: _Paragraph | None, list_so_far: ListSoFar) -> _Line:
    """Find the Markdown sign, the bullet or the heading at the beginning of a line."""
    body, level = line.body, 0
    if body.startswith("#") and (rest := body.lstrip("#")).startswith(" "):
        level, body = min(len(body) - len(rest), 6), rest.rstrip("#").strip()
    if body.startswith(("**", "__")) and (bold := _BOLD.fullmatch(body[:400])):
        body = bold[2].strip() + bold[3]
    mark = None if level else read_mark(body)
    if mark and not (mark.doubtful and _is_a_word(line, mark, previous, list_so_far)):
        return replace(line, body=mark.rest, mark=mark)
    heading = read_heading(body)
    if previous and previous.kind in {SESSION, AND} and body.rstrip(".:").casefold() in _ANDS:
        heading = Heading(AND)
    if heading and line.adjacent and not level and not body[0].isupper() and heading.kind != AND:
        heading = None  # the last word of a broken sentence
    return replace(line, body=body, level=level, heading=heading)


def _is_a_word(line: _Line, mark: Mark, previous: _Paragraph | None, list_so_far: ListSoFar) -> bool:
    """Say whether a doubtful bullet is the beginning of a continued sentence: `(GRCP` / `8) aims to`."""
    if previous is None or not line.adjacent:
        return False
    if previous.brackets > 0:
        return True
    if previous.kind != TEXT or (not mark.ordinals and previous.ends_a_sentence):
        return False
    return not list_so_far.expects(mark)


def _continues(previous: _Paragraph, line: _Line, widest: int) -> bool:
    """Say whether a line carries on the paragraph before it."""
    if line.mark or line.level or previous.first.level or previous.kind == AND:
        return False
    open_bracket = line.adjacent and previous.brackets > 0
    if line.heading:
        return open_bracket and line.heading.kind == SESSION  # (… and / Session 4)
    if previous.kind in SECTIONS:
        whole = read_heading(f"{previous.last.body} {line.body}")
        broken = line.adjacent and not _had_room(previous, line, widest)
        return (open_bracket or broken) and whole is not None and whole.kind == previous.kind and not whole.rest
    if previous.is_item and not previous.last.body:
        return True
    return _carries_on(previous, line, not _had_room(previous, line, widest))


def _carries_on(previous: _Paragraph, line: _Line, forced: bool) -> bool:
    """Say whether a line without any sign of its own belongs to the sentence before; `forced`: no room was left."""
    lower = line.body[0].islower()
    if not line.adjacent:
        return previous.is_item and lower and not previous.ends_a_sentence
    if previous.ends_a_sentence and not forced:
        return previous.is_item and line.indent > previous.first.indent
    return previous.is_item or lower or forced


def _had_room(previous: _Paragraph, line: _Line, widest: int) -> bool:
    """Say whether the next word would have fitted on the line before: then the break was meant."""
    chunk = _FIRST_CHUNK.match(line.body)
    return previous.last.width + 1 + (len(chunk[0]) if chunk else 1) <= widest * 3 // 4


def _joined(pieces: list[str], words: frozenset[str]) -> str:
    """Put the pieces of a broken sentence together, words that were broken at a hyphen as well."""
    put = pieces[:1]
    for after in pieces[1:]:
        before = put[-1]
        following = _WORD.match(after)
        if before.endswith(_SOFT_HYPHEN) and following:
            put[-1] = before[:-1]
        elif following and _BROKEN_WORD.search(before[-2:]) and following[0].casefold() not in _SUSPENDED:
            left = _WORD_BEFORE.search(before[-60:])
            start = left[0].casefold() if left else "-"
            rest = following[0].casefold()
            if start + rest not in words and start[:-1] + rest in words:
                put[-1] = before[:-1]
        elif before:
            put.append(" ")
        put.append(after)
    return "".join(put)
