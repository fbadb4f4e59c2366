"""An outage: one line when it begins and one when it ends, however many notice it and however often.

Refuses to know what is out. Invariant: begin and end alternate.
"""

import time

from structlog.stdlib import BoundLogger

from server.logs.ours import log as _log


class Outage:
    """Something that may be away for a while."""

    def __init__(self, begins: str, ends: str, log: BoundLogger = _log) -> None:
        """Take the names of the two events."""
        self._begins, self._ends, self._log = begins, ends, log
        self._since: float | None = None

    @property
    def lasts(self) -> bool:
        """Say whether it is going on."""
        return self._since is not None

    def begin(self, **about: object) -> None:
        """Say that it has begun, unless that is known."""
        if self._since is None:
            self._since = time.monotonic()
            self._log.warning(self._begins, **about)

    def end(self, **about: object) -> None:
        """Say that it is over, and how long it has lasted; nothing where nothing was out."""
        if self._since is not None:
            lasted_s = round(time.monotonic() - self._since, 1)
            self._since = None
            self._log.warning(self._ends, lasted_s=lasted_s, **about)
