"""What somebody has said of lines of a programme: this one is a session, and that one is not used.

Sessions are found by shapes as if nothing had been said, and then what was said holds: so a line that is put right
moves no other heading. Refuses to know how a line was read before. Invariant: what was said of a line is so, whatever
stands around it; a line that is not in the document is passed over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from server.domain.agenda.draft import TITLE_LIMIT, Entry
from server.domain.agenda.headings import DAY, SESSION, TEXT, Heading
from server.domain.agenda.lines import Block
from server.domain.agenda.outline import heading_of, is_below

ASKED = frozenset({"question", "sub_question"})
_WHOLE_ROW = frozenset({"note", "not_used"})
"""What is said of a row of a table with it: of all its cells. Anything else is said of the first."""


def with_said(blocks: Sequence[Block], found: Sequence[Block], said: Mapping[int, str]) -> list[Block]:
    """Put what was said in the place of what was found.

    Shape:   `found` are the `blocks` again, after the headings of sessions have been found among them.
    """
    done: set[int] = set()
    told: list[Block] = []
    for block, before in zip(found, blocks, strict=True):
        kind = said.get(block.line, "")
        if not kind or (block.line in done and kind not in _WHOLE_ROW):
            told.append(block)
            continue
        done.add(block.line)
        told.append(_said(block if block.kind == SESSION else before, kind))
    return told


def with_followers(blocks: Sequence[Block]) -> list[Block]:
    """Take the deeper items right below a line that was said to be a question for its sub-questions."""
    found: list[Block] = []
    top: Block | None = None
    for block in blocks:
        if block.said:
            top = block if block.said == "question" else top if block.said == "sub_question" else None
        elif top is not None and is_below(block, top):
            found.append(replace(block, said="sub_question"))
            continue
        else:
            top = None
        found.append(block)
    return found


def insert(entries: list[Entry], entry: Entry) -> None:
    """Put an entry where its line stands among the others."""
    after = (place for place, other in enumerate(entries) if other.place.line > entry.place.line)
    entries.insert(next(after, len(entries)), entry)


def _said(block: Block, kind: str) -> Block:
    if kind == "session":
        heading = block if block.kind == SESSION and block.heading else heading_of(block, 1.0)
        return replace(heading, certain=1.0, role="", heading=_short(heading.heading, block.text))
    plain = replace(block, heading=None, role="", certain=1.0)
    return replace(plain, kind=DAY) if kind == "day" else replace(plain, kind=TEXT, said=kind)


def _short(heading: Heading | None, text: str) -> Heading | None:
    """Cut a title that is too long for one, and keep the whole line as a note."""
    if heading is None or len(heading.title) <= TITLE_LIMIT:
        return heading
    return replace(heading, title=shortened(heading.title), rest=text)


def shortened(title: str) -> str:
    """Make a title of words that stand elsewhere as well."""
    return title if len(title) <= TITLE_LIMIT else title[:TITLE_LIMIT].rpartition(" ")[0] or title[:TITLE_LIMIT]
