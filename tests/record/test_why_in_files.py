"""Why each item stands there, in the files of a list: in sentences of one language, safe to open in a spreadsheet."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from server.domain.counting.ranking import RankedList
from server.domain.procedure.rules import Rules
from server.record.cells import cell
from server.record.csv_file import write_csv
from server.record.formats import FORMATS
from server.record.occasion import Occasion
from server.record.ranked_list import write_json
from server.words.strings import Strings
from server.words.wording import Wording
from tests.domain.counting.counts import a_count, list_of
from tests.words.reasons import REGIONS, reasons
from tests.words.truth.read_back import Reader

STRINGS = Strings.read()
SIGNS = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")


def a_list() -> RankedList:
    return list_of(a_count([(2, 8), (4, 0)], [(9, 1), (3, 1)], [(1, 0), (0, 0)]), Rules(k=3))


def rows_of(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("language", STRINGS.languages)
def test_a_row_says_why_it_stands_there_in_the_readers_language(language: str) -> None:
    """In CSV as one cell, in JSON as a list: the sentences that the pages say, in their order. Holds R150."""
    ranked, wording = a_list(), Wording(STRINGS, language, {region.id: region.name for region in a_list().regions})
    said = [[wording.reason(reason) for reason in item.placing.reasons] for item in ranked.items]
    assert all(said)
    assert [row["why"] for row in rows_of(write_csv(ranked, Occasion(), Wording(STRINGS, language)))] == [
        " ".join(sentences) for sentences in said
    ]
    written = json.loads(write_json(ranked, Occasion(), Wording(STRINGS, language)))
    assert [item["why"] for item in written["items"]] == said


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_words_are_all_that_a_language_adds(kind: str) -> None:
    """A file for programs without them is as it always was, byte for byte but for what they take."""
    bare, worded = (FORMATS[kind].write(a_list(), Occasion(), of) for of in (None, Wording(STRINGS, "en")))
    assert b"why" not in bare
    if kind == "csv":
        rows = [[*row.items()] for row in rows_of(worded)]
        assert [row[:-5] for row in rows] == [[*row.items()] for row in rows_of(bare)]
        added = ("translated_title", "translated_text", "in_words", "result_line", "why")
        assert {tuple(key for key, _ in row[-5:]) for row in rows} == {added}
    else:
        told = json.loads(worded)
        for item in told["items"]:
            del item["why"]
        assert told == json.loads(bare)


@pytest.mark.parametrize("language", STRINGS.languages)
def test_no_sentence_becomes_a_formula_or_a_date(language: str) -> None:
    """Whatever its figures and regions, wherever the file is parted; and no sign is put into it that it has not.

    Holds R126.
    """
    wording, reader = Wording(STRINGS, language, REGIONS), Reader(language, REGIONS)
    for reason in reasons(seed=7, rounds=12):
        sentence = wording.reason(reason)
        written = cell(sentence)
        assert written == ("'" if sentence.startswith(SIGNS) else "") + sentence, "words are as they were"
        assert {claim.code for claim in reader.read(written.removeprefix("'"))} == {reason.code}
        parts = [part for line in written.splitlines() for part in re.split(r"[;\t|]", line)]
        run = [part for part in parts if part.strip(' "\u200b\u200e\u2068').startswith(SIGNS)]
        assert run == [], sentence
        assert not re.fullmatch(r"[\d\s.,:/%-]+", written), "a figure or a date"


@pytest.mark.parametrize("name", ["=1+1", "-2", "@SUM(A1)", "x; =1+1", "x\n+1", "3 Jan"])
def test_a_region_called_like_a_formula_makes_none_of_a_sentence(name: str) -> None:
    """Its name stands inside the words of a sentence, or behind an apostrophe."""
    ranked = list_of(a_count([(9, 1), (5, 3)]))
    ranked = replace(ranked, regions=tuple(replace(region, name=name) for region in ranked.regions))
    file = write_csv(ranked, None, Wording(STRINGS, "en")).decode("utf-8-sig")
    for delimiter in ",;\t|":
        cells = [one for row in csv.reader(io.StringIO(file, newline=""), delimiter=delimiter) for one in row]
        assert [one for one in cells if one.strip(' "').startswith(SIGNS)] == [], delimiter
