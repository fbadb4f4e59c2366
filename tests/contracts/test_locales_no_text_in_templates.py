"""No words outside the locales: a template draws, a script fills, and every sentence has a key."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.tree import files, name_of

Words = str | dict[str, str]
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SAID = re.compile(r"\b(?:alt|title|placeholder|aria-label|aria-description|summary)=\"([^\"]*)\"")
# A macro without a tag answers another macro: the name of a drawing, of a class, or yes.
_ANSWER = re.compile(r"\{%-? macro [^<]*?endmacro -?%\}")
# What a block of this name holds is written into an attribute, for styles and scripts; nobody reads it.
_FOR_MACHINES = re.compile(r"\{% block (?:page|body_class|body_data|theme|resting) %\}.*?\{% endblock %\}", re.DOTALL)
_TRANSLATED = re.compile(r"\bt\(\s*[\"']([\w.]+)[\"']\s*[,)]")


def words_of(text: str) -> Iterator[str]:
    """Find the literal words that a template would show or have read aloud."""
    bare = _JINJA.sub(" ", _ANSWER.sub(" ", _FOR_MACHINES.sub(" ", text)))
    for said in _SAID.findall(bare):
        yield from _WORD.findall(said)
    yield from _WORD.findall(_TAG.sub(" ", bare))


@pytest.mark.parametrize("path", files("templates/**/*.html"), ids=name_of)
def test_a_template_has_no_words_of_its_own(path: Path) -> None:
    """Everything that can be read comes through `t(…)` or from the meeting itself."""
    text = path.read_text("utf-8").replace("<!doctype html>", "")
    if "{% extends" in text:  # outside of its blocks a page shows nothing
        text = "".join(re.findall(r"\{% block \w+ %\}.*?\{% endblock %\}|\{% macro .*?endmacro -?%\}", text, re.DOTALL))
    assert list(words_of(text)) == []


def test_the_check_sees_a_word() -> None:
    """A check that finds nothing anywhere would be worth nothing."""
    assert list(words_of('<p title="{{ t(1) }}">Hello <b>{{ t("a") }}</b></p>')) == ["Hello"]
    assert list(words_of('<img alt="A picture">')) == ["picture"]


def test_every_key_that_a_template_names_has_words(english: dict[str, Words]) -> None:
    """A key without words is a defect that a page would show at the worst moment."""
    named = {key for path in files("templates/**/*.html") for key in _TRANSLATED.findall(path.read_text("utf-8"))}
    assert named, "templates speak"
    assert sorted(named - set(english)) == []


def test_every_key_that_a_script_names_has_words(english: dict[str, Words]) -> None:
    """The same for what scripts say when a page is alive."""
    named = {key for path in files("static/js/**/*.js") for key in _TRANSLATED.findall(path.read_text("utf-8"))}
    assert sorted(named - set(english)) == []


@pytest.mark.parametrize("path", files("locales/*.json"), ids=name_of)
def test_every_language_has_the_same_keys_and_figures(path: Path, english: dict[str, Words]) -> None:
    """A sentence may be ordered differently in another language, but it has the same figures in it."""
    words = read_words(path)
    assert sorted(words) == sorted(english)
    different = [key for key in english if figures(words[key]) - {"n"} != figures(english[key]) - {"n"}]
    assert different == []


@pytest.fixture(scope="module")
def english() -> dict[str, Words]:
    """Read the words that every other language is held against."""
    return read_words(files("locales/en.json")[0])


def read_words(path: Path) -> dict[str, Words]:
    """Read the words of one language."""
    return dict(json.loads(path.read_text("utf-8")))


def figures(words: Words) -> set[str]:
    """Find the placeholders of a sentence, in all of its plural forms together."""
    return set(re.findall(r"\{(\w+)\}", words if isinstance(words, str) else " ".join(words.values())))
