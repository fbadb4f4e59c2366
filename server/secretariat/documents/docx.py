"""Word documents: paragraphs with their styles, lists and tables, in the order of the text.

Read from the parts themselves: content controls, inserted text, text boxes and the numbers that Word writes by itself
are words of the programme as well. Invariant: what was deleted with changes tracked is not read.
"""

from collections.abc import Iterator

from lxml import etree

from server.domain.agenda.document import Document
from server.domain.errors import Malformed
from server.domain.whole_numbers import whole_number
from server.secretariat.documents.archive import part
from server.secretariat.documents.gathered import Gathered
from server.secretariat.documents.numbering import BULLETS, Counters, written

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "  ", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}
_WORDS, _BOX = f"{_W}t", f"{_W}txbxContent"
_LEFT_OUT = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr",
             "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}  # fmt: skip
_OFF = {"0", "false", "none", "off"}
_LEVELS = 6
_DEEPEST = 8  # of lists, as in Word itself
_WIDEST = 60


def read(data: bytes) -> Document:
    """Read a Word document."""
    main = part(data, "word/document.xml")
    body = main.find(f"{_W}body") if main is not None else None
    if body is None:
        raise Malformed("file_damaged")
    word = _Word(part(data, "word/styles.xml"), part(data, "word/numbering.xml"))
    word.blocks(body)
    return word.gathered.document()


class _Word:
    """Walks the blocks of a document."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self.gathered = Gathered()
        self._styles = {style.get(f"{_W}styleId"): style for style in _all(styles, "style")}
        self._lists = {one.get(f"{_W}abstractNumId"): one for one in _all(numbering, "abstractNum")}
        self._numbers = {one.get(f"{_W}numId"): _value(one, "abstractNumId") for one in _all(numbering, "num")}
        self._counted: dict[str, Counters] = {}

    def blocks(self, parent: etree._Element) -> None:
        """Read the paragraphs and tables in something, and in the content controls in it."""
        for block in parent:
            if block.tag == f"{_W}p":
                self._paragraph(block)
            elif block.tag == f"{_W}tbl":
                self.gathered.rows(list(self._rows(block)))
                self.gathered.blank()
            elif block.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}smartTag"}:
                self.blocks(block)

    def _paragraph(self, paragraph: etree._Element) -> None:
        text = "".join(_texts(paragraph))
        if not text.strip():
            self.gathered.blank()
        else:
            level = self._level(paragraph)
            label, depth = self._label(paragraph)
            if label and label not in BULLETS and (level or not label.rstrip(".):").isalnum()):
                text, label = f"{label} {text}", ""  # a number that belongs to a heading (`Session 2:`)
            bold = _is_bold(paragraph)
            self.gathered.add(text, level=level, bold=bold, prefix=label, indent=4 * depth if label else 0)
        for box in paragraph.iter(_BOX):
            if not any(parent.tag.endswith("}Fallback") for parent in box.iterancestors()):
                self.blocks(box)

    def _rows(self, table: etree._Element) -> Iterator[list[str]]:
        for row in table.iter(f"{_W}tr"):
            if next(row.iterancestors(f"{_W}tbl")) is not table:
                continue  # of a table in a cell
            cells: list[str] = []
            for cell in row.iter(f"{_W}tc"):
                if next(cell.iterancestors(f"{_W}tr")) is row:
                    span = _value(cell.find(f"{_W}tcPr"), "gridSpan")
                    more = max(min(whole_number(span, 1), _WIDEST) - 1, 0)
                    cells += [self._cell(cell), *[""] * more]
            yield cells

    def _cell(self, cell: etree._Element) -> str:
        lines: list[str] = []
        for paragraph in cell.iter(f"{_W}p"):
            label, depth = self._label(paragraph)
            text = "".join(_texts(paragraph)).strip()
            if text:
                lines.append(" " * 4 * depth + f"{label} {text}".strip())
        return "\n".join(lines)

    def _style_of(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """Give the style of a paragraph and those that it is based on."""
        name = _value(paragraph.find(f"{_W}pPr"), "pStyle")
        for _ in range(_LEVELS):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = _value(style, "basedOn")

    def _level(self, paragraph: etree._Element) -> int:
        """Say how high a heading is; the title of the document is highest."""
        for style in self._style_of(paragraph):
            name = _value(style, "name").lower()
            if name == "title":
                return 1
            if name.startswith("heading ") and name[8:].isdecimal():
                return min(whole_number(name[8:], 1) + 1, _LEVELS)
        outline = _value(paragraph.find(f"{_W}pPr"), "outlineLvl")
        return min(level + 2, _LEVELS) if (level := whole_number(outline, 9)) < 9 else 0

    def _label(self, paragraph: etree._Element) -> tuple[str, int]:
        """Write the bullet or number that stands before a paragraph, and how deep it is in its list."""
        properties = [paragraph.find(f"{_W}pPr"), *(style.find(f"{_W}pPr") for style in self._style_of(paragraph))]
        found = next(
            (one.find(f"{_W}numPr") for one in properties if one is not None and one.find(f"{_W}numPr") is not None),
            None,
        )
        number_id, depth = _value(found, "numId"), _value(found, "ilvl")
        levels = _all(self._lists.get(self._numbers.get(number_id, "")), "lvl")
        if not levels:
            return "", 0
        at = min(whole_number(depth, 0), _DEEPEST)
        styles = {place: _value(level, "numFmt") for place, level in enumerate(levels)}
        level = levels[min(at, len(levels) - 1)]
        if styles.get(at) == "none":
            return "", at
        if styles.get(at) == "bullet":
            return BULLETS[min(at, len(BULLETS) - 1)], at
        starts = _value(level, "start")
        numbers = self._counted.setdefault(number_id, Counters()).next(at, whole_number(starts, 1))
        return written(_value(level, "lvlText"), numbers, styles), at


def _texts(element: etree._Element) -> Iterator[str]:
    """Give the words of a paragraph, but not those of the boxes that hang on it."""
    for child in element:
        if child.tag in _LEFT_OUT or child.tag == _BOX:
            continue
        if child.tag == _WORDS:
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        else:
            yield from _texts(child)


def _is_bold(paragraph: etree._Element) -> bool:
    runs = [run for run in paragraph.iter(f"{_W}r") if "".join(_texts(run)).strip()]
    return bool(runs) and all(_has_bold(run) for run in runs)


def _has_bold(run: etree._Element) -> bool:
    bold = run.find(f"{_W}rPr/{_W}b")
    return bold is not None and bold.get(f"{_W}val", "1") not in _OFF


def _all(parent: etree._Element | None, tag: str) -> list[etree._Element]:
    return [] if parent is None else parent.findall(f"{_W}{tag}")


def _value(parent: etree._Element | None, tag: str) -> str:
    found = parent.find(f"{_W}{tag}") if parent is not None else None
    return found.get(f"{_W}val", "") if found is not None else ""
