"""From the lines of a programme to whole paragraphs: what a layout broke is joined again.

A block is a heading, an item of a list or a paragraph. Refuses to know what the blocks mean together (`agenda_text`).
Invariant: but for bullets, Markdown signs, rulers and page numbers every word of the text is in exactly one block, in
order, and the work grows with the length of the text alone.
"""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from server.domain.agenda.bullets import DASHES, NO_BULLET, ListSoFar, Mark, read_mark
from server.domain.agenda.document import Document
from server.domain.agenda.headings import (
    AND,
    BREAK,
    DAY,
    HOURS,
    OTHER,
    PEOPLE,
    PLACE,
    SECTIONS,
    SESSION,
    TEXT,
    Heading,
    read_heading,
)
from server.domain.agenda.joined import SOFT_HYPHEN, UNCASED, WORD, joined
from server.domain.agenda.printed import BOLD_LEVEL, NARROWEST, SENTENCE_ENDS, PrintedLine, is_broken, printed_lines

_USUAL = 3  # lines that begin with a dash: it is a bullet
_BOLD = re.compile(r"(\*\*|__)([^*_]+)\1(:?)")
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)([^*_]+)(?<=\S)\1(?!\w)")
_LONGEST_EMPHASIS = 2_000
_FIRST_CHUNK = re.compile(r"[^\s-]{1,80}-?")
_ANDS = frozenset({"and", "&", "et", "y", "и", "و", "和", "及"})
_ASKING_ENDS = ("?", "؟", "？")
_ALONE = frozenset({DAY, HOURS, BREAK})
_LABELS = frozenset({PEOPLE, PLACE, OTHER})
_COLON = re.compile(r"[:：]")


@dataclass(frozen=True, slots=True)
class Block:
    """One whole heading, item or paragraph.

    Shape:   `rank` tells how deep its bullet goes (-1 without one), `level` that of a heading by its style or sign;
             `ordinal` is the number that is its bullet, else 0; `role` what the column of a table makes of it;
             `certain` how sure it is that this is what it was taken for, 0 where its kind tells; `said` what somebody
             has said that it is.
    Units:   `line` and `last` from one, `indent` in columns, `gap` in blank lines before it.
    """

    line: int
    kind: str
    text: str
    rank: int = NO_BULLET
    indent: int = 0
    level: int = 0
    heading: Heading | None = None
    last: int = 0
    gap: int = 0
    role: str = ""
    ordinal: int = 0
    certain: float = 0.0
    said: str = ""


class _Paragraph:
    """A block that is still being put together."""

    __slots__ = ("brackets", "first", "kind", "last", "pieces")

    def __init__(self, line: PrintedLine) -> None:
        self.first = line
        self.kind = line.heading.kind if line.heading else TEXT
        self.pieces: list[str] = []
        self.brackets = 0
        self.add(line)

    def add(self, line: PrintedLine) -> None:
        self.last = line
        self.pieces.append(line.body)
        opened = line.body.count("(") + line.body.count("[") - line.body.count(")") - line.body.count("]")
        self.brackets = max(0, self.brackets + opened)

    @property
    def is_item(self) -> bool:
        return self.first.mark is not None

    @property
    def ends_a_sentence(self) -> bool:
        return self.last.body.endswith(SENTENCE_ENDS)

    def block(self, words: frozenset[str]) -> Block:
        text = self.pieces[0]
        if len(self.pieces) > 1:
            text = joined(self.pieces, words)
        text = text.replace(SOFT_HYPHEN, "")
        heading = self.first.heading
        if len(self.pieces) > 1:
            heading = read_heading(text)  # the whole line may be another heading, or none after all
        first, mark = self.first, self.first.mark
        kind = heading.kind if heading else TEXT
        if mark and not ((kind in SECTIONS and heading and heading.exact) or (kind in _LABELS and _COLON.search(text))):
            kind = TEXT  # whether an item heads a session is seen from its neighbours
        return Block(
            first.number, kind, text, mark.rank if mark else NO_BULLET, first.indent, first.level, heading,
            self.last.number, first.gap, first.role, mark.ordinals[0][1] if mark and mark.sign == "1" else 0,
        )  # fmt: skip


def read_blocks(document: Document, alone: Collection[int] = ()) -> list[Block]:
    """Join the broken lines of a document and tell headings, items and paragraphs apart.

    Shape:   `alone` are numbers of lines that carry on no other one, for something was said of them.
    """
    given = document.lines
    widest = max([NARROWEST, *(len(line.text) for line in given if not line.whole)])
    lines = list(printed_lines(given))
    widest = widest if is_broken(lines, widest) else 0
    dashes = Counter(line.body[0] for line in lines if line.body[1:2] == " ")
    usual = frozenset(sign for sign in DASHES if dashes[sign] >= _USUAL)
    paragraphs: list[_Paragraph] = []
    list_so_far = ListSoFar(set(usual))
    for line in lines:
        previous = paragraphs[-1] if paragraphs else None
        read = _recognised(line, previous, list_so_far)
        if previous and line.number not in alone and _continues(previous, read, widest):
            previous.add(read)
            continue
        if read.mark:
            list_so_far.add(read.mark)
        elif read.heading:
            list_so_far = list_so_far.below_a_heading(usual)
        paragraphs.append(_Paragraph(read))
    words = frozenset(word for line in given for word in WORD.findall(line.text.casefold()))
    return [block for each in paragraphs if (block := each.block(words)).text]


