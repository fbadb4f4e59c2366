"""Comma-separated values, with any delimiter, in whatever encoding they were saved."""

from server.domain.agenda.document import Document, document_of
from server.secretariat.documents.gathered import Gathered
from server.secretariat.documents.plain import decoded
from server.secretariat.reading.texts import read_text


def read(given: bytes) -> Document:
    """Read rows; what is no table is a text."""
    text = decoded(given)
    table = read_text(text)
    rows = [list(row.cells) for row in table.sheet.rows]
    if table.broken or max(map(len, rows), default=0) < 2:
        return document_of(text)
    gathered = Gathered()
    gathered.rows(rows)
    return gathered.document()
