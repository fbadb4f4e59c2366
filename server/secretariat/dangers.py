"""What is not safe yet about a service, as far as it knows of itself: for the first page of the desk, and the doctor.

Refuses to know how it is said. Invariant: each danger has a sentence `desk.danger.CODE`, and one that says what to do.
"""

import asyncio
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from server.room.context import Context
from server.store.connection.condition import StoreCondition

SCARCE_BYTES = 500 << 20
SKEW_MS = 2_000
EARLIEST_S = 1_767_225_600
"""The beginning of 2026: a clock before that was never set."""
MEMORY_SHARE = 9, 10
"""From which share of its bound on the memory of a store is nearly used up."""
_LOOPBACK = ("localhost", "127.", "::1")


@dataclass(frozen=True, slots=True)
class Danger:
    """One thing that is not safe yet, and the figures of its sentence."""

    code: str
    figures: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at.

    Units:   `free` in bytes, None where the data do not lie on this host; `now_s` is an instant.
    Shape:   `condition` is None where the store does not answer.
    """

    condition: StoreCondition | None
    free: int | None
    now_s: int
    base_url: str
    secure: bool


async def read_dangers(context: Context, *, base_url: str, secure: bool, data: Path) -> list[Danger]:
    """Look at address, clock, disk and store, and say what is not safe yet, the gravest first."""
    condition = await context.shards.condition()
    free = await asyncio.to_thread(_free_in, data)
    return dangers_of(Looked(condition, free, context.now_ms() // 1_000, base_url, secure))


def dangers_of(looked: Looked) -> list[Danger]:
    """Say what of it is not safe yet, the gravest first."""
    found = _of_store(looked.condition)
    if looked.free is not None and looked.free < SCARCE_BYTES:
        found.append(Danger("disk", {"n": looked.free >> 20}))
    if looked.now_s < EARLIEST_S:
        found.append(Danger("clock"))
    if (urlsplit(looked.base_url).hostname or "").startswith(_LOOPBACK):
        found.append(Danger("here_alone"))
    return found if looked.secure else [*found, Danger("no_https")]


def is_memory_scarce(condition: StoreCondition) -> bool:
    """Say whether a store has nearly used up the memory that it may."""
    share, of = MEMORY_SHARE
    return bool(condition.most_memory) and condition.used_memory * of > condition.most_memory * share


def _of_store(condition: StoreCondition | None) -> list[Danger]:
    if condition is None:
        return [Danger("store_away")]
    found = [] if condition.last_write_ok else [Danger("store_cannot_write")]
    if condition.writes_through is False:
        found.append(Danger("not_on_disk"))
    if is_memory_scarce(condition):
        found.append(Danger("memory", {"n": (condition.most_memory - condition.used_memory) >> 20}))
    if abs(condition.skew_ms) > SKEW_MS:
        found.append(Danger("skew", {"n": abs(condition.skew_ms) // 1_000}))
    return found


def _free_in(data: Path) -> int | None:
    """Say how many bytes are free where the data lie; None where they do not lie on this host."""
    try:
        return shutil.disk_usage(data).free
    except OSError:
        return None
