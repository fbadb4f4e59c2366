"""The countdown of a round, as a value: what is left of it, whether it runs, and whether it runs to a date.

Refuses to know what time it is, and what comes when it is over. Invariant: what is left is never less than nothing.
"""

from dataclasses import dataclass

from server.domain.errors import Malformed

SHORTEST_S, LONGEST_S = 5, 1_814_400
"""The longest is three weeks: a silence procedure runs for days. A page's timer can wait for 24 days and no longer."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The countdown of a round, apart from its state: running towards an instant, or stopped with a remainder.

    Shape:   `dated` says that its end was chosen as a date: it comes when it was said that it comes, also where the
             service was away before.
    Units:   milliseconds; `ends_at_ms` is an instant of the service's clock, None while stopped; both None means that
             the round has no countdown.
    """

    ends_at_ms: int | None = None
    remaining_ms: int | None = None
    dated: bool = False

    @property
    def there(self) -> bool:
        """Say whether the round has a countdown at all."""
        return self != NO_CLOCK

    @property
    def running(self) -> bool:
        """Say whether time is being taken away."""
        return self.ends_at_ms is not None

    def left_ms(self, now_ms: int) -> int | None:
        """Say how much is left, never less than nothing; None where the round has no countdown."""
        return self.remaining_ms if self.ends_at_ms is None else max(0, self.ends_at_ms - now_ms)


NO_CLOCK = Clock()
"""The clock of a round without a countdown."""


def check_countdown(seconds: int | None) -> None:
    """Refuse a countdown that nobody could want; None is no countdown.

    Raises:  Malformed with the bounds.
    """
    if seconds is not None and not SHORTEST_S <= seconds <= LONGEST_S:
        raise Malformed("countdown", least=SHORTEST_S, most=LONGEST_S)


def from_now(now_ms: int, seconds: int | None) -> Clock:
    """Start a countdown of so many seconds, or none."""
    return NO_CLOCK if seconds is None else Clock(ends_at_ms=now_ms + seconds * 1_000)
