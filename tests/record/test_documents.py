"""The record of a round as a document: everything that a list says, and on what each sentence rests."""

import json
from dataclasses import replace

import pytest

from server.domain.procedure.positions import NamedPosition, NamedRegion
from server.domain.procedure.rules import Rules
from server.record.bases import bases_in, marks_in
from server.record.composing.round_record import compose_round
from server.record.document import Column, Document, Heading, Original, Paragraph, Row, Table
from server.record.occasion import UNKNOWN
from server.record.phrases import words_in
from server.words.strings import Strings
from server.words.wording import Wording
from tests.domain.counting.counts import a_count, list_of
from tests.record.matters import LISTS, an_occasion

LANGUAGES = Strings.read().languages


def composed(name: str, language: str = "en") -> Document:
    ranked = LISTS[name]
    return compose_round(ranked, an_occasion(ranked), Wording(Strings.read(), language))


def tables(document: Document) -> dict[str, Table]:
    return {part.name: part for part in document.parts if isinstance(part, Table)}


def said_in(document: Document) -> str:
    return json.dumps(document.parts, default=lambda part: {name: getattr(part, name) for name in part.__slots__})


def test_the_record_of_a_round_says_all_of_it() -> None:
    """What it is of, when, by which rules, who was there, the list, each item in full, and who did what."""
    document = composed("roll call")
    assert (document.title, document.header, document.direction) == ("Round 3: the list", "The meeting", "ltr")
    assert list(tables(document)) == ["regions", "list", "matrix", "by_region", "roll", "movement", "acts"]
    said = said_in(document)
    for words in ("Session 4", "What now?", "September 21, 2026, 14:13 UTC", "First line.", "Delegation 5", "lesson"):
        assert words in said or words.capitalize() in said, words
    marks = [row.mark for row in tables(document)["acts"].rows]
    assert marks == ["A1", "A2", "A3", "A4", "A5"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_composed_in_every_language(name: str, language: str) -> None:
    """Without a word that is missing, and the same twice; whatever it refers to is in it.

    Holds R277.
    """
    first, second = composed(name, language), composed(name, language)
    assert first == second
    assert bases_in(first.parts) <= marks_in(first.parts)
    assert {"A2", "A4"} <= bases_in(first.parts)


@pytest.mark.parametrize("name", LISTS)
def test_every_figure_of_the_list_is_in_the_record(name: str) -> None:
    """Rank, number and marks of each item, in order; each region of each item with its exact support."""
    ranked, found = LISTS[name], tables(composed(name))
    for item, row in zip(ranked.items, found["list"].rows, strict=True):
        assert row.cells[:2] == (item.placing.rank, item.slate_number)
        assert words_in(row.cells[2]) == item.recommendation.title
        marks = [figure for column, figure in item.placing.line.marks.items() if column != "with_changes"]
        assert list(row.cells[4 : 4 + len(marks)]) == marks
    if len(ranked.regions) > 1:
        outcomes = [outcome for item in ranked.items for outcome in item.placing.regions]
        assert [row.cells[-1] for row in found["by_region"].rows] == [outcome.support for outcome in outcomes]


def test_a_reader_has_the_translation_and_the_original_beside_it() -> None:
    """Where there is one in the language of the reader; else the words as they were proposed."""
    arabic = composed("across_regions", "ar")
    originals = [part for part in arabic.parts if isinstance(part, Original)]
    assert [part.language for part in originals] == ["fr", "fr"]
    heads = [part.runs[0].words for part in arabic.parts if isinstance(part, Heading) and part.level == 3]
    assert sum("عنوان" in head for head in heads) == 2
    assert not [part for part in composed("across_regions", "es").parts if isinstance(part, Original)]


def test_who_is_withheld_and_why_is_said() -> None:
    """By name, with the reason; and no figure of it stands anywhere."""
    document = composed("withheld")
    said = [one.words for part in document.parts if isinstance(part, Paragraph) for one in part.sentences]
    assert "Not shown: R3 (fewer than 4\u00a0ballots)" in said
    rows = [row for row in tables(document)["by_region"].rows if words_in(row.cells[1]) == "R3"]
    assert {row.cells[3:] for row in rows} == {(None,) * 4}


def test_a_region_that_took_part_by_name_is_marked_with_its_words_and_without_figures() -> None:
    """In both tables, and among the reasons."""
    said = NamedRegion("AS", 2, 2, 1, (NamedPosition("i1", "opposes", "Not before 2030"),), ("s1",))
    ranked = list_of(replace(a_count([(10, 0), (4, 6)]), named=(said,)), Rules(k=4))
    document = compose_round(ranked, UNKNOWN, Wording(Strings.read(), "en"))
    assert "Not before 2030" in said_in(document)
    (crossed,), rows = tables(document)["matrix"].rows, tables(document)["by_region"].rows
    assert words_in(crossed.cells[-1]) == words_in(rows[-1].cells[2]) == "opposes · named position"
    assert set(rows[-1].cells[3:]) == {None}


def test_a_list_of_an_earlier_release_is_composed_too() -> None:
    """Of which neither words nor acts were kept."""
    document = compose_round(LISTS["across_regions"], UNKNOWN, Wording(Strings.read(), "en"))
    assert "acts" not in tables(document)
    assert bases_in(document.parts) == frozenset()


def test_no_document_is_uneven_or_without_bounds() -> None:
    """A defect is an error where it is made, and no broken file."""
    with pytest.raises(ValueError, match="t"):
        Table("t", (Column("a"), Column("b")), (Row((1,)),))
    with pytest.raises(ValueError, match="0"):
        Heading(0, ())
    with pytest.raises(ValueError, match="200001"):
        Document("t", "en", "ltr", (Paragraph(()),) * 200_001)
