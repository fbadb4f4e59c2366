"""Read the programme of a meeting, as its secretariat wrote it, into an agenda.

Understands plain text and Markdown, English and French headings, any bullets, objectives shared by several sessions
(`… And …`, `Objectives (Working Lunch and Session 4)`) and questions given under repeated headings. Refuses to know
where the text came from. Invariant: no word is lost — what is no title, objective, issue or question stays in the
preamble or in its session's note; only the headings that announce a section are taken for their meaning.
"""

import re
from collections.abc import Collection

from server.domain.agenda.agenda import Agenda
from server.domain.agenda.draft import SESSIONS_LIMIT, TITLE_LIMIT, Draft, DraftSession, Entry, Place, finished
from server.domain.agenda.headings import AND, BOTH, ISSUES, OBJECTIVES, OTHER, QUESTIONS, SESSION, TEXT, Heading
from server.domain.agenda.lines import Block, read_blocks
from server.domain.agenda.outline import (
    asks,
    heads_something_else,
    sorted_list,
    sorted_questions,
    title_of,
    with_named_sessions,
)
from server.domain.agenda.problems import AgendaProblems, Problem, excerpt, unreadable

LINES_LIMIT = 20_000
BLOCKS_LIMIT = 5_000
_SCOPES_LIMIT = 100  # sessions that a heading's brackets are compared with


def read_agenda(text: str, by_region: Collection[str] | None = None) -> Agenda:
    """Read a programme into an agenda, in document order.

    Shape:   `by_region` names the sessions held by region; without it those whose heading speaks of a working lunch,
             a break-out or working groups. Ids: `s` and the document's number (`lunch`, `group`, `part1` without one),
             `o1`…, `q1`…, `q3a`….
    Raises:  AgendaProblems, with every problem found and its line.
    """
    problems = unreadable(text)
    if not problems and not text.strip("\ufeff \t\r\n\v\f\x85\xa0"):
        problems = [Problem(1, "empty")]
    if not problems and max(text.count("\n"), text.count("\r")) > LINES_LIMIT:
        problems = [Problem(LINES_LIMIT, "too_many_lines")]
    blocks = read_blocks(text) if not problems else []
    if len(blocks) > BLOCKS_LIMIT:
        problems = [Problem(blocks[BLOCKS_LIMIT].line, "too_many_entries", excerpt(blocks[BLOCKS_LIMIT].text))]
    if problems:
        raise AgendaProblems(problems)
    reader = _Reader()
    reader.draft.first_line = blocks[0].line if blocks else 1
    title = title_of(blocks)
    reader.draft.title = title.text if title else ""
    for block in with_named_sessions(blocks):
        if len(reader.draft.sessions) > SESSIONS_LIMIT:
            break
        if block is not title:
            reader.read(block)
    reader.close()
    for session in reader.draft.sessions:
        session.title = session.title or reader.headings[session]
    return finished(reader.draft, by_region)


