"""An agenda that is being read: its parts with the places they stand at, before they are numbered and checked.

Both readers (a text, a tree) fill a draft. Refuses to know how either is written. Invariant: `finished` gives an agenda
with unique ids in document order and texts within the limits, or raises every problem it finds.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, count

from server.domain.agenda.agenda import Agenda, AgendaSession, GuidingQuestion, Objective
from server.domain.agenda.by_region import speaks_of_regions
from server.domain.agenda.facets import MOST_FACETS_IN_ALL, USUAL_KINDS, AnswerKind, Facet
from server.domain.agenda.problems import AgendaProblems, Problem, excerpt
from server.domain.visible import has_visible_character

TITLE_LIMIT = 300
TEXT_LIMIT = 2_000
PREAMBLE_LIMIT = 400_000
SESSIONS_LIMIT = 100
ENTRIES_LIMIT = 1_000
SUB_LIMIT = 26

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NAMES = (
    ("lunch", re.compile(r"(?i)lunch|déjeuner")),
    ("group", re.compile(r"(?i)break-?out|group|atelier")),
    ("open", re.compile(r"(?i)\bopening|\bouverture")),
    ("close", re.compile(r"(?i)\bclosing|\bclôture")),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a line, or a path inside a tree."""

    line: int = 0
    path: str = ""


@dataclass(slots=True, eq=False)
class Entry:
    """An objective, an issue or a question as it was found; an objective shared by sessions is one entry."""

    text: str
    place: Place
    id: str = ""
    sub: list["Entry"] = field(default_factory=list)
    facets: tuple[Facet, ...] = ()
    kinds: tuple[AnswerKind, ...] = USUAL_KINDS


@dataclass(slots=True, eq=False)
class DraftSession:
    """An agenda session as it was found; `by_region` is None where nothing was said about it."""

    title: str
    place: Place
    number: str = ""
    id: str = ""
    by_region: bool | None = None
    objectives: list[Entry] = field(default_factory=list)
    questions: list[Entry] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    day: str = ""
    starts: str = ""
    ends: str = ""
    no_voting: bool = False


@dataclass(slots=True, eq=False)
class Draft:
    """A whole programme as it was found, with the problems met on the way."""

    title: str = ""
    preamble: list[str] = field(default_factory=list)
    objectives: list[Entry] = field(default_factory=list)
    issues: list[Entry] = field(default_factory=list)
    sessions: list[DraftSession] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    first_line: int = 0

    def object(self, place: Place, code: str, text: str = "") -> None:
        """Note a problem at a place."""
        self.problems.append(Problem(place.line, code, place.path or excerpt(text)))


def finished(draft: Draft, by_region: Collection[str] | None) -> Agenda:
    """Give the agenda of a draft, checked and numbered.

    Shape:   `by_region` names the sessions held by region; None leaves it to the draft and to their headings.
    Raises:  AgendaProblems.
    """
    _check(draft)
    if not draft.problems:
        _number(draft)
    known = {session.id for session in draft.sessions}
    if by_region is not None and not draft.problems:
        for unknown in sorted(each for each in by_region if each not in known):
            draft.problems.append(Problem(0, "unknown_session", excerpt(unknown)))
    if draft.problems:
        raise AgendaProblems(draft.problems)
    objectives: dict[Entry, Objective] = {}
    return Agenda(
        title=draft.title,
        preamble="\n".join(draft.preamble),
        objectives=_objectives(draft.objectives, objectives),
        issues=tuple(issue.text for issue in draft.issues),
        sessions=tuple(_session(each, objectives, by_region) for each in draft.sessions),
    )


def _session(
    draft: DraftSession, objectives: dict[Entry, Objective], by_region: Collection[str] | None
) -> AgendaSession:
    regional = speaks_of_regions(draft.title) if draft.by_region is None else draft.by_region
    return AgendaSession(
        id=draft.id,
        title=draft.title,
        number=draft.number,
        by_region=not draft.no_voting and (regional if by_region is None else draft.id in by_region),
        objectives=_objectives(draft.objectives, objectives),
        questions=tuple(_question(each) for each in draft.questions),
        note="\n".join(draft.note),
        day=draft.day,
        starts=draft.starts,
        ends=draft.ends,
        no_voting=draft.no_voting,
    )


def _objectives(entries: Iterable[Entry], known: dict[Entry, Objective]) -> tuple[Objective, ...]:
    return tuple(known.setdefault(each, Objective(each.id, each.text)) for each in entries)


