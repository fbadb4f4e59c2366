"""Figures of a document as they are shown in a language: the same in every format that people read.

Refuses to know formats. Invariant: what is shown of a share has four decimals at most; who needs it exactly finds both
of its whole numbers in the files for programs.
"""

from datetime import UTC, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from server.record.document import Instant
from server.words.strings import Strings

DECIMALS = 4


def shown_number(figure: int | Fraction, language: str) -> str:
    """Write a whole number or a share as a language does."""
    return Strings.read().number(language, Fraction(figure), DECIMALS)


def in_zone(instant: Instant, zone: str) -> datetime:
    """Give an instant in a time zone, in whole seconds."""
    return datetime.fromtimestamp(instant.at_ms // 1_000, UTC if zone == "UTC" else ZoneInfo(zone))


def shown_instant(instant: Instant, zone: str) -> str:
    """Write an instant with its time zone, the same in every language."""
    return f"{in_zone(instant, zone):%Y-%m-%d %H:%M:%S} {zone}"
