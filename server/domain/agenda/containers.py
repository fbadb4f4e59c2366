"""Headings over several sessions (`Parallel workshops`, `Breakout groups`), and groups that are rooms of one session.

Refuses to know how a session was found. Invariant: blocks are never added, dropped or moved.
"""

import re
from dataclasses import replace

from server.domain.agenda.by_region import speaks_of_regions
from server.domain.agenda.headings import HOURS, OTHER, PLACE, SECTIONS, SESSION, TEXT
from server.domain.agenda.lines import Block
from server.domain.agenda.outline import asks

CONTAINER = "container"
"""The role of a heading whose words go to the session that follows."""

_GENERIC = re.compile(
    r"(?i)\b(?:parallel|concurrent|simultaneous|break-?out|groups|sessions|workshops|panels|round\s?tables"
    r"|side\sevents|stations"
    r"|parallèles|simultanée?s|ateliers|groupes|séances|panels|tables\srondes|paralel[oa]s|simultáne[oa]s|talleres"
    r"|grupos"
    r"|sesiones|mesas|paneles|параллельн\w+|площад(?:ок|ки|ках)|секци(?:й|и|ях)|групп(?:ы|ах)?|сессии|панели"
    r"|круглые\sстолы)\b"
    r"|متوازية|مجموعات|جلسات|ورش|حلقات|分组|平行|分论坛|分会场|小组"
)
_HALF_DAY = re.compile(
    r"(?i)\b(?:morning|afternoon|evening)\s(?:session|meeting|sitting)|(?:séance|session)\sd(?:u\smatin"
    r"|e\sl.après-midi)"
    r"|sesión\s(?:de\sla\s(?:mañana|tarde)|matutina|vespertina)|(?:утренн|вечерн|дневн)\w+\s(?:заседани|сесси)"
    r"|[上下]午(?:会议|场)"
    r"|جلسة\s(?:ال)?(?:صباحية|مسائية)"
)
_ROOMS = re.compile(r"(?i)(?:(?:working|discussion|break-?out)\s)?(?:groups?|tables?)|groupes?.*|grupos?.*"
                    r"|(?:рабочая\s)?группа"
                    r"|(?:ال)?(?:مجموعة|فريق).*|小?组")  # fmt: skip


def is_generic(text: str) -> bool:
    """Say whether a heading speaks of several sessions."""
    return bool(_GENERIC.search(text))


def is_half_day(text: str) -> bool:
    """Say whether a heading is that of a morning or an afternoon, in which there may be several sessions."""
    return bool(_HALF_DAY.search(text))


def without_containers(blocks: list[Block]) -> list[Block]:
    """Take headings over sessions for what they are; their groups are held by region where they speak of groups."""
    found = list(blocks)
    for place, block in enumerate(found):
        if block.kind != SESSION or block.heading is None:
            continue
        below = place + 1
        while below < len(found) and found[below].kind in {HOURS, PLACE}:
            below += 1
        inner = found[below] if below < len(found) else None
        family = inner.heading.family if inner and inner.kind == SESSION and inner.heading else ""
        generic = is_generic(block.text) or is_half_day(block.text) or block.text.endswith((":", "："))
        if not family or family == block.heading.family or not generic:
            continue
        members = _members(found, below, family)
        regional = speaks_of_regions(block.heading.title or block.text)
        if _ROOMS.fullmatch(family) and not any(_has_parts(found, member) for member in members):
            for member in members:
                found[member] = replace(found[member], kind=TEXT, certain=0.6)
            continue
        found[place] = replace(block, kind=OTHER, role=CONTAINER, certain=0.7)
        if regional:
            for member in members:
                heading = found[member].heading
                found[member] = replace(found[member], heading=heading and replace(heading, by_region=True))
    return found


def _members(blocks: list[Block], first: int, family: str) -> list[int]:
    """Find the sessions of one family that follow each other without another between them."""
    found: list[int] = []
    for place in range(first, len(blocks)):
        heading = blocks[place].heading
        if blocks[place].kind == SESSION and heading:
            if heading.family != family:
                break
            found.append(place)
    return found


def _has_parts(blocks: list[Block], place: int) -> bool:
    for block in blocks[place + 1 :]:
        if block.kind in SECTIONS or (block.kind == TEXT and asks(block.text)):
            return True
        if block.kind == SESSION:
            return False
    return False
