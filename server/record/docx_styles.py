"""How a Word document looks: its styles, each of which a template may replace by one of the same name.

Refuses to know what is said. Invariant: a style that the template has stays as it is there; what it lacks is added, so
that no paragraph is without its style.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import BaseStyle, ParagraphStyle
from lxml import etree
from lxml.etree import _Element

PLAIN, COMPLEX, EASTERN = "Calibri", "Arial", "Microsoft YaHei"
"""Faces of Latin, Greek and Cyrillic, of Arabic, and of Chinese letters, as they are on machines with Word."""
INK, SOFT, PLUM = RGBColor(0x21, 0x16, 0x2A), RGBColor(0x57, 0x4C, 0x5C), RGBColor(0x54, 0x29, 0x5C)


@dataclass(frozen=True, slots=True)
class Look:
    """How a style of paragraphs looks.

    Units:   `size`, `before` and `after` in points.
    """

    size: float
    before: float = 0
    after: float = 6
    paint: RGBColor = INK
    bold: bool = False
    with_next: bool = False


LEAD, NOTE, FACT, CELL, ORIGINAL = "Plenum Lead", "Plenum Note", "Plenum Fact", "Plenum Cell", "Plenum Original"
LOOKS: dict[str, Look] = {
    "Normal": Look(10.5),
    "Title": Look(24, 0, 12, PLUM, bold=True),
    "Heading 1": Look(18, 18, 8, PLUM, bold=True, with_next=True),
    "Heading 2": Look(14, 16, 6, PLUM, bold=True, with_next=True),
    "Heading 3": Look(12, 12, 4, INK, bold=True, with_next=True),
    "Heading 4": Look(11, 10, 4, INK, bold=True, with_next=True),
    "Heading 5": Look(10.5, 8, 4, SOFT, bold=True, with_next=True),
    "Heading 6": Look(10.5, 8, 4, SOFT, with_next=True),
    "List Bullet": Look(10.5, 0, 3),
    "List Number": Look(10.5, 0, 3),
    "Caption": Look(9.5, 10, 4, SOFT, bold=True, with_next=True),
    "Header": Look(9, 0, 0, SOFT),
    "Footer": Look(9, 0, 0, SOFT),
    LEAD: Look(11.5, 0, 6, bold=True),
    NOTE: Look(9.5, 0, 6, SOFT),
    FACT: Look(10.5, 0, 2),
    CELL: Look(9, 1, 1),
    ORIGINAL: Look(9.5, 0, 4, SOFT),
}
"""The styles of ours, by the names under which Word knows them."""
TABLE = "Plenum Table"
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="CDC4D0"'
_HEAVY = 'w:val="single" w:sz="8" w:space="0" w:color="21162A"'
_OF_TABLE = (
    (
        f"<w:tblPr><w:tblBorders><w:top {_HEAVY}/><w:bottom {_HEAVY}/><w:insideH {_LINE}/></w:tblBorders><w:tblCellMar>"
        '<w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    ),
    (
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
        f"<w:bottom {_HEAVY}/></w:tcBorders></w:tcPr></w:tblStylePr>"
    ),
)
"""How a table looks: lines between its rows, heavier ones around all of it and below its heads."""
Ids = Mapping[str, str]
"""How each style is called within the file, by its name."""


def dress(document: WordDocument, *, built_in: bool, direction: str) -> Ids:
    """Give a document every style that is used, and say how they are called within it.

    Shape:   `built_in`: it is no template of anybody, so that all look as ours do.
    """
    for name, look in LOOKS.items():
        known = _find(document, name)
        if known is None or built_in:
            _wear(known or document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH), look, document)
    if _find(document, TABLE) is None:
        style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
        for one in _OF_TABLE:
            style.element.append(_read(one))
    if direction == "rtl":
        first_in(document.styles["Normal"].element.get_or_add_pPr(), "w:bidi")
    return {name: document.styles[name].style_id for name in (*LOOKS, TABLE)}


def first_in(parent: _Element, name: str, **values: str) -> None:
    """Set a property of an element, where the order of Word's schema wants it."""
    said = "".join(f' w:{key}="{value}"' for key, value in values.items())
    put(parent, f"<{name}{said}/>")


def put(parent: _Element, written: str) -> None:
    """Put a property, as it is written, into its place, instead of one that is there."""
    one = _read(written)
    if (known := parent.find(one.tag)) is not None:
        parent.replace(known, one)
        return
    later = {qn(each) for each in _ORDER[_ORDER.index(f"w:{etree.QName(one).localname}") + 1 :]}
    place = next((at for at, child in enumerate(parent) if child.tag in later), len(parent))
    parent.insert(place, one)


def replace(known: _Element, written: str) -> None:
    """Put what is written in the place of an element."""
    known.getparent().replace(known, _read(written))


def _read(written: str) -> _Element:
    """Read an element, so that the library knows it as one of its own."""
    return parse_xml(f'<w:p xmlns:w="{_SPACE}">{written}</w:p>')[0]


_ORDER = (
    *("w:pStyle", "w:keepNext", "w:keepLines", "w:numPr", "w:tabs", "w:bidi", "w:spacing", "w:ind", "w:jc"),
    *("w:rPr", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:sz", "w:szCs", "w:vertAlign", "w:rtl"),
    *("w:lang", "w:docGrid"),
)
"""Properties as far as they are used, in the order of the schema."""


def _find(document: WordDocument, name: str) -> BaseStyle | None:
    return next((style for style in document.styles if style.name == name), None)


def _wear(style: BaseStyle, look: Look, document: WordDocument) -> None:
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - of those names there are no others
    if style.name != "Normal":
        style.base_style = document.styles["Normal"]
    font, lines = style.font, style.paragraph_format
    font.size, font.bold, font.italic, font.color.rgb = Pt(look.size), look.bold, False, look.paint
    lines.space_before, lines.space_after, lines.keep_with_next = Pt(look.before), Pt(look.after), look.with_next
    lines.line_spacing = 1.15
    of_run = style.element.get_or_add_rPr()
    first_in(of_run, "w:rFonts", ascii=PLAIN, hAnsi=PLAIN, cs=COMPLEX, eastAsia=EASTERN)
    first_in(of_run, "w:szCs", val=str(round(look.size * 2)))
    first_in(of_run, "w:bCs", val=str(int(look.bold)))
