"""The agenda as plain mappings and lists: the form in which programs send it and are shown it.

Refuses to know JSON and HTTP. Invariant: `agenda_from_tree(agenda_tree(agenda))` equals `agenda`, and nothing that
is handed in, however wrong or deep, raises anything but AgendaProblems.
"""

import re
from collections.abc import Collection, Mapping

from server.domain.agenda.agenda import SESSION_KINDS, Agenda, AgendaSession, GuidingQuestion, Objective
from server.domain.agenda.draft import ENTRIES_LIMIT, Draft, DraftSession, Entry, Place, finished
from server.domain.agenda.facet_tree import asked_tree, read_facets, read_kinds
from server.domain.agenda.problems import PROBLEMS_LIMIT, is_no_text

_ID = re.compile(r"[A-Za-z0-9_-]{1,24}")
_NUMBER = re.compile(r"[^\W_]{1,7}")
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]|")
_Fields = Mapping[str, object]


def agenda_tree(agenda: Agenda) -> dict[str, object]:
    """Write an agenda as mappings, lists, texts and booleans; a shared objective has one id wherever it stands."""
    return {
        "title": agenda.title,
        "preamble": agenda.preamble,
        "objectives": [_objective(each) for each in agenda.objectives],
        "issues": list(agenda.issues),
        "sessions": [_session(each) for each in agenda.sessions],
    }


def _objective(objective: Objective) -> dict[str, object]:
    return {"id": objective.id, "text": objective.text}


def _session(session: AgendaSession) -> dict[str, object]:
    return {
        "id": session.id,
        "title": session.title,
        "number": session.number,
        "kind": session.kind,
        "by_region": session.by_region,
        "day": session.day,
        "starts": session.starts,
        "ends": session.ends,
        "note": session.note,
        "objectives": [_objective(each) for each in session.objectives],
        "questions": [{**_question(each), "sub": [_question(sub) for sub in each.sub]} for each in session.questions],
    }


def _question(question: GuidingQuestion) -> dict[str, object]:
    return {"id": question.id, "text": question.text, **asked_tree(question)}


def agenda_from_tree(data: object, by_region: Collection[str] | None = None) -> Agenda:
    """Read an agenda from the form that `agenda_tree` writes; ids, numbers and everything empty may be left out.

    Shape:   `by_region` as for `read_agenda`; without it each session's own `by_region`, else its heading.
    Raises:  AgendaProblems, whose problems name a path such as `sessions[2].questions[0]` instead of a line.
    """
    return finished(_Reader().read(data), by_region)


