"""The heartbeat: how the supervisor sees whether a worker's event loop turns, and not only whether its process lives.

A worker says from its loop once a second how many sockets it has, and hears how many of them are to come again.
Refuses to know what is done about a worker that is silent. Invariants: nobody ever waits for the other; only time in
which the supervisor itself was awake is counted, so that a machine that was suspended, or all of whose processes were
stopped, finds every worker as it was.
"""

import os
import socket
from contextlib import suppress

BEAT_S = 1.0
LATE_S = 2.5
SILENT_S = 5.0
STARTING_S = 60.0
"""A worker that is starting reads its files and waits for the store; after that it is taken to hang."""
_LONGEST_LOOK_S = 0.3
_LONGEST = 32
_MOST_AT_ONCE = 1_000


class Heartbeat:
    """The worker's side."""

    def __init__(self, fd: int) -> None:
        """Take the worker's end of the line."""
        self._fd = fd
        os.set_blocking(fd, False)

    def beat(self, sockets: int = 0) -> int:
        """Say that the loop has turned, and with how many sockets; the answer is how many of them are to come again.

        A line that is full, or that nobody listens to, is no reason to stop.
        """
        with suppress(OSError):
            os.write(self._fd, b"%d" % sockets)
        return sum(_heard(self._fd))


class HeartbeatMonitor:
    """The supervisor's side: where the heartbeat of one worker is watched."""

    def __init__(self, now_s: float) -> None:
        """Open the line; `worker_end` is for the worker, and closed here once it has it."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)  # each message arrives whole
        self._fd, self.worker_end = ours.detach(), theirs.detach()
        os.set_blocking(self._fd, False)
        self._looked_s = now_s
        self._silent_s = 0.0
        self.has_served = False
        self.sockets = 0
        """How many it had when it was heard last."""

    def look(self, now_s: float) -> None:
        """Take one look."""
        awake_s = min(now_s - self._looked_s, _LONGEST_LOOK_S)
        self._looked_s = now_s
        if beats := _heard(self._fd):
            self.sockets = beats[-1]
            self.has_served = True
            self._silent_s = 0.0
        else:
            self._silent_s += awake_s

    def send_again(self, many: int) -> None:
        """Have so many of its sockets come again; a worker that cannot be told now keeps them."""
        with suppress(OSError):
            os.write(self._fd, b"%d" % many)

    @property
    def is_late(self) -> bool:
        """Say whether a beat is missing, or there was none yet."""
        return not self.has_served or self._silent_s > LATE_S

    @property
    def is_stuck(self) -> bool:
        """Say whether the worker has not turned for too long."""
        return self._silent_s > (SILENT_S if self.has_served else STARTING_S)

    def hand_over(self) -> None:
        """Close the worker's end here: the worker has it."""
        os.close(self.worker_end)

    def close(self) -> None:
        """Let go of the line."""
        os.close(self._fd)


def _heard(fd: int) -> list[int]:
    numbers: list[int] = []
    with suppress(OSError):  # there is no more
        while len(numbers) < _MOST_AT_ONCE and (said := os.read(fd, _LONGEST)):
            numbers.append(int(said))
    return numbers
