"""Documents as Word files and as PDFs: what they say is what was composed, and they are made as their readers need."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pytest
from docx import api
from docx.document import Document as WordDocument
from docx.shared import Pt

from server.record.composing.round_record import compose_round
from server.record.document import Document, Heading, Paragraph, Run, Sentence, Table
from server.record.docx_file import write_docx
from server.record.html_file import write_html
from server.record.pdf_file import write_pdf
from server.record.shortened import MOST_PRINTED, shortened
from server.words.strings import Strings
from server.words.wording import Wording
from tests.record.matters import LISTS, a_list, an_occasion
from tests.record.read_paper import bare, pdf_says_all, pdf_words, word_says_all, word_words

ENGLISH = Wording(Strings.read(), "en")
LANGUAGES = Strings.read().languages
every_language = pytest.mark.parametrize("language", LANGUAGES)
every_list = pytest.mark.parametrize("name", LISTS)


def composed(name: str, language: str = "en") -> Document:
    ranked = LISTS[name]
    return compose_round(ranked, an_occasion(ranked), Wording(Strings.read(), language))


def opened(file: bytes) -> WordDocument:
    return api.Document(io.BytesIO(file))


@every_language
@every_list
def test_a_word_file_has_every_cell_and_every_word(name: str, language: str) -> None:
    """Table by table, row by row; and outside of tables all that is said, in its order."""
    word_says_all(composed(name, language))


@every_language
@every_list
def test_a_pdf_has_every_figure_and_every_word(name: str, language: str) -> None:
    """Row by row; words are compared where letters are not joined, for of joined ones programs read back shapes."""
    pdf_says_all(composed(name, language))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_two_runs_make_the_same_bytes(language: str) -> None:
    """No clock, no dice, no machine."""
    document = composed("roll call", language)
    assert write_docx(document) == write_docx(document)
    assert write_pdf(document) == write_pdf(document)


def test_word_knows_headings_lists_tables_and_acts() -> None:
    """Heads of tables are repeated, no row is parted, and a mark leads to the act in the annex."""
    file = write_docx(composed("roll call"))
    word = opened(file)
    styles = {paragraph.style.name for paragraph in word.paragraphs}
    assert {"Heading 1", "Heading 2", "Heading 3", "List Bullet", "Caption", "Plenum Fact"} <= styles
    body = word.element.body.xml
    assert body.count("<w:tblHeader/>") == len(word.tables)
    places = set(re.findall('bookmarkStart w:id="[0-9]+" w:name="([^"]+)"', body))
    links = set(re.findall('hyperlink w:anchor="([^"]+)"', body))
    assert links
    assert links <= places
    assert word.sections[0].footer._element.xml.count("PAGE") == 1


def test_arabic_is_set_from_the_right() -> None:
    """The section, its paragraphs and its tables; a title in English begins at its own side."""
    word = opened(write_docx(composed("across_regions", "ar")))
    assert "<w:bidi/>" in word.sections[0]._sectPr.xml
    assert "<w:bidi/>" in word.styles["Normal"].element.xml
    assert all("<w:bidiVisual/>" in table._tbl.xml for table in word.tables)
    (english,) = [one for one in word.paragraphs if one.text == "1. Recommendation 4"]
    assert '<w:bidi w:val="0"/>' in english._p.xml


def test_nothing_in_a_word_file_leads_out_of_it() -> None:
    """Neither a relation nor a field but the number of the page."""
    parts = zipfile.ZipFile(io.BytesIO(write_docx(composed("roll call"))))
    for name in parts.namelist():
        if name.endswith(".rels"):
            assert b"External" not in parts.read(name)
    assert b"instrText" not in parts.read("word/document.xml")


def test_a_template_gives_its_styles_and_its_paper() -> None:
    """What it has is taken, what it lacks is added, and what it says itself is not in the file."""
    template = api.Document()
    template.add_paragraph("Words of the template")
    template.styles["Heading 1"].font.name = "Georgia"
    template.sections[0].page_width = Pt(500)
    saved = io.BytesIO()
    template.save(saved)
    word = opened(write_docx(composed("across_regions"), saved.getvalue()))
    assert word.styles["Heading 1"].font.name == "Georgia"
    assert word.sections[0].page_width == Pt(500)
    assert "Words of the template" not in word.element.body.xml
    assert "Plenum Lead" in [style.name for style in word.styles]


@every_language
def test_a_pdf_is_tagged_and_says_what_it_is(language: str) -> None:
    """Title, language, an outline of its headings, heads of tables, and all faces inside."""
    document = composed("roll call", language)
    pdf = pypdf.PdfReader(io.BytesIO(write_pdf(document)))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(language)
    assert pdf.metadata.title == document.title
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert len(_flat(pdf.outline)) == sum(isinstance(part, Heading) for part in document.parts)
    kinds = _kinds(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/TR", "/L", "/LI", "/P"} <= kinds
    for page in pdf.pages:
        for face in page["/Resources"]["/Font"].values():
            (inner,) = face.get_object()["/DescendantFonts"]
            assert {"/FontFile2", "/FontFile3"} & set(inner.get_object()["/FontDescriptor"].keys())


def test_a_heading_that_is_too_deep_is_set_below_the_last() -> None:
    """A tagged file may skip no level; what is said stays."""
    said = (Paragraph((Sentence((Run("Words"),)),)),)
    document = Document("T", "en", "ltr", (Heading(1, (Run("One"),)), Heading(4, (Run("Deep"),)), *said))
    assert "Deep" in pdf_words(write_pdf(document))


@pytest.mark.parametrize("language", ["xx", "zh-Hant-HK", "not a tag", "ckb"])
def test_words_of_any_language_are_written(language: str) -> None:
    """Also of one that the library does not know."""
    document = composed("across_regions")
    other = replace(document, parts=(*document.parts, Paragraph((Sentence((Run("Bonjour", language),)),))))
    assert "Bonjour" in pdf_words(write_pdf(other))
    assert "Bonjour" in word_words(write_docx(other))


def _flat(outline: list) -> list:
    return [leaf for one in outline for leaf in (_flat(one) if isinstance(one, list) else [one])]


def _kinds(node: object) -> set[str]:
    """List the kinds of tags below one."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, pypdf.generic.ArrayObject):
            waiting += one
        elif isinstance(one, pypdf.generic.DictionaryObject):
            found.add(str(one.get("/S", "")))
            waiting += [one["/K"]] if "/K" in one else []
    return found


