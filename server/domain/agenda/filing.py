"""Where each block of a programme belongs: under which session, as objective, question or note.

Refuses to know by which shapes a block was recognised. Invariant: every block that is filed is in the draft once, or
announces a section; what fits nowhere is a note of the session it stands in, or of the meeting before the first.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from server.domain.agenda.called import Called
from server.domain.agenda.containers import CONTAINER
from server.domain.agenda.draft import SESSIONS_LIMIT, TITLE_LIMIT, Draft, DraftSession, Place
from server.domain.agenda.filed import NOTED, Filed
from server.domain.agenda.headings import (
    AND,
    BOTH,
    BREAK,
    DAY,
    HOURS,
    ISSUES,
    OBJECTIVES,
    OTHER,
    PEOPLE,
    PLACE,
    QUESTIONS,
    SECTIONS,
    SESSION,
    TEXT,
    Heading,
    without_continued,
)
from server.domain.agenda.lines import Block
from server.domain.agenda.outline import asks, heads_something_else
from server.domain.agenda.reading import When
from server.domain.agenda.said import ASKED, shortened
from server.domain.agenda.timetable import NEXT, TITLE

_ROLES = {"objective": OBJECTIVES, "question": QUESTIONS, "person": PEOPLE, "place": PLACE, "note": OTHER, "day": DAY}


_ASKED = re.compile(
    r"(?i)\bquestions|cuestiones|вопросы|مسائل|قضايا|discuss"
    r"|débattre|discuter|discusión|debat|обсужд|للنقاش|للمناقشة|讨论"
)


class Filing(Filed):
    """Walks the blocks once and files each section where it belongs."""

    def __init__(self, blocks: Sequence[Block], title: Block | None) -> None:
        """Begin with an empty draft of a document in which the name of the meeting is known, perhaps."""
        super().__init__(Draft(title=shortened(title.text) if title else "", first_line=blocks[0].line))
        if title:
            self.take(title, "title", 0.8)
            self.draft.preamble += [title.text] if len(title.text) > TITLE_LIMIT else []
        self.called = Called()
        self.headings: dict[DraftSession, str] = {}  # as written, for a session without any title
        self._first = blocks[0]
        self._alone = not any(block.kind == SESSION for block in blocks)  # no session is told at all
        self._inline = False  # the section began on the line that announced it
        self._paired: list[DraftSession] = []  # sessions announced together
        self._labels: dict[DraftSession, str] = {}
        self._day = ""
        self._joining = False

    def read(self, block: Block) -> None:
        """File one block after the other."""
        if block.said:
            self._said(block)
        elif (role := _ROLES.get(block.role)) and block.kind not in {SESSION, AND}:
            self._cell(block, role)
        elif block.kind == TEXT:
            self._text(block)
        elif block.kind == AND:
            self._joining = True
            self.take(block, "heading", 0.9)
        elif block.kind == SESSION and len(self.draft.sessions) < SESSIONS_LIMIT:
            self._session(block, block.heading or Heading(SESSION, title=block.text))
        elif block.kind == SESSION:
            self.hint(block.line, "too_many_sessions", block.text)
            self._noted(block)
        elif block.kind == DAY:
            self.close()
            self.section, self._day = TEXT, block.text
            self.keep_ahead(block, "day", 0.9)
        elif block.role in {CONTAINER, NEXT}:
            self.close()
            self.section = TEXT
            self.keep_ahead(block, "time" if block.kind == HOURS else "note", 0.8)
        elif block.kind in SECTIONS:
            self._announced(block, block.heading or Heading(block.kind))
        else:
            self._noted(block)

    def _said(self, block: Block) -> None:
        """Keep with its section what somebody has said of a block, which ends none; hours are those of the session."""
        if block.said == "time" and self.current:
            self.called.is_held(self.current[0], block.text)
        self.blocks.append(block)

    def _cell(self, block: Block, role: str) -> None:
        """File a cell of a table under what its column says."""
        if role in {OBJECTIVES, QUESTIONS} and self.current:
            if self.section != role or self._inline:
                self.close()
            self.section, self._inline = role, False
            self.blocks.append(block)
        elif role == DAY:
            self.keep_ahead(block, "day", 0.9)
            self._day = block.text
        else:
            self.close()
            self.section = role
            self.keep(block, *NOTED[role])

    def _noted(self, block: Block) -> None:
        """Begin a part that holds no questions: people, a place, a break."""
        self.close()
        named = block.kind == PEOPLE and block.heading is not None and bool(block.heading.rest)
        self.section = OTHER if named else TEXT if block.kind == HOURS else block.kind
        self.keep(block, *NOTED.get(block.kind, ("note", 0.6)))

    def _text(self, block: Block) -> None:
        session = self.current[0] if self.current else None
        untitled = session is not None and not session.title and self.section == TEXT and not self.blocks
        title = ": ".join(filter(None, [self._labels.get(session, "") if session else "", block.text]))
        if (
            session
            and untitled
            and block.rank < 0
            and len(title) <= TITLE_LIMIT
            and (block.role == TITLE or not asks(block.text))
        ):
            session.title = title
            self.take(block, "session", 0.8)
            return
        if self._is_another_part(block):
            self._noted(block)
            return
        if self._inline and block.rank < 0:
            self.close()
            self.section = TEXT
        if self.section != TEXT and heads_something_else(block) and any(each.rank >= 0 for each in self.blocks):
            self.close()
            self.section = OTHER
        if self.section in {OBJECTIVES, ISSUES} and self.blocks and _heads(block, self.blocks[-1]):
            self.close()
            self.section = OTHER
        if self.section in {PEOPLE, BREAK} and block.rank < 0 and not heads_something_else(block):
            self.close()
            self.section = TEXT
        self.blocks.append(block)

    def _is_another_part(self, block: Block) -> bool:
        """Say whether a numbered line heads a part of the document (`3. Participants`) and is no item of a list."""
        named = block.heading is not None and block.heading.kind in {OTHER, PEOPLE, PLACE}
        return named and block.ordinal > 0 and self.section in SECTIONS and not any(one.ordinal for one in self.blocks)

    def _announced(self, block: Block, heading: Heading) -> None:
        self.close()
        announcement = block.kind == BOTH and not self.draft.sessions
        self.section = TEXT if announcement else block.kind
        if block.kind == ISSUES and self.current:  # what a session discusses is no issue of the whole meeting
            self.section = QUESTIONS if _ASKED.search(block.text) else OTHER
            heading = replace(heading, exact=self.section == QUESTIONS)
        if named := self.called.named_in(heading.scope, self.draft.sessions):
            self.current = self._paired = named
        if heading.exact:
            self.take(block, "heading", 0.95)
        else:
            self.keep(block, "heading", 0.7)
        self._inline = bool(heading.rest)
        if heading.rest:
            self.blocks.append(Block(block.line, TEXT, heading.rest))

    def _session(self, block: Block, heading: Heading) -> None:
        self.close()
        title, continued = without_continued(heading.title)
        session = self.called.known(heading, title, continued, self._day, self._paired)
        repeated = session in self._paired and len(self._paired) > 1
        if session is None:
            session = DraftSession(heading.title, Place(block.line), heading.number, by_region=heading.by_region)
            self.draft.sessions.append(session)
            self.headings[session] = heading.label or block.text.rstrip(" .:：")
            self._labels[session] = heading.label if not heading.title else ""
            self.called.add(session, heading, self._day)
        elif continued:
            session.note.append(block.text)
        if heading.number and self.called.number(session, self._day):
            self.hint(block.line, "duplicate_session", block.text)
        session.note += self.ahead + ([heading.rest] if heading.rest else [])
        self.ahead = []
        self.take(block, "session", 0.95)
        if self._joining and session not in self._paired:
            self.current = self._paired = [*self._paired, session]
        else:
            self.current = [session]
            self._paired = self._paired if repeated else [session]
        self.section = self.section if repeated else TEXT
        self._joining = False

    def close(self) -> None:
        """File what the open section holds."""
        asked = self._alone and any(block.rank >= 0 and asks(block.text) for block in self.blocks)
        asked = asked or any(block.said in ASKED for block in self.blocks)
        if self.blocks and not self.current and (asked or self.section == QUESTIONS):
            if not self._alone:
                self.hint(self.blocks[0].line, "question_outside_session", self.blocks[0].text)
            self._session_of_the_meeting(self.blocks[0])
        if self.blocks and self.current:
            self.close_in_session(self.current)
        elif self.blocks:
            self.close_in_meeting()
        self.blocks, self._inline = [], False

    def finish(self) -> None:
        """File what is left, so that there is a session at least."""
        self.close()
        if self._alone:
            self.hint(self._first.line, "no_session", "")
        if not self.draft.sessions:
            self._session_of_the_meeting(None)
        for session in self.draft.sessions:
            session.title = session.title or self.headings[session]
        self.draft.sessions[-1].note += self.ahead
        if not any(session.questions for session in self.draft.sessions):
            self.hint(self.draft.sessions[0].place.line, "no_question", "")

    def _session_of_the_meeting(self, block: Block | None) -> None:
        """Make the session of questions that stand under none: it is called as the meeting is."""
        title = shortened(self.draft.title or (block or self._first).text)
        session = DraftSession(title, Place(block.line if block else self.draft.first_line))
        self.draft.sessions.append(session)
        self.headings[session], self.called.when[session] = title, When(self._day)
        self.current = self._paired = [session]


def _heads(block: Block, before: Block) -> bool:
    """Say whether a short line apart heads another part, after a paragraph."""
    return (
        block.gap > 0
        and block.rank < 0
        and len(block.text) <= 60
        and before.text.endswith(".")
        and heads_something_else(block)
    )
