"""The papers of a meeting: what people read beside an agenda session, or beside the meeting as a whole.

A paper is of one kind: a link, a file, a short text, or a small table of findings that is drawn as bars. Refuses to
know where the bytes of a file are kept, and how anything is drawn. Invariants: a paper belongs to the id of its agenda
session, so that it stays whatever else is edited; a number of a table is an exact decimal from nought up, written in
one way.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, get_args

from server.domain.agenda.agenda import Agenda
from server.domain.errors import LimitReached, Malformed

PaperKind = Literal["link", "file", "text", "figures"]
PAPER_KINDS: tuple[PaperKind, ...] = get_args(PaperKind)
MOST_PAPERS, MOST_OF_SESSION = 120, 20
MOST_ROWS = 16
MOST_CHARACTERS = 60_000
"""Of all papers of a meeting together: every page that shows them carries them."""
WHOLE_MEETING = ""
"""The agenda session of papers that belong to none."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of a table of findings; `value` is a decimal such as `62.5`."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it is kept: `digest` is the SHA-256 of its bytes, `media` what its bytes say that it is.

    Units:   `size` in bytes.
    """

    digest: str
    media: str
    size: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper.

    Shape:   `address` is a link's, `text` a text's, `file` a file's, `rows`, `unit` and `source` those of a table; what
             is not of its kind is empty. A paper that is new has no id yet. `round_id` is the round from whose
             published list a table was made, as long as its numbers are those of that list.
    """

    id: str
    session_id: str
    kind: PaperKind
    title: str
    address: str = ""
    text: str = ""
    file: KeptFile | None = None
    rows: tuple[Figure, ...] = ()
    unit: str = ""
    source: str = ""
    round_id: str = ""

    @property
    def characters(self) -> int:
        """Count the characters that every page carries which shows the paper."""
        table = sum(len(row.label) + len(row.value) for row in self.rows)
        return len(self.title) + len(self.address) + len(self.text) + table + len(self.unit) + len(self.source)


def shares(rows: Sequence[Figure]) -> list[Fraction]:
    """Say how long each bar of a table is, as a share of the longest; all are nought where every value is."""
    values = [Fraction(row.value) for row in rows]
    longest = max(values, default=Fraction(0)) or Fraction(1)
    return [value / longest for value in values]


def find_paper(papers: Sequence[Paper], paper_id: str) -> Paper | None:
    """Find a paper by id."""
    return next((paper for paper in papers if paper.id == paper_id), None)


def check_papers(papers: Sequence[Paper]) -> None:
    """Check how many papers there are, and that none is there twice.

    Raises:  LimitReached; Malformed where two are one.
    """
    known = [paper.id for paper in papers if paper.id]
    if len(set(known)) != len(known):
        raise Malformed("field", field="papers")
    if len(papers) > MOST_PAPERS:
        raise LimitReached("papers", most=MOST_PAPERS)
    of_sessions = Counter(paper.session_id for paper in papers)
    if max(of_sessions.values(), default=0) > MOST_OF_SESSION:
        raise LimitReached("papers_here", most=MOST_OF_SESSION)
    if sum(paper.characters for paper in papers) > MOST_CHARACTERS:
        raise LimitReached("paper_words", most=MOST_CHARACTERS)


def homeless(papers: Sequence[Paper], agenda: Agenda) -> Iterator[str]:
    """Name the agenda sessions that papers belong to and an agenda does not have."""
    there = {WHOLE_MEETING, *(session.id for session in agenda.sessions)}
    yield from (paper.session_id for paper in papers if paper.session_id not in there)


def with_ids(papers: Sequence[Paper], fresh: Iterator[str]) -> tuple[Paper, ...]:
    """Give an id to every paper that is new."""
    return tuple(paper if paper.id else replace(paper, id=next(fresh)) for paper in papers)
