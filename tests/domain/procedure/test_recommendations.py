"""Laws of a recommendation's words: what a change of the original does to its translations, and the other way round."""

from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import Malformed, Overtaken, Refusal, TextTooLong, WrongState
from server.domain.languages import LANGUAGES
from server.domain.procedure.recommendations import Recommendation, Translation, move
from server.domain.procedure.rewording import checked_words, edit, translate
from server.domain.visible import has_visible_character

ENGLISH = Recommendation("r1", 1, "m1", "q1", "One calendar", "For all meetings.", "en", ("AF",), status="accepted")
OTHERS = [language for language in LANGUAGES if language != "en"]
WORDS = st.text(st.characters(categories=("L", "N", "Zs")), min_size=1, max_size=40).filter(has_visible_character)
GIVEN = st.lists(st.tuples(st.sampled_from(OTHERS), WORDS, WORDS), max_size=8)


def translated(given: list[tuple[str, str, str]]) -> Recommendation:
    """Take translations in, one after the other."""
    result = ENGLISH
    for language, title, text in given:
        standing = {one.language: one.version for one in result.translations}
        result = translate(result, language, title, text, standing.get(language, 0))
    return result


@given(GIVEN)
def test_the_last_translation_into_a_language_stands_and_nothing_else_changes(
    given: list[tuple[str, str, str]],
) -> None:
    """One a language, in the order of languages; the words, the version and the status are those of the original."""
    result = translated(given)
    last = {language: checked_words(title, text) for language, title, text in given}
    assert {one.language: (one.title, one.text) for one in result.translations} == last
    assert [one.language for one in result.translations] == sorted(last)
    assert replace(result, translations=()) == ENGLISH
    written = {
        language: [words for words, _ in groupby(checked_words(*said[1:]) for said in given if said[0] == language)]
        for language in last
    }
    assert {one.language: one.version for one in result.translations} == {
        language: len(words) for language, words in written.items()
    }, "each change of words has a version of its own"


@given(GIVEN, st.sampled_from(OTHERS))
def test_an_empty_title_takes_one_translation_away_and_leaves_the_others(
    given: list[tuple[str, str, str]], language: str
) -> None:
    """Taking away what is not there changes nothing, and taking away twice is the same as once."""
    before = translated(given)
    gone = {one.language: one.version for one in before.translations}.get(language, 0)
    after = translate(before, language, " ", "whatever", gone)
    assert after.translations == tuple(one for one in before.translations if one.language != language)
    assert translate(after, language, "", "") == after
    again = translate(after, language, "Another", "Text", 0)
    (new,) = [one for one in again.translations if one.language == language]
    assert new.version == gone + 1, "no two translations have the same version"


@given(GIVEN, WORDS, WORDS)
def test_other_words_have_no_translation_and_the_same_words_keep_theirs(
    given: list[tuple[str, str, str]], title: str, text: str
) -> None:
    """A translation speaks of the words that stand; a rejection leaves both alone."""
    before = translated(given)
    other = edit(before, f"{title} again", text, before.version)
    assert (other.translations, other.version) == ((), before.version + 1)
    assert other.past_translations == max((one.version for one in before.translations), default=0)
    assert edit(before, before.title, f" {before.text} ", 7) == before
    for made_on in (7, other.version - 1, 0):
        with pytest.raises(Overtaken):
            edit(other, "Mine", "Words", made_on)
    assert move(before, "reject", "Not now.").translations == before.translations


@pytest.mark.parametrize(
    ("language", "title", "text", "refusal", "reason"),
    [
        ("de", "Ein Kalender", "Für alle.", Malformed, "language"),
        ("", "One", "For all.", Malformed, "language"),
        ("en", "A calendar", "For all.", Malformed, "translation_of_itself"),
        ("en", "", "", Malformed, "translation_of_itself"),
        ("fr", "Un calendrier", " ", Malformed, "translation_of_half"),
        ("fr", "x" * 121, "Pour tous.", TextTooLong, "title"),
        ("fr", "Un calendrier", "x" * 501, TextTooLong, "text"),
    ],
)
def test_what_is_no_translation_is_refused(
    language: str, title: str, text: str, refusal: type[Refusal], reason: str
) -> None:
    """Of the six languages all but the original's own, in the bounds of the original, and of all of it."""
    with pytest.raises(refusal) as refused:
        translate(ENGLISH, language, title, text)
    assert refused.value.reason == reason


def test_a_title_alone_is_translated_by_a_title_alone() -> None:
    """Where the original has no text there is nothing that a text could translate."""
    bare = replace(ENGLISH, text="")
    assert translate(bare, "fr", "Un calendrier", "").translations == (Translation("fr", "Un calendrier", ""),)
    with pytest.raises(Malformed):
        translate(bare, "fr", "Un calendrier", "Pour tous.")


def test_any_of_the_six_translates_words_whose_language_nobody_said() -> None:
    """Whoever proposed them did not say; whoever translates them knows."""
    unsaid = replace(ENGLISH, language="")
    for language in LANGUAGES:
        assert translate(unsaid, language, "A title", "A text").translations[0].language == language


@pytest.mark.parametrize("status", ["rejected", "withdrawn", "merged"])
def test_what_no_longer_stands_is_not_translated(status: str) -> None:
    """Exactly as it is not edited."""
    gone = replace(ENGLISH, status=status)
    with pytest.raises(WrongState):
        translate(gone, "fr", "Un calendrier", "Pour tous.")
    with pytest.raises(WrongState):
        edit(gone, "Another", "Text")
