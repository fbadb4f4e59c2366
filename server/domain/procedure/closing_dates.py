"""The closing date of a round: a day and a time of day in a time zone, and which instant that is.

Refuses to know what time it is now, and which zone a meeting is in. Invariants: the instant follows from what was
written down alone, by the rules of its zone, whatever happens to the clocks of that zone before; where a clock shows
one time twice, or leaves it out, the later of the instants that could be meant counts, so that nobody loses time.

Source: docs/rules.md, "Closing dates".
"""

import re
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from server.domain.errors import Malformed
from server.domain.procedure.countdown import SHORTEST_S, Clock

USUAL_ZONE = "UTC"
"""The time zone of a meeting of which nobody has said one."""
SPARE_S = 86_400
"""So long before a meeting is erased its rounds with a closing date have to close: their lists are to be read."""
_WRITTEN = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}) ([A-Za-z0-9_+/-]{1,40})")


@cache
def zones() -> frozenset[str]:
    """Name every time zone that is known here, as the IANA data base of time zones does."""
    return frozenset(available_timezones() | {USUAL_ZONE})


def read_zone(zone: str) -> str:
    """Read the name of a time zone.

    Raises:  Malformed if there is none of that name.
    """
    if zone not in zones():
        raise Malformed("zone", zone=zone[:40])
    return zone


def instant_of(closes_at: str) -> int:
    """Say which instant a closing date is.

    Shape:   `2027-05-12T18:00 Africa/Nairobi`: the day and the time of day that a clock of the zone shows.
    Units:   milliseconds since 1970.
    Raises:  Malformed if it is no such date, or of a zone that is not known.
    """
    found = _WRITTEN.fullmatch(closes_at)
    if found is None or found[2] not in zones():
        raise Malformed("closing_date")
    try:
        shown = datetime.fromisoformat(found[1]).replace(tzinfo=ZoneInfo(found[2]))
        return max(int(shown.replace(fold=fold).timestamp() * 1_000) for fold in (0, 1))
    except (ValueError, OverflowError) as fault:
        raise Malformed("closing_date") from fault


def is_closing_date(said: object) -> bool:
    """Say whether something is a closing date."""
    try:
        return isinstance(said, str) and instant_of(said) > 0
    except Malformed:
        return False


def until(closes_at: str, now_ms: int) -> Clock:
    """Let a clock run until a closing date.

    Raises:  Malformed if that is over, or as good as over.
    """
    at_ms = instant_of(closes_at)
    if at_ms < now_ms + SHORTEST_S * 1_000:
        raise Malformed("closing_past")
    return Clock(ends_at_ms=at_ms, dated=True)


def check_end(clock: Clock, now_ms: int, expires_at_s: int) -> None:
    """Refuse a clock that would run longer than its meeting is kept; of a closing date a day has to be left.

    Units:   `expires_at_s` is an instant in seconds.
    Raises:  Malformed with the days for which the meeting is kept.
    """
    if clock.ends_at_ms is None or not expires_at_s:
        return
    left_s = expires_at_s - (SPARE_S if clock.dated else 0)
    if clock.ends_at_ms > left_s * 1_000:
        raise Malformed("closing_late", n=max(0, expires_at_s - now_ms // 1_000) // 86_400)
