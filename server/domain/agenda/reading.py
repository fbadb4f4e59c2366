"""A programme as it was read: the agenda, and of every line what it was taken for and how sure that is.

Refuses to know how it was read. Invariant: every line with words is in one `ReadLine`, in the order of the document; a
row of a table is one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.domain.agenda.agenda import Agenda
from server.domain.agenda.problems import Problem

KINDS = (
    "title", "day", "time", "session", "heading", "objective", "issue", "question", "sub_question", "person", "place",
    "break", "note", "not_used",
)  # fmt: skip
"""What a line may be taken for; `heading` announces a section, `not_used` has no words (a ruler, a page number)."""


SAYABLE = tuple(kind for kind in KINDS if kind != "heading")
"""What a person may say of a line; that it announces a section is seen from what stands below it."""
LINES_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line; `certain` is between 0, a guess, and 1.

    Shape:   `begins` is the first line of the heading, item or paragraph that it belongs to; lines whose `shape` is the
             same look alike.
    """

    line: int
    text: str
    kind: str
    certain: float
    begins: int
    shape: str


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
    """What was understood.

    Shape:   `when` by the id of a session; `problems` for a person to look at, which stop nothing; `places` are the
             lines of sessions, objectives and questions by their id.
    """

    agenda: Agenda
    lines: tuple[ReadLine, ...]
    when: Mapping[str, When]
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)

    def when_of(self, session_id: str) -> When:
        """Say when a session is held."""
        return self.when.get(session_id, When())
