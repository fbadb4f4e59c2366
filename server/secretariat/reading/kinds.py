"""What kind of file somebody handed in: by its first bytes, never by its name.

Refuses to know how a kind is read. Invariants: what holds files is unpacked by nobody here; what is said of a file that
cannot be read is what to do instead.
"""

import zipfile
from io import BytesIO
from typing import Literal

from server.domain.errors import Malformed

Kind = Literal["xlsx", "xls", "ods", "text"]
MOST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 2_000
_LONGEST_MANIFEST = 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS = {
    b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"{\\rtf": "RTF",
    b"SQLite format": "SQLite",
    b"PAR1": "Parquet", b"\x7fELF": "ELF", b"MZ\x90": "EXE", b"II*\x00": "TIFF", b"MM\x00*": "TIFF",
}  # fmt: skip
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"MSCF")
_MARKUP = {b"<!doctype html": "HTML", b"<html": "HTML", b"<table": "HTML", b"<?xml": "XML", b"<?mso": "XML"}
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def kind_of(given: bytes) -> Kind:
    """Say what kind of table a file holds.

    Raises:  Malformed with the reason why it holds none that can be read.
    """
    if not given.strip(b"\x00 \t\r\n"):
        raise Malformed("file_empty")
    if given.startswith(b"PK"):
        return _packed(given)
    if given.startswith(_OLE):
        return _old_office(given)
    if given.startswith(_ARCHIVES) or given[257:262] == b"ustar":
        raise Malformed("file_archive")
    for start, kind in _STARTS.items():
        if given.startswith(start):
            raise Malformed("file_no_table", kind=kind)
    beginning = _without_mark(given[:400]).replace(b"\x00", b"").lstrip().lower()
    for start, kind in _MARKUP.items():
        if beginning.startswith(start):
            raise Malformed("file_no_table", kind=kind)
    return "text"


def _without_mark(beginning: bytes) -> bytes:
    for mark in _MARKS:
        beginning = beginning.removeprefix(mark)
    return beginning


def _packed(given: bytes) -> Kind:
    """Look at the list of parts: what they come to, and what they are parts of."""
    try:
        with zipfile.ZipFile(BytesIO(given)) as parts:
            listed = parts.infolist()
            names = {part.filename for part in listed}
            if any(part.flag_bits & 1 for part in listed):
                raise Malformed("file_encrypted")
            if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_UNPACKED:
                raise Malformed("file_too_much")
            if "[Content_Types].xml" in names:
                return _office(names)
            if "META-INF/manifest.xml" in names:
                return _open_document(parts)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, OSError, EOFError) as fault:
        raise Malformed("file_damaged") from fault
    if any(name.endswith(".iwa") for name in names):
        raise Malformed("file_no_table", kind="Numbers")
    raise Malformed("file_archive")


def _office(names: set[str]) -> Kind:
    folders = {name.partition("/")[0].lower() for name in names}
    if "xl" in folders:
        return "xlsx"
    raise Malformed("file_no_table", kind="PPTX" if "ppt" in folders else "DOCX" if "word" in folders else "ZIP")


def _open_document(parts: zipfile.ZipFile) -> Kind:
    with parts.open("META-INF/manifest.xml") as part:
        manifest = part.read(_LONGEST_MANIFEST)
    if b"encryption-data" in manifest:
        raise Malformed("file_encrypted")
    kind = parts.read("mimetype")[:200] if "mimetype" in parts.namelist() else manifest
    if b"opendocument.spreadsheet" in kind:
        return "ods"
    raise Malformed("file_no_table", kind="ODT" if b"opendocument.text" in kind else "OpenDocument")


def _old_office(given: bytes) -> Kind:
    """Look for the names of what lies in a file of the older Office; a new one lies in such a file if encrypted."""

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in given

    if has("EncryptedPackage"):
        raise Malformed("file_encrypted")
    if has("Workbook") or has("Book"):
        return "xls"
    if has("WordDocument"):
        raise Malformed("file_no_table", kind="DOC")
    raise Malformed("file_damaged")
