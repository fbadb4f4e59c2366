"""Words run as their letters do, whatever language somebody said; a page finds the same by itself."""

import json
import sys
import unicodedata
from pathlib import Path

import pytest

from server.words.direction import direction_of

CASES = json.loads(Path(__file__).with_name("directions.json").read_text("utf-8"))
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


@pytest.mark.parametrize(("words", "language", "direction"), CASES)
def test_the_letters_say_the_direction(words: str, language: str, direction: str) -> None:
    """The same cases are put to static/js/page/direction.js. Holds R87."""
    assert direction_of(words, language) == direction


def test_a_letter_runs_as_unicode_says() -> None:
    """Every letter is asked; of more than 130,000 a few hundred are neutral there (mostly modifiers), and run on."""
    letters = [sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign).startswith("L")]
    sides = {sign: _STRONG.get(unicodedata.bidirectional(sign)) for sign in letters}
    assert [sign for sign, side in sides.items() if side and direction_of(sign) != side] == []
    assert sum(side is None for side in sides.values()) < len(letters) // 500
