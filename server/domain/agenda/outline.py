"""What a block is when only its neighbours show it: the meeting's title, the entries of a list, questions in it.

Refuses to know which session an entry belongs to. Invariant: every block that goes in comes out once.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from server.domain.agenda import section_words
from server.domain.agenda.draft import SUB_LIMIT, TEXT_LIMIT, TITLE_LIMIT, Entry, Place
from server.domain.agenda.headings import (
    BREAK,
    DAY,
    HOURS,
    OTHER,
    PEOPLE,
    PLACE,
    QUESTIONS,
    SESSION,
    TEXT,
    TIMED,
    Heading,
    named_session,
)
from server.domain.agenda.lines import Block

ENDS = (".", "?", "!", ";", ":", "。", "？", "！", "；", "：", "؟", "؛")
_TITLED = re.compile(
    r"(?i)(?:theme|thème|topic|title|titre|sujet|tema|título|тема|название|الموضوع|العنوان|主题|题目)\s?[:：]"
)
_MEETING = re.compile(rf"(?i){section_words.MEETING}")
_NO_TITLE = frozenset({DAY, HOURS, PLACE, OTHER, PEOPLE, BREAK})
_ISOLATED_LIMIT = 120
_LABEL_LIMIT, _HEADING_LIMIT, _ASKED_LIMIT = 30, 100, 600


@dataclass(slots=True)
class Sorted:
    """The blocks of one section told apart; `notes` are its blocks that are no entries."""

    entries: list[Entry] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)


def title_of(blocks: list[Block]) -> Block | None:
    """Find the block that names the meeting among those before the first heading of a section.

    Shape:   a heading of the highest style, else the first line that speaks of a meeting, else the first that is no
             sentence, else the first line at all.
    """
    front: list[Block] = []
    for block in blocks:
        if block.kind in _NO_TITLE and block.role == "":
            continue
        if block.kind != TEXT or block.rank >= 0 or block.role:
            break
        if len(block.text) <= TITLE_LIMIT and not block.text.endswith((".", ":", ";", ",", "。", "：", "；")):
            front.append(block)
    marked = (block for block in front if block.level == 1)
    spoken = (block for block in front if _MEETING.search(block.text))
    return next(marked, None) or next(spoken, None) or (front[0] if front else None)


def any_session(blocks: list[Block]) -> bool:
    """Say whether any session has been found yet."""
    return any(block.kind == SESSION for block in blocks)


def heading_of(block: Block, certain: float, heading: Heading | None = None) -> Block:
    """Make a block the heading of a session."""
    told = block.heading
    known = heading or (told if told and (told.kind in {SESSION, TIMED} or told.hours) else None)
    if known is None:
        known = named_session(block.text)
    elif known.kind != SESSION:
        numbered = named_session(known.title)
        hours = known.hours.text if known.hours and known.hours.text in block.text else ""
        known = replace(known, title=numbered.title, number=numbered.number, rest=known.rest or hours)
    if block.ordinal and not known.family:
        known = replace(known, number=known.number or str(block.ordinal))
    title = known.title.rstrip(" :;：；").rstrip() or known.title
    return replace(block, kind=SESSION, heading=replace(known, kind=SESSION, title=title), certain=certain)


def is_short(block: Block) -> bool:
    """Say whether a block may be a heading by its length and its end."""
    return len(block.text) <= _ISOLATED_LIMIT and not block.text.endswith(ENDS)


def sorted_list(blocks: Iterable[Block]) -> Sorted:
    """Sort a list of objectives or issues: its items, or its paragraphs where nothing has a bullet."""
    blocks = list(blocks)
    bulleted = any(block.rank >= 0 for block in blocks)
    found = Sorted()
    for block in blocks:
        if (block.rank >= 0 or not bulleted) and len(block.text) <= TEXT_LIMIT:
            found.entries.append(_entry(block))
        else:
            found.notes.append(block)
    return found


def sorted_questions(blocks: Iterable[Block], section: str) -> Sorted:
    """Sort guiding questions, with the sub-questions below theirs.

    Shape:   announced by a heading, the items of a list are questions, and so are its paragraphs where none has a
             bullet; a run of items apart from them, none of which asks, is another list. Elsewhere only asking tells.
    """
    blocks = list(blocks)
    announced = section == QUESTIONS
    loose = announced and not any(block.rank >= 0 for block in blocks)
    others = _other_lists(blocks) if announced else set()
    found = Sorted()
    top: Block | None = None
    for place, block in enumerate(blocks):
        below = top is not None and is_below(block, top)
        item = block.rank >= 0 and (announced or (block.text.endswith((":", "：")) and _asks_below(blocks, place)))
        asked = (
            asks(block.text)
            and not _TITLED.match(block.text)
            and len(block.text) <= _ASKED_LIMIT
            and section not in {PEOPLE, BREAK}
        )
        is_question = place not in others and (asked or item or loose or (below and section not in {PEOPLE, BREAK}))
        if not is_question or len(block.text) > TEXT_LIMIT:
            found.notes.append(block)
        elif below and len(found.entries[-1].sub) < SUB_LIMIT:
            found.entries[-1].sub.append(_entry(block))
        elif not below:
            found.entries.append(_entry(block))
            top = block
        else:
            found.notes.append(block)
    return found


def _asks_below(blocks: list[Block], place: int) -> bool:
    """Say whether an item that ends with a colon has questions below it."""
    return place + 1 < len(blocks) and is_below(blocks[place + 1], blocks[place]) and asks(blocks[place + 1].text)


def _other_lists(blocks: list[Block]) -> set[int]:
    """Find the items of lists that follow the questions after a gap and do not ask: speakers, mostly."""
    gaps = [block.gap for block in blocks[1:] if block.rank >= 0]
    usual = min(gaps, default=0)
    runs: list[list[int]] = [[]]
    for place, block in enumerate(blocks):
        if place and block.gap > usual and block.rank >= 0 and runs[-1]:
            runs.append([])
        runs[-1].append(place)
    if not any(asks(blocks[place].text) for place in runs[0]):
        return set()
    return {place for run in runs[1:] if not any(asks(blocks[place].text) for place in run) for place in run}


def is_below(block: Block, top: Block) -> bool:
    """Say whether an item belongs to the one above it: by its bullet, or further in."""
    return block.rank >= 0 and top.rank >= 0 and (block.rank > top.rank or block.indent > top.indent)


def heads_something_else(block: Block) -> bool:
    """Say whether a paragraph looks like a heading that this reader does not know (`Speakers`)."""
    limit = _LABEL_LIMIT if block.text.endswith((":", "：")) else _HEADING_LIMIT
    return (
        block.rank < 0
        and len(block.text) <= limit
        and not block.text.endswith((".", "?", "!", ";", ",", "。", "？", "؟"))
    )


def starts_list(block: Block) -> bool:
    """Say whether a block is an item or asks: a list of questions has begun."""
    return block.rank >= 0 or asks(block.text)


def asks(text: str) -> bool:
    """Say whether a text ends by asking."""
    return text.rstrip("\"”»’')）」 ;.").endswith(("?", "؟", "？"))


def _entry(block: Block) -> Entry:
    return Entry(block.text, Place(block.line))
