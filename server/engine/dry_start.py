"""A dry start: the store itself is started on a copy of a record, so that nobody says *whole* where a start refuses.

Refuses to touch the record. Invariant: its answer is that of a real start, for it is a real start on a copy; the copy
is removed whatever happens.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis

from server.engine.embedded import EmbeddedStore, StoreUnavailable
from server.engine.record import FOLDER
from server.store.codec import raw

_PREFIX = "dry-start-"


@contextmanager
def a_copy(data: Path) -> Iterator[Path]:
    """Copy a record beside itself, for its owner alone.

    Raises:  OSError where the disk has no room for it.
    """
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=data) as kept:
        copy = Path(kept)
        if (data / FOLDER).is_dir():
            shutil.copytree(data / FOLDER, copy / FOLDER)
        yield copy


def refusal_of(copy: Path, data: Path) -> str:
    """Start the store on a copy of `data` and say why it refuses; empty where it does not."""
    try:
        with EmbeddedStore(copy):
            return ""
    except StoreUnavailable as refused:
        return str(refused).replace(str(copy), str(data))


def known_commands() -> frozenset[bytes]:
    """Ask the store which commands it knows."""
    with (
        tempfile.TemporaryDirectory(prefix=_PREFIX) as empty,
        EmbeddedStore(Path(empty)) as store,
        Redis.from_url(store.url) as client,
    ):
        names = client.command_list()
    return frozenset(raw(name).upper() for name in names)
