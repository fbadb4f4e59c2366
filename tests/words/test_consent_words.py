"""What silence came to, in words: the same as `tests/js/page/consent.test.mjs` expects of the pages."""

from functools import partial
from typing import Any

from server.words.consent import consent_count, consent_lines, consent_sentence, consent_words, objections_of
from server.words.strings import Strings

say = partial(Strings.read().translate, "en")
KENYA = {"region": "AF", "name": "Kenya", "seat": None}
ITEM: dict[str, Any] = {
    "consent": "objected",
    "objections": None,
    "objected_by": [KENYA, {"region": "AF", "name": "", "seat": 7}],
    "reservations": [{"words": "Not in May", "by": KENYA}, {"words": "By law", "by": None}],
}


def test_what_became_of_an_item_and_how_many_reservations_there_are() -> None:
    """One line; nothing of another list."""
    assert consent_words(say, ITEM) == "Objected: goes to a vote · Reservations: 2"
    assert consent_words(say, {"consent": "adopted", "reservations": []}) == "Adopted without objection"
    assert [consent_words(say, {}), objections_of(say, {}), objections_of(say, ITEM)] == ["", "", "some"]


def test_how_many_object_where_that_is_told_and_what_a_silence_came_to() -> None:
    """A figure, or that there are some; and three figures of the whole list."""
    adopted: dict[str, Any] = {"consent": "adopted", "objections": 0, "reservations": []}
    assert consent_count(say, ITEM) == "Objections: some · Reservations: 2"
    assert consent_count(say, ITEM | {"objections": 4, "reservations": []}) == "Objections: 4"
    assert consent_count(say, adopted) == ""
    assert consent_sentence(say, [adopted, adopted, ITEM]) == (
        "Adopted without objection: 2 · Not adopted: 1 · With reservations: 1"
    )


def test_who_objected_where_that_is_told_and_what_was_reserved() -> None:
    """A line each, with the seat where there is no name."""
    assert consent_lines(say, ITEM) == ["Objected: Kenya, Seat 7", "Kenya: “Not in May”", "“By law”"]
    assert consent_lines(say, {}) == []
