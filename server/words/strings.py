"""The words of the service in the languages it has: one flat file a language under `locales/`.

Refuses to know a sentence itself, and to guess: a missing key is a defect. Invariants: a figure that is a number is
written as the language writes it, and the figure `n` chooses among the plural forms of Unicode's CLDR; no line ends
between a number and the word that it counts.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError, negotiate_locale
from babel.dates import format_date
from babel.numbers import format_decimal, get_minus_sign_symbol

from server.domain.rounding import rounded
from server.resources import LOCALES
from server.words.direction import has_from_the_right

FALLBACK = "en"
_PARTED_FROM = {"es": 10_000}
"""From which number on thousands are parted, where it is not the first that has any (CLDR's least grouping)."""
NO_BREAK = "\u00a0"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_PARTED_NOUN = re.compile(r"(?<=\d) (?=[^\W\d_])")
"""A blank between a number and the word behind it, at which no line may end: "1 ballot", in any language."""

Words = Mapping[str, "str | Mapping[str, str]"]


class Strings:
    """Every sentence in every language that has a file."""

    def __init__(self, tables: Mapping[str, Words]) -> None:
        self._tables = tables
        self._locales = {language: Locale.parse(language) for language in tables}

    @classmethod
    @cache
    def read(cls, folder: Path = LOCALES) -> "Strings":
        """Read the languages of a folder, once a process.

        Raises:  FileNotFoundError if the fallback language is not among them.
        """
        tables = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
        if FALLBACK not in tables:
            raise FileNotFoundError(folder / f"{FALLBACK}.json")
        return cls(tables)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages there are, the fallback first."""
        return (FALLBACK, *(language for language in self._tables if language != FALLBACK))

    def table(self, language: str) -> Words:
        """Give all the words of a language, for a page that comes to life."""
        return self._tables[language]

    def has(self, key: str) -> bool:
        """Say whether there are words for a key."""
        return key in self._tables[FALLBACK]

    def translate(self, language: str, key: str, /, **figures: object) -> str:
        """Say a sentence with its figures.

        Raises:  KeyError for a key without words or a placeholder without a figure: both are defects.
        """
        words = self._tables[language][key]
        locale = self._locales[language]
        if not isinstance(words, str):
            count = figures.get("n", 0)
            form = locale.plural_form(count if isinstance(count, int) else 0)
            words = words.get(form) or words["other"]
        said = _PLACEHOLDER.sub(lambda found: _written(figures[found[1]], locale), words)
        return _PARTED_NOUN.sub(NO_BREAK, said)

    def number(self, language: str, figure: Fraction, decimals: int = 0) -> str:
        """Write a figure as a language does, rounded to so many decimals; those that are zero are left out."""
        shown = rounded(figure, decimals)
        exact = Decimal(shown.numerator) / Decimal(shown.denominator)
        return _number(exact, self._locales[language], "#,##0." + "#" * decimals)

    def instant(self, language: str, at_ms: int, zone: str = "UTC") -> str:
        """Write an instant as a language writes a day, with hours and minutes of a time zone, which is named.

        Units:   milliseconds since 1970, UTC.
        """
        at = datetime.fromtimestamp(at_ms // 1_000, UTC if zone == "UTC" else ZoneInfo(zone))
        return f"{format_date(at.date(), 'long', locale=self._locales[language])}, {at:%H:%M} {zone}"

    def plural(self, language: str, figure: Fraction) -> str:
        """Say which plural form a figure takes."""
        exact = Decimal(figure.numerator) / Decimal(figure.denominator)
        return self._locales[language].plural_form(exact)

    def in_row(self, language: str, names: Iterable[str]) -> str:
        """Put short names in a row as the language does; a name that may run the other way is set apart from the row.

        Without that a Latin name at the beginning of an Arabic row would turn the whole row round.
        """
        leftward = self.direction(language) == "rtl"
        apart = (f"\u2068{name}\u2069" if leftward or has_from_the_right(name) else name for name in names)
        return self.translate(language, "list.separator").join(apart)

    def negotiate(self, accept_language: str) -> str:
        """Choose a language for a reader by the header `Accept-Language`, or the fallback."""
        found = negotiate_locale(_wanted(accept_language), list(self.languages), sep="-")
        return found if found is not None and found in self._tables else FALLBACK

    def language_name(self, language: str, tag: str) -> str:
        """Say in one language how another is called; one that nobody has a name for is said by its tag."""
        if self.has(f"language.{tag}"):
            return self.translate(language, f"language.{tag}")
        try:
            return Locale.parse(tag, sep="-").get_display_name(self._locales[language]) or tag
        except (UnknownLocaleError, ValueError):
            return tag

    def direction(self, language: str) -> str:
        """Say in which direction a language is written: `ltr` or `rtl`."""
        return self._locales[language].text_direction


def _written(figure: object, locale: Locale) -> str:
    if isinstance(figure, int) and not isinstance(figure, bool):
        return _number(figure, locale)
    return str(figure)


def _number(figure: int | Decimal, locale: Locale, pattern: str | None = None) -> str:
    """Write a number as the pages write it: where it is parted in thousands, and with the minus sign of the language.

    The sign of a language that is written from the right holds a mark, without which it would stand behind the number.
    """
    least = _PARTED_FROM.get(locale.language, 1_000)
    parted = figure >= least or figure <= -least
    minus = get_minus_sign_symbol(locale, numbering_system="latn")
    return format_decimal(figure, pattern, locale=locale, group_separator=parted).replace("-", minus)


def _wanted(accept_language: str) -> list[str]:
    """Read the languages of the header, the most wanted first; whatever is not one is passed over."""
    wanted: list[tuple[float, int, str]] = []
    for place, entry in enumerate(accept_language[:400].split(",")[:20]):
        tag, _, quality = entry.strip().partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", tag) and weight > 0:
            wanted.append((-weight, place, tag))
    tags = [tag for _, _, tag in sorted(wanted)]
    return [form for tag in tags for form in dict.fromkeys((tag, tag.partition("-")[0].lower()))]
