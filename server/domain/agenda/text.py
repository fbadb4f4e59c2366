"""Read the programme of a meeting, as its secretariat wrote it, into an agenda.

Understands any document of lines: plain text, Markdown, tables, six languages, any bullets, objectives shared by
several sessions (`… And …`, `Objectives (Working Lunch and Session 4)`) and questions given under repeated headings.
Refuses to know where the lines came from. Invariants: a document with one line of words, and no more of them than a
programme has, is never refused; no word is lost — what is no title, objective, issue or question stays in the preamble
or in its session's note; only the headings that announce a section are taken for their meaning.
"""

from collections.abc import Collection, Mapping

from server.domain.agenda.agenda import Agenda
from server.domain.agenda.document import Document, document_of
from server.domain.agenda.draft import Draft, DraftSession, Entry, finished
from server.domain.agenda.filing import Filing
from server.domain.agenda.headings import TEXT
from server.domain.agenda.levels import with_sessions
from server.domain.agenda.lines import Block, read_blocks
from server.domain.agenda.outline import title_of
from server.domain.agenda.problems import AgendaProblems, Problem, excerpt, unreadable
from server.domain.agenda.reading import LINES_LIMIT, Reading, ReadLine
from server.domain.agenda.said import with_said

BLOCKS_LIMIT = 5_000
WORDS_LIMIT = 400_000


def read_agenda(text: str, by_region: Collection[str] | None = None) -> Agenda:
    """Read the text of a programme into an agenda, in document order; the rest is as for `read_programme`."""
    problems = unreadable(text)
    if not problems and max(text.count("\n"), text.count("\r")) > LINES_LIMIT:
        problems = [Problem(LINES_LIMIT, "too_many_lines")]
    if problems:
        raise AgendaProblems(problems)
    return read_programme(document_of(text), by_region).agenda


def read_programme(
    document: Document, by_region: Collection[str] | None = None, said: Mapping[int, str] | None = None
) -> Reading:
    """Read a programme, and say of every line what it was taken for.

    Shape:   `by_region` names the sessions held by region; without it those whose heading speaks of a working lunch,
             a break-out or working groups. Ids: `s` and the document's number (`lunch`, `group`, `part1` without one),
             `o1`…, `q1`…, `q3a`…. `said` are kinds of lines (`SAYABLE`) by their numbers, as somebody has put them
             right.
    Raises:  AgendaProblems where there are no words, no text, or far too much of it.
    """
    _check(document)
    said = said or {}
    blocks = read_blocks(document, said)
    if not blocks:
        raise AgendaProblems([Problem(1, "empty")])
    if len(blocks) > BLOCKS_LIMIT:
        beyond = blocks[BLOCKS_LIMIT]
        raise AgendaProblems([Problem(beyond.line, "too_many_entries", excerpt(beyond.text))])
    title = title_of(blocks)
    read = with_said(blocks, with_sessions(blocks, title), said)
    title = _title(blocks, read, title, said)
    filing = Filing(read, title)
    for block in read:
        if block is not title:
            filing.read(block)
    filing.finish()
    agenda = finished(filing.draft, by_region)
    when = {draft.id: when for draft, when in filing.called.when.items() if any((when.day, when.starts))}
    lines = tuple(_read_lines(document, blocks, filing))
    return Reading(agenda, lines, when, tuple(filing.hints), _places(filing.draft))


def _check(document: Document) -> None:
    problems = [Problem(line.number, "not_text") for line in document.lines if unreadable(line.text)]
    if not problems and len(document.lines) > LINES_LIMIT:
        problems = [Problem(LINES_LIMIT, "too_many_lines")]
    if not problems and sum(len(line.text) for line in document.lines) > WORDS_LIMIT:
        problems = [Problem(document.lines[0].number, "too_much_text")]
    if problems:
        raise AgendaProblems(problems)


def _title(blocks: list[Block], read: list[Block], title: Block | None, said: Mapping[int, str]) -> Block | None:
    """Find the title of the meeting: what was said to be it, else what was found, unless it was said to be else."""
    told = next((block for block in read if block.said == "title"), None)
    if told is not None or title is None or title.line not in said:
        return told or title
    other = title_of([block for block in blocks if block.line not in said])
    return next((block for block in read if other and block.line == other.line and block.kind == TEXT), None)


def _places(draft: Draft) -> dict[str, int]:
    """Say on which lines the parts of an agenda stand, by their ids."""
    questions = [each for session in draft.sessions for each in session.questions]
    entries = [*draft.objectives, *(each for session in draft.sessions for each in session.objectives), *questions]
    parts: list[DraftSession | Entry] = [*draft.sessions, *entries, *(sub for each in questions for sub in each.sub)]
    return {part.id: part.place.line for part in parts}


def _read_lines(document: Document, blocks: list[Block], filing: Filing) -> list[ReadLine]:
    """Say of each line with words what the block it belongs to was taken for."""
    told: dict[int, tuple[str, float, int, str]] = {}
    for block in blocks:
        taken = filing.taken.get(block.line, ("note", 0.5))
        for number in range(block.line, max(block.line, block.last) + 1):
            told.setdefault(number, (*taken, block.line, _shape(block)))
    texts: dict[int, list[str]] = {}
    for line in document.lines:
        if words := " ".join(line.text.split()):
            texts.setdefault(line.number, []).append(words)
    return [
        ReadLine(number, " ".join(said), *told.get(number, ("not_used", 0.9, number, "")))
        for number, said in texts.items()
    ]


def _shape(block: Block) -> str:
    """Say how a block looks: alike are those with one bullet, one style and one column."""
    return f"{block.rank}.{block.indent}.{block.level}.{block.role}"
