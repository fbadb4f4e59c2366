"""Where the service of a data folder listens, for commands that are run beside it.

A port may be given to `plenum serve` alone; the links that other commands print need it too. Refuses to know
the store. Invariant: the note is believed only as long as the process that wrote it lives.
"""

import contextlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from server.settings import Settings

_NOTE = "service.json"
_SAID = ("host", "port", "public_url", "certfile", "keyfile")


@contextmanager
def noted(settings: Settings) -> Iterator[None]:
    """Note where the service listens as long as it runs; without a note (a full disk) it runs all the same."""
    note = settings.data / _NOTE
    said = {"pid": os.getpid(), **{name: getattr(settings, name) for name in _SAID}}
    with contextlib.suppress(OSError):
        note.touch(mode=0o600)
        note.write_text(json.dumps(said), encoding="utf-8")
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            note.unlink()


def as_running(settings: Settings) -> Settings:
    """Take the addresses of the service that runs on the data folder, where one does."""
    try:
        said = json.loads((settings.data / _NOTE).read_text(encoding="utf-8"))
        running = replace(settings, **{name: said[name] for name in _SAID})
        return running if _lives(int(said["pid"])) else settings
    except (OSError, ValueError, LookupError, TypeError):
        return settings


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it is somebody else's, and alive
        return True
    return True
