"""The agenda as a tree: what the meeting is asked, before anybody answers.

Agenda › agenda sessions › objectives and guiding questions › sub-questions. Refuses to know how a text is read
(`agenda_text`) and where it is kept. Invariant: ids are unique in the agenda, and an objective shared by several
agenda sessions is one value with one id.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from server.domain.agenda.facets import USUAL_KINDS, AnswerKind, Facet

SessionKind = Literal["plenary", "by_region", "no_voting"]
"""Where an agenda session is held: in one room, in one a region, or where nobody votes, as an opening or a tour."""
SESSION_KINDS: tuple[SessionKind, ...] = get_args(SessionKind)


@dataclass(frozen=True, slots=True)
class Objective:
    """What the meeting or an agenda session sets out to reach; `id` is like `o3`."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class GuidingQuestion:
    """A question put to the room, with its sub-questions in order; `id` is like `q4`, of a sub-question `q4a`.

    Shape:   `facets` are what its answers say of themselves, `kinds` what answers it asks for; a sub-question has its
             own.
    """

    id: str
    text: str
    sub: tuple["GuidingQuestion", ...] = ()
    facets: tuple[Facet, ...] = ()
    kinds: tuple[AnswerKind, ...] = USUAL_KINDS


@dataclass(frozen=True, slots=True)
class AgendaSession:
    """One agenda session; `number` is the document's own ("4") or empty (a working lunch); `id` is like `s4`.

    Shape:   `note` keeps what stands under the heading and is neither objective nor question, one paragraph a line;
             `day` is written as the document has it.
    Units:   `starts` and `ends` are `HH:MM`, empty where nobody said when.
    """

    id: str
    title: str
    number: str = ""
    by_region: bool = False
    objectives: tuple[Objective, ...] = ()
    questions: tuple[GuidingQuestion, ...] = ()
    note: str = ""
    day: str = ""
    starts: str = ""
    ends: str = ""
    no_voting: bool = False

    @property
    def kind(self) -> SessionKind:
        """Say where it is held."""
        if self.no_voting:
            return "no_voting"
        return "by_region" if self.by_region else "plenary"


@dataclass(frozen=True, slots=True)
class Agenda:
    """The whole programme of a meeting in document order."""

    title: str
    preamble: str = ""
    objectives: tuple[Objective, ...] = ()
    issues: tuple[str, ...] = ()
    sessions: tuple[AgendaSession, ...] = ()

    def session(self, session_id: str) -> AgendaSession | None:
        """Find an agenda session by id."""
        return next((session for session in self.sessions if session.id == session_id), None)

    @property
    def days(self) -> tuple[str, ...]:
        """List the days on which something is held, each once, in the order of the programme."""
        return tuple(dict.fromkeys(session.day for session in self.sessions if session.day))

    def session_of(self, question_id: str) -> str:
        """Say to which agenda session a guiding question belongs, by its id; empty where there is no such question."""
        return next((session.id for session, question in self.all_questions() if question.id == question_id), "")

    def question(self, question_id: str) -> GuidingQuestion | None:
        """Find a guiding question or sub-question by id."""
        return next((question for _, question in self.all_questions() if question.id == question_id), None)

    def all_questions(self) -> Iterator[tuple[AgendaSession, GuidingQuestion]]:
        """Walk every guiding question and sub-question in document order, each with its agenda session."""
        for session in self.sessions:
            for question in session.questions:
                yield session, question
                for sub in question.sub:
                    yield session, sub