class _Reader:
    """Reads what is there into a draft, field by field and never deeper than a sub-question."""

    def __init__(self) -> None:
        self.draft = Draft()
        self.shared: dict[str, Entry] = {}

    def read(self, data: object) -> Draft:
        fields = self._fields(data, "agenda")
        if fields is None:
            return self.draft
        self.draft.title = self._text(fields, "title", "title", required=False)
        self.draft.preamble = self._lines(fields, "preamble", "preamble")
        self.draft.objectives = self._objectives(fields, "objectives")
        self.draft.issues = [self._entry(each, path) for each, path in self._list(fields, "issues", "issues")]
        for each, path in self._list(fields, "sessions", "sessions"):
            if len(self.draft.problems) > PROBLEMS_LIMIT:
                break
            self._session(each, path)
        return self.draft

    def _session(self, data: object, path: str) -> None:
        fields = self._fields(data, path)
        if fields is None:
            return
        title = self._text(fields, "title", f"{path}.title")
        session = DraftSession(title, Place(path=path), id=self._id(fields, path))
        number = fields.get("number", "")
        number = str(number) if isinstance(number, int) and not isinstance(number, bool) and number < 10**7 else number
        if isinstance(number, str) and (not number or _NUMBER.fullmatch(number)):
            session.number = number
        else:
            self._object("bad_number", f"{path}.number")
        self._held(session, fields, path)
        session.note = self._lines(fields, "note", f"{path}.note")
        session.objectives = self._objectives(fields, f"{path}.objectives")
        questions = self._list(fields, "questions", f"{path}.questions")
        session.questions = [self._question(each, place, deeper=True) for each, place in questions]
        self.draft.sessions.append(session)

    def _held(self, session: DraftSession, fields: _Fields, path: str) -> None:
        """Read where and when a session is held; its `kind` says more than `by_region`, and counts where both stand."""
        regional, kind = fields.get("by_region"), fields.get("kind")
        if regional is not None and not isinstance(regional, bool):
            self._object("wrong_type", f"{path}.by_region")
        elif kind is not None and kind not in SESSION_KINDS:
            self._object("wrong_type", f"{path}.kind")
        else:
            session.by_region = regional if kind is None else kind == "by_region"
            session.no_voting = kind == "no_voting"
        session.day = self._text(fields, "day", f"{path}.day", required=False)
        for name in ("starts", "ends"):
            said = self._text(fields, name, f"{path}.{name}", required=False)
            if not _TIME.fullmatch(said):
                self._object("bad_time", f"{path}.{name}")
            setattr(session, name, said)

    def _question(self, data: object, path: str, deeper: bool) -> Entry:
        question = self._entry(data, path)
        if isinstance(data, Mapping):
            question.facets = read_facets(data.get("facets"), f"{path}.facets", self._object)
            question.kinds = read_kinds(data.get("kinds"), f"{path}.kinds", self._object)
        sub = self._list(data, "sub", f"{path}.sub") if isinstance(data, Mapping) else []
        if sub and not deeper:
            self._object("too_deep", f"{path}.sub")
        elif sub:
            question.sub = [self._question(each, place, deeper=False) for each, place in sub]
        return question

    def _objectives(self, fields: _Fields, path: str) -> list[Entry]:
        """Read objectives; one id is one objective, and must say the same wherever it stands."""
        entries: list[Entry] = []
        for each, place in self._list(fields, "objectives", path):
            entry = self._entry(each, place)
            known = self.shared.setdefault(entry.id, entry) if entry.id else entry
            if known.text != entry.text:
                self._object("duplicate_id", place)
            entries.append(known)
        return entries

    def _entry(self, data: object, path: str) -> Entry:
        """Read a text that may stand alone or beside its id."""
        if isinstance(data, str):
            return Entry(self._text({"text": data}, "text", path), Place(path=path))
        fields = self._fields(data, path)
        if fields is None:
            return Entry("", Place(path=path))
        return Entry(self._text(fields, "text", f"{path}.text"), Place(path=path), self._id(fields, path))

    def _fields(self, data: object, path: str) -> _Fields | None:
        if isinstance(data, Mapping):
            return data
        self._object("wrong_type", path)
        return None

    def _list(self, fields: _Fields, name: str, path: str) -> list[tuple[object, str]]:
        """Give the members of a list that may be missing, each with its path."""
        data = fields.get(name)
        if data is None:
            return []
        if not isinstance(data, list | tuple):
            self._object("wrong_type", path)
            return []
        return [(each, f"{path}[{place}]") for place, each in enumerate(data[: ENTRIES_LIMIT + 1])]

    def _text(self, fields: _Fields, name: str, path: str, required: bool = True) -> str:
        given = fields.get(name)
        if required and (given is None or (isinstance(given, str) and not given.strip())):
            self._object("empty_text", path)
        return " ".join(self._words(given, path).split())

    def _lines(self, fields: _Fields, name: str, path: str) -> list[str]:
        lines = self._words(fields.get(name), path).split("\n")
        return [line for each in lines if (line := " ".join(each.split()))]

    def _words(self, text: object, path: str) -> str:
        if text is None:
            return ""
        if not isinstance(text, str):
            self._object("wrong_type", path)
            return ""
        if any(map(is_no_text, set(text))):
            self._object("not_text", path)
            return ""
        return text

    def _id(self, fields: _Fields, path: str) -> str:
        given = fields.get("id")
        if given is None or (isinstance(given, str) and _ID.fullmatch(given)):
            return given or ""
        self._object("bad_id", f"{path}.id")
        return ""

    def _object(self, code: str, path: str) -> None:
        self.draft.object(Place(path=path), code)
