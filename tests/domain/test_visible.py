"""Words that leave a mark, in every script, and words of which nothing can be seen."""

import sys
import unicodedata

import pytest

from server.domain.visible import has_visible_character


@pytest.mark.parametrize(
    "words",
    ["Ada", "آدا", "阿达", "Ада", "7", "?", "🙂", "e\u0301", "\u200fمؤتمر\u200e", "\u200b.", "\u0e01\u0e34", "क्"],
)
def test_words_of_any_script_can_be_seen(words: str) -> None:
    """Also beside characters that cannot be, which many scripts need."""
    assert has_visible_character(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        " \t\n\u00a0\u3000\u2028",
        "\u200b\u200c\u200d\u2060\ufeff",
        "\u200e\u200f\u061c\u202a\u202e\u202c\u2066\u2069",
        "\u0301\u0308",
        "\u093f\u20dd",
        "\u00ad\u034f\ufe0f\U000e0061\U000e0100",
        "\u115f\u1160\u3164\uffa0\u2800\U0001d159\u17b4",
        "\x00\x1b\x7f\x85",
        "\ud800",
        "\ue000\U000e0080\uffff",
    ],
)
def test_of_blank_words_nothing_can_be_seen(words: str) -> None:
    """Spaces, joiners, controls of direction, accents alone, fillers, and what means nothing to anybody."""
    assert not has_visible_character(words)


def test_a_character_is_seen_if_unicode_says_that_it_is_drawn() -> None:
    """Every one is looked at: no space, control, mark or unassigned one passes, and nearly all letters do."""
    seen = [sign for sign in map(chr, range(sys.maxunicode + 1)) if has_visible_character(sign)]
    assert {unicodedata.category(sign)[0] for sign in seen} == {"L", "N", "P", "S"}
    drawn = sum(unicodedata.category(chr(code))[0] in "LNPS" for code in range(sys.maxunicode + 1))
    assert drawn - len(seen) == 7
