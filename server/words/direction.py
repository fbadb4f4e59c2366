"""In which direction words are written: their letters say it, as for `dir="auto"` in a page.

Refuses to know where they are shown. Invariant: the same words have the same direction here and in
static/js/page/direction.js: both are held to the cases in tests/words/directions.json.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from server.domain.languages import primary

Direction = Literal["ltr", "rtl", "auto"]

_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_MARKS = {"\u200e": False, "\u200f": True, "\u061c": True}
_LANGUAGES_FROM_THE_RIGHT = frozenset(("ar", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"))


def direction_of(words: str, language: str = "") -> Direction:
    """Say the direction of some words, of a language where somebody said it; *auto* where there is no letter.

    The first letter decides; but words of a language that is written from the right, with any of its letters, may well
    begin with a foreign abbreviation.
    """
    sides = _sides(words)
    first = next(sides, None)
    if first is None:
        return "auto"
    return "rtl" if first or (primary(language) in _LANGUAGES_FROM_THE_RIGHT and any(sides)) else "ltr"


def has_from_the_right(words: str) -> bool:
    """Say whether words hold a letter that is written from the right."""
    return bool(_FROM_THE_RIGHT.search(words))


def _sides(words: str) -> Iterator[bool]:
    """Say of each letter, and each mark that stands for one, whether it is written from the right."""
    for sign in words:
        if sign in _MARKS:
            yield _MARKS[sign]
        elif unicodedata.category(sign).startswith("L"):
            yield has_from_the_right(sign)
