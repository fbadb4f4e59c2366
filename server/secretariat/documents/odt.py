"""OpenDocument texts: headings, paragraphs, lists and tables, in the order of the text."""

from collections.abc import Iterator

from lxml import etree

from server.domain.agenda.document import Document
from server.domain.errors import Malformed
from server.domain.whole_numbers import whole_number
from server.secretariat.documents.archive import part
from server.secretariat.documents.gathered import Gathered
from server.secretariat.documents.numbering import BULLETS, Counters, number_in

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _STYLE = (f"{{{_OFFICE}{name}:1.0}}" for name in ("text", "table", "style"))
_FO = f"{{{_OFFICE}xsl-fo-compatible:1.0}}"
_BODY = f"{{{_OFFICE}office:1.0}}body"
_LEFT_OUT = {f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{{{_OFFICE}office:1.0}}annotation", f"{_TEXT}list-header"}
_MOST_REPEATED = 60


def read(data: bytes) -> Document:
    """Read an OpenDocument text."""
    content = part(data, "content.xml")
    body = content.find(_BODY) if content is not None else None
    if content is None or body is None:
        raise Malformed("file_damaged")
    text = _Text(content, part(data, "styles.xml"))
    text.blocks(body)
    return text.gathered.document()


class _Text:
    """Walks the blocks of a text."""

    def __init__(self, content: etree._Element, styles: etree._Element | None) -> None:
        self.gathered = Gathered()
        both = [one for one in (styles, content) if one is not None]
        self._bold = {
            style.get(f"{_STYLE}name") for one in both for style in one.iter(f"{_STYLE}style") if _is_bold(style)
        }
        self._lists = {style.get(f"{_STYLE}name"): style for one in both for style in one.iter(f"{_TEXT}list-style")}

    def blocks(self, parent: etree._Element) -> None:
        """Read what stands in something."""
        for block in parent:
            if block.tag == f"{_TEXT}h":
                level = block.get(f"{_TEXT}outline-level", "1")
                self.gathered.add(_words(block), level=min(whole_number(level, 1) + 1, 6))
            elif block.tag == f"{_TEXT}p":
                self._paragraph(block, "", 0)
            elif block.tag == f"{_TEXT}list":
                self._list(block, block.get(f"{_TEXT}style-name", ""), 0, Counters())
            elif block.tag == f"{_TABLE}table":
                self.gathered.rows([self._row(row) for row in block.iter(f"{_TABLE}table-row")])
                self.gathered.blank()
            elif block.tag not in _LEFT_OUT:
                self.blocks(block)

    def _paragraph(self, paragraph: etree._Element, prefix: str, indent: int) -> None:
        words = _words(paragraph)
        if not words.strip():
            self.gathered.blank()
            return
        style = paragraph.get(f"{_TEXT}style-name", "")
        spans = [one for one in paragraph.iter(f"{_TEXT}span") if "".join(one.itertext()).strip()]
        whole = bool(spans) and "".join("".join(one.itertext()) for one in spans) == "".join(paragraph.itertext())
        bold = style in self._bold or (whole and all(one.get(f"{_TEXT}style-name") in self._bold for one in spans))
        level = 1 if style == "Title" else 0
        self.gathered.add(words, level=level, prefix=prefix, indent=indent, bold=bold)

    def _list(self, found: etree._Element, name: str, depth: int, counters: Counters) -> None:
        for item in found.iter(f"{_TEXT}list-item"):
            if next(item.iterancestors(f"{_TEXT}list")) is not found:
                continue
            label = self._label(name, depth, counters)
            for block in item:
                if block.tag == f"{_TEXT}list":
                    self._list(block, block.get(f"{_TEXT}style-name", name), depth + 1, counters)
                elif block.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
                    self._paragraph(block, label, 4 * depth)
                    label = ""

    def _label(self, name: str, depth: int, counters: Counters) -> str:
        style = self._lists.get(name)
        levels = [] if style is None else [one for one in style if one.get(f"{_TEXT}level") == str(depth + 1)]
        if levels and levels[0].tag.endswith("number"):
            number = counters.next(depth)[-1]
            kind = levels[0].get(f"{_STYLE}num-format", "1")
            return f"{number_in(number, kind)}{levels[0].get(f'{_STYLE}num-suffix', '.') or '.'}"
        return BULLETS[min(depth, len(BULLETS) - 1)]

    def _row(self, row: etree._Element) -> list[str]:
        cells: list[str] = []
        for cell in row:
            if cell.tag in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
                repeated = cell.get(f"{_TABLE}number-columns-repeated", "1")
                times = min(whole_number(repeated, 1), _MOST_REPEATED)
                inner = _Text.__new__(_Text)
                inner.gathered, inner._bold, inner._lists = Gathered(), self._bold, self._lists
                inner.blocks(cell)
                cells += ["\n".join(line.text for line in inner.gathered.lines if line.text)] * times
        return cells


def _words(element: etree._Element) -> str:
    return "".join(_texts(element))


def _texts(element: etree._Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " "
        elif child.tag == f"{_TEXT}tab":
            yield "  "
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag not in _LEFT_OUT:
            yield from _texts(child)
        if child.tail:
            yield child.tail


def _is_bold(style: etree._Element) -> bool:
    return any(one.get(f"{_FO}font-weight") == "bold" for one in style.iter(f"{_STYLE}text-properties"))
