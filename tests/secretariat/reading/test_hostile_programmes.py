"""Programmes in files that are malformed, hostile or merely odd: a tree or a sentence in time, and nothing kept."""

import io
import json
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from server.domain.agenda.problems import AgendaProblems
from server.domain.errors import Malformed
from server.secretariat.programme_files import understand_programme
from server.secretariat.reading.apart import Readers
from server.words.problems import told
from server.words.refusals import words_of
from server.words.strings import Strings
from tests.secretariat.reading.files import ods, xls, xlsx
from tests.secretariat.reading.papers import CONTENT_TYPES, STYLES, W, docx, odt, p, packed, pdf, pdf_of, table

PROGRAMME = "Forum on mills\n\nSession 1: Water\nGuiding questions\n- Who owns the weir?\n"
LAUGHS = "<!DOCTYPE a [<!ENTITY b 'ha'>" + "".join(
    f"<!ENTITY {after} '{f'&{before};' * 10}'>" for before, after in zip("bcdefghi", "cdefghij", strict=True)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
WORDS = f"<w:document {W}><w:body><w:p><w:r><w:t>Session 1: Water {{}}</w:t></w:r></w:p></w:body></w:document>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TREE = "read as a programme"


def word(body: str | bytes) -> bytes:
    return packed({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": body, "word/styles.xml": STYLES})


def bomb(name: str, size: int, around: tuple[bytes, bytes] = (b"", b"")) -> bytes:
    """Pack a part of so many bytes; it is a thousand times smaller in its archive."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        with archive.open(name, "w", force_zip64=True) as part:
            part.write(around[0])
            for _ in range(size // 1_000_000):
                part.write(b" " * 1_000_000)
            part.write(around[1])
    return written.getvalue()


def lying(name: str, size: int) -> bytes:
    """Pack a part that says it is small."""
    written = bytearray(bomb(name, size))
    for head, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = written.rfind(head)
        written[at + place : at + place + 4] = (1_000).to_bytes(4, "little")
    return bytes(written)


def locked(method: str) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter(io.BytesIO(pdf_of(PROGRAMME)))
    writer.encrypt("secret", algorithm=method)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def zipped(name: str, inner: bytes) -> bytes:
    return packed({name: inner})


def nested(depth: int) -> bytes:
    inner = PROGRAMME.encode()
    for number in range(depth):
        inner = zipped(f"{number}.zip", inner)
    return inner


def deep_table(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + p("Session 1: Water") + "</w:tc></w:tr></w:tbl>" * depth


def deep_list(depth: int) -> str:
    return "<text:list><text:list-item>" * depth + "<text:p>Water</text:p>" + "</text:list-item></text:list>" * depth


DIGITS = "9" * 5_000
"""More than Python reads as one number."""
FILES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "nothing": (lambda: b"", "x.docx", "file_empty"),
    "blanks": (lambda: b" \n\t\n" * 1_000, "x.txt", "file_empty"),
    "zeros": (lambda: bytes(100_000), "x.txt", "file_empty"),
    "unseen": (lambda: "\u200b\u2060\n".encode() * 50, "x.txt", "empty"),
    "random bytes": (lambda: bytes(range(256)) * 4_000, "x.txt", "file_encoding"),
    "random bytes called pdf": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 4_000, "x.pdf", "file_damaged"),
    "wrong encoding": (lambda: b"Session 1: Caf\xe9\nQuestions\n- Qui paie ?\n", "x.txt", TREE),
    "half of a letter": (lambda: PROGRAMME.encode() + "é".encode()[:1], "x.txt", TREE),
    "utf-16 cut in two": (lambda: PROGRAMME.encode("utf-16")[:-1], "x.txt", "file_encoding"),
    "control signs": (lambda: PROGRAMME.encode() + b"\x01\x02\x03\n", "x.txt", "not_text"),
    "100,000 lines": (lambda: b"- Who owns the weir?\n" * 100_000, "x.txt", "too_many_lines"),
    "100,000 rows of csv": (lambda: b"09:00;Water;A\n" * 100_000, "x.csv", "file_too_much"),
    "100,000 rows of xlsx": (
        lambda: xlsx({"S": [["Time", "Session"], *([["09:00", "Water"]] * 100_000)]}),
        "x.xlsx", "file_too_many_rows",
    ),
    "one cell far below": (lambda: ods({"S": [["Water"], *[[""]] * 60_000, ["Flour"]]}), "x.ods", "file_too_many_rows"),
    "one line of four megabytes": (lambda: b"water " * 700_000, "x.txt", "too_much_text"),
    "one bracket four million times": (lambda: b"(" * 2**22, "x.md", "too_much_text"),
    "headings without end": (lambda: b"objectives (" * 350_000, "x.txt", "too_much_text"),
    "formulas": (
        lambda: xlsx({"S": [["Time", "Session"], ["09:00", "=1+1"], ["10:00", "Water"], ["11:00", "Flour"]]}),
        "x.xlsx", TREE,
    ),
    "merged cells": (
        lambda: xlsx({"S": [["Time", "Title"], ["09:00", "Water"], ["", "x"], ["11:00", "Flour"]]}, merged=["A2:A3"]),
        "x.xlsx", TREE,
    ),
    "zip bomb in a document": (lambda: bomb("word/document.xml", 90_000_000), "x.docx", "file_too_much"),
    "zip bomb in a sheet": (lambda: bomb("xl/workbook.xml", 400_000_000), "x.xlsx", "file_too_much"),
    "zip bomb that says it is small": (lambda: lying("word/document.xml", 200_000_000), "x.docx", "file_damaged"),
    "zip bomb beside the text": (lambda: bomb("word/media/1.png", 300_000_000), "x.docx", "file_too_much"),
    "archive in archives": (lambda: nested(30), "x.zip", "file_archive"),
    "document in an archive": (lambda: zipped("programme.docx", docx(p("Session 1: Water"))), "x.zip", "file_archive"),
    "archive called docx": (lambda: zipped("readme.txt", PROGRAMME.encode()), "x.docx", "file_archive"),
    "gzip": (lambda: b"\x1f\x8b\x08" + bytes(50), "x.gz", "file_archive"),
    "neither text nor anything known": (lambda: b"Water\x00\xff\x00\x00\x9d\x9d" * 51, "x.bin", "file_no_text"),
    "cut archive": (lambda: docx(p("Session 1: Water"))[:300], "x.docx", "file_damaged"),
    "no document inside": (
        lambda: packed({"[Content_Types].xml": CONTENT_TYPES, "word/styles.xml": STYLES}),
        "x.docx", "file_damaged",
    ),
    "entities that laugh": (lambda: word(LAUGHS + WORDS.format("&j;")), "x.docx", "file_damaged"),
    "an entity from outside": (lambda: word(OUTSIDE + WORDS.format("&x;")), "x.docx", TREE),
    "an entity from outside in odt": (lambda: odt("<text:p>&x; Water</text:p>", OUTSIDE), "x.odt", TREE),
    "an entity from outside in html": (
        lambda: OUTSIDE.encode() + b"<html><body><p>Water &x;</p></body></html>",
        "x.html", TREE,
    ),
    "no xml inside": (lambda: word(b"\x00\x01 no xml"), "x.docx", "file_damaged"),
    "tables a thousand deep": (lambda: docx(deep_table(1_000)), "x.docx", "file_too_much|file_damaged"),
    "lists a thousand deep": (lambda: odt(deep_list(1_000)), "x.odt", "file_too_much|file_damaged"),
    "elements a million deep": (
        lambda: b"<html>" + b"<div>" * 600_000 + b"Water",
        "x.html", "file_too_much|file_damaged|empty",
    ),
    "encrypted pdf": (lambda: locked("RC4-128"), "x.pdf", "file_encrypted"),
    "encrypted document": (
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
        "x.docx", "file_encrypted",
    ),
    "word of 1997": (
        lambda: OLE + "WordDocument".encode("utf-16-le"),
        "x.doc", "file_no_document",
    ),
    "rich text": (lambda: b"{\\rtf1\\ansi Session 1: Water}", "x.rtf", "file_no_document"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(200), "x.png", "file_pictures"),
    "pdf of pictures": (lambda: pdf([[]]), "x.pdf", "file_pictures"),
    "pdf cut in two": (lambda: pdf_of(PROGRAMME)[:400], "x.pdf", "file_damaged"),
    "pdf that goes round": (
        lambda: pdf_of(PROGRAMME).replace(b"/Kids[5 0 R]", b"/Kids[2 0 R]"),
        "x.pdf", "file_damaged|file_too_much|file_pictures",
    ),
    "a stream without end": (
        lambda: pdf_of(PROGRAMME).replace(b"Td (Forum", b"Td " + b"q " * 1_500_000 + b"(Forum"),
        "x.pdf", f"{TREE}|file_damaged|file_too_long|file_too_much",
    ),
    "json a million deep": (lambda: b"[" * 1_000_000, "x.json", "file_damaged"),
    "json that is no programme": (lambda: json.dumps({"sessions": 7}).encode(), "x.json", "wrong_type"),
    "macros": (lambda: docx(p("Session 1: Water"), more={"word/vbaProject.bin": b"\xd0\xcf"}), "x.docm", TREE),
    "a sheet of 1997": (lambda: xls([["Time", "Session"], ["09:00", "Water"], ["10:00", "Flour"]]), "x.xls", TREE),
    "numbers of 5,000 digits in word": (
        lambda: docx(
            f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{DIGITS}"/></w:tcPr>{p("Session 1: Water")}</w:tc></w:tr>'
            "</w:tbl>",
            f'<w:p><w:pPr><w:outlineLvl w:val="{DIGITS}"/></w:pPr><w:r><w:t>Flour</w:t></w:r></w:p>',
            p("Who owns the weir?", number=1, depth=10**9),
        ),
        "x.docx", TREE,
    ),
    "numbers of 5,000 digits in odt": (
        lambda: odt(f'<text:h text:outline-level="{DIGITS}">Session 1: Water</text:h><text:p>Flour</text:p>'),
        "x.odt", TREE,
    ),
    "a table 4,000 wide": (lambda: docx(table([["Water"] * 4_000] * 4)), "x.docx", TREE),
    "a page that loads": (
        lambda: b'<html><body><script src="//x"></script><p>Session 1: Water</p><img src="//y"></body></html>',
        "x.html", TREE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
async def test_whatever_a_file_is_it_ends_in_a_tree_or_a_sentence_in_time(name: str, tmp_path: Path) -> None:
    """In six languages; a process of three hundred megabytes that may write no file does it, and is gone after it."""
    make, called, expected = FILES[name]
    given = make()
    strings = Strings.read()
    began_s = time.monotonic()
    os.environ["TMPDIR"] = str(tmp_path)
    try:
        read = await understand_programme(Readers(), given, name=called)
        found, sentences = TREE, {TREE}
        assert read["tree"]["sessions"]
        assert "root:" not in json.dumps(read)
    except Malformed as refused:
        found, sentences = refused.reason, {words_of(strings, language, refused) for language in strings.languages}
    except AgendaProblems as refused:
        found = refused.problems[0].code
        sentences = {told(strings, language, "agenda", refused.problems[0]) for language in strings.languages}
    assert time.monotonic() - began_s < 5
    assert found in expected.split("|")
    assert all(sentences)
    assert not any("the table" in sentence for sentence in sentences), "nobody handed in a table"
    assert len(sentences) == (1 if found == TREE else len(strings.languages))
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - the loop is the test's own
