"""A template of a secretariat: the Word document whose styles, paper, header and footer their reports take.

Refuses to keep it. Invariant: what is accepted can be written into, runs nothing, and leads nowhere outside.
"""

from io import BytesIO
from zipfile import ZipFile

from server.domain.errors import Malformed, TooLarge
from server.record.document import Document
from server.record.docx_file import write_docx
from server.record.phrases import heading, paragraph

LARGEST_TEMPLATE = 1_048_576
_MEGABYTE = 1_048_576
_MOST_PARTS, _MOST_UNPACKED = 500, 16 * _MEGABYTE
_ACTIVE = ("vbaproject", "activex", "embeddings/", "macrosheets")
_OUTSIDE = (b'TargetMode="External"', b"TargetMode='External'")
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
_TRIAL = Document("A", "en", "ltr", (heading(1, "A"), paragraph("A")))


def check_template(given: bytes) -> None:
    """Check that reports can be written with a template. To be called in a process of its own.

    Raises:  TooLarge; Malformed, with what to do about it.
    """
    if len(given) > LARGEST_TEMPLATE:
        raise TooLarge("template", most=LARGEST_TEMPLATE // _MEGABYTE)
    try:
        with ZipFile(BytesIO(given)) as parts:
            _check_parts(parts)
        write_docx(_TRIAL, given)
    except (Malformed, TooLarge):
        raise
    except Exception as fault:  # whatever a library stumbles over in a file that is no Word document
        raise Malformed("template_kind") from fault


def _check_parts(parts: ZipFile) -> None:
    entries = parts.infolist()
    if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise TooLarge("template", most=LARGEST_TEMPLATE // _MEGABYTE)
    for entry in entries:
        name = entry.filename.lower()
        if any(word in name for word in _ACTIVE):
            raise Malformed("template_active")
        if name.endswith((".xml", ".rels")):
            written = parts.read(entry)
            if any(word in written for word in _DECLARED):
                raise Malformed("template_kind")
            if name.endswith(".rels") and any(word in written for word in _OUTSIDE):
                raise Malformed("template_outside")
