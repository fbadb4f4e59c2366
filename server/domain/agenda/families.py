"""Lines of one shape: headings of one style, numbers of one family, capitals, lines that stand alone.

Refuses to know what a session is called. Invariant: blocks are never added, dropped or moved, and a family is taken
whole or not at all.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from server.domain.agenda.draft import TITLE_LIMIT
from server.domain.agenda.headings import (
    BOTH,
    BREAK,
    HOURS,
    OBJECTIVES,
    OTHER,
    PEOPLE,
    PLACE,
    QUESTIONS,
    SECTIONS,
    SESSION,
    TEXT,
)
from server.domain.agenda.lines import Block
from server.domain.agenda.outline import any_session, asks, heading_of, is_short
from server.domain.agenda.printed import BOLD_LEVEL

PARTS = frozenset({OBJECTIVES, QUESTIONS, BOTH})
BELOW = PARTS | {PEOPLE, PLACE, HOURS, OTHER}
_LONGEST_TIMED = 150
_DURATION = re.compile(
    r"(?i)[(（–—-]\s?\d{1,3}\s?(?:min(?:utes?|utos?|\.)?|минут\w?|мин\.?|hours?|hrs?|heures?|horas?|час\w*|دقيقة|分钟"
    r"|小时)\s?[)）]?$"
)
NUMBERED = re.compile(r"([IVX]{1,5}|[A-H]|[一二三四五六七八九十]{1,3})\s?[.)、．–—-]\s?\S")


def styled(blocks: list[Block], title: Block | None) -> list[Block]:
    """Take the headings of one style for sessions: the style of those that are told by name, or else the best."""
    told = {
        b.level
        for b in blocks
        if b.kind == SESSION and b.level and b.level < BOLD_LEVEL and b.heading and b.heading.family
    }
    if not told and not any_session(blocks):
        scores: Counter[int] = Counter()
        for place, block in enumerate(blocks):
            if _is_plain_heading(block, title):
                scores[block.level] += 1 + 100 * _has_parts(blocks, place)
        most = max(scores.values(), default=0)
        told = {min(level for level, score in scores.items() if score == most)} if most > 1 else set()
    return [
        heading_of(block, 0.8) if block.level in told and _is_plain_heading(block, title) else block for block in blocks
    ]


def _is_plain_heading(block: Block, title: Block | None) -> bool:
    return block.level > 0 and block.kind == TEXT and block is not title and len(block.text) <= TITLE_LIMIT


def _has_parts(blocks: list[Block], place: int) -> bool:
    """Say whether a section of a session stands under a heading, before the next one of its style or above."""
    for below in blocks[place + 1 : place + 40]:
        if below.kind in BELOW - {OTHER}:
            return True
        if 0 < below.level <= blocks[place].level:
            return False
    return False


def numbered(blocks: list[Block], title: Block | None) -> list[Block]:
    """Take one family of numbers for sessions: one with something under its members, else the only one there is."""
    if any(b.kind == SESSION and b.heading and (b.heading.family or b.heading.hours or b.level) for b in blocks):
        return blocks
    families: dict[str, list[int]] = {}
    section = TEXT
    for place, block in enumerate(blocks):
        section = block.kind if block.kind != TEXT else section
        family = _family(block)
        if not family or block is title or block.kind != TEXT or len(block.text) > TITLE_LIMIT:
            continue
        if family not in families and section in SECTIONS:
            continue  # a list of questions or objectives
        families.setdefault(family, []).append(place)
    for certain, choose in ((0.75, _heads_parts), (0.65, _heads_text), (0.6, None)):
        for family in sorted(families, key=lambda one: families[one][0], reverse=True):
            places = families[family]
            if sum(asks(blocks[place].text) for place in places) * 2 > len(places):
                continue
            if (len(places) > 1 and choose is None) or (choose and _some(blocks, places, choose)):
                chosen = set(places)
                return [heading_of(b, certain) if place in chosen else b for place, b in enumerate(blocks)]
    return blocks


def _family(block: Block) -> str:
    if block.ordinal:
        return f"1 {block.indent}"
    match = NUMBERED.match(block.text) if block.rank < 0 else None
    return ("I" if match[1][0] in "IVX" else "A" if match[1].isascii() else "一") if match else ""


def _some(blocks: list[Block], places: list[int], choose: Callable[[Block, Block], bool]) -> bool:
    return any(place + 1 < len(blocks) and choose(blocks[place], blocks[place + 1]) for place in places)


def _heads_parts(_: Block, after: Block) -> bool:
    return after.kind in BELOW


def _heads_text(block: Block, after: Block) -> bool:
    return after.kind == TEXT and (after.rank < 0 or after.rank > block.rank) and not _family(after)


def isolated(blocks: list[Block], title: Block | None) -> list[Block]:
    """Where nothing else tells, take lines in capitals, lines that stand alone, or else the items of the only list."""
    if any_session(blocks) or any(block.kind in PARTS for block in blocks):
        return blocks
    first = _first_rank(blocks)

    def is_item(block: Block, _after: Block | None) -> bool:
        return block.rank == first and not asks(block.text)

    tests = (_has_duration, _is_loud, _stands_alone, is_item)
    for test, certain in zip(tests, (0.7, 0.5, 0.4, 0.35), strict=True):
        places = {
            place for place, (block, after) in enumerate(_pairs(blocks))
            if block.kind == TEXT and block is not title and len(block.text) <= TITLE_LIMIT and test(block, after)
        }  # fmt: skip
        if len(places) > 1:
            return [heading_of(b, certain) if place in places else b for place, b in enumerate(blocks)]
    return blocks


def _pairs(blocks: list[Block]) -> Iterator[tuple[Block, Block | None]]:
    return ((block, blocks[place + 1] if place + 1 < len(blocks) else None) for place, block in enumerate(blocks))


def _has_duration(block: Block, _after: Block | None) -> bool:
    return len(block.text) <= _LONGEST_TIMED and bool(_DURATION.search(block.text))


def _is_loud(block: Block, _after: Block | None) -> bool:
    return block.rank < 0 and block.text.isupper() and is_short(block)


def _stands_alone(block: Block, after: Block | None) -> bool:
    apart = after is not None and after.kind in {TEXT, PEOPLE, BREAK, OTHER, PLACE}
    return block.rank < 0 and block.gap > 0 and apart and is_short(block) and bool(after and not is_short(after))


def _first_rank(blocks: list[Block]) -> int:
    return min((block.rank for block in blocks if block.rank >= 0), default=-2)
