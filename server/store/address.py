"""Where the embedded store of a data folder answers, for a command that is run beside the service.

Refuses to start or stop anything, and to believe the file alone: a note may be older than a crash.
Invariant: an address is told only while the folder's lock is held and the socket answers.
"""

import contextlib
import json
import socket
from pathlib import Path

from server.store.lock import is_locked

ADDRESS_FILE = "store.json"
PONG = b"+PONG\r\n"
_PING_S = 1.0


def running_socket(data: Path) -> Path | None:
    """Say where the store that is running on this folder answers, or None when none is running."""
    address = read_address(data)
    return address if address and is_locked(data) and ping(address) == PONG else None


def read_address(data: Path) -> Path | None:
    """Read the socket that the last server of this folder noted, whether or not it still lives."""
    try:
        noted = json.loads((data / ADDRESS_FILE).read_text())
        return Path(noted["socket"])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def write_address(data: Path, address: Path, pid: int) -> None:
    """Note where the server of this folder answers, whole or not at all.

    Raises:  OSError when the folder cannot be written.
    """
    fresh = data / f"{ADDRESS_FILE}.new"
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps({"socket": str(address), "pid": pid}), encoding="utf-8")
    fresh.replace(data / ADDRESS_FILE)


def forget_address(data: Path) -> None:
    """Take the note away; that there is none, or that the folder is gone, is as good."""
    with contextlib.suppress(OSError):
        (data / ADDRESS_FILE).unlink()


def ping(address: Path) -> bytes:
    """Return what the server at this socket answers to PING, or nothing when none answers.

    Shape:   `PONG`; or an error line such as `-LOADING …` while it reads its data.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(_PING_S)
        try:
            line.connect(str(address))
            line.sendall(b"PING\r\n")
            return line.recv(256)
        except OSError:
            return b""
