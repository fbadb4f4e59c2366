"""JSON: a programme as a tree, as programs send it, or as a text."""

import json

from server.domain.agenda.document import Document, document_of
from server.domain.errors import Malformed
from server.secretariat.documents.plain import decoded


def read(data: bytes) -> Document:
    """Read the text of a programme that is a JSON text; a tree is read by `tree_in`."""
    found = _parsed(data)
    if isinstance(found, dict) and isinstance(found.get("agenda", found.get("text")), str):
        found = found.get("agenda", found.get("text"))
    if not isinstance(found, str):
        raise Malformed("file_damaged")
    return document_of(found)


def tree_in(data: bytes) -> object:
    """Find the tree of a programme in JSON, or None where it holds a text."""
    found = _parsed(data)
    if isinstance(found, dict):
        inner = found.get("agenda", found.get("tree", found))
        return inner if isinstance(inner, dict) and "text" not in inner else None
    return None


def _parsed(data: bytes) -> object:
    try:
        return json.loads(decoded(data))
    except (ValueError, RecursionError) as fault:
        raise Malformed("file_damaged") from fault
