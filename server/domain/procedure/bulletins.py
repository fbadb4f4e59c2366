"""A bulletin: what the desk says to everybody, or to those of one room, until it takes it back.

Refuses to know who may say it and how it is shown. Invariants: at most one stands for everybody and one for each room,
the newest; its words are plain and in at most six languages, and whoever has none in theirs reads the first.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from server.domain.errors import Malformed, TextTooLong
from server.domain.languages import LANGUAGES
from server.domain.procedure.words import in_lines
from server.domain.visible import has_visible_character

LONGEST = 500
MOST_LINES = 8
"""A banner stands above everything else on a phone."""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What is said to everybody (`room_id` is empty) or in one room; without `text` it was taken back.

    Shape:   `number` tells it from those before it; `translations` are the same words by language.
    """

    room_id: str
    number: int
    text: str
    language: str
    translations: Mapping[str, str]


def read_bulletin(room_id: str, number: int, text: str, language: str, translations: Mapping[str, str]) -> Bulletin:
    """Read what is to be said; empty words take back what stands.

    Units:   characters: at most 500 in each language; at most 8 lines.
    Raises:  Malformed for another language than the six, and where nothing can be seen of what was said, TextTooLong.
    """
    if language not in (*LANGUAGES, ""):
        raise Malformed("field", field="language")
    if not set(translations) <= set(LANGUAGES) or language in translations:
        raise Malformed("field", field="translations")
    first = _checked(text)
    others = {name: words for name in sorted(translations) if (words := _checked(translations[name]))}
    if others and not first:
        raise Malformed("field", field="text")
    return Bulletin(room_id, number, first, language if first else "", others)


def says_the_same(one: Bulletin | None, other: Bulletin) -> bool:
    """Say whether two bulletins say the same, whenever that was; none says what one says that was taken back."""
    before = (one.text, one.language, dict(one.translations)) if one else ("", "", {})
    return before == (other.text, other.language, dict(other.translations))


def _checked(text: str) -> str:
    words = in_lines(text)
    if words and not has_visible_character(words):
        raise Malformed("text_unseen")
    if len(words) > LONGEST:
        raise TextTooLong("text", most=LONGEST)
    if words.count("\n") >= MOST_LINES:
        raise TextTooLong("lines", most=MOST_LINES)
    return words
