"""Words that break files, in every field of every format: nothing runs, nothing breaks, nothing is lost."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from functools import cache
from typing import Any

import openpyxl
import pytest

from server.domain.counting.consent import Consent, Reservation, Speaker
from server.domain.counting.delegations import Called, Delegations
from server.domain.counting.ranking import RankedItem, RankedList
from server.record.formats import FORMATS
from server.record.occasion import Occasion, SaidFacet, SaidIn, SaidOf
from server.record.plain import for_xml
from server.words.strings import Strings
from server.words.wording import Wording
from tests.domain.counting.counts import RECORDED
from tests.record.hostile import HOSTILE
from tests.record.matters import ACTS, a_list
from tests.record.read_back import page_of

MANY = 12
PARTS = [HOSTILE[at : at + MANY] for at in range(0, len(HOSTILE), MANY)]
PLAIN = a_list(items=MANY, regions=2)
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "p", "span", "b", "a", "dl", "dt", "dd", "ul", "li"),
    *(
        "h1",
        "h2",
        "h3",
        "div",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "time",
        "blockquote",
        "hr",
        "br",
    ),
}
csv.field_size_limit(2**24)  # its bound is ours to set
every_part = pytest.mark.parametrize("part", range(len(PARTS)))


@cache
def hostile_list(part: int) -> tuple[RankedList, Occasion]:
    """Say some words wherever anybody may say any: each word of a part is all that one item says."""
    words = PARTS[part]
    items, said = [], {}
    for one, word in zip(PLAIN.items, words, strict=False):
        consent = Consent("adopted", 0, (Speaker("r1", word),), (Reservation(word, Speaker("r1", word)),))
        named = replace(one.recommendation, title=word, label=word, translations=(("fr", word),))
        items.append(RankedItem(named, replace(one.placing, consent=consent)))
        facets = (SaidFacet("f", words[0], (word, word)),)
        said[named.id] = SaidOf(word, "es", word, "lesson", facets, (SaidIn("fr", word, word),))
    regions = tuple(replace(region, name=word) for region, word in zip(PLAIN.regions, words, strict=False))
    roll = tuple(Called(word, 0, 0, 1, ((1, 0, 0, 0),) * MANY) for word in words)
    told = Delegations(1, ((1, 0, 0),) * MANY, roll=roll)
    rules = replace(RECORDED, roll_call=True)
    listed = replace(PLAIN, items=tuple(items), regions=regions, rules=rules, delegations=told)
    of = (words[0], "s4", words[1], words[2])
    return listed, Occasion("maaaa", *of, "", 3, words[3], 1, 2, said, published_at_ms=3, acts=ACTS)


def written(kind: str, part: int) -> bytes:
    return FORMATS[kind].write(*hostile_list(part), Wording(Strings.read(), "fr"))


def bare(words: object) -> str:
    """Take of words what every format keeps: all but blanks, and what no document may hold."""
    return "".join(for_xml(str(words or "")).split())


@every_part
@pytest.mark.parametrize(("kind", "parted"), [("csv", ","), ("csv-semicolons", ";")])
def test_in_csv_nothing_runs_and_nothing_is_lost(part: int, kind: str, parted: str) -> None:
    """However a program parts it.

    Holds R126.
    """
    file = written(kind, part).decode("utf-8-sig")
    for delimiter in ",;\t|":
        for row in csv.reader(io.StringIO(file, newline=""), delimiter=delimiter):
            assert [cell for cell in row if cell.strip(' "\u200b\u00a0').startswith(tuple("=+@＝"))] == []
    rows: list[Any] = list(csv.DictReader(io.StringIO(file, newline=""), delimiter=parted))
    for row, word in zip(rows, PARTS[part], strict=True):
        told = dict.fromkeys(("title", "text", "question", "label"), word)
        told |= dict(zip(("meeting", "session", "room", "round_question"), PARTS[part], strict=False))
        assert {key: row[key].replace("'", "") for key in told} == {
            key: one.replace("'", "") for key, one in told.items()
        }


@every_part
def test_in_a_workbook_nothing_runs_and_nothing_is_lost(part: int) -> None:
    """No formula, no link, no date but those of acts; the words are in their cells as they were.

    Holds R276.
    """
    file = written("xlsx", part)
    parts = zipfile.ZipFile(io.BytesIO(file))
    assert not [name for name in parts.namelist() if re.search("external|vba|embed|hyperlink|printer", name)]
    assert not [name for name in parts.namelist() if name.endswith(".rels") and b"External" in parts.read(name)]
    book = openpyxl.load_workbook(io.BytesIO(file))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds <= {"s", "n", "d"}
    for sheet in book:
        dates = {cell.column for row in sheet.iter_rows(min_row=2) for cell in row if cell.data_type == "d"}
        assert dates == ({2} if sheet is book.worksheets[-1] else set())
    heads, *rows = [list(row) for row in book.worksheets[0].values]
    for row, word in zip(rows, PARTS[part], strict=True):
        assert [bare(said) for said in row[2:5]] == [bare(word)] * 3
        assert bare(row[heads.index("Question")]) == bare(word)
    reserved = [bare(row[2]) for row in list(book["Réserves"].values)[1:]]
    assert reserved == [bare(word) for word in PARTS[part]]


@every_part
def test_in_a_page_nothing_runs_and_nothing_is_lost(part: int) -> None:
    """No tag but those of the page, none that fetches or runs, no address but those within it."""
    page = page_of(written("html", part))
    assert {tag for tag, _ in page.tags} <= TAGS
    for _, given in page.tags:
        assert not [name for name in given if name.startswith("on") or name == "src"]
        assert given.get("href", "#").startswith("#")
    said = bare(page.words)
    for word in PARTS[part]:
        assert said.count(bare(word)) >= 5, "title, text, original, facet, roll call"


@every_part
def test_in_json_words_are_what_they_were(part: int) -> None:
    """To the letter."""
    listed = json.loads(written("json", part))
    for item, word in zip(listed["items"], PARTS[part], strict=True):
        assert {item["title"], item["text"], item["question"], item["label"]} == {word}
    assert (listed["occasion"]["meeting"], listed["occasion"]["session"]) == PARTS[part][:2]
