"""The short private folder in which the embedded store's socket lies.

Refuses to know what listens there. It is not in the data folder because a socket's path must be short.
Invariant: the folder is ours and nobody else can enter it; only files that this module names are ever removed from it.
"""

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

from server.engine.ownership import own_folder

_PREFIX = "plenum-"
_SOCKET = "valkey.sock"
_BINARY = "valkey-server"
_PATH_BYTES = 103  # the kernel's field holds 108 on Linux and 104 on macOS, a closing zero included


def make_socket_folder(runtime: Path | None) -> Path:
    """Make a folder that only we can enter and return the path of the socket to be in it.

    Shape:   under `runtime` when given, else under the temporary folder, else under /tmp when that path is too long.
    Raises:  OSError when the path is too long for a socket or the folder cannot be made.
    """
    parents = [runtime] if runtime else [Path(tempfile.gettempdir()), Path("/tmp")]  # noqa: S108 - mkdtemp owns it
    for parent in parents:
        if len(bytes(parent / f"{_PREFIX}12345678" / _SOCKET)) <= _PATH_BYTES:
            return Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent)) / _SOCKET
    raise OSError(
        errno.ENAMETOOLONG, "the path is too long for a socket, name a shorter runtime folder", str(parents[0])
    )


def mend_socket_folder(address: Path) -> None:
    """Make sure that the folder still exists and is ours: something that tidies up may have taken it meanwhile.

    Raises:  OSError or StoreUnavailable when somebody else has made it.
    """
    folder = address.parent
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if not stat.S_ISDIR(folder.lstat().st_mode):
        raise FileExistsError(errno.EEXIST, "somebody else has made this folder, remove it", str(folder))
    own_folder(folder)


def remove_socket_folder(address: Path) -> None:
    """Take the folder of this socket away, if it is one of ours; any other path is left as it is."""
    # File by file and by name: the path may come from a note that somebody has edited.
    if address.name != _SOCKET or not address.parent.name.startswith(_PREFIX):
        return
    with contextlib.suppress(OSError):
        address.unlink(missing_ok=True)
        address.with_name(_BINARY).unlink(missing_ok=True)
        address.parent.rmdir()


def executable_in(address: Path, binary: Path) -> Path:
    """Return the binary, or a copy beside the socket when an installation has lost the file's right to run.

    Raises:  OSError when the copy cannot be written.
    """
    if os.access(binary, os.X_OK):
        return binary
    copy = address.with_name(_BINARY)
    copy.write_bytes(binary.read_bytes())
    copy.chmod(0o700)
    return copy
