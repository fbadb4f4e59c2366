"""What the sentences of a document rest on: which marks are in it, and to which it refers.

Refuses to know what an act is. Invariant: in a whole document nothing refers to a mark that is not in it.
"""

from collections.abc import Iterable

from server.record.document import Bullets, Drawing, Facts, Original, Paragraph, Part, Table


def marks_in(parts: Iterable[Part]) -> frozenset[str]:
    """Find the marks to which a document's sentences can refer."""
    return frozenset(row.mark for part in parts if isinstance(part, Table) for row in part.rows if row.mark)


def bases_in(parts: Iterable[Part]) -> frozenset[str]:
    """Find the marks to which anything in a document refers."""
    found: set[str] = set()
    for part in parts:
        match part:
            case Paragraph(sentences):
                found.update(one.basis for one in sentences)
            case Bullets(entries):
                found |= bases_in(entries)
            case Facts(lines):
                found.update(one.said.basis for one in lines)
            case Table():
                found |= {part.basis, *(row.basis for row in part.rows)}
            case Drawing():
                found.add(part.basis)
            case Original():
                found |= bases_in(part.paragraphs)
    return frozenset(found - {""})
