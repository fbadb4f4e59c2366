"""The keepers: each looks after one process, starts it again with growing pauses, and says why it ended.

Refuses to know how many there are, and when the service stops. Invariant: looking after a process never waits for it.
"""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from server import metrics
from server.engine.embedded import EmbeddedStore, StoreUnavailable
from server.host.heartbeat import SILENT_S, HeartbeatMonitor
from server.logs import log
from server.resources import import_path
from server.settings import Settings, environment_of

BACK_OFF_S = (0.2, 0.5, 1.0, 2.0, 5.0)
STORE_BACK_OFF_S = (0.0, 0.2, 0.5, 1.0, 2.0, 5.0)
STEADY_S = 30.0
STOP_S = 8.0
MOST_TRIES = 5
"""So often a worker is started that has never served; then there is no use in going on."""


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
    """One worker process and its history."""

    def __init__(self, settings: Settings, listening: socket.socket, figures: Path) -> None:
        """Take the socket that all workers share, and the folder in which each keeps its figures."""
        self._settings = settings
        self._listening = listening
        self._figures = figures
        self._failures = 0
        self._next_start = 0.0
        self._started = 0.0
        self._asked = 0.0
        self._leaving = False
        self._was_stuck = False
        self._process: subprocess.Popen[bytes] | None = None
        self._monitor: HeartbeatMonitor | None = None
        self.has_served = False

    @property
    def is_hopeless(self) -> bool:
        """Say whether the process was started several times and has never served."""
        return not self.has_served and self._failures >= MOST_TRIES

    def keep_alive(self) -> None:
        """Start the process, and again with growing pauses when it ends by itself or its loop does not turn."""
        now = time.monotonic()
        if self._process is not None and self._process.poll() is not None:
            metrics.forget_worker(self._process.pid, str(self._figures))
            asked = self._leaving and self._started < self._asked
            self._next_start = now + (0 if asked else self._pause_after(self._process))
            self._process = None
        if self._process is not None:
            self._look_at_heartbeat(now)
        elif now >= self._next_start:
            self._started = now
            self._process = self._start(now)

    def replaced(self) -> bool:
        """Replace the process, step by step: the first call starts a new one, later calls look; true once it serves."""
        if not self._leaving:
            self._leaving = True
            self._asked = time.monotonic()
            self.ask_to_stop()
        if self._started > self._asked and self._monitor is not None and self._monitor.has_served:
            self._leaving = False
            return True
        if self._started < self._asked and time.monotonic() - self._asked > STOP_S:
            self.kill()
        return False

    def _look_at_heartbeat(self, now: float) -> None:
        if self._monitor is None:
            return
        self._monitor.look(now)
        self.has_served |= self._monitor.has_served
        if self._settings.watchdog and self._monitor.is_stuck and not self._was_stuck:
            self._was_stuck = True
            self.kill()

    def _pause_after(self, process: subprocess.Popen[bytes]) -> float:
        self._failures = 0 if time.monotonic() - self._started > STEADY_S else self._failures + 1
        pause = BACK_OFF_S[min(self._failures, len(BACK_OFF_S) - 1)]
        again = {"worker": process.pid, "code": process.returncode, "again_in_s": pause}
        if not self._was_stuck:
            log.error("worker_ended", **again)
        elif self._monitor is not None and self._monitor.has_served:
            log.error("worker_stuck", silent_s=SILENT_S, **again)
        else:
            log.error("worker_not_up", **again)
        return pause

    def kill(self) -> None:
        """End the process, which refuses to go."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()

    def ask_to_stop(self) -> None:
        """Ask the process to end, which lets its rooms go before."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def stop(self) -> None:
        """Wait until the process has ended, and end it if it takes too long."""
        if self._process is None:
            return
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _start(self, now: float) -> subprocess.Popen[bytes]:
        if self._monitor is not None:
            self._monitor.close()
        self._monitor, self._was_stuck = HeartbeatMonitor(now), False
        fd, heartbeat = self._listening.fileno(), self._monitor.worker_end
        command = [sys.executable, "-P", "-m", "server", "worker", "--fd", str(fd), "--heartbeat", str(heartbeat)]
        command += ["--parent", str(os.getpid())]
        environment = {**os.environ, **environment_of(self._settings), metrics.FOLDER: str(self._figures)}
        environment["PYTHONPATH"] = import_path()
        try:
            return subprocess.Popen(command, pass_fds=[fd, heartbeat], env=environment)  # noqa: S603 - our own module
        finally:
            self._monitor.hand_over()
