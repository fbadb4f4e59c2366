"""The Lua library, which is one in eight files, and how it is called.

Invariant: a call is sent at most once by this module unless the store has said that it did not run it (the library
was missing, as after a FUNCTION FLUSH).
"""

from collections.abc import Awaitable, Sequence
from importlib import resources
from typing import Any, Protocol

from redis.exceptions import NoPermissionError, OutOfMemoryError, ReadOnlyError, ResponseError

_BEFOREHAND = (OutOfMemoryError, ReadOnlyError, NoPermissionError)
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
SOURCE = "\n".join(resources.files("server.store").joinpath(part).read_text(encoding="utf-8") for part in PARTS)


class Asks(Protocol):
    """Whatever carries one command to the store and its answer back."""

    def execute_command(self, *command: str | bytes | int) -> Awaitable[Any]:
        """Have one command carried out."""


async def load(client: Asks) -> None:
    """Put the library of this release into the store."""
    await client.execute_command("FUNCTION", "LOAD", "REPLACE", SOURCE)


def is_missing(error: ResponseError) -> bool:
    """Say whether the store did not know the function, and so did nothing."""
    return "Function not found" in str(error)


def was_not_run(error: ResponseError) -> bool:
    """Say whether the store refused the call before it began: for want of memory, disk, data or permission."""
    return is_missing(error) or isinstance(error, _BEFOREHAND) or str(error).startswith(("MISCONF", "NOREPLICAS"))


async def call(
    client: Asks, function: str, keys: Sequence[str], args: Sequence[str | bytes | int]
) -> list[bytes | int | None]:
    """Call one function of the library."""
    words = ("FCALL", function, len(keys), *keys, *args)
    try:
        return await client.execute_command(*words)  # type: ignore[no-any-return]
    except ResponseError as error:
        if not is_missing(error):
            raise
        await load(client)
        return await client.execute_command(*words)  # type: ignore[no-any-return]
