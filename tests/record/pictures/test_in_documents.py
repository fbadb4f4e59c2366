"""The pictures in the record of a round: each where its table is, with its words; and in the file."""

import json
from dataclasses import replace

import pytest

from server.domain.procedure.readings import ReadAgain
from server.record.composing.round_record import compose_round
from server.record.document import Drawing, Heading, Table
from server.record.formats import FORMATS
from server.record.html_file import write_html
from server.record.occasion import UNKNOWN, Occasion, SaidRegion
from server.record.pictures.of_rounds import pictures_of
from server.room.actions.reading_again import item_told
from server.store.kept_lists import write_list
from server.words.wording import Wording
from tests.record.matters import LISTS, an_occasion
from tests.record.pictures import svgs
from tests.record.pictures.lists import STRINGS

ENGLISH = Wording(STRINGS, "en")


def names_of(name: str, occasion: Occasion = UNKNOWN) -> list[str]:
    return [each.name for each in pictures_of(LISTS[name], occasion, ENGLISH, dots=False)]


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_pictures_in_its_record(name: str) -> None:
    """Of whichever method: at least its rows, all of them on the page, and each rests on the close of the round."""
    ranked, occasion = LISTS[name], an_occasion(LISTS[name])
    pictures = pictures_of(ranked, occasion, ENGLISH, dots=False)
    document = compose_round(ranked, occasion, ENGLISH, pictures)
    shown = [part for part in document.parts if isinstance(part, Drawing)]
    assert pictures[0].name == "list-1"
    assert {part.picture for part in shown} == {one for one in pictures if not one.name.startswith("reading")}
    assert {part.basis for part in shown} == {"A4"}
    page = write_html(document).decode()
    assert page.count("<svg ") == len(shown)
    assert "<script" not in page
    assert all(part.caption and part.alternative in page.replace("&quot;", '"') for part in shown[:1])


def test_a_picture_stands_before_its_table() -> None:
    """List before list, matrix before matrix; without pictures the document is what it was."""
    ranked, occasion = LISTS["across_regions"], an_occasion(LISTS["across_regions"])
    pictures = pictures_of(ranked, occasion, ENGLISH, dots=False)
    with_, without = compose_round(ranked, occasion, ENGLISH, pictures), compose_round(ranked, occasion, ENGLISH)
    order = [
        part.picture.name.partition("-")[0] if isinstance(part, Drawing) else part.name
        for part in with_.parts
        if isinstance(part, Drawing) or (isinstance(part, Table) and part.name in ("list", "matrix"))
    ]
    assert order == ["list", "list", "rankings", "matrix", "matrix"]
    left = [part for part in with_.parts if not isinstance(part, Drawing)]
    heads = {part.runs[0].words for part in left if isinstance(part, Heading)}
    assert heads == {part.runs[0].words for part in without.parts if isinstance(part, Heading)} | {"Two rankings"}


def test_files_for_people_show_them_and_files_of_tables_do_not() -> None:
    """Whoever writes a file by the table of formats gets it whole."""
    ranked, occasion = LISTS["across_regions"], an_occasion(LISTS["across_regions"])
    assert {kind for kind, each in FORMATS.items() if each.whole} >= {"html"}
    assert not {"csv", "csv-semicolons", "json", "xlsx"} & {kind for kind, each in FORMATS.items() if each.whole}
    whole = FORMATS["html"].whole
    assert whole is not None
    first, second = whole(ranked, occasion, ENGLISH), whole(ranked, occasion, ENGLISH)
    assert first == second
    assert first.count(b"<figure>") == len(names_of("across_regions"))


def test_a_silence_is_said_in_its_counts() -> None:
    """For its list has no ranks."""
    (only,) = pictures_of(LISTS["no_objection"], UNKNOWN, ENGLISH, dots=False)
    assert "Not adopted" in only.alternative
    assert "Rank 1" not in only.alternative


def test_a_list_of_an_earlier_release_has_letters_of_its_ids() -> None:
    """Where the regions of the meeting were not kept with it; else their own, in the paint of their place."""
    ranked = LISTS["across_regions"]
    known = tuple(SaidRegion(one.id, one.name, letters) for one, letters in zip(ranked.regions, "XYZ", strict=True))
    for occasion, letters in ((UNKNOWN, "R1"), (replace(UNKNOWN, regions=known), "X")):
        _, matrix, *_ = pictures_of(ranked, occasion, ENGLISH, dots=False)
        assert letters in {text.words for text in svgs.texts(matrix.svg)}


def test_two_readings_are_shown_where_the_first_was_public() -> None:
    """With the words of both, as they were kept at the publication."""
    first = LISTS["across_regions"]
    item = first.items[1].recommendation.id
    told = item_told(write_list(first), item, {"text": "Cities vote.", "language": "en", "translations": {}})
    assert [one["recommendation_id"] for one in json.loads(told)["items"]] == [item]
    later = replace(first, again=ReadAgain("first", 1, item, "AF-1"))
    occasion = replace(an_occasion(later, "Cities are heard."), before=told)
    *_, reading = pictures_of(later, occasion, ENGLISH, dots=False)
    assert reading.name == "reading-1"
    said = " ".join(text.words for text in svgs.texts(reading.svg))
    assert "vote" in said
    assert "heard" in said
    assert "reading-1" not in [each.name for each in pictures_of(later, UNKNOWN, ENGLISH, dots=False)]
    document = compose_round(later, occasion, ENGLISH, [reading])
    at = next(at for at, part in enumerate(document.parts) if isinstance(part, Drawing))
    after = document.parts[at + 1]
    assert isinstance(after, Table)
    assert after.name == "movement"
