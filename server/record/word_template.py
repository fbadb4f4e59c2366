"""A template of a secretariat: the Word document whose styles, paper, header and footer their reports take.

Refuses to keep it. Invariant: what is accepted can be written into, runs nothing, and leads nowhere outside.
"""

import re
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from server.domain.errors import Malformed, TooLarge
from server.record.document import Document
from server.record.docx_file import write_docx
from server.record.phrases import heading, paragraph

LARGEST_TEMPLATE = 1_048_576
_MEGABYTE = 1_048_576
_MOST_PARTS, _MOST_UNPACKED = 500, 16 * _MEGABYTE
_ACTIVE = ("vbaproject", "activex", "embeddings/", "macrosheets")
_FETCHES = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|RD)\b|\bHYPERLINK\s+(?!\\l)", re.I
)
"""Fields that fetch or lead to something else; a link to a place of the same document does not."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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
            _check_xml(parts.read(entry))


def _check_xml(written: bytes) -> None:
    """Look at what is said, not at how it is written: the same can be spelled in many ways."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(written, parser)
    if root.getroottree().docinfo.doctype:
        raise Malformed("template_kind")
    fields = [one.text or "" for one in root.iter(f"{_W}instrText")]
    simple = [one.get(f"{_W}instr", "") for one in root.iter(f"{_W}fldSimple")]
    outside = any(one.get("TargetMode", "").strip().lower() == "external" for one in root.iter("{*}Relationship"))
    if outside or any(_FETCHES.search(said) for said in ("".join(fields), *simple)):
        raise Malformed("template_outside")
