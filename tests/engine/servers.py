"""Real servers for the tests of the embedded store: a client, a supervisor process, and who has a folder open."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from server.engine.embedded import EmbeddedStore
from server.engine.lock import LOCK_FILE
from server.store.rights import SERVICE

SUPERVISOR = """
import sys
from pathlib import Path
from server.engine.embedded import EmbeddedStore
with EmbeddedStore(Path(sys.argv[1])) as store:
    print(store.url, store.pid, flush=True)
    sys.stdin.read()
"""


class AttendedStore(EmbeddedStore):
    """An embedded store that knows an administrator too: tests do to it what the service's own user may not."""

    def _configuration(self, address: Path) -> bytes:
        return super()._configuration(address) + f"user admin on >{self._password} ~* &* +@all\n".encode()


def admin_of(url: str) -> str:
    """The address of an attended store's administrator."""
    return url.replace(f"//{SERVICE}:", "//admin:")


def a_client(url: str) -> Redis:
    """Make a client that never repeats a command by itself."""
    return Redis.from_url(url, decode_responses=True, retry=Retry(NoBackoff(), 0))


def wait_until(holds: Callable[[], bool], description: str, within_s: float = 5.0) -> None:
    """Come back as soon as it holds, or fail with the description."""
    deadline = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < deadline, f"not within {within_s} s: {description}"
        time.sleep(0.01)


@contextmanager
def stopped(store: EmbeddedStore) -> Iterator[None]:
    """Let a server hang, and go on afterwards, whatever came of it."""
    pid = store.pid
    assert pid, "a server that runs"
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def read_open_files(pid: int) -> list[str]:
    """Read what each descriptor of a process stands for."""
    return [str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir()]


def servers_on(data: Path) -> list[int]:
    """Find every process of any kind that has the lock of this folder open, except ourselves."""
    found = []
    for pid in [int(entry.name) for entry in list(Path("/proc").iterdir()) if entry.name.isdigit()]:
        try:
            if pid != os.getpid() and str(data / LOCK_FILE) in read_open_files(pid):
                found.append(pid)
        except OSError:  # ended meanwhile, or another user's
            continue
    return found


def a_supervisor(data: Path) -> tuple[subprocess.Popen[str], str, int]:
    """Start a process that owns an embedded store: the process, the store's URL and the server's number."""
    process = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    url, pid = process.stdout.readline().split()
    return process, url, int(pid)


def kill(process: subprocess.Popen[str]) -> None:
    """End a process with SIGKILL and wait for its end."""
    process.kill()
    process.communicate()
