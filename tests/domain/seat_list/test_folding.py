"""Words are compared without capitals, accents, vowel signs and punctuation."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.languages import LANGUAGES
from server.domain.seat_list.cell_words import joined_name, read_language, read_votes
from server.domain.seat_list.folding import folded, same_words
from server.domain.seat_list.header_words import is_total, meaning_of
from server.domain.seat_list.sheet import column_of, letters_of
from tests.contracts.tree import ROOT


def test_the_same_word_is_the_same_however_it_is_written() -> None:
    for one, other in (
        ("Délégation", "DELEGATION"), ("إفريقيا", "افريقيا"), ("Ф.И.О.", "ф и о"), ("ＡＦ", "af"),
        ("Región_id", "region ID"),
        ("ﻋﺮﺑﻲ", "عربي"), ("الجـــــهة", "الجهة"),
    ):  # fmt: skip
        assert folded(one) == folded(other), one


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_a_name_is_the_same_in_any_order() -> None:
    assert same_words("LEE, Ann") == same_words("Ann Lee")


@given(st.integers(0, 20_000))
def test_letters_of_a_column_lead_back_to_it(column: int) -> None:
    assert column_of(letters_of(column)) == column


def test_what_names_no_column_is_none() -> None:
    assert [column_of(said) for said in ("", "1", "Ä", "A1", "A" * 99)] == [-1] * 5


def test_yes_and_no_are_read_in_six_languages_and_nothing_else_is() -> None:
    yes = ("yes", "oui", "sí", "да", "نعم", "是", "x", "✓", "1", "TRUE")
    no = ("no", "non", "нет", "لا", "否", "–", "0", "Observer", "Наблюдатель", "观察员", "مراقب")
    assert {read_votes(cell) for cell in yes} == {True}
    assert {read_votes(cell) for cell in no} == {False}
    assert {read_votes(cell) for cell in ("perhaps", "2", "", "?")} == {None}


def test_a_language_is_read_by_code_tag_and_name() -> None:
    for code, names in {"en": "EN eng Anglais английский 英语", "fr": "fr-CH français الفرنسية", "zh": "Chino 中文",
                        "es": "Español español es-MX"}.items():  # fmt: skip
        assert {read_language(name) for name in names.split()} == {code}, code
    assert [read_language(cell) for cell in ("English/French", "pt-BR, fr", "Klingonisch", "pt")] == [
        "en",
        "fr",
        "",
        "",
    ]


@pytest.mark.parametrize("reader", LANGUAGES)
def test_a_language_is_read_as_our_own_pages_call_it(reader: str) -> None:
    said = json.loads((ROOT / "locales" / f"{reader}.json").read_text("utf-8"))
    assert {language: read_language(said[f"language.{language}"]) for language in LANGUAGES} == {
        language: language for language in LANGUAGES
    }


def test_a_row_of_sums_is_told_from_a_person() -> None:
    for row in (["Total", "92"], ["Итого: 7"], ["合计", "3", "2"], ["Sub-total"], ["TOTAL GENERAL", "12"]):
        assert is_total(row), row
    assert not any(map(is_total, (["Total", "Ann Lee", "Kenya"], ["Ann Total-Lee", "Kenya"], ["Anna Totalova"], [])))


def test_what_stands_above_a_column_says_what_it_is() -> None:
    for header, meaning in {"Name of delegate": "name", "Country / Organization": "delegation",
                            "国家/地区": "delegation",
                            "代表姓名": "name", "Right to vote (yes/no)": "votes", "№ п/п": "",
                            "Apellido(s)": "family_name",
                            "البريد الإلكتروني": "email", "Группа": "region"}.items():  # fmt: skip
        assert (meaning_of(header) or ("?",))[0] == meaning, header
    assert meaning_of("Shoe size") is None


def test_parts_of_a_name_are_joined_as_their_script_does() -> None:
    assert [joined_name(parts) for parts in (["Ann", "Lee"], ["李", "安"], ["", "Lee"], [])] == [
        "Ann Lee",
        "李安",
        "Lee",
        "",
    ]
