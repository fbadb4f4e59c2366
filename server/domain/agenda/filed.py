"""What has been filed of a programme so far: its draft, and of each block what it was taken for.

Refuses to know where a block belongs. Invariant: what has no room as an entry is kept as a note.
"""

from server.domain.agenda.draft import ENTRIES_LIMIT, SUB_LIMIT, TEXT_LIMIT, Draft, DraftSession, Entry, Place
from server.domain.agenda.headings import (
    BOTH,
    BREAK,
    DAY,
    HOURS,
    ISSUES,
    OBJECTIVES,
    OTHER,
    PEOPLE,
    PLACE,
    SECTIONS,
    TEXT,
)
from server.domain.agenda.lines import Block
from server.domain.agenda.outline import asks, sorted_list, sorted_questions
from server.domain.agenda.problems import PROBLEMS_LIMIT, Problem, excerpt
from server.domain.agenda.said import ASKED, insert, with_followers

NOTED = {PEOPLE: ("person", 0.85), PLACE: ("place", 0.85), BREAK: ("break", 0.85), DAY: ("day", 0.9),
          HOURS: ("time", 0.9), OTHER: ("note", 0.7), TEXT: ("note", 0.6)}  # fmt: skip
"""As what a block of a section is kept, and how sure that is."""
_NOTES = frozenset({"person", "place", "break", "time", "note"})


class Filed:
    """A draft that is being filled; `section` and `blocks` are what is open, `current` whose it is."""

    def __init__(self, draft: Draft) -> None:
        """Begin with nothing filed."""
        self.draft = draft
        self.taken: dict[int, tuple[str, float]] = {}  # by the first line of a block
        self.hints: list[Problem] = []
        self.section = TEXT
        self.blocks: list[Block] = []
        self.current: list[DraftSession] = []
        self.ahead: list[str] = []  # words that belong to the session that follows
        self._entries = 0

    def take(self, block: Block, kind: str, certain: float) -> None:
        """Note what a block was taken for."""
        self.taken[block.line] = (kind, block.certain or certain)

    def keep(self, block: Block, kind: str = "note", certain: float = 0.6) -> None:
        """Keep the words of a block as a note."""
        self.take(block, kind, certain)
        (self.current[0].note if self.current else self.draft.preamble).append(block.text)

    def keep_ahead(self, block: Block, kind: str, certain: float) -> None:
        """Keep the words of a block for the session that follows."""
        self.take(block, kind, certain)
        self.ahead.append(block.text)

    def hint(self, line: int, code: str, text: str) -> None:
        """Note what a person should look at; it stops nothing."""
        if len(self.hints) < PROBLEMS_LIMIT:
            self.hints.append(Problem(line, code, excerpt(text)))

    def close_in_meeting(self) -> None:
        """File what stands before the first session."""
        blocks = self._unsaid()
        if self.section in {OBJECTIVES, ISSUES}:
            found = sorted_list(blocks)
            kept = [entry for entry in found.entries if not self._is_full(entry, 1)]
            (self.draft.objectives if self.section == OBJECTIVES else self.draft.issues).extend(kept)
            self.take_all(found.entries, "objective" if self.section == OBJECTIVES else "issue", 0.85)
        else:
            found = None
        self._keep_all([*(found.notes if found else blocks), *self._file_said([])])

    def close_in_session(self, sessions: list[DraftSession]) -> None:
        """File what stands in a session, or in several that were announced together."""
        blocks = self._unsaid()
        if self.section in {OBJECTIVES, ISSUES}:
            found = sorted_list(blocks)
            into = [each.objectives for each in sessions] if self.section == OBJECTIVES else [self.draft.issues]
            kept = [entry for entry in found.entries if not self._is_full(entry, 1)]
            for entries in into:
                entries.extend(kept)
            self.take_all(found.entries, "objective" if self.section == OBJECTIVES else "issue", 0.9)
        else:
            found = sorted_questions(blocks, self.section)
            for entry in found.entries:
                if self._is_full(entry, len(sessions)):
                    continue
                is_question = self.section != BOTH or asks(entry.text) or bool(entry.sub)
                self.take_all([entry], "question" if is_question else "objective", self._sure(entry))
                for session in sessions:
                    if is_question:
                        session.questions.append(_own(entry))
                    else:
                        session.objectives.append(entry)
        self._keep_all([*found.notes, *self._file_said(sessions)])

    def _unsaid(self) -> list[Block]:
        """Give the blocks of which nothing was said."""
        return [block for block in with_followers(self.blocks) if not block.said]

    def _file_said(self, sessions: list[DraftSession]) -> list[Block]:
        """File what was said of blocks, among what was found; give those that are to be noted."""
        noted = []
        for block in with_followers(self.blocks):
            if not block.said:
                continue
            if block.said == "not_used":
                self.take(block, "not_used", 1.0)
            elif len(block.text) > TEXT_LIMIT or not self._said_entry(block, sessions):
                noted.append(block)
        return noted

    def _said_entry(self, block: Block, sessions: list[DraftSession]) -> bool:
        """File a block that was said to be an entry; say whether there was room for it and it was one."""
        entry = Entry(block.text, Place(block.line))
        if block.said == "issue":
            lists = [self.draft.issues]
        elif block.said == "objective":
            lists = [session.objectives for session in sessions] or [self.draft.objectives]
        elif block.said == "question":
            lists = [session.questions for session in sessions]
        elif block.said == "sub_question":
            tops = [_above(session.questions, block.line) for session in sessions]
            lists = [top.sub if top else session.questions for top, session in zip(tops, sessions, strict=True)]
            lists = [each for each in lists if len(each) < SUB_LIMIT]
        else:
            return False
        if not lists or self._entries + len(lists) > ENTRIES_LIMIT:
            return False
        self._entries += len(lists)
        for each in lists:
            insert(each, _own(entry) if block.said in ASKED else entry)
        self.take(block, block.said, 1.0)
        return True

    def _keep_all(self, blocks: list[Block]) -> None:
        """Keep blocks as notes, in their order."""
        for block in sorted(blocks, key=lambda one: one.line):
            kind, certain = NOTED.get(self.section, ("note", 0.6))
            noted = block.said if block.said in _NOTES else "note" if block.said else kind
            self.keep(block, noted, 1.0 if block.said else certain)

    def _is_full(self, entry: Entry, times: int) -> bool:
        """Keep an entry as a note where the meeting has as many as it can have."""
        self._entries += (1 + len(entry.sub)) * times
        if self._entries <= ENTRIES_LIMIT:
            return False
        self.hint(entry.place.line, "too_many_entries", entry.text)
        (self.current[0].note if self.current else self.draft.preamble).extend(
            [entry.text, *(sub.text for sub in entry.sub)]
        )
        return True

    def _sure(self, entry: Entry) -> float:
        announced = self.section in SECTIONS
        return (0.95 if announced else 0.7) if asks(entry.text) else 0.75

    def take_all(self, entries: list[Entry], kind: str, certain: float) -> None:
        """Note what the lines of entries were taken for."""
        for entry in entries:
            self.taken[entry.place.line] = (kind, certain)
            self.take_all(entry.sub, "sub_question", certain - 0.05)


def _above(questions: list[Entry], line: int) -> Entry | None:
    """Find the last question above a line."""
    return next((each for each in reversed(questions) if each.place.line <= line), None)


def _own(question: Entry) -> Entry:
    """Make a question the session's own: asked in two sessions it is answered twice."""
    return Entry(question.text, question.place, sub=[_own(each) for each in question.sub])