def _recognised(line: PrintedLine, previous: _Paragraph | None, list_so_far: ListSoFar) -> PrintedLine:
    """Find the Markdown sign, the bullet or the heading at the beginning of a line."""
    body, level = line.body, line.level
    if body.startswith("#") and (rest := body.lstrip("#")).startswith(" "):
        level, body = min(len(body) - len(rest), 6), rest.rstrip("#").strip()
    if body.startswith(("**", "__")) and (bold := _BOLD.fullmatch(body[:400])):
        body = bold[2].strip() + bold[3]
        level = level or BOLD_LEVEL
    elif len(body) <= _LONGEST_EMPHASIS and ("*" in body or "_" in body):
        body = _EMPHASIS.sub(r"\2", body)
    mark = None if level else read_mark(body)
    if mark and not (mark.doubtful and _is_a_word(line, mark, previous, list_so_far)):
        return replace(line, body=mark.rest, mark=mark, heading=read_heading(mark.rest))
    heading = read_heading(body)
    if previous and previous.kind in {SESSION, AND} and body.rstrip(".:").casefold() in _ANDS:
        heading = Heading(AND)
    if heading and line.adjacent and not level and not line.whole and body[0].islower() and heading.kind != AND:
        heading = None  # the last word of a broken sentence
    return replace(line, body=body, level=level, heading=heading)


def _is_a_word(line: PrintedLine, mark: Mark, previous: _Paragraph | None, list_so_far: ListSoFar) -> bool:
    """Say whether a doubtful bullet is the beginning of a continued sentence: `(GRCP` / `8) aims to`."""
    if previous is None or not line.adjacent:
        return False
    if previous.brackets > 0:
        return True
    if previous.kind != TEXT or (not mark.ordinals and previous.ends_a_sentence):
        return False
    outside = previous.ends_a_sentence and list_so_far.goes_on_outside(mark)
    return not (outside or list_so_far.expects(mark))


def _continues(previous: _Paragraph, line: PrintedLine, widest: int) -> bool:
    """Say whether a line carries on the paragraph before it."""
    if _stands_alone(previous, line):
        return False
    open_bracket = line.adjacent and previous.brackets > 0
    if line.adjacent and _is_broken_label(previous, line, widest):
        return True
    if line.heading:
        return open_bracket and line.heading.kind == SESSION  # (… and / Session 4)
    if previous.kind in SECTIONS:
        whole = read_heading(f"{previous.last.body} {line.body}")
        broken = line.adjacent and not _had_room(previous, line, widest)
        return (open_bracket or broken) and whole is not None and whole.kind == previous.kind and not whole.rest
    if previous.is_item and not previous.last.body:
        return True
    return _carries_on(previous, line, not _had_room(previous, line, widest))


def _stands_alone(previous: _Paragraph, line: PrintedLine) -> bool:
    """Say whether a line, or the one before it, is whole by itself."""
    alone = previous.kind == AND or previous.kind in _ALONE or previous.first.whole or line.whole
    return bool(alone or line.mark or line.level or previous.first.level)


def _is_broken_label(previous: _Paragraph, line: PrintedLine, widest: int) -> bool:
    """Say whether what looks like a label is the last word of a broken heading."""
    labelled = line.heading is not None and line.heading.kind in _LABELS | {BREAK} and not _COLON.search(line.body)
    return labelled and not _had_room(previous, line, widest) and not previous.ends_a_sentence


def _carries_on(previous: _Paragraph, line: PrintedLine, forced: bool) -> bool:
    """Say whether a line without any sign of its own belongs to the sentence before; `forced`: no room was left."""
    lower = line.body[0].islower()
    if not line.adjacent:
        return previous.is_item and lower and not previous.ends_a_sentence
    if previous.last.body.endswith(_ASKING_ENDS) and not lower and not previous.is_item:
        return False
    if previous.ends_a_sentence and not forced:
        deeper = line.indent > previous.first.indent
        return deeper and (previous.is_item or previous.last.body.endswith((";", "；")))  # no heading ends with it
    return previous.is_item or lower or forced


def _had_room(previous: _Paragraph, line: PrintedLine, widest: int) -> bool:
    """Say whether the next word would have fitted on the line before: then the break was meant."""
    chunk = None if UNCASED.match(line.body) else _FIRST_CHUNK.match(line.body)
    return previous.last.width + 1 + (len(chunk[0]) if chunk else 1) <= widest * 3 // 4 or not widest
