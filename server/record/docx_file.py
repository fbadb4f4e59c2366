"""A document as a Word file, in styles that a template may replace.

The library knows packages, templates and styles; what is said is written by `Body`. Refuses to compose. Invariants: the
same document and the same template make the same bytes; of a template everything stays but what it says.
"""

from datetime import UTC, datetime
from io import BytesIO

from docx import api
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml.etree import tostring

from server.record import docx_styles as styles
from server.record.document import Document, Drawing
from server.record.docx_body import SPACES, Body
from server.record.docx_words import Words, language_of
from server.record.plain import for_xml
from server.record.shortened import shortened
from server.record.zips import packed_anew

_NEVER = datetime(1980, 1, 1, tzinfo=UTC)
_BODY = "word/document.xml"
_LONGEST = 255
"""Of what a file says of itself, as the library has it."""


def write_docx(document: Document, template: bytes = b"") -> bytes:
    """Write a document as a Word file, in the styles of a template where one is given."""
    document = shortened(document)
    word = api.Document(BytesIO(template) if template else None)
    ids = styles.dress(word, built_in=not template, direction=document.direction)
    _set_pages(word, document, ids, built_in=not template)
    _say_of_itself(word, document)
    section = word.sections[-1]
    width = (section.page_width - section.left_margin - section.right_margin) / 36_000  # type: ignore[operator]

    def placed(drawing: Drawing) -> str:
        relation, _ = word.part.get_or_add_image(BytesIO(drawing.picture.png))
        return relation

    body = "".join(Body(document, ids, placed, width).parts())
    spaces = "".join(f' xmlns:{name}="{space}"' for name, space in SPACES)
    last = tostring(word.element.body.sectPr, encoding="unicode")
    whole = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document{spaces}>'
        f"<w:body>{body}{last}</w:body></w:document>"
    )
    for one in [one for one in word.element.body if one.tag != qn("w:sectPr")]:
        word.element.body.remove(one)
    saved = BytesIO()
    word.save(saved)
    return packed_anew(saved.getvalue(), {word.part.partname.lstrip("/"): whole.encode()})


def _set_pages(word: WordDocument, document: Document, ids: styles.Ids, *, built_in: bool) -> None:
    """Set the pages, and what stands at the top and at the foot of each where the template says nothing there."""
    section, words = word.sections[-1], Words(document)
    if built_in:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
    if document.direction == "rtl":
        styles.first_in(section._sectPr, "w:bidi")
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    for place, style, inside in (
        (section.header, "Header", words.plain(document.header)),
        (section.footer, "Footer", number),
    ):
        if not any(one.text.strip() for one in place.paragraphs):
            paragraph = words.paragraph(ids[style], inside, more='<w:jc w:val="center"/>' if inside is number else "")
            styles.replace(place.paragraphs[0]._p, paragraph)


def _say_of_itself(word: WordDocument, document: Document) -> None:
    about = word.core_properties
    about.title, about.subject = for_xml(document.title)[:_LONGEST], for_xml(document.header)[:_LONGEST]
    about.author = about.last_modified_by = "Plenum"
    about.language, about.comments, about.revision = document.language, "", 1
    about.created = about.modified = _NEVER
    for properties in word.styles.element.iterfind(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"):
        styles.put(properties, language_of(document.language))
