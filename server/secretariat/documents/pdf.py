"""PDF: the text of its pages, laid out in columns of characters as it is printed."""

import io

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PdfReadError

from server.domain.agenda.document import Document, document_of
from server.domain.errors import Malformed

_MOST_PAGES = 300


def read(data: bytes) -> Document:
    """Read the text of a PDF."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Malformed("file_encrypted")
        if len(reader.pages) > _MOST_PAGES:
            raise Malformed("file_too_much")
        pages = [_text(page) for page in reader.pages]
    except (DependencyError, FileNotDecryptedError) as locked:
        raise Malformed("file_encrypted") from locked
    except PdfReadError as fault:
        raise Malformed("file_damaged") from fault
    text = "\n\n".join(pages)
    if not text.strip():
        raise Malformed("file_pictures")
    return document_of(text)


def _text(page) -> str:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a page of pypdf
    """Read one page, laid out; where that fails, in the order in which it was written."""
    try:
        laid_out = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=True)
    except Malformed:
        raise
    except (MemoryError, RecursionError):
        raise
    except Exception:
        laid_out = ""
    text = laid_out or page.extract_text()
    return "".join(sign if sign in "\n\t" or sign >= " " else " " for sign in text).replace("\ufffd", " ")
