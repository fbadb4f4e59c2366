"""Tables as lines: which column holds hours, titles, questions or people, by its heading or by what stands in it.

Refuses to know formats. Invariant: every word of every cell is in one line that comes out, in the order of the rows.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from server.domain.agenda.bullets import read_mark
from server.domain.agenda.headings import read_heading
from server.domain.agenda.hours import is_day, read_hours

Row = tuple[int, list[str]]
"""The number of its first line, and its cells."""

_COLUMNS_LIMIT = 40
_HEADER_ROWS = 6
_HEADER_LIMIT = 60

TIME, DAY, NUMBER, SESSION = "time", "day", "number", "session"
_HEADERS = tuple((role, re.compile(rf"(?i:{words})\b.*|(?:{words})")) for role, words in (
    (TIME, r"time|hours?|schedule|horaires?|heures?|horario|hora|время|часы|(?:ال)?(?:وقت|توقيت|ساعة)|时间|时段"),
    (DAY, r"day|dates?|jour(?:née)?|día|fecha|день|дата|(?:ال)?(?:يوم|تاريخ)|日期"),
    (NUMBER, r"no\.?|nr\.?|n[°º]|#|№|number|numéro|número|номер|(?:ال)?رقم|序号|编号"),
    ("question", r"(?:guiding\s|key\s|discussion\s)?questions?|preguntas?.*|вопросы.*|(?:ال)?أسئلة.*|.*问题"),
    ("objective", r"objectives?|aims?|purpose|objectifs?|objetivos?|цел[ьи]|(?:ال)?(?:أهداف|هدف)|目标|目的"),
    ("person", (r"speakers?|presenters?|panell?ists?|moderators?|chairs?|facilitators?|lead|responsible|who|by"
               r"|intervenants?"
               r"|orateurs?|modérat\w+|responsables?|ponentes?|oradores|moderador\w*|expositor\w*|спикеры?"
               r"|докладчики?|модератор\w*"
               r"|выступающие|ответственн\w+|участники"
               r"|(?:ال)?(?:متحدث\w*|ميسر|مسؤول\w*)|发言人|主持人?|主讲人|嘉宾|负责人")),
    ("place", r"venue|rooms?|location|place|lieu|salle|lugar|sala|место|зал|(?:ال)?(?:مكان|قاعة)|地点|会场|会议室"),
    (SESSION, (r"sessions?|title|topics?|agenda(?:\sitems?)?|items?|activity|activities|subjects?|programme|program"
              r"|descriptions?"
              r"|content|themes?|séances?|titres?|sujets?|thèmes?|activités?|points?|intitulé|sesi(?:ón|ones)"
              r"|títulos?|temas?"
              r"|actividad(?:es)?|asunto|contenido|сесси[яи]|заседани[ея]|тем[аы]|мероприяти[ея]|назван\w+"
              r"|содержание|программа"
              r"|(?:ال)?(?:جلسة|جلسات|موضوع|عنوان|نشاط|بند|برنامج|محور)|会议|议题|主题|内容|议程|活动|环节|题目")),
    ("note", (r"notes?|remarks|comments?|documents?|outputs?|outcomes?|format|observations?|remarques?|observaciones"
             r"|примечани\w+"
             r"|ملاحظات|备注|languages?|duration|durée|duración|продолжительность|(?:ال)?مدة|时长")),
))  # fmt: skip


def lines_of_table(rows: Sequence[Row]) -> Iterator[tuple[int, str, str]]:
    """Read rows as lines: number, text and the role that the column gives."""
    rows = [(number, [*cells[:_COLUMNS_LIMIT], " ".join(cells[_COLUMNS_LIMIT:])]) for number, cells in rows]
    header = next((place for place, (_, cells) in enumerate(rows[:_HEADER_ROWS]) if len(_named(cells)) > 1), -1)
    roles = _named(rows[header][1]) if header >= 0 else {}
    body = rows[header + 1 :]
    roles = {**_guessed(body, roles), **roles}
    body = list(_once(body, {column for column, role in roles.items() if role in {TIME, DAY, SESSION}}))
    rows = [*rows[: header + 1], *body]
    timed = TIME in roles.values()
    told = header >= 0 and SESSION in roles.values()
    for place, (number, cells) in enumerate(rows):
        if place <= header:
            yield from ((number, text, "note" if place == header else "") for cell in cells for text in _texts(cell))
        else:
            yield from _row(number, cells, roles, as_sessions=told and not timed)


def _once(body: Sequence[Row], columns: Collection[int]) -> Iterator[Row]:
    """Read a day, hours and a title once where merged cells repeat them row by row, the first column foremost."""
    before: list[str] = []
    for number, cells in body:
        kept, same = list(cells), True
        for column in sorted(columns):
            said = cells[column] if column < len(cells) else ""
            same = same and bool(said.strip()) and column < len(before) and before[column] == said
            if same:
                kept[column] = ""
        if any(map(str.strip, kept)):
            yield number, kept
        before = cells


def _named(cells: Sequence[str]) -> dict[int, str]:
    """Read a row of column headings; nothing where one of its cells cannot be one."""
    found: dict[int, str] = {}
    for column, cell in enumerate(cells):
        plain = " ".join(cell.split()).strip(" :*|")
        if not plain:
            continue
        if len(plain) > _HEADER_LIMIT or any(map(str.isdigit, plain)) or plain.endswith(("?", ".")):
            return {}
        role = next((role for role, pattern in _HEADERS if pattern.fullmatch(plain)), "")
        if role and (role not in found.values() or role in {"person", "note", "place"}):
            found[column] = role
    return found


def _guessed(body: Sequence[Row], named: dict[int, str]) -> dict[int, str]:
    """Find the columns of hours and of titles where no heading names them."""
    found: dict[int, str] = {}
    width = max((len(cells) for _, cells in body), default=0)
    filled = {column: [cells[column] for _, cells in body if len(cells) > column and cells[column].strip()]
              for column in range(width)}  # fmt: skip
    if TIME not in named.values():
        for column, cells in filled.items():
            hours = sum(_is_hours(cell) for cell in cells)
            if column not in named and hours > 0 and hours * 2 >= len(cells):
                found[column] = TIME
                break
    if SESSION not in named.values():
        free = [c for c, cells in filled.items() if cells and c not in named and c not in found]
        worded = [c for c in free if any(any(map(str.isalpha, cell)) for cell in filled[c])]
        if worded:
            found[worded[0]] = SESSION
    return found


def _is_hours(cell: str) -> bool:
    plain = " ".join(cell.split())
    hours = read_hours(plain)
    return hours is not None and len(hours.rest) <= 12


def _row(
    number: int, cells: Sequence[str], roles: dict[int, str], *, as_sessions: bool
) -> Iterator[tuple[int, str, str]]:
    """Read one row: its day, hours and title in one line, then the rest of its cells."""
    by_role = {role: column for column, role in reversed(roles.items())}
    if len(set(filter(None, map(str.strip, cells)))) == 1:  # one cell over the whole width
        yield from ((number, text, "") for text in _texts(next(filter(str.strip, cells))))
        return

    def cell(role: str) -> str:
        column = by_role.get(role, -1)
        return cells[column] if 0 <= column < len(cells) else ""

    day, hours, numbered = (" ".join(cell(role).split()) for role in (DAY, TIME, NUMBER))
    titles = list(_texts(cell(SESSION)))
    if day:
        yield number, day, "day" if not is_day(day) else ""
    plain = titles[:1]
    first = " ".join(filter(None, [hours, f"{numbered}." if numbered.isdigit() and plain else numbered, *plain]))
    if first:
        apart = bool(plain) and (read_mark(plain[0]) is not None or (hours and not _is_hours(hours)))
        if apart and hours:
            yield from ((number, text, "") for text in (hours, plain[0]))
        else:
            yield number, first, _role_of(first, as_sessions=as_sessions and bool(plain))
    yield from ((number, text, "") for text in titles[1:])
    for column, text in enumerate(cells):
        role = roles.get(column, "note")
        if role not in by_role or by_role[role] != column or role not in {DAY, TIME, NUMBER, SESSION}:
            yield from ((number, line, _kept_role(role, line)) for line in _texts(text))


def _role_of(first: str, *, as_sessions: bool) -> str:
    heading = read_heading(first)
    return "session" if as_sessions and (heading is None or heading.kind == "other") else ""


def _kept_role(role: str, line: str) -> str:
    """Leave an announcement inside a cell what it is."""
    if role in {DAY, TIME, NUMBER, SESSION}:
        role = "note"
    heading = read_heading(line) if role == "note" else None
    return "" if heading and heading.kind in {"objectives", "questions", "both", "people", "place"} else role


def _texts(cell: str) -> Iterator[str]:
    return (line for each in cell.splitlines() if (line := each.strip()))
