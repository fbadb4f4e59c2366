"""A document as it is printed: a table of very many rows gives way to a sentence that says where it is.

Nobody reads such a table on paper, and setting its pages takes more time and memory than all else. Refuses to word the
sentence. Invariant: only what another kind of file has as well is left out.
"""

from collections.abc import Iterator
from dataclasses import replace

from server.record.document import Document, Part, Table
from server.record.phrases import paragraph

MOST_PRINTED = 600
"""Rows of a table that is printed: of twelve regions the figures of fifty recommendations."""


def shortened(document: Document) -> Document:
    """Give the document without tables of too many rows that are elsewhere."""
    return replace(document, parts=tuple(_printed(document)))


def _printed(document: Document) -> Iterator[Part]:
    for part in document.parts:
        if isinstance(part, Table) and part.elsewhere and len(part.rows) > MOST_PRINTED:
            yield paragraph(part.elsewhere, style="note", basis=part.basis)
        else:
            yield part
