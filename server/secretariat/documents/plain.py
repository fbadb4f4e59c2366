"""Plain text and Markdown, in whatever encoding it was saved."""

import re

from server.domain.agenda import lexicon, section_words
from server.domain.agenda.document import Document, document_of
from server.domain.agenda.hours import is_day
from server.secretariat.reading.encodings import decode

_KNOWN = re.compile(
    rf"(?i){lexicon.PLAIN_SESSION}|{lexicon.SESSION}|{lexicon.BREAK}"
    rf"|{section_words.QUESTIONS}|{section_words.OBJECTIVES}"
    rf"|{section_words.PEOPLE}|{section_words.MEETING}"
    rf"|{lexicon.CHINESE_SESSION}|{lexicon.LATIN_ORDINAL}|для|день|это|что"
    r"|pour|être|là|où|más|qué|según|en|من|في|على|إلى|和|的|在|与"
)


def read(given: bytes) -> Document:
    """Read a text."""
    return document_of(decoded(given))


def decoded(given: bytes) -> str:
    """Decode a text; the words of programmes tell one encoding from another."""
    return decode(given, "", _is_known)[0]


def _is_known(word: str) -> bool:
    return bool(_KNOWN.fullmatch(word)) or is_day(f"1 {word}")