@pytest.mark.parametrize("write", [write_docx, write_pdf])
def test_a_table_of_very_many_rows_is_left_to_the_files_for_programs(write: Callable[[Document], bytes]) -> None:
    """The paper says how many rows it has and where they are; the page, Excel and CSV have each of them."""
    ranked = a_list(items=60, regions=12)
    document = compose_round(ranked, an_occasion(ranked), ENGLISH)
    (long,) = [part for part in document.parts if isinstance(part, Table) and part.name == "by_region"]
    assert len(long.rows) == 720 > MOST_PRINTED
    words = (word_words if write is write_docx else pdf_words)(write(document))
    assert bare("This table has 720 rows") in bare(words)
    assert [part.name for part in shortened(document).parts if isinstance(part, Table)].count("by_region") == 0
    assert "by_region" in write_html(document).decode()
    short = compose_round(ranked := a_list(items=50, regions=12), an_occasion(ranked), ENGLISH)
    assert shortened(short) == short


def test_of_very_many_sentences_the_marks_are_words_and_no_links() -> None:
    """A mark still says on which act a sentence rests."""
    few, many = (a_list(items=items, regions=3) for items in (4, 400))
    links = []
    for ranked in (few, many):
        file = write_pdf(compose_round(ranked, an_occasion(ranked), ENGLISH))
        links.append(any("/Annots" in page for page in pypdf.PdfReader(io.BytesIO(file)).pages))
        assert "[A" in pdf_words(file)
    assert links == [True, False]
