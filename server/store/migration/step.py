"""What a step from one layout to the next is."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from server.store.connection.pipe import Command

FIRST_CONVERTED = 2
"""Up to here nothing had to be converted."""

Read = Callable[..., Awaitable[Any]]
"""Asks the store one question."""


@dataclass(frozen=True, slots=True)
class Step:
    """How a meeting of any layout before becomes one of this layout.

    Shape:   `convert` takes what reads from the store, the id of a meeting and the second at which it expires, writes
             nothing, and says the commands that do: all keys of that meeting alone, each with its expiry. It is asked
             again if something of the meeting changes meanwhile.
    """

    layout: int
    convert: Callable[[Read, str, int], Awaitable[Sequence[Command]]]


def newest_of(steps: Sequence[Step]) -> int:
    """Say to which layout steps lead."""
    return steps[-1].layout if steps else FIRST_CONVERTED
