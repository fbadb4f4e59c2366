"""From the bytes of a file to lines: the format is seen from the bytes, and from the name where they do not tell.

Invariant: whatever the bytes are, a `Document` comes out or a reason why there is none.
"""

from importlib import import_module

from server.domain.agenda.document import Document
from server.domain.errors import Malformed
from server.secretariat.reading.kinds import kind_of

_MODULES = {
    "xlsx": "sheets", "xls": "sheets", "ods": "sheets", "docx": "docx", "odt": "odt", "pdf": "pdf", "html": "html",
    "xml": "html",
}  # fmt: skip
_PICTURES = frozenset({"png", "jpeg", "gif", "tiff"})
_TEXTS = {
    "htm": "html", "html": "html", "xhtml": "html", "csv": "rows", "tsv": "rows", "json": "tree",
    "text/html": "html", "text/csv": "rows", "text/tab-separated-values": "rows", "application/json": "tree",
}  # fmt: skip


def module_for(given: bytes, name: str = "", content_type: str = "") -> str:
    """Say which module reads a file.

    Raises:  Malformed with the reason why none of them does.
    """
    kind = _kind(given)
    if kind == "text":
        ending = name.rpartition(".")[2].lower() if "." in name else ""
        return _TEXTS.get(ending) or _TEXTS.get(content_type.partition(";")[0].strip().lower()) or "plain"
    if kind in _PICTURES:
        raise Malformed("file_pictures")
    if kind not in _MODULES:
        raise Malformed("file_no_document", kind=kind.upper())
    return _MODULES[kind]


def read_document(given: bytes, name: str = "", content_type: str = "") -> Document:
    """Read the lines of a document.

    Raises:  Malformed with the reason why they cannot be read.
    """
    module = import_module(f"server.secretariat.documents.{module_for(given, name, content_type)}")
    try:
        found: Document = module.read(given)
    except (Malformed, MemoryError):
        raise
    except RecursionError as deep:
        raise Malformed("file_too_much") from deep
    except Exception as fault:  # what a library finds wrong with a file, or with itself
        raise Malformed("file_damaged") from fault
    return found


def _kind(given: bytes) -> str:
    """Say what a file is, be it a table or not."""
    try:
        return kind_of(given)
    except Malformed as refused:
        if refused.reason != "file_no_table":
            raise
        return str(refused.figures["kind"]).lower()