def _question(entry: Entry) -> GuidingQuestion:
    return GuidingQuestion(entry.id, entry.text, tuple(map(_question, entry.sub)), entry.facets, entry.kinds)


def _check(draft: Draft) -> None:
    """Find what is missing and what is too much."""
    sessions = draft.sessions
    if not sessions:
        draft.problems.append(Problem(draft.first_line, "no_session"))
    if len(sessions) > SESSIONS_LIMIT:
        draft.object(sessions[SESSIONS_LIMIT].place, "too_many_sessions", sessions[SESSIONS_LIMIT].title)
    if draft.title and not has_visible_character(draft.title):
        draft.object(Place(draft.first_line, "title"), "empty_text")
    if len(draft.title) > TITLE_LIMIT:
        draft.object(Place(draft.first_line, "title"), "title_too_long")
    if sum(map(len, draft.preamble)) > PREAMBLE_LIMIT:
        draft.object(Place(draft.first_line, "preamble"), "text_too_long")
    for session in sessions:
        if session.title and not has_visible_character(session.title):
            draft.object(session.place, "empty_text")
        if len(session.title) > TITLE_LIMIT:
            draft.object(session.place, "title_too_long", session.title)
        if len(session.day) > TEXT_LIMIT:
            draft.object(session.place, "text_too_long", session.day)
        if sum(map(len, session.note)) > PREAMBLE_LIMIT:
            draft.object(session.place, "text_too_long", session.title)
    _check_entries(draft)


def _check_entries(draft: Draft) -> None:
    """Find what is too much of objectives, issues and questions."""
    entries = draft.objectives + draft.issues
    for session in draft.sessions:
        entries += session.objectives + session.questions
        for question in session.questions:
            entries += question.sub
            if len(question.sub) > SUB_LIMIT:
                draft.object(question.sub[SUB_LIMIT].place, "too_many_sub_questions", question.sub[SUB_LIMIT].text)
    if len(entries) > ENTRIES_LIMIT:
        draft.object(entries[ENTRIES_LIMIT].place, "too_many_entries", entries[ENTRIES_LIMIT].text)
    faceted = [entry for entry in entries for _ in entry.facets]
    if len(faceted) > MOST_FACETS_IN_ALL:
        draft.object(faceted[MOST_FACETS_IN_ALL].place, "too_many_facets_in_all", faceted[MOST_FACETS_IN_ALL].text)
    for entry in dict.fromkeys(entries):
        if entry.text and not has_visible_character(entry.text):
            draft.object(entry.place, "empty_text")
        if len(entry.text) > TEXT_LIMIT:
            draft.object(entry.place, "text_too_long", entry.text)


def _number(draft: Draft) -> None:
    """Give an id to everything that has none, in document order; ids that were given are kept."""
    taken: dict[str, Entry | DraftSession] = {}
    sessions = draft.sessions
    objectives = list(dict.fromkeys(draft.objectives + [each for session in sessions for each in session.objectives]))
    questions = [each for session in sessions for each in session.questions]
    subs = [sub for question in questions for sub in question.sub]
    parts: list[Entry | DraftSession] = [*sessions, *objectives, *questions, *subs]
    for each in parts:
        if each.id and taken.setdefault(each.id, each) is not each:
            draft.object(each.place, "duplicate_id", each.id)
    numbers = {
        session: f"s{session.number.lower()}"
        for session in sessions
        if session.number.isascii() and session.number.isalnum()
    }
    for session in sessions:
        if not session.id and numbers.get(session, "") not in {"", *taken}:
            session.id = numbers[session]
            taken[session.id] = session
    for session in sessions:
        _name(session, _session_names(session.title), taken)
    objective_names = (f"o{number}" for number in count(1))
    for objective in objectives:
        _name(objective, objective_names, taken)
    question_names = (f"q{number}" for number in count(1))
    for question in questions:
        _name(question, question_names, taken)
    for question in questions:
        letters = (f"{question.id}{letter}" for letter in _LETTERS)
        for sub in question.sub:
            _name(sub, chain(letters, (f"{question.id}-{number}" for number in count(1))), taken)


def _session_names(title: str) -> Iterator[str]:
    name = next((name for name, pattern in _NAMES if pattern.search(title)), "")
    if not name:
        return (f"part{number}" for number in count(1))
    return chain([name], (f"{name}{number}" for number in count(2)))


def _name(part: Entry | DraftSession, names: Iterator[str], taken: dict[str, Entry | DraftSession]) -> None:
    """Give a part that has no id the next name that is free."""
    if not part.id:
        part.id = next(name for name in names if name not in taken)
        taken[part.id] = part
