"""The words of the service: complete in every language, and every word that is asked for exists."""

import json
import re
from typing import get_args

import pytest

from server.domain.counting.ranking import Reason
from server.domain.errors import Malformed, WrongState
from server.domain.procedure.rounds import RoundStep
from server.resources import LOCALES, STATIC, TEMPLATES
from server.words.refusals import words_of
from server.words.strings import Strings
from server.words.wording import Wording
from tests.contracts.tree import ROOT

SERVER = ROOT / "server"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
PARTED = re.compile(r"\d [^\W\d_]")
ASKED_IN_TEMPLATE = re.compile(r"""\bt\(\s*["']([a-z][\w.]*)["'](\s*~)?""")
ASKED_IN_SCRIPT = re.compile(r"""(?<![\w.])t\(\s*(["'`])([a-z][\w.]*)(\$\{)?""")
WHOLE = re.compile(r"""["'`]([a-z_]+(?:\.\w+)+)["'`]""")
COMPLETED = re.compile(r"""["'`]([a-z_]+(?:\.\w+)*[._])(?:\$\{|\{|["'] ~)""")
OF_KINDS = ("agenda.problem.", "seats.problem.")
"""Beginnings that are themselves completed by what was handed in: see `server.words.problems`."""
TABLES = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(LOCALES.glob("*.json"))}
ENGLISH = TABLES["en"]


def forms(words: str | dict[str, str]) -> list[str]:
    return [words] if isinstance(words, str) else list(words.values())


def asked() -> list[tuple[str, str, bool]]:
    """Every key that a template or a script asks for: where, the key or its beginning, and whether more follows."""
    found: list[tuple[str, str, bool]] = []
    for path in TEMPLATES.rglob("*.html"):
        found += [(path.name, key, bool(more)) for key, more in ASKED_IN_TEMPLATE.findall(path.read_text("utf-8"))]
    for path in (STATIC / "js").rglob("*.js"):
        found += [(path.name, key, bool(more)) for _, key, more in ASKED_IN_SCRIPT.findall(path.read_text("utf-8"))]
    return found


@pytest.mark.parametrize("act", sorted(set(get_args(RoundStep)) - {"count"}))
def test_every_step_that_the_state_of_a_round_refuses_says_so_in_its_own_words(act: str) -> None:
    """*This cannot be done now* helps nobody; only the service itself counts."""
    assert {language for language, table in TABLES.items() if f"refusal.wrong_state.{act}" not in table} == set()


@pytest.mark.parametrize("language", TABLES)
def test_every_language_has_the_same_keys(language: str) -> None:
    """A sentence missing in one language would be a hole in somebody's page."""
    assert set(TABLES[language]) == set(ENGLISH)


@pytest.mark.parametrize("language", TABLES)
def test_no_line_ends_between_a_number_and_what_it_counts(language: str) -> None:
    """In no sentence, whichever figures it is given, and in no row of names with a figure behind each."""
    strings = Strings.read()
    written = 0
    for key, words in TABLES[language].items():
        for n in (1, 2, 5, 1_234):
            figures = dict.fromkeys({name for form in forms(words) for name in PLACEHOLDER.findall(form)}, n)
            said = strings.translate(language, key, **figures)
            assert not PARTED.search(said), (key, said)
            written += "\u00a0" in said
    assert written > (0 if language == "zh" else 100), "there is something to keep together"
    reason = Reason("rests_on", {"verdict": "contested", "regions": ("AM", "AF"), "votes": (1, 12)})
    said = Wording(strings, language, {"AM": "North America", "AF": "Africa"}).reason(reason)
    assert "America\u00a01" in said
    assert "Africa\u00a012" in said


@pytest.mark.parametrize("language", TABLES)
def test_no_sentence_is_empty(language: str) -> None:
    """A key with nothing to say is a mistake."""
    assert [key for key, words in TABLES[language].items() if not all(form.strip() for form in forms(words))] == []


@pytest.mark.parametrize("language", TABLES)
def test_a_translation_uses_the_figures_of_the_original(language: str) -> None:
    """A figure that is lost or invented in translation changes what is said."""
    different = [
        key
        for key, words in TABLES[language].items()
        if set(PLACEHOLDER.findall(" ".join(forms(words)))) != set(PLACEHOLDER.findall(" ".join(forms(ENGLISH[key]))))
    ]
    assert different == []


@pytest.mark.parametrize("language", TABLES)
def test_plural_forms_are_those_of_the_language(language: str) -> None:
    """Plural categories are CLDR's for the language, and `other` is always there."""
    categories = set(Strings(TABLES)._locales[language].plural_form.rules) | {"other"}
    for key, words in TABLES[language].items():
        if isinstance(words, dict):
            assert "other" in words, key
            assert set(words) <= categories, key


