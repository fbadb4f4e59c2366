"""Tie a process to its supervisor's life: the few steps between the supervisor's fork and the Valkey binary.

As a script: `tether.py SUPERVISOR_PID BINARY ARGUMENT…`; a web worker calls `tie_to_parent` itself. It is a program of
its own because code run between fork and exec inside a process with threads may deadlock. Refuses to know Plenum.
Invariant: the process it becomes does not outlive its supervisor (Linux), and its files can be read by its owner only.
"""

import ctypes
import os
import resource
import signal
import sys

_PR_SET_PDEATHSIG = 1


def tie_to_parent(supervisor: int) -> None:
    """Ask the kernel to end this process with its parent, and leave at once if the parent is gone already.

    The signal is SIGKILL, not SIGTERM. With `appendfsync always` an answer is sent after its write is on disk, so there
    is nothing left to flush; and a server that is stopped, stuck in a script or waiting for its disk would leave a
    SIGTERM pending and keep the folder locked against the next supervisor for longer than that one waits. What SIGKILL
    leaves behind (a socket file, at most a temporary rewrite) is cleared by the next start.
    """
    if not sys.platform.startswith("linux"):
        return  # elsewhere the server may outlive a killed supervisor; the lock then names it to the next start
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if os.getppid() != supervisor:
        sys.exit("the supervisor ended while its store was starting")


def main() -> None:
    """Become the server."""
    supervisor, binary = int(sys.argv[1]), sys.argv[2]
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold ballots
    tie_to_parent(supervisor)
    os.execv(binary, sys.argv[2:])  # noqa: S606 - the binary is a path of our own package, there is no shell


if __name__ == "__main__":
    main()
