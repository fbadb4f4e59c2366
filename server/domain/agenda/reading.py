"""A programme as it was read: the agenda, and of every line what it was taken for and how sure that is.

Refuses to know how it was read. Invariant: every line with words is in one `ReadLine`, in the order of the document; a
row of a table is one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from server.domain.agenda.agenda import Agenda
from server.domain.agenda.problems import Problem

KINDS = (
    "title", "day", "time", "session", "heading", "objective", "issue", "question", "sub_question", "person", "place",
    "break", "note", "not_used",
)  # fmt: skip
"""What a line may be taken for; `heading` announces a section, `not_used` has no words (a ruler, a page number)."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line; `certain` is between 0, a guess, and 1."""

    line: int
    text: str
    kind: str
    certain: float


@dataclass(frozen=True, slots=True)
class When:
    """When a session is held, as far as the document says.

    Units:   `starts` and `ends` are `HH:MM`, empty where there is none.
    """

    day: str = ""
    starts: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood: `when` by the id of a session, `problems` for a person to look at, which stop nothing."""

    agenda: Agenda
    lines: tuple[ReadLine, ...]
    when: Mapping[str, When]
    problems: tuple[Problem, ...] = ()

    def when_of(self, session_id: str) -> When:
        """Say when a session is held."""
        return self.when.get(session_id, When())
