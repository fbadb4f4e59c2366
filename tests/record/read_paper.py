"""Word files and PDFs read back, each by a program that somebody else wrote."""

import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator

import pypdfium2
from docx import api
from lxml.etree import _Element

from server.record.document import Cell, Document, Heading, Instant, Paragraph, Row, Table
from server.record.docx_file import write_docx
from server.record.pdf_file import write_pdf
from server.record.shown import shown_instant, shown_number

DIGITS = re.compile(r"[0-9٠-٩]+")


def bare(words: str) -> str:
    """Take of words what every file keeps: all but blanks, and the joints that tell a program how to read."""
    return re.sub("[\\s\u00a0\ufeff\u2066-\u2069\u200e\u200f\u202a-\u202e]", "", words)


def tables_in(document: Document) -> list[Table]:
    """List the tables of a document."""
    return [part for part in document.parts if isinstance(part, Table)]


def shown(cell: Cell, document: Document) -> str:
    """Say what a cell shows."""
    match cell:
        case None:
            return ""
        case tuple():
            return "".join(run.words for run in cell)
        case Instant():
            return shown_instant(cell, document.zone)
    return shown_number(cell, document.language)


def rows_of(table: Table, document: Document) -> Iterator[list[str]]:
    """Give the rows of a table as they are shown, its heads first."""
    yield [column.head for column in table.columns]
    for row in table.rows:
        yield [shown(cell, document) for cell in row.cells]


def word_tables(file: bytes) -> list[list[list[str]]]:
    """Read the cells of all tables of a Word file, without the marks of acts behind them."""
    found = []
    for table in api.Document(io.BytesIO(file)).tables:
        rows = table._tbl.tr_lst
        found.append([["".join(run.text or "" for run in cell.iter(_TEXT) if _own(run)) for cell in row.tc_lst]
                      for row in rows])  # fmt: skip
    return found


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = f"{_W}t"


def _own(run: _Element) -> bool:
    """Say whether words are of the cell itself, and no link to an act."""
    return not any(one.tag == f"{_W}hyperlink" for one in run.iterancestors())


def word_words(file: bytes) -> str:
    """Read all words of a Word file, in their order."""
    return "".join(one.text or "" for one in api.Document(io.BytesIO(file)).element.body.iter(_TEXT))


def pdf_words(file: bytes) -> str:
    """Read all words of a PDF."""
    pages = pypdfium2.PdfDocument(file)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def pdf_lines(file: bytes) -> str:
    """Read the words of a PDF as they stand beside each other, with poppler where it is installed.

    The other program parts a figure in two where what stands beside it runs the other way.
    """
    if (poppler := shutil.which("pdftotext")) is None:
        return pdf_words(file)
    with tempfile.NamedTemporaryFile(suffix=".pdf") as kept:
        kept.write(file)
        kept.flush()
        read = subprocess.run([poppler, "-layout", kept.name, "-"], capture_output=True, check=True)
    return read.stdout.decode()


def figures_of(row: Row, document: Document) -> list[str]:
    """List the figures of a row as they are shown, those within its words among them."""
    return DIGITS.findall(" ".join(shown(cell, document) for cell in row.cells))


def found_in_order(rows: list[list[str]], figures: list[str], *, mixed: bool) -> int:
    """Say how many rows of figures are found one after the other, each in one piece.

    Shape:   `mixed`: what stands in two directions is read back in an order that the program chose.
    """
    told, at = sorted if mixed else list, 0
    for number, row in enumerate(rows):
        while told(figures[at : at + len(row)]) != told(row):
            at += 1
            if at > len(figures):
                return number
        at += len(row)
    return len(rows)


def word_says_all(document: Document) -> None:
    """Hold a Word file against what it was made of: every cell of every table, and all that is said, in its order."""
    file = write_docx(document)
    assert word_tables(file) == [list(rows_of(table, document)) for table in tables_in(document)]
    said, at = bare(word_words(file)), 0
    for part in document.parts:
        sentences = part.sentences if isinstance(part, Paragraph) else ()
        for words in [part.runs] if isinstance(part, Heading) else [one.runs for one in sentences]:
            wanted = bare("".join(run.words for run in words))
            at = said.index(wanted, at) + len(wanted)


def pdf_says_all(document: Document) -> None:
    """Hold a PDF against what it was made of: every figure of every row, and all that is said from left to right."""
    file, mixed = write_pdf(document), document.direction == "rtl"
    read = pdf_lines(file) if mixed else pdf_words(file)
    rows = [figures_of(row, document) for table in tables_in(document) for row in table.rows]
    assert found_in_order(rows, DIGITS.findall(read), mixed=mixed) == len(rows)
    said = bare(read)
    sentences = [one for part in document.parts if isinstance(part, Paragraph) for one in part.sentences]
    for one in sentences if not mixed else ():
        assert any(run.direction == "rtl" for run in one.runs) or bare(one.words) in said
