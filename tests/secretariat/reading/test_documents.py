"""A programme reads the same from every format that people have; what a format says besides its words is used."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from server.secretariat.reading.programme import read_programme_file
from tests.secretariat.reading.files import ods, xls, xlsx
from tests.secretariat.reading.papers import docx, odt, p, pdf_of, table

SAMPLES = Path(__file__).parents[2] / "domain" / "agenda" / "programmes"
Shape = list[tuple[str, str, list[int]]]
MILLS: Shape = [("Water", "09:00", [1, 0]), ("Flour", "10:45", [0])]
ROWS = [["Time", "Session", "Speakers"], ["09:00", "Water", "A"], ["10:30", "Coffee", ""], ["10:45", "Flour", "B"]]


def read(given: bytes, name: str = "", content_type: str = "") -> dict[str, Any]:
    found = read_programme_file(given, {"name": name, "content_type": content_type})
    assert isinstance(found, dict)
    return found


def shape(found: dict[str, Any]) -> Shape:
    return [
        (each["title"], each["starts"], [len(question["sub"]) for question in each["questions"]])
        for each in found["tree"]["sessions"]
    ]


TEXT = (
    "Meeting of mills\n\nSession 1: Water\n9:00\nGuiding questions\n- Who owns the weir?\n  - in summer?\n"
    "- Who repairs it?\nSession 2: Flour\n10:45\nGuiding questions\n- Who buys?\n"
)
HTML = """<!doctype html><title>x</title><h1>Meeting of mills</h1><h2>Session 1: Water</h2><p>9:00</p>
<p>Guiding questions</p><ul><li>Who owns the weir?<ul><li>in summer?</li></ul></li><li>Who repairs it?</li></ul>
<h2>Session 2: Flour</h2><div>10:45</div>
<b>Guiding questions</b><ol><li>Who buys?</li></ol><script>var not = "read"</script>"""
DOCX = docx(
    p("Meeting of mills", "T"), p("Water", "H1", 3), p("9:00"), p("Guiding questions", bold=True),
    p("Who owns the weir?", "", 1), p("in summer?", "", 1, 1), p("Who repairs it?", "", 1),
    p("Flour", "H1", 3), p("10:45"), p("Guiding questions", bold=True), p("Who buys?", "", 2),
)  # fmt: skip
ITEM = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
ODT = odt(
    '<text:p text:style-name="Title">Meeting of mills</text:p><text:h text:outline-level="1">Session 1: Water</text:h>'
    "<text:p>9:00</text:p><text:p>Guiding questions</text:p><text:list>"
    + ITEM.format("Who owns the weir?", "<text:list>" + ITEM.format("in summer?", "") + "</text:list>")
    + ITEM.format("Who repairs it?", "")
    + '</text:list><text:h text:outline-level="1">Session 2:<text:s/>Flour</text:h><text:p>10:45</text:p>'
    "<text:p>Guiding questions</text:p><text:list>" + ITEM.format("Who buys?", "") + "</text:list>"
)


@pytest.mark.parametrize(
    ("given", "name", "content_type"),
    [
        (TEXT.encode(), "", ""), (TEXT.encode("utf-16"), "x.txt", ""), (TEXT.replace("- ", "* ").encode(), "x.md", ""),
        (json.dumps({"text": TEXT}).encode(), "", "application/json"), (HTML.encode(), "x.html", ""), (DOCX, "", ""),
        (ODT, "", ""), (pdf_of(TEXT), "", ""),
    ],
    ids=["text", "utf-16", "md", "json", "html", "docx", "odt", "pdf"],
)  # fmt: skip
def test_a_programme_is_read_from_every_format(given: bytes, name: str, content_type: str) -> None:
    found = read(given, name, content_type)
    assert (found["tree"]["title"], shape(found)) == ("Meeting of mills", MILLS)
    assert [each["number"] for each in found["tree"]["sessions"]] in (["1", "2"], ["I", "II"])


@pytest.mark.parametrize(
    "given",
    [
        docx(table(ROWS)), xlsx({"S": ROWS}), ods({"S": ROWS}), xls(ROWS), "\n".join(map(";".join, ROWS)).encode(),
        ("<html><table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
         + "</table>").encode(),
    ],
    ids=["docx", "xlsx", "ods", "xls", "csv", "html"],
)  # fmt: skip
def test_a_table_has_one_session_a_row(given: bytes) -> None:
    found = read(given, "x.csv")
    assert shape(found) == [("Water", "09:00", []), ("Flour", "10:45", [])]
    assert [each["note"] for each in found["tree"]["sessions"]] == ["09:00\nA\n10:30 Coffee", "10:45\nB"]


def test_columns_say_what_their_cells_are() -> None:
    rows = [["Session", "Objectives", "Guiding questions", "Moderator"],
            ["Water", "Compare weirs\nAgree on rules", "Who owns the weir\nWho repairs it", "Ann"],
            ["Flour", "", "Who buys", "Bo"]]  # fmt: skip
    water, flour = read(docx(p("Mills", "T"), table(rows)))["tree"]["sessions"]
    assert [each["text"] for each in water["objectives"]] == ["Compare weirs", "Agree on rules"]
    assert [each["text"] for each in water["questions"]] == ["Who owns the weir", "Who repairs it"]
    assert (water["note"], flour["note"], len(flour["questions"])) == ("Ann", "Bo", 1)


def test_sheets_are_days_and_cells_over_several_rows_are_read_once() -> None:
    first = [["Time", "Title", "Room"], ["09:00", "Water", "A"], ["", "", "B"], ["11:00", "Flour", "A"]]
    found = read(xlsx({"Day 1": first, "Day 2": [["Time", "Title"], ["09:00", "Bread"]]}, merged=["A2:A3", "B2:B3"]))
    assert [(each["title"], each["day"]) for each in found["tree"]["sessions"]] == [
        ("Water", "Day 1"), ("Flour", "Day 1"), ("Bread", "Day 2"),
    ]  # fmt: skip
    page = "<html><table><tr><th>Time<th>Title</tr><tr><td rowspan=2>09:00<td>Water</tr><tr><td>A hall</tr>"
    html = read(page.encode() + b"<tr><td>10:00<td colspan=2>Flour</tr></table>", "x.html")
    assert shape(html) == [("Water", "09:00", []), ("Flour", "10:00", [])]


def test_words_of_a_document_that_word_keeps_apart_are_read() -> None:
    """In a content control, inserted with changes tracked, in a box, in a table in a table; what was deleted is not."""
    deleted = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    inserted = f"<w:p><w:ins><w:r><w:t>Session 2: Flour</w:t></w:r></w:ins>{deleted}</w:p>"
    control = f"<w:sdt><w:sdtContent>{p('Session 1: Water')}</w:sdtContent></w:sdt>"
    boxed = f"<w:r><w:pict><w:txbxContent>{p('in a box')}</w:txbxContent></w:pict></w:r>"
    box = f"<w:p><w:r><w:t>Session 3: Bread</w:t></w:r>{boxed}</w:p>"
    inner = f"<w:tbl><w:tr><w:tc>{p('Outer')}{table([['Inner', 'cells']])}</w:tc></w:tr></w:tbl>"
    found = json.dumps(read(docx(p("Mills", "T"), control, inserted, box, inner)))
    assert all(word in found for word in ("Water", "Flour", "Bread", "in a box", "Outer", "Inner", "cells"))
    assert "gone" not in found


@pytest.mark.parametrize(
    ("name", "encodings"),
    [
        ("ru-sessii-voprosy", ["cp1251", "koi8-r", "utf-16-le"]), ("fr-seances-objectifs", ["cp1252", "utf-8-sig"]),
        ("es-mesas-con-preguntas", ["cp1252", "mac-roman"]), ("zh-changci", ["gb18030", "utf-16"]),
        ("ar-jalasat", ["cp1256", "utf-32"]),
    ],
)  # fmt: skip
def test_a_text_in_any_encoding_is_read_the_same(name: str, encodings: list[str]) -> None:
    text = (SAMPLES / f"{name}.txt").read_text("utf-8").replace("−", "-")
    said = read(text.encode())
    for encoding in encodings:
        written = text.encode(encoding, "replace")
        assert [each[1:] for each in shape(read(written, "x.txt"))] == [each[1:] for each in shape(said)], encoding


def test_a_tree_as_json_is_checked_and_shown() -> None:
    tree = {"title": "Mills", "sessions": [{"title": "Water", "questions": ["Who owns the weir?"]}]}
    for given in (tree, {"agenda": tree}, {"tree": tree}):
        assert shape(read(json.dumps(given).encode(), "x.json")) == [("Water", "", [0])]
    assert read(json.dumps({"sessions": [{"title": 7}]}).encode(), "x.json") == {
        "refused": [{"line": 0, "code": "wrong_type", "text": "sessions[0].title"}]
    }


@pytest.mark.parametrize(
    ("loaded", "left"),
    [
        ("server.app, server.cli", ("server.domain.agenda.headings", "server.secretariat.reading.seats", "pypdf")),
        ("server.secretariat.reading.programme", ("lxml", "pypdf", "python_calamine", "charset_normalizer")),
    ],
)
def test_what_takes_ballots_loads_no_reader_and_a_reader_no_library_before_it_reads(
    loaded: str, left: tuple[str, ...]
) -> None:
    """The patterns of a programme take a tenth of a second of every start, and the libraries more."""
    said = f"import sys, {loaded}; print({set(left)} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert found.stdout == "set()\n"
