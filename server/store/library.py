"""The Lua library, which is one in eight files, and how it is called.

Invariant: a call is sent once more by this module only where the store has said that it did not run it: the library was
missing, as after a FUNCTION FLUSH, or the store takes nothing for a moment, as one that reads its data or whose
cluster is choosing a primary.
"""

import asyncio
import hashlib
import re
from collections.abc import Awaitable, Sequence
from importlib import resources
from typing import Any, Protocol

from redis.exceptions import (
    AskError,
    BusyLoadingError,
    ClusterDownError,
    NoPermissionError,
    OutOfMemoryError,
    ReadOnlyError,
    RedisError,
    ResponseError,
    TryAgainError,
)

PAUSE_S = 0.3
_FOR_NOW = (ClusterDownError, TryAgainError, BusyLoadingError)  # MASTERDOWN is a ClusterDownError
_ELSEWHERE = (AskError, ReadOnlyError)  # MOVED is an AskError
_BEFOREHAND = (OutOfMemoryError, NoPermissionError, *_ELSEWHERE, *_FOR_NOW)
PARTS = (
    "votes.lua",
    "decisions.lua",
    "lists.lua",
    "admission.lua",
    "seating.lua",
    "removal.lua",
    "halls.lua",
    "papers.lua",
)
_WRITTEN = "\n".join(resources.files("server.store").joinpath(part).read_text(encoding="utf-8") for part in PARTS)
RELEASE = hashlib.sha256(_WRITTEN.encode()).hexdigest()[:8]
"""What the names of library and functions end in, so that those of two releases live side by side in one store."""
_NAMES = re.compile(r"(?<=^#!lua name=)\w+|(?<=^server\.register_function\(')\w+", re.MULTILINE)


def named(function: str) -> str:
    """Say by which name the store knows a function of this release."""
    return f"{function}_{RELEASE}"


SOURCE = _NAMES.sub(lambda found: named(found[0]), _WRITTEN)


class Asks(Protocol):
    """Whatever carries one command to the store and its answer back."""

    def execute_command(self, *command: str | bytes | int) -> Awaitable[Any]:
        """Have one command carried out."""


async def load(client: Asks) -> None:
    """Put the library of this release into the store, beside those of others; what lies there is left as it is."""
    try:
        await client.execute_command("FUNCTION", "LOAD", SOURCE)
    except ResponseError as refused:
        if "already exists" not in str(refused):
            raise


def is_missing(error: RedisError) -> bool:
    """Say whether the store did not know the function, and so did nothing."""
    return "Function not found" in str(error)


def may_pass(error: RedisError) -> bool:
    """Say whether the store refused the call before it began, and may take the same one after a pause."""
    return isinstance(error, _FOR_NOW)


def is_elsewhere(error: RedisError) -> bool:
    """Say whether the store refused the call before it began, because another one serves what it is about."""
    return isinstance(error, _ELSEWHERE)


def was_not_run(error: RedisError) -> bool:
    """Say whether the store refused the call before it began.

    For want of memory, disk, data or permission, or because at this instant it is not the one that serves this meeting.
    """
    return is_missing(error) or isinstance(error, _BEFOREHAND) or str(error).startswith(("MISCONF", "NOREPLICAS"))


async def call(
    client: Asks, function: str, keys: Sequence[str], args: Sequence[str | bytes | int]
) -> list[bytes | int | None]:
    """Call one function of the library."""
    words = ("FCALL", named(function), len(keys), *keys, *args)
    try:
        return await client.execute_command(*words)  # type: ignore[no-any-return]
    except RedisError as error:
        if is_missing(error):
            await load(client)
        elif may_pass(error):
            await asyncio.sleep(PAUSE_S)
        else:
            raise
        return await client.execute_command(*words)  # type: ignore[no-any-return]
