"""What a block is when only its neighbours show it: the meeting's title, a session not called one, list entries.

Refuses to know which session an entry belongs to. Invariant: every block that goes in comes out once.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from server.domain.agenda.draft import TITLE_LIMIT, Entry, Place
from server.domain.agenda.headings import BOTH, OBJECTIVES, OTHER, QUESTIONS, SESSION, TEXT, named_session
from server.domain.agenda.lines import Block

_MEETING = re.compile(
    r"(?i)\b(?:meeting|conference|forum|summit|assembly|consultations?|workshop|seminar|congress"
    r"|réunion|conférence|sommet|assemblée|atelier|séminaire|congrès|rencontre)\b"
)
_ENDS = (".", "?", "!", ";", ":")
_PARTS_OF_A_SESSION = frozenset({OBJECTIVES, QUESTIONS, BOTH})


@dataclass(frozen=True, slots=True)
class Sorted:
    """The blocks of one section told apart; `notes` are its paragraphs that are no entries."""

    entries: list[Entry]
    notes: list[str]


def title_of(blocks: list[Block]) -> Block | None:
    """Find the block that names the meeting among those before the first heading of a section.

    Shape:   a Markdown title, else the first line that speaks of a meeting, else the first line that is no sentence.
    """
    front: list[Block] = []
    for block in blocks:
        if block.kind != TEXT or block.rank >= 0:
            break
        if len(block.text) <= TITLE_LIMIT and not block.text.endswith((".", ":", ";", ",")):
            front.append(block)
    marked = (block for block in front if block.level == 1)
    spoken = (block for block in front if _MEETING.search(block.text))
    return next(marked, None) or next(spoken, None) or (front[0] if front else None)


def with_named_sessions(blocks: list[Block]) -> list[Block]:
    """Turn a line into a session's heading where its place says so: it stands over objectives or questions.

    Shape:   a Markdown heading with its sections one level deeper, or a line that follows a finished list of questions.
    """
    title = title_of(blocks)
    following: Block | None = None
    named: list[Block] = []
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        heads = block.kind == TEXT and block.rank < 0 and block is not title and len(block.text) <= TITLE_LIMIT
        if heads and following and following.kind in _PARTS_OF_A_SESSION:
            deeper = bool(block.level) and following.level > block.level
            if deeper or (not following.level and place + 1 < len(blocks) and blocks[place + 1] is following):
                block = replace(block, heading=named_session(block.text))
        if block.kind != TEXT or block.level:
            following = block
        named.append(block)
    section, seen, listed = TEXT, False, False
    for place, block in enumerate(reversed(named)):
        result = block
        if block.kind == TEXT and block.heading:
            after_questions = seen and listed and section == QUESTIONS and not block.text.endswith(_ENDS)
            if block.level or after_questions:
                result = replace(block, kind=SESSION)
        if result.kind != TEXT:
            section, seen, listed = result.kind, seen or result.kind == SESSION, False
        listed = listed or result.rank >= 0 or asks(result.text)
        blocks[place] = result
    return blocks


def sorted_list(blocks: Iterable[Block]) -> Sorted:
    """Sort a list of objectives or issues: its items, or its paragraphs where nothing has a bullet."""
    blocks = list(blocks)
    bulleted = any(block.rank >= 0 for block in blocks)
    entries = [_entry(block) for block in blocks if block.rank >= 0 or not bulleted]
    return Sorted(entries, [block.text for block in blocks if bulleted and block.rank < 0])


def sorted_questions(blocks: Iterable[Block], section: str) -> Sorted:
    """Sort guiding questions, with the sub-questions below theirs.

    Shape:   announced by a heading, a list without bullets is one of questions; below a heading that nobody knows only
             a question mark tells.
    """
    blocks = list(blocks)
    loose = section == QUESTIONS and not any(block.rank >= 0 for block in blocks)
    entries: list[Entry] = []
    notes: list[str] = []
    top: Block | None = None
    for block in blocks:
        told = not asks(block.text) and (block.rank < 0 or (section == OTHER and not block.text.endswith(":")))
        if told and not loose and not (top and section == OTHER and _is_below(block, top)):
            notes.append(block.text)
        elif top and _is_below(block, top):
            entries[-1].sub.append(_entry(block))
        else:
            entries.append(_entry(block))
            top = block
    return Sorted(entries, notes)


def _is_below(block: Block, top: Block) -> bool:
    return block.rank >= 0 and top.rank >= 0 and (block.rank > top.rank or block.indent > top.indent)


def heads_something_else(block: Block) -> bool:
    """Say whether a paragraph looks like a heading that this reader does not know (`Speakers`)."""
    limit = 30 if block.text.endswith(":") else 100
    return block.rank < 0 and len(block.text) <= limit and not block.text.endswith((".", "?", "!", ";", ","))


def asks(text: str) -> bool:
    """Say whether a text ends by asking."""
    return text.rstrip("\"”»’') ").endswith(("?", "؟"))


def _entry(block: Block) -> Entry:
    return Entry(block.text, Place(block.line))
