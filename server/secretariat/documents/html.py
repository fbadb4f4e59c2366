"""Web pages, and what word processors save as such."""

import re

from lxml import etree
from lxml import html as parsed

from server.domain.agenda.document import Document
from server.secretariat.documents.gathered import Gathered
from server.secretariat.documents.plain import decoded

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "aside",
        "nav",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "table",
        "form",
        "fieldset",
        "address",
        "figure",
        "figcaption",
        "body",
        "html",
        "center",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
        "caption",
    ]
)
_UNSHOWN = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "svg",
        "iframe",
        "object",
        "select",
        "button",
        "input",
        "textarea",
    ]
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DEEPEST = 200
_WIDEST = 60


def read(data: bytes) -> Document:
    """Read what a page shows."""
    named = _CHARSET.search(data[:2_048])
    try:
        text = data.decode(named[1].decode()) if named else decoded(data)
    except (LookupError, UnicodeDecodeError):
        text = decoded(data)
    text = re.sub(r"<\?xml[^>]*\?>", "", text[:200]) + text[200:]
    parser = parsed.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    page = _Page()
    page.walk(parsed.document_fromstring(text or "<p></p>", parser=parser), 0)
    page.end()
    return page.gathered.document()


class _Page:
    """Walks the elements, and gathers a line at the end of each block."""

    def __init__(self) -> None:
        self.gathered = Gathered()
        self._words: list[str] = []
        self._bold: list[bool] = []
        self._style: tuple[int, str, int] = (0, "", 0)  # level, prefix, indent
        self._lists: list[list[int]] = []  # -1 for bullets, else the last number

    def walk(self, element: etree._Element, depth: int, *, bold: bool = False) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _UNSHOWN or depth > _DEEPEST:
            return
        if tag == "table" and _is_table(element):
            self.end()
            self.gathered.rows(_rows(element))
            return
        if tag == "br":
            self._words.append("\n")
            return
        if tag in _BLOCKS:
            self.end()
        self._begin(tag, element)
        bold = bold or tag in {"b", "strong"}
        self._say(element.text, bold=bold)
        for child in element:
            self.walk(child, depth + 1, bold=bold)
            self._say(child.tail, bold=bold)
        if tag in _BLOCKS:
            self.end()
        if tag in {"ul", "ol"}:
            self._lists.pop()
        if tag == "p":
            self.gathered.blank()

    def _begin(self, tag: str, element: etree._Element) -> None:
        if tag in {"ul", "ol"}:
            self._lists.append([-1 if tag == "ul" else _first(element) - 1])
        elif tag == "li":
            indent = 4 * max(0, len(self._lists) - 1)
            numbers = self._lists[-1] if self._lists else [-1]
            numbers[0] += numbers[0] >= 0
            self._style = (0, f"{numbers[0]}." if numbers[0] >= 0 else "◦" if indent else "•", indent)
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal():
            self._style = (int(tag[1]), "", 0)

    def _say(self, text: str | None, *, bold: bool) -> None:
        if text:
            words = re.sub(r"\s+", " ", text)
            self._words.append(words)
            if words.strip():
                self._bold.append(bold)

    def end(self) -> None:
        """End a line."""
        text = "".join(self._words)
        if text.strip():
            level, prefix, indent = self._style
            self.gathered.add(text, level=level, prefix=prefix, indent=indent, bold=all(self._bold))
            self._style = (0, "", 0)
        self._words, self._bold = [], []


def _first(element: etree._Element) -> int:
    given = element.get("start", "1")
    return int(given) if given.isdecimal() and len(given) < 6 else 1


def _is_table(element: etree._Element) -> bool:
    """Say whether a table holds rows of words; one that only places other tables is looked into."""
    return not element.xpath(".//table") and len(element.xpath(".//tr[count(td|th) > 1]")) > 1


def _rows(table: etree._Element) -> list[list[str]]:
    """Read the rows; a cell over several columns or rows leaves the others empty."""
    covered: dict[int, int] = {}  # by column, how many rows below are covered
    rows = []
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row.xpath("td|th"):
            while covered.get(len(cells), 0) > 0:
                covered[len(cells)] -= 1
                cells.append("")
            wide, high = (_span(cell.get(name, "1")) for name in ("colspan", "rowspan"))
            for column in range(len(cells), len(cells) + wide):
                covered[column] = high - 1
            cells += [_cell(cell), *[""] * (wide - 1)]
        for column in range(len(cells), max(covered, default=-1) + 1):
            covered[column] = max(0, covered.get(column, 0) - 1)
        rows.append(cells)
    return rows


def _span(given: str) -> int:
    return max(1, min(int(given), _WIDEST)) if given.isdecimal() and len(given) < 6 else 1


def _cell(cell: etree._Element) -> str:
    inner = _Page()
    inner.walk(cell, 0)
    inner.end()
    return "\n".join(line.text for line in inner.gathered.lines if line.text)
