"""The body of a Word document: headings, lists, tables and pictures, part by part, as WordprocessingML.

It is written as text, for a table of ten thousand rows would be half a million objects otherwise. Refuses to know of
which styles a template is. Invariant: a table repeats its heads on every page, and no row is parted by one.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from html import escape

from server.record import docx_styles as styles
from server.record.document import (
    Bullets,
    Cell,
    Column,
    Document,
    Drawing,
    Facts,
    Heading,
    Instant,
    Original,
    PageBreak,
    Paragraph,
    Part,
    Row,
    Run,
    Style,
    Table,
)
from server.record.docx_words import Words
from server.record.plain import for_xml
from server.record.shown import shown_instant, shown_number
from server.record.widths import shares_of, wishes_of

SPACES = (
    ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
)
_STYLES: dict[Style, str] = {"body": "Normal", "lead": styles.LEAD, "note": styles.NOTE}
_TWIPS = 1440 / 25.4
"""In a millimetre."""
_EMU = 36_000
"""In a millimetre."""
_FULL_SIZE, _LEAST_SIZE, _AT_FULL_SIZE = 18, 11, 110
"""Letters of a table in half points, the least of them, and how many characters its columns have together at most
before its letters become smaller."""

Placed = Callable[[Drawing], str]
"""Puts the picture of a drawing into the file, and says by which relation the body finds it."""


class Body:
    """Writes the body of one document.

    Units:   `width` of what is between the margins, in millimetres.
    """

    def __init__(self, document: Document, ids: styles.Ids, placed: Placed, width: float) -> None:
        """Take the document, how the styles of its file are called, and where pictures go."""
        self._document, self._ids, self._placed, self._width = document, ids, placed, width
        self._words, self._pictures = Words(document), 0

    def parts(self) -> Iterator[str]:
        """Write all parts."""
        for part in self._document.parts:
            yield from self._part(part)

    def _part(self, part: Part) -> Iterator[str]:
        words, ids = self._words, self._ids
        match part:
            case Heading():
                yield words.paragraph(ids[f"Heading {part.level}"], words.runs(part.runs), part.runs, place=part.anchor)
            case Paragraph():
                yield words.sentences(ids[_STYLES[part.style]], part.sentences)
            case Bullets():
                style = ids["List Number" if part.numbered else "List Bullet"]
                yield from (words.sentences(style, entry.sentences) for entry in part.entries)
            case Facts():
                for line in part.lines:
                    said = words.plain(f"{line.name}: ", strong=True) + words.sentence(line.said)
                    yield words.paragraph(ids[styles.FACT], said)
            case Table():
                yield from self._table(part)
            case Drawing():
                yield from self._drawing(part)
            case Original():
                yield words.paragraph(ids[styles.NOTE], words.plain(part.said))
                yield from (words.sentences(ids[styles.ORIGINAL], own.sentences) for own in part.paragraphs)
            case PageBreak():
                yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

    def _caption(self, said: str, basis: str) -> str:
        return self._words.paragraph(self._ids["Caption"], self._words.plain(said) + self._words.basis(basis))

    def _table(self, table: Table) -> Iterator[str]:
        yield self._caption(table.caption, table.basis)
        widths = shares_of(table.columns, round(self._width * _TWIPS))
        size = max(_LEAST_SIZE, round(_FULL_SIZE * min(1, _AT_FULL_SIZE / sum(wishes_of(table.columns)))))
        letters = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size < _FULL_SIZE else ""
        turned = "<w:bidiVisual/>" if self._document.direction == "rtl" else ""
        named = escape(for_xml(table.caption))
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._ids[styles.TABLE]}"/>{turned}'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="{int(table.row_heads)}"'
            f' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val="{named}"/></w:tblPr><w:tblGrid>'
        )
        yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + "</w:tblGrid>"
        heads = Row(tuple((Run(column.head),) for column in table.columns))
        frames = [
            (column, f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>')
            for column, width in zip(table.columns, widths, strict=True)
        ]
        yield self._row(heads, frames, letters, "<w:tblHeader/>", strong=len(frames))
        for row in table.rows:
            yield self._row(row, frames, letters, "", strong=int(table.row_heads))
        yield "</w:tbl>" + self._words.paragraph(self._ids[styles.NOTE], "")

    def _row(self, row: Row, frames: list[tuple[Column, str]], letters: str, more: str, *, strong: int) -> str:
        cells = []
        for at, ((column, frame), said) in enumerate(zip(frames, row.cells, strict=True)):
            written = self._cell(said, letters, strong=at < strong)
            first = not at
            style, side = self._ids[styles.CELL], "" if column.kind == "words" else '<w:jc w:val="end"/>'
            inside = written + (self._words.basis(row.basis) if first else "")
            runs = said if isinstance(said, tuple) else ()
            paragraph = self._words.paragraph(style, inside, runs, more=side, place=row.mark if first else "")
            cells.append(f"{frame}{paragraph}</w:tc>")
        return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{''.join(cells)}</w:tr>"

    def _cell(self, said: Cell, letters: str, *, strong: bool) -> str:
        match said:
            case None:
                return ""
            case Instant():
                shown = shown_instant(said, self._document.zone)
                return self._words.plain(shown, letters, strong=strong, direction="ltr")
            case int() | Fraction():
                shown = shown_number(said, self._document.language)
                return self._words.plain(shown, letters, strong=strong, direction="ltr")
        return self._words.runs(said, letters, strong=strong)

    def _drawing(self, part: Drawing) -> Iterator[str]:
        self._pictures += 1
        width = round(self._width * _EMU)
        height = round(width * part.picture.height / part.picture.width)
        number, relation, said = self._pictures, self._placed(part), escape(for_xml(part.alternative))
        frame = (
            '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/>'
            f'<wp:docPr id="{number}" name="Picture {number}" descr="{said}"/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr="{said}"/>'
            "<pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )
        if part.caption:
            yield self._caption(part.caption, part.basis)
        yield self._words.paragraph(self._ids["Normal"], frame)
