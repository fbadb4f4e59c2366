"""Words that break files, in every field of Word files and PDFs: nothing runs, nothing breaks, nothing is lost."""

import io
import re
import zipfile

import pypdf
import pytest
from lxml import etree

from tests.record.read_paper import bare as seen
from tests.record.read_paper import pdf_words, word_words
from tests.record.test_hostile_words import PARTS, bare, written

every_part = pytest.mark.parametrize("part", range(len(PARTS)))
_A_PAGE = 5_000
"""Letters of one word that are set in seconds; those of more are left to the long suite."""
every_part_on_paper = pytest.mark.parametrize(
    "part",
    [
        pytest.param(at, marks=pytest.mark.long if max(map(len, words)) > _A_PAGE else ())
        for at, words in enumerate(PARTS)
    ],
)


@every_part
def test_in_a_word_file_nothing_runs_and_nothing_is_lost(part: int) -> None:
    """Every part is XML, none leads out of the file, no field is there but the number of the page."""
    file = written("docx", part)
    parts = zipfile.ZipFile(io.BytesIO(file))
    for name in parts.namelist():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(parts.read(name))
            assert b"External" not in parts.read(name)
    body = parts.read("word/document.xml").decode()
    assert not re.search("instrText|fldSimple|w:object|w:altChunk|r:link", body)
    said = bare(word_words(file))
    for word in PARTS[part]:
        assert said.count(bare(word)) >= 5, "title, text, original, facet, roll call"


@every_part_on_paper
def test_in_a_pdf_nothing_runs_and_nothing_is_lost(part: int) -> None:
    """No script, no file, no address outside of it; words of plain letters are read back."""
    file = written("pdf", part)
    pdf = pypdf.PdfReader(io.BytesIO(file))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    for name in (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/URI"):
        assert name not in file
    read = seen(pdf_words(file))
    for word in PARTS[part]:
        if word.isascii() and word.isprintable():
            assert read.count(seen(word)) >= 3
