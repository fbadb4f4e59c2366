"""What a stranger can cause as often as they like is told at most once a second, with how often it was.

Refuses to know what a line is about. Invariants: for each event and kind one line at once, and then at most one a
second; nothing is lost: what was not told is in `times` of the next line, which comes by itself within a second.
"""

import asyncio
import time

from structlog.stdlib import BoundLogger

from server.logs.ours import log as _log

PAUSE_S = 1.0
_MOST_KINDS = 256


class RateLimited:
    """Tell kinds of things at most once a second each."""

    def __init__(self, log: BoundLogger = _log) -> None:
        """Begin with nothing told."""
        self._log = log
        self._told_s: dict[tuple[str, str], float] = {}
        self._untold: dict[tuple[str, str], int] = {}

    def __call__(self, event: str, kind: str, **about: object) -> None:
        """Tell that it happened, now or, added up, within a second; `about` is what the first of them was about."""
        what = (event, kind)
        now_s = time.monotonic()
        if what in self._untold:
            self._untold[what] += 1
        elif now_s - self._told_s.get(what, -PAUSE_S) >= PAUSE_S:
            if len(self._told_s) >= _MOST_KINDS:
                self._told_s.clear()
            self._told_s[what] = now_s
            self._log.warning(event, kind=kind, **about)
        else:
            self._untold[what] = 1
            wait_s = self._told_s[what] + PAUSE_S - now_s
            asyncio.get_running_loop().call_later(wait_s, self._tell_the_rest, what, about)

    def _tell_the_rest(self, what: tuple[str, str], about: dict[str, object]) -> None:
        event, kind = what
        self._told_s[what] = time.monotonic()
        self._log.warning(event, kind=kind, **about, times=self._untold.pop(what))
