"""Which blocks head a session: by the shapes of the lines first, and by what they are called where that is told.

A run of lines of one shape (hours before them, one style of heading, one family of numbers, one word with a number) is
one level of the outline. Refuses to know what a session holds. Invariant: blocks are never added, dropped or moved.
"""

from collections import Counter
from dataclasses import replace

from server.domain.agenda.containers import without_containers
from server.domain.agenda.draft import TITLE_LIMIT
from server.domain.agenda.families import BELOW, NUMBERED, PARTS, isolated, numbered, styled
from server.domain.agenda.headings import BREAK, HOURS, OTHER, PEOPLE, QUESTIONS, SECTIONS, SESSION, TEXT, TIMED
from server.domain.agenda.lines import Block
from server.domain.agenda.outline import ENDS, any_session, asks, heading_of, starts_list
from server.domain.agenda.timetable import TITLE, with_hours, without_details

_FEW = 3


def with_sessions(blocks: list[Block], title: Block | None) -> list[Block]:
    """Turn every block that heads a session into one; hours that are no session's become plain text again."""
    told = [heading_of(block, 0.9) if block.role == SESSION else block for block in blocks]
    found = with_hours(_without_names(told))
    found = without_details(found)
    for choose in (_items, styled, numbered, _named, isolated):
        found = choose(found, title)
    return without_containers(_with_titles(found))


def _with_titles(blocks: list[Block]) -> list[Block]:
    """Find titles that ask (`Session one` / `What is it for?`): right below the heading, with something else below."""
    found = list(blocks)
    for place in range(1, len(blocks) - 1):
        above, block, below = blocks[place - 1 : place + 2]
        untitled = above.kind == SESSION and above.heading is not None and not above.heading.title
        asking = block.kind == TEXT and block.rank < 0 and not block.gap and asks(block.text)
        if untitled and asking and (below.kind in BELOW or (below.kind == TEXT and not asks(below.text))):
            found[place] = replace(block, role=TITLE)
    return found


def _without_names(blocks: list[Block]) -> list[Block]:
    """Take back headings that name the whole: `Third session` or `Item 2 of …` alone, before a list of items."""
    told = [
        place for place, block in enumerate(blocks) if block.kind == SESSION and block.heading and block.heading.family
    ]
    styled_or_timed = any(one.level or (one.heading and one.heading.hours) for one in (blocks[at] for at in told))
    if not 0 < len(told) < _FEW or styled_or_timed:
        return blocks
    first = next(
        (place for place, block in enumerate(blocks) if block.ordinal or NUMBERED.match(block.text)), len(blocks)
    )
    between = blocks[told[-1] : first]
    if told[-1] > first or first == len(blocks) or any(block.kind in SECTIONS | {PEOPLE} for block in between):
        return blocks
    if sum(block.ordinal > 0 for block in blocks[first:]) < _FEW:
        return blocks
    return [replace(block, kind=TEXT, heading=None) if place in told else block for place, block in enumerate(blocks)]


def _items(blocks: list[Block], _title: Block | None) -> list[Block]:
    """Take items of a list for sessions where they are called so, or have hours, and nothing else is or has."""
    plain = {block.heading.family for block in blocks if block.kind == SESSION and block.heading}
    with_hours = Counter(block.rank >= 0 for block in blocks if block.heading and block.heading.hours)
    hours_are_marked = with_hours[True] > with_hours[False]
    found: list[Block] = []
    section = TEXT
    for block in blocks:
        section = block.kind if block.kind != TEXT else section
        heading = block.heading
        if block.kind == TEXT and block.rank >= 0 and heading and not asks(block.text):
            new = heading.kind == SESSION and bool(heading.family) and heading.family not in plain
            timed = heading.hours is not None and hours_are_marked
            heads = heading.kind in {SESSION, TIMED} or (heading.kind == BREAK and block.ordinal > 0)
            if (new and section not in SECTIONS) or (timed and heads):
                found.append(heading_of(block, 0.8))
                section = SESSION
                continue
            if timed and heading.kind == BREAK:
                found.append(replace(block, kind=BREAK))
                continue
        found.append(block)
    return found


def _named(blocks: list[Block], title: Block | None) -> list[Block]:
    """Take a line for a session where its place says so: it stands over objectives or questions."""
    none = not any_session(blocks)
    found: list[Block] = []
    section, seen, listed = TEXT, False, False
    for place, block in enumerate(blocks):
        heads = block.kind == TEXT and block.rank < 0 and block is not title and len(block.text) <= TITLE_LIMIT
        if heads and (following := _following(blocks, place, none=none)):
            deeper = bool(block.level) and following.level > block.level
            after_questions = seen and listed and section == QUESTIONS
            first = none and (block.level or following is blocks[place + 1])
            if deeper or (not block.text.endswith(ENDS) and (after_questions or first)):
                found.append(heading_of(block, 0.7))
                section, seen, listed = SESSION, True, False
                continue
        if block.kind not in {TEXT, HOURS}:
            section, seen, listed = block.kind, seen or block.kind == SESSION, False
        listed = listed or starts_list(block)
        found.append(block)
    return found


def _following(blocks: list[Block], place: int, *, none: bool) -> Block | None:
    """Find the section that a line stands over: the next block, or the next heading deeper than a styled one."""
    for below in blocks[place + 1 : place + 40]:
        if below.kind in (BELOW - {OTHER} if none else PARTS):
            right_below = below is blocks[place + 1] or bool(blocks[place].level and below.level)
            return below if right_below else None
        if below.kind != TEXT or below.level:
            return None
    return None