class _Reader:
    """Walks the blocks once and files each section where it belongs."""

    def __init__(self) -> None:
        self.draft = Draft()
        self.section = TEXT
        self.blocks: list[Block] = []  # of the section that is open
        self.paired: list[DraftSession] = []  # sessions announced together
        self.current: list[DraftSession] = []  # those of them that are spoken of
        self.numbered: dict[str, DraftSession] = {}
        self.titled: dict[str, DraftSession] = {}
        self.headings: dict[DraftSession, str] = {}  # as written, for a session without any title
        self.joining = False

    def read(self, block: Block) -> None:
        """File one block after the other."""
        if block.kind == TEXT:
            self._text(block)
        elif block.kind == AND:
            self.joining = True
        elif block.kind == SESSION:
            self._session(block, block.heading or Heading(SESSION, title=block.text))
        else:
            self._section(block, block.heading or Heading(block.kind))

    def _text(self, block: Block) -> None:
        session = self.current[0] if self.current else None
        untitled = session and not session.title and self.section == TEXT and not self.blocks
        if session and untitled and block.rank < 0 and len(block.text) <= TITLE_LIMIT and not asks(block.text):
            session.title = block.text
            return
        if self.section != TEXT and heads_something_else(block) and any(each.rank >= 0 for each in self.blocks):
            self.close()
            self.section = OTHER
        self.blocks.append(block)

    def _section(self, block: Block, heading: Heading) -> None:
        self.close()
        announcement = block.kind == BOTH and not self.draft.sessions
        self.section = TEXT if announcement else block.kind
        if named := self._named_in(heading.scope):
            self.current = self.paired = named
        if heading.rest:
            self.blocks.append(Block(block.line, TEXT, heading.rest))

    def _session(self, block: Block, heading: Heading) -> None:
        self.close()
        session = self._known(heading)
        repeated = session in self.paired and len(self.paired) > 1
        if session is None:
            session = DraftSession(heading.title, Place(block.line), heading.number)
            self.draft.sessions.append(session)
            self.headings[session] = block.text.rstrip(" .:")
            if heading.number and self.numbered.setdefault(heading.number, session) is not session:
                self.draft.object(session.place, "duplicate_session", block.text)
            self.titled.setdefault(heading.title.casefold(), session)
        session.note += [heading.rest] if heading.rest else []
        if self.joining and session not in self.paired:
            self.current = self.paired = [*self.paired, session]
        else:
            self.current = [session]
            self.paired = self.paired if repeated else [session]
        self.section = self.section if repeated else TEXT
        self.joining = False

    def _known(self, heading: Heading) -> DraftSession | None:
        """Find the session whose heading is repeated, in full or shortened."""
        title = heading.title.casefold()
        if heading.number:
            session = self.numbered.get(heading.number)
            return session if session and (not title or title == session.title.casefold()) else None
        if title in self.titled:
            return self.titled[title]
        return next((each for each in self.paired if not each.number and each.title.casefold().startswith(title)), None)

    def _named_in(self, scope: str) -> list[DraftSession]:
        """Find the sessions that a heading names in brackets."""
        words = f" {scope.casefold()} "
        return [
            session
            for session in self.draft.sessions[:_SCOPES_LIMIT]
            if (session.number and re.search(rf"(?:session|séance|item) {session.number.casefold()}\b", words))
            or (not session.number and f" {session.title.partition(':')[0].strip().casefold()} " in words)
        ]

    def close(self) -> None:
        """File what the open section holds."""
        if self.blocks and self.current:
            self._close_in_session(self.current)
        elif self.blocks:
            self._close_in_meeting()
        self.blocks = []

    def _close_in_meeting(self) -> None:
        if self.section == QUESTIONS:
            for block in self.blocks:
                self.draft.object(Place(block.line), "question_outside_session", block.text)
        elif self.section in {OBJECTIVES, ISSUES}:
            found = sorted_list(self.blocks)
            (self.draft.objectives if self.section == OBJECTIVES else self.draft.issues).extend(found.entries)
            self.draft.preamble += found.notes
        else:
            self.draft.preamble += [block.text for block in self.blocks]

    def _close_in_session(self, sessions: list[DraftSession]) -> None:
        if self.section in {OBJECTIVES, ISSUES}:
            found = sorted_list(self.blocks)
            into = [each.objectives for each in sessions] if self.section == OBJECTIVES else [self.draft.issues]
            for entries in into:
                entries.extend(found.entries)
        else:
            found = sorted_questions(self.blocks, self.section)
            for entry in found.entries:
                is_question = self.section != BOTH or asks(entry.text) or bool(entry.sub)
                for session in sessions:
                    if is_question:
                        session.questions.append(_own(entry))
                    else:
                        session.objectives.append(entry)
        sessions[0].note += found.notes


def _own(question: Entry) -> Entry:
    """Make a question the session's own: asked in two sessions it is answered twice."""
    return Entry(question.text, question.place, sub=[_own(each) for each in question.sub])
