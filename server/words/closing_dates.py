"""Closing dates in words: which day and hour it is then where the meeting is, in the language of the reader.

Refuses to know how long that is from now. Invariant: `static/js/page/closing_dates.js` says the same; a test holds both
to it.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_day_names, get_month_names, get_timezone_location

from server.domain.procedure.closing_dates import zones
from server.words.strings import Strings

_DAY_MS = 86_400_000
_NUMBERED = frozenset({"zh"})
"""In which languages a date has the number of its month, and not its name."""
_AREAS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def zones_offered() -> tuple[str, ...]:
    """Name the time zones that a page offers: those of places, and the one that is none."""
    return ("UTC", *sorted(zone for zone in zones() if zone.partition("/")[0] in _AREAS and "/" in zone))


@cache
def place_of(language: str, zone: str) -> str:
    """Say how the place of a time zone is called in a language."""
    found = get_timezone_location(ZoneInfo(zone), locale=language, return_city=True)
    return found.rpartition("/")[2]  # where the language has no name for it, the city without its country


def closes_words(strings: Strings, language: str, at_ms: int, zone: str) -> str:
    """Say when something closes.

    Units:   `at_ms` is an instant in milliseconds.
    """
    return _words(strings, language, datetime.fromtimestamp(at_ms / 1_000, ZoneInfo(zone)), zone)


def date_words(strings: Strings, language: str, written: str) -> str:
    """Say a closing date as a rules sheet has it."""
    at, _, zone = written.partition(" ")
    return _words(strings, language, datetime.fromisoformat(at), zone)


def day_words(strings: Strings, language: str, shown: datetime) -> str:
    """Say a day as the language does: its weekday, its number and its month."""
    locale = Locale.parse(language)
    return strings.translate(
        language,
        "date.day",
        weekday=get_day_names("wide", "format", locale)[shown.weekday()],
        day=str(shown.day),
        month=str(shown.month) if language in _NUMBERED else get_month_names("wide", "format", locale)[shown.month],
    )


def _words(strings: Strings, language: str, shown: datetime, zone: str) -> str:
    day = day_words(strings, language, shown)
    return strings.translate(language, "clock.closes", day=day, time=f"{shown:%H:%M}", place=place_of(language, zone))


def days_words(strings: Strings, language: str, clock: Mapping[str, Any], zone: str) -> str:
    """Say of a clock when it ends, where more than a day is left; of one that stands, how many days are.

    Shape:   the clock as docs/protocol.md has it; nothing where less is left.
    """
    left_ms = clock["remaining_ms"]
    if left_ms is None or left_ms <= _DAY_MS:
        return ""
    if clock["running"] and clock["ends_at_ms"]:
        return closes_words(strings, language, int(clock["ends_at_ms"]), zone)
    return strings.translate(language, "clock.days_left", n=int(left_ms) // _DAY_MS)
