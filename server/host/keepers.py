"""The keepers: each looks after one process, starts it again with growing pauses, and says why it ended.

A worker that is replaced goes only when the next one serves; where none comes up, it stays.

Refuses to know how many there are, and when the service stops. Invariant: looking after a process never waits for it.
"""

import socket
import time
from pathlib import Path

from server.engine.embedded import EmbeddedStore, StoreUnavailable
from server.host.started import Started
from server.logs import log
from server.settings import Settings

BACK_OFF_S = (0.2, 0.5, 1.0, 2.0, 5.0)
STORE_BACK_OFF_S = (0.0, 0.2, 0.5, 1.0, 2.0, 5.0)
STEADY_S = 30.0
MOST_TRIES = 5
"""So often a worker is started that never serves; then there is no use in going on."""


class StoreKeeper:
    """Start the store again when it ends by itself, with growing pauses, and say why it ended."""

    def __init__(self, store: EmbeddedStore) -> None:
        """Take a store that runs."""
        self._store = store
        self._failures = 0
        self._next_start = 0.0
        self._started = time.monotonic()
        self._noticed = False

    def keep_alive(self) -> None:
        """Look after the store once."""
        now = time.monotonic()
        if self._store.alive:
            return
        if not self._noticed:
            self._noticed = True
            self._failures = 0 if now - self._started > STEADY_S else self._failures
            pause = STORE_BACK_OFF_S[min(self._failures, len(STORE_BACK_OFF_S) - 1)]
            self._failures += 1
            log.error("store_ended", cause=self._store.read_cause(), again_in_s=pause)
            self._next_start = now + pause
        if now < self._next_start:
            return
        try:
            self._store.start()
        except StoreUnavailable as fault:
            self._failures += 1
            pause = STORE_BACK_OFF_S[min(self._failures, len(STORE_BACK_OFF_S) - 1)]
            log.error("store_not_started", cause=str(fault), again_in_s=pause)
            self._next_start = time.monotonic() + pause
        else:
            self._noticed, self._started = False, time.monotonic()
            log.warning("store_started_again")


class WorkerKeeper:
    """One worker: its process, the one that is to take its place, and the one that is leaving."""

    def __init__(self, settings: Settings, listening: socket.socket, figures: Path) -> None:
        """Take the socket on which it accepts, and the folder in which each process keeps its figures."""
        self._settings, self._listening, self._figures = settings, listening, figures
        self._failures = 0
        self._next_start_s = 0.0
        self._tries = 0
        self._next_try_s = 0.0
        self._has_changed = False
        self._process: Started | None = None
        self._next: Started | None = None
        self._leaving: Started | None = None
        self.has_served = False

    @property
    def is_hopeless(self) -> bool:
        """Say whether the process was started several times and has never served."""
        return not self.has_served and self._failures >= MOST_TRIES

    @property
    def serves(self) -> bool:
        """Say whether there is a process now whose loop turns."""
        return self._process is not None and not self._process.monitor.is_late

    @property
    def sockets(self) -> int:
        """Say how many sockets the process had when it was heard last."""
        return self._process.monitor.sockets if self._process is not None else 0

    def send_again(self, many: int) -> None:
        """Have so many of its sockets come again."""
        if self._process is not None:
            self._process.monitor.send_again(many)

    def keep_alive(self) -> None:
        """Start the process, and again with growing pauses when it ends by itself or its loop does not turn."""
        now_s = time.monotonic()
        if self._leaving is not None and not self._leaving.lives():
            self._leaving.bury()
            self._leaving = None
        if self._process is None:
            if now_s >= self._next_start_s:
                self._process = Started(self._settings, self._listening, self._figures)
        elif self._process.lives():
            self.has_served |= self._process.has_served
        else:
            self._failures = 0 if now_s - self._process.since_s > STEADY_S else self._failures + 1
            self._next_start_s = now_s + _tell_end(self._process, self._failures)
            self._process = None

    def replaced(self) -> bool:
        """Replace the process, step by step, once a look; true when the next one serves and the old one has gone.

        One that does not come up is tried again, with growing pauses, and given up after some tries: so a release that
        cannot start leaves the one that serves where it is.
        """
        now_s = time.monotonic()
        if self._has_changed:
            return self._leaving is None and self._end_replacing()
        if self._next is None:
            if now_s >= self._next_try_s:
                self._next = Started(self._settings, self._listening, self._figures)
        elif not self._next.lives():
            self._tries += 1
            self._next_try_s = now_s + _tell_end(self._next, self._tries)
            self._next = None
            if self._tries >= MOST_TRIES:
                log.error("worker_not_replaced", tries=self._tries)
                return self._end_replacing()
        elif self._next.has_served:
            self._leaving, self._process, self._next = self._process, self._next, None
            self._failures, self._has_changed = 0, True
            if self._leaving is not None:
                self._leaving.ask_to_stop()
        return False

    def ask_to_stop(self) -> None:
        """Ask everything that runs here to end, which lets its rooms go before."""
        for one in self._running():
            one.ask_to_stop()

    def stop(self) -> None:
        """Wait until all of it has ended, and end it if it takes too long."""
        for one in self._running():
            one.stop()

    def _running(self) -> list[Started]:
        return [one for one in (self._process, self._next, self._leaving) if one is not None]

    def _end_replacing(self) -> bool:
        self._has_changed, self._tries, self._next_try_s = False, 0, 0.0
        return True


def _tell_end(process: Started, failures: int) -> float:
    """Say why a process ended, and for how long to wait before the next one is started."""
    pause_s = BACK_OFF_S[min(failures, len(BACK_OFF_S) - 1)]
    process.tell_end(pause_s)
    process.bury()
    return pause_s
