"""The same list says the same in every format and every language, read back by programs of others."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.ranking import RankedList
from server.domain.counting.tallies import Count
from server.domain.procedure.rules import Rules
from server.record.composing.round_record import matter_of
from server.record.formats import FORMATS
from server.record.occasion import Occasion
from server.words.strings import Strings
from server.words.wording import Wording
from tests.domain.counting.counts import counts, every_rules_sheet, list_of
from tests.record.matters import LISTS, an_occasion
from tests.record.read_back import Found, from_csv, from_html, from_json, from_xlsx, page_of

LANGUAGES = Strings.read().languages


def every_format(ranked: RankedList, occasion: Occasion, language: str) -> dict[str, Found]:
    """Write a list in every format, and read it back."""
    wording = Wording(Strings.read(), language)
    kinds = ("csv", "csv-semicolons", "json", "xlsx", "html")  # what is for paper is read back in test_for_paper
    files = {kind: FORMATS[kind].write(ranked, occasion, wording) for kind in kinds}
    matter = matter_of(ranked, occasion, wording)
    columns = matter.columns
    crossed = len(ranked.regions) > 1
    found = {
        "csv": from_csv(files["csv"], columns),
        "csv-semicolons": from_csv(files["csv-semicolons"], columns, ";"),
        "json": from_json(files["json"], columns),
        "xlsx": from_xlsx(files["xlsx"], columns, matter.outcomes.mark(columns[0]), crossed=crossed),
        "html": from_html(files["html"], columns),
    }
    words = "".join(page_of(files["html"]).words.split())
    for text in found["json"].texts:
        assert "".join(text.split()) in words
    return found


def agree(ranked: RankedList, occasion: Occasion, language: str) -> None:
    found = every_format(ranked, occasion, language)
    told = found["json"]
    for kind, one in found.items():
        assert one.items == told.items, kind
        if len(ranked.regions) > 1:
            assert one.regions == told.regions, kind
    assert found["csv"].texts == found["csv-semicolons"].texts == told.texts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_every_method_says_the_same_everywhere(name: str, language: str) -> None:
    """In each of the six languages: ranks, numbers, marks of all and of each region, support, full texts.

    Holds R275.
    """
    ranked = LISTS[name]
    agree(ranked, an_occasion(ranked), language)


@given(counts(), every_rules_sheet(), st.sampled_from(LANGUAGES))
def test_whatever_was_counted_is_the_same_everywhere(count: Count, rules: Rules, language: str) -> None:
    """Of any size, of any secrecy: what one format withholds all withhold."""
    ranked = list_of(count, rules)
    agree(ranked, an_occasion(ranked), language)


@pytest.mark.parametrize("kind", FORMATS)
def test_two_runs_make_the_same_bytes(kind: str) -> None:
    """In any language, of any list."""
    for ranked in LISTS.values():
        for language in ("en", "ar"):
            first, second = (
                FORMATS[kind].write(ranked, an_occasion(ranked), Wording(Strings.read(), language)) for _ in range(2)
            )
            assert first == second


def test_the_texts_of_a_book_are_in_the_language_of_the_reader() -> None:
    """The translation where there is one, and the original in a column beside it."""
    ranked = LISTS["across_regions"]
    occasion = an_occasion(ranked)
    found = every_format(ranked, occasion, "ar")
    translated = [occasion.of(item.recommendation.id).in_language("ar") for item in ranked.items]
    for text, own, said in zip(found["xlsx"].texts, found["json"].texts, translated, strict=True):
        assert text == (said.text if said else own)


def test_of_a_list_of_an_earlier_release_all_is_written_that_there_is() -> None:
    """Without words, acts and instants."""
    ranked = LISTS["across_regions"]
    agree(replace(ranked, by_verdict=False, delegations=None), Occasion(), "en")
