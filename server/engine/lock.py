"""The lock of a data folder: at most one server ever has it open.

Refuses to know what kind of server that is, and how it is started.
Invariant: the lock belongs to an open file description that the server inherits, so it is held exactly as long as some
process of that server lives; no file has to be tidied away after a SIGKILL, and the file itself is never removed.
"""

import fcntl
import os
import time
from pathlib import Path

LOCK_FILE = "store.lock"
_RETRY_S = 0.05


def take_lock(data: Path, wait_s: float) -> int | None:
    """Take the exclusive lock of the folder and return its descriptor, or None while somebody else holds it.

    Shape:   the caller hands the descriptor to its server (`pass_fds`) and closes its own copy afterwards.
    Units:   `wait_s` is how long a predecessor that is just going away may take, in seconds.
    Raises:  OSError when the file cannot be opened or created.
    """
    deadline = time.monotonic() + wait_s
    while True:
        lock = os.open(data / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_the_file_of(lock, data):
                return lock
        except BlockingIOError:
            pass
        except BaseException:
            os.close(lock)
            raise
        os.close(lock)
        if time.monotonic() >= deadline:
            return None
        time.sleep(_RETRY_S)


def sign_lock(lock: int, *, server: int, supervisor: int) -> None:
    """Write into a lock that we hold which processes a person should look for."""
    os.ftruncate(lock, 0)
    os.pwrite(lock, f"{server} {supervisor}\n".encode(), 0)


def is_locked(data: Path) -> bool:
    """Say whether a process holds the folder at this moment.

    To look, a shared lock is taken for a moment; a server that starts just then tries again, so it does not fail.
    """
    try:
        lock = os.open(data / LOCK_FILE, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(lock)


def read_holder(data: Path) -> str:
    """Name the processes that signed the lock, for a person: number, and command where the system tells it."""
    try:
        server, supervisor = (int(word) for word in (data / LOCK_FILE).read_text().split())
    except (OSError, ValueError):
        return "a process that has not signed its name yet"
    return f"process {_described(server)}, started by process {_described(supervisor)}"


def _is_the_file_of(lock: int, data: Path) -> bool:
    # A lock on a file that was deleted or replaced meanwhile keeps nobody out.
    try:
        return os.path.samestat(os.fstat(lock), (data / LOCK_FILE).stat())
    except FileNotFoundError:
        return False


def _described(pid: int) -> str:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except FileNotFoundError:
        return f"{pid} (gone)" if Path("/proc/self").exists() else str(pid)
    except OSError:
        return str(pid)
    return f"{pid} ({command[:120]})" if command else str(pid)
