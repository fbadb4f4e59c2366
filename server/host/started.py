"""One worker process as the supervisor has it: started, heard, asked to go, ended.

Refuses to know what it follows and what follows it (`keepers`). Invariant: looking at it never waits for it.
"""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from server import metrics
from server.host.heartbeat import SILENT_S, HeartbeatMonitor
from server.logs import log
from server.resources import import_path
from server.settings import Settings, environment_of

STOP_S = 8.0


class Started:
    """A process that was started, until it has ended."""

    def __init__(self, settings: Settings, listening: socket.socket, figures: Path) -> None:
        """Start it on a socket; it keeps its figures in a folder."""
        self._figures = figures
        self._watchdog = settings.watchdog
        self._was_stuck = False
        self.since_s = time.monotonic()
        self.monitor = HeartbeatMonitor(self.since_s)
        self._asked_s: float | None = None
        fd, heartbeat = listening.fileno(), self.monitor.worker_end
        command = [sys.executable, "-P", "-m", "server", "worker", "--fd", str(fd), "--heartbeat", str(heartbeat)]
        command += ["--parent", str(os.getpid())]
        environment = {**os.environ, **environment_of(settings), metrics.FOLDER: str(figures)}
        environment["PYTHONPATH"] = import_path()
        try:
            self.process = subprocess.Popen(command, pass_fds=[fd, heartbeat], env=environment)  # noqa: S603 - ours
        finally:
            self.monitor.hand_over()

    @property
    def has_served(self) -> bool:
        """Say whether its loop has ever turned."""
        return self.monitor.has_served

    def lives(self) -> bool:
        """Look at it once: whether it is there, and whether it turns; one that does not is ended."""
        if self.process.poll() is not None:
            return False
        now_s = time.monotonic()
        self.monitor.look(now_s)
        is_late = self._asked_s is not None and now_s - self._asked_s > STOP_S
        if is_late or (self._watchdog and self.monitor.is_stuck and not self._was_stuck):
            self._was_stuck = True
            self.kill()
        return True

    def bury(self) -> None:
        """Forget one that has ended: what it has counted stays, what it had open does not."""
        metrics.forget_worker(self.process.pid, str(self._figures))
        self.monitor.close()

    def tell_end(self, again_in_s: float) -> None:
        """Say in the log why it ended, though nobody had asked it to, and when another takes its place."""
        again = {"worker": self.process.pid, "code": self.process.returncode, "again_in_s": again_in_s}
        if not self._was_stuck:
            log.error("worker_ended", **again)
        elif self.has_served:
            log.error("worker_stuck", silent_s=SILENT_S, **again)
        else:
            log.error("worker_not_up", **again)

    def kill(self) -> None:
        """End it, though it refuses to go."""
        if self.process.poll() is None:
            self.process.kill()

    def ask_to_stop(self) -> None:
        """Ask it to end, which lets its rooms go before; it is given some seconds for that."""
        if self._asked_s is None and self.process.poll() is None:
            self._asked_s = time.monotonic()
            self.process.terminate()

    def stop(self) -> None:
        """Wait until it has ended, and end it if it takes too long."""
        try:
            self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
