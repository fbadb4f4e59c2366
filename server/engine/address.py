"""Where the embedded store of a data folder answers, for a command that is run beside the service.

Refuses to start or stop anything, and to believe the file alone: a note may be older than a crash.
Invariant: an address is told only while the folder's lock is held and the socket answers.
"""

import contextlib
import json
import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from server.engine.lock import is_locked
from server.store.rights import SERVICE

ADDRESS_FILE = "store.json"
PONG = b"+PONG\r\n"
_PING_S = 1.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server of ours answers, and the password of the service's user there."""

    socket: Path
    password: str

    @property
    def url(self) -> str:
        """Write it as Redis clients read it."""
        return f"unix://{SERVICE}:{self.password}@{quote(str(self.socket))}"

    def ping(self) -> bytes:
        """Return what the server answers to PING, or nothing when none answers.

        Shape:   `PONG`; or an error line such as `-LOADING …` while it reads its data.
        """
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(_PING_S)
            try:
                line.connect(str(self.socket))
                line.sendall(f"AUTH {SERVICE} {self.password}\r\nPING\r\n".encode())
                said = b""
                while said.count(b"\n") < 2 and (more := line.recv(256)):
                    said += more
            except OSError:
                return b""
        let_in, _, answer = said.partition(b"\r\n")
        return answer if let_in == b"+OK" else let_in


def running_address(data: Path) -> Address | None:
    """Say where the store that is running on this folder answers, or None when none is running."""
    noted = read_address(data)
    return noted if noted and is_locked(data) and noted.ping() == PONG else None


def read_address(data: Path) -> Address | None:
    """Read what the last server of this folder noted, whether or not it still lives."""
    try:
        noted = json.loads((data / ADDRESS_FILE).read_text())
        return Address(Path(noted["socket"]), str(noted["password"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None


def write_address(data: Path, address: Address, pid: int) -> None:
    """Note where the server of this folder answers, whole or not at all, for the folder's owner alone.

    Raises:  OSError when the folder cannot be written.
    """
    fresh = data / f"{ADDRESS_FILE}.new"
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    noted = {"socket": str(address.socket), "password": address.password, "pid": pid}
    fresh.write_text(json.dumps(noted), encoding="utf-8")
    fresh.replace(data / ADDRESS_FILE)


def forget_address(data: Path) -> None:
    """Remove the note; nothing happens where there is none, or no folder."""
    with contextlib.suppress(OSError):
        (data / ADDRESS_FILE).unlink()
