"""What is ours alone: folders and files that hold ballots, keys and the way to the store.

Refuses to know what is in them. Invariant: what others could enter or read is closed, and said so; what belongs to
somebody else is never used, for they could read it, or put something else in its place.
"""

import os
import stat
from pathlib import Path

from server.logs import log
from server.store.connection.reach import StoreUnavailable


def own_folder(folder: Path) -> None:
    """Make a folder, or close an existing one to everybody but its owner.

    Raises:  StoreUnavailable if it is somebody else's; OSError if it cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _close(folder, 0o700)


def own_file(file: Path) -> None:
    """Close an existing file to everybody but its owner.

    Raises:  StoreUnavailable if it is somebody else's.
    """
    _close(file, 0o600)


def _close(path: Path, mode: int) -> None:
    found = path.stat()
    if found.st_uid != os.geteuid():
        raise StoreUnavailable(
            f"{path} belongs to another user (number {found.st_uid}). "
            f"Give it to the user who runs Plenum (number {os.geteuid()}), or choose another."
        )
    if stat.S_IMODE(found.st_mode) & 0o077:
        path.chmod(mode)
        log.warning("folder_closed", path=str(path))
