"""Compare words however they are written: without capitals, accents, vowel signs and punctuation.

Refuses to know what the words mean. Invariant: folding what was folded changes nothing.
"""

import re
import unicodedata
from functools import lru_cache

_TATWEEL = "\u0640"
_SIGNS = re.compile("[\u3400-\u9fff]")
_SPACES = re.compile(r"[\W_]+")


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Fold a text to its letters and digits, words separated by one space."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    marks = "".join(sign for sign in plain if not unicodedata.combining(sign) and sign != _TATWEEL)
    return unicodedata.normalize("NFC", _SPACES.sub(" ", marks).strip())


def words_of(text: str) -> list[str]:
    """Split a text into its folded words."""
    return folded(text).split()


def same_words(text: str) -> tuple[str, ...]:
    """Give the folded words in one order: `LEE Ann` is `Ann Lee`."""
    return tuple(sorted(words_of(text)))


def has_no_spaces(text: str) -> bool:
    """Tell a text whose script writes words without spaces."""
    return _SIGNS.search(text) is not None
