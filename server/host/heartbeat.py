"""The heartbeat: how the supervisor sees whether a worker's event loop turns, and not only whether its process lives.

A worker writes a byte into a pipe from its loop once a second. Refuses to know what is done about one that does not.
Invariants: nobody ever waits for the other; only time in which the supervisor itself was awake is counted, so that a
machine that was suspended, or all of whose processes were stopped, finds every worker as it was.
"""

import os
from contextlib import suppress

BEAT_S = 1.0
SILENT_S = 5.0
STARTING_S = 60.0
"""A worker that is starting reads its files and waits for the store; after that it is taken to hang."""
_LONGEST_LOOK_S = 0.3
_MANY = 4_096


class Heartbeat:
    """The worker's side."""

    def __init__(self, fd: int) -> None:
        """Take the end of the pipe that is written to."""
        self._fd = fd
        os.set_blocking(fd, False)

    def beat(self) -> None:
        """Say that the loop has turned; a pipe that is full or has no reader is no reason to stop."""
        with suppress(OSError):
            os.write(self._fd, b".")


class HeartbeatMonitor:
    """The supervisor's side: where the heartbeat of one worker is watched."""

    def __init__(self, now_s: float) -> None:
        """Open the pipe; `worker_end` is for the worker, and closed here once it has it."""
        self._fd, self.worker_end = os.pipe()
        os.set_blocking(self._fd, False)
        self._looked_s = now_s
        self._silent_s = 0.0
        self.has_served = False

    def look(self, now_s: float) -> None:
        """Take one look."""
        awake_s = min(now_s - self._looked_s, _LONGEST_LOOK_S)
        self._looked_s = now_s
        if self._has_beaten():
            self.has_served = True
            self._silent_s = 0.0
        else:
            self._silent_s += awake_s

    @property
    def is_stuck(self) -> bool:
        """Say whether the worker has not turned for too long."""
        return self._silent_s > (SILENT_S if self.has_served else STARTING_S)

    def hand_over(self) -> None:
        """Close the worker's end here: the worker has it."""
        os.close(self.worker_end)

    def close(self) -> None:
        """Let go of the pipe."""
        os.close(self._fd)

    def _has_beaten(self) -> bool:
        try:
            return bool(os.read(self._fd, _MANY))
        except BlockingIOError:
            return False
