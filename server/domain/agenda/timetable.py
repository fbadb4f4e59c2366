"""Hours in a programme: which of them are a session's, and which those of something inside one.

Refuses to know by what else a session is told. Invariant: blocks are never added, dropped or moved.
"""

from dataclasses import replace

from server.domain.agenda.containers import is_generic, is_half_day
from server.domain.agenda.draft import TITLE_LIMIT
from server.domain.agenda.headings import BREAK, DAY, HOURS, SESSION, TEXT, TIMED, Heading
from server.domain.agenda.hours import Hours
from server.domain.agenda.lines import Block
from server.domain.agenda.outline import heading_of, is_short

NEXT = "next"
"""The role of hours that stand on a line of their own above what they are the hours of."""

TITLE = "title"
"""The role of a line that is the title of the session above, though it asks."""

_LONGEST_UNNAMED = 240  # minutes that a session may take whose word does not say that it is one


def with_hours(blocks: list[Block]) -> list[Block]:
    """Give hours that stand alone to the heading before or after them."""
    found = list(blocks)
    for place, block in enumerate(found):
        hours = block.heading.hours if block.kind in {HOURS, DAY} and block.heading else None
        if hours is None:
            continue
        before = found[place - 1] if place else None
        if before and before.kind == BREAK and before.heading and before.heading.hours is None and not block.gap:
            continue
        above = before
        if before and before.kind == TEXT and place > 1 and _is_untitled(found[place - 2]):
            above = found[place - 2]
        if above and above.kind == SESSION and above.heading and above.heading.hours is None:
            found[found.index(above, max(0, place - 2))] = _at(above, hours)
            found[place] = replace(block, kind=HOURS)
            continue
        if block.kind == DAY:
            continue
        after = found[place + 1] if place + 1 < len(found) else None
        if (
            after
            and after.kind in {TEXT, SESSION}
            and len(after.text) <= TITLE_LIMIT
            and not after.text.endswith((".", "。"))
        ):
            found[place] = replace(block, role=NEXT)
            found[place + 1] = _at(after, hours)
        elif before and before.kind == TEXT and before.rank < 0 and is_short(before):
            found[place - 1] = _at(before, hours)
    return found


def _at(block: Block, hours: Hours) -> Block:
    if block.heading and block.heading.kind == SESSION and block.rank < 0:
        return replace(block, heading=replace(block.heading, hours=block.heading.hours or hours))
    return replace(block, kind=TIMED, heading=Heading(TIMED, title=block.text, hours=hours))


def _is_untitled(block: Block) -> bool:
    return block.kind == SESSION and block.heading is not None and not block.heading.title


def without_details(blocks: list[Block]) -> list[Block]:
    """Tell sessions with their hours from what has its hours inside a session."""
    named = [block.heading for block in blocks if block.kind == SESSION and block.heading and block.heading.family]
    untimed = sum(heading.hours is None for heading in named) * 2 > len(named)
    around: Heading | None = None
    ended = -1  # when what has hours of its own is over
    found: list[Block] = []
    for block in blocks:
        heading = block.heading
        if block.kind == DAY:
            around, ended = None, -1
        elif block.kind == SESSION and heading:
            around = heading
            ended = heading.hours.ends if heading.hours else ended
        elif block.kind == TIMED and heading:
            over = 0 <= ended <= (heading.hours.starts if heading.hours else -1)
            inside = (
                around is not None
                and not over
                and not is_half_day(block.text)
                and _is_inside(heading, around, untimed=untimed)
            )
            found.append(replace(block, kind=TEXT, certain=0.7) if inside else heading_of(block, 0.85))
            if not inside:
                around, ended = found[-1].heading, _over(block, heading, ended)
            continue
        found.append(block)
    return found


def _over(block: Block, heading: Heading, before: int) -> int:
    """Say when something with hours is over; what is over several sessions, as soon as something else begins."""
    if heading.hours is None:
        return before
    return heading.hours.starts + 1 if heading.hours.ends < 0 and is_generic(block.text) else heading.hours.ends


def _is_inside(heading: Heading, around: Heading, *, untimed: bool) -> bool:
    if heading.hours is None or around.hours is None or around.hours.ends < 0:
        return bool(around.family) and untimed and around.hours is None
    length = around.hours.ends - around.hours.starts
    return (bool(around.family) or length < _LONGEST_UNNAMED) and heading.hours.within(around.hours)
