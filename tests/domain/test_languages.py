"""Tags of languages: every well-formed one is taken and written in one way, nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.languages import LANGUAGES, LONGEST_TAG, read_language


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        *((language, language) for language in LANGUAGES),
        ("pt", "pt"),
        ("PT-br", "pt-BR"),
        (" zh_hant_tw ", "zh-Hant-TW"),
        ("uz-arab", "uz-Arab"),
        ("es-419", "es-419"),
        ("sl-rozaj-biske", "sl-rozaj-biske"),
        ("de-ch-1901", "de-CH-1901"),
        ("zh-cmn-hans-cn", "zh-cmn-Hans-CN"),
        ("en-us-u-ca-gregory", "en-US-u-ca-gregory"),
        ("en-a-bb-x-cc", "en-a-bb-x-cc"),
        ("X-Mountain", "x-mountain"),
        ("nqo", "nqo"),
    ],
)
def test_a_well_formed_tag_is_written_in_one_way(typed: str, tag: str) -> None:
    """Small letters for a language, one capital for a script, capitals for a region. Holds R88."""
    assert read_language(typed) == tag
    assert read_language(tag) == tag


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "e",
        "en-",
        "-en",
        "en--us",
        "english language",
        "en-us-us",
        "en-latn-latn",
        "123",
        "x",
        "en-x",
        "a-de",
        "日本",
        "ſr",
        "e" * 9,
        "en-" + "abcdefgh-" * 4,
    ],
)
def test_what_is_no_tag_is_not_read(typed: str) -> None:
    """Names of languages are not tags, and a tag has an end."""
    assert read_language(typed) is None


@given(st.text(max_size=LONGEST_TAG + 5))
def test_whatever_is_read_is_short_and_plain(typed: str) -> None:
    """It can stand in an attribute of a page as it is."""
    tag = read_language(typed)
    assert tag is None or (len(tag) <= LONGEST_TAG and tag.replace("-", "").isalnum() and tag.isascii())