def test_templates_and_scripts_ask_only_for_words_that_exist() -> None:
    """A key asked for by name is there; one that is completed at run time has at least one completion."""
    missing = [
        (where, key)
        for where, key, more in asked()
        if (not any(known.startswith(key) for known in ENGLISH) if more else key not in ENGLISH)
    ]
    assert len(asked()) > 100
    assert missing == []


def test_every_sentence_is_asked_for() -> None:
    """A sentence that no page shows is translated for nobody; a key that is completed is asked for by its beginning."""
    paths = [*TEMPLATES.rglob("*.html"), *(STATIC / "js").rglob("*.js"), *SERVER.rglob("*.py")]
    read = "\n".join(path.read_text("utf-8") for path in paths)
    whole, completed = set(WHOLE.findall(read)), (*OF_KINDS, *COMPLETED.findall(read))
    assert sorted(key for key in ENGLISH if key not in whole and not key.startswith(completed)) == []


def test_a_figure_is_written_as_the_language_writes_it() -> None:
    """1,234 in English is 1 234 in French."""
    strings = Strings({"en": {"seats": "{n} seats"}, "fr": {"seats": "{n} sièges"}})
    assert strings.translate("en", "seats", n=1234) == "1,234\u00a0seats"
    assert strings.translate("fr", "seats", n=1234) == "1\u202f234\u00a0sièges"


def test_the_plural_follows_the_language() -> None:
    """Zero is plural in English and singular in French."""
    words = {"one": "one", "other": "many"}
    strings = Strings({"en": {"seats": words}, "fr": {"seats": words}})
    assert (strings.translate("en", "seats", n=0), strings.translate("fr", "seats", n=0)) == ("many", "one")


ON_THE_PAGE = ("max_choices", "places", "k", "opposition_tolerated", "closes_after_s")
"""The rules that a chair types as a number, so that it may be out of bounds."""


@pytest.mark.parametrize("language", TABLES)
def test_a_refusal_calls_state_and_rule_as_the_page_calls_them(language: str) -> None:
    """What the service calls a rule or a state among programs is shown to nobody."""
    strings = Strings(TABLES)
    for rule in ON_THE_PAGE:
        said = words_of(strings, language, Malformed("rule_out_of_bounds", rule=rule))
        assert strings.translate(language, f"rule.{rule}") in said
        assert not re.search(rf"\b{rule}\b", said)
    said = words_of(strings, language, WrongState("close", state="void"))
    assert strings.translate(language, "round_state.void") in said


def test_a_missing_key_or_figure_is_a_defect() -> None:
    """Nothing is guessed: what has no words raises."""
    strings = Strings({"en": {"seats": "{n} seats"}})
    with pytest.raises(KeyError):
        strings.translate("en", "chairs")
    with pytest.raises(KeyError):
        strings.translate("en", "seats")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("fr", "fr"),
        ("fr-CH, en;q=0.5", "fr"),
        ("de, fr;q=0.2, en;q=0.9", "en"),
        ("xx;q=nonsense, *", "en"),
        ("de-DE", "en"),
        ("fr;q=0", "en"),
    ],
)
def test_the_reader_gets_the_most_wanted_language_there_is(header: str, language: str) -> None:
    """The header is a wish, read leniently; English is the fallback."""
    assert Strings.read().negotiate(header) == language


def test_a_name_is_set_apart_from_a_row_that_runs_the_other_way() -> None:
    """In an Arabic row every name stands by itself; in a Latin one only a name that is written from the right does."""
    strings = Strings({"en": {"list.separator": ", "}, "ar": {"list.separator": "، "}})
    assert strings.in_row("ar", ["WEOG", "أفريقيا"]) == "\u2068WEOG\u2069، \u2068أفريقيا\u2069"
    assert strings.in_row("en", ["WEOG", "أفريقيا"]) == "WEOG, \u2068أفريقيا\u2069"


def test_arabic_is_written_from_the_right() -> None:
    """The page's direction comes from the language."""
    strings = Strings({"en": {}, "ar": {}})
    assert (strings.direction("ar"), strings.direction("en")) == ("rtl", "ltr")
    assert strings.languages == ("en", "ar")


def test_a_language_has_its_name_in_the_language_of_the_reader() -> None:
    """One that nobody has a name for is said by its tag; a page says the same by itself."""
    strings = Strings.read()
    tags = ("fr", "pt-BR", "he", "x-mountain", "tlh-AQ-123456789012345678")
    assert [strings.language_name("en", tag) for tag in tags[:4]] == [
        "French",
        "Portuguese (Brazil)",
        "Hebrew",
        "x-mountain",
    ]
    assert strings.language_name("ar", "he") == "العبرية"
    assert strings.language_name("en", tags[4]) == tags[4]
