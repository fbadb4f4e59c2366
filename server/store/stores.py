"""The stores of a service: one for all meetings, or one for each primary of a cluster (`mapped_stores`).

Refuses to know what is kept in a store.
"""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from server.store import Store
from server.store.connection.health import Refresh
from server.store.mapped_stores import MappedStores, Open
from server.store_address import read_address


class Stores(Protocol):
    """Which stores there are, and which of them holds a key."""

    @property
    def all(self) -> tuple[Store, ...]:
        """List them."""

    def at(self, key: str) -> Store:
        """Say which holds a key; the id of a meeting stands for all of its keys."""

    async def open(self, opens: Open) -> None:
        """Find the stores, and open each; `opens` is kept for those that come later."""

    def watch(self) -> None:
        """Keep an eye on them for as long as this process serves."""

    def on_return(self, refresh: Refresh) -> None:
        """Have something refreshed whenever one of them has come back."""

    def on_move(self, moved: Callable[[], None]) -> None:
        """Call `moved` when meetings have gone from one to another."""

    async def close(self) -> None:
        """Let go of every connection."""


def stores_at(url: str, acknowledgement: str) -> Stores:
    """Say what the stores at an address are; nothing is connected yet."""
    address = read_address(url)
    return FixedStores(Store(url, acknowledgement)) if address.kind == "one" else MappedStores(address, acknowledgement)


class FixedStores:
    """The stores that stay where they are: today one, which holds everything."""

    def __init__(self, *stores: Store) -> None:
        """Take them."""
        self.all = stores
        self._opens: Open | None = None

    def at(self, key: str) -> Store:  # noqa: ARG002 - the first one holds them all
        """Say which holds a key."""
        return self.all[0]

    async def open(self, opens: Open) -> None:
        """Open each."""
        self._opens = opens
        for store in self.all:
            await opens(store)

    def watch(self) -> None:
        """Keep an eye on them."""
        assert self._opens is not None, "they are opened before"  # noqa: S101
        for store in self.all:
            store.watch(partial(self._opens, store))

    def on_return(self, refresh: Refresh) -> None:
        """Have something refreshed whenever one of them has come back."""
        for store in self.all:
            store.health.refreshes.append(refresh)

    def on_move(self, moved: Callable[[], None]) -> None:
        """Nothing ever goes from one to another."""

    async def close(self) -> None:
        """Let go of every connection."""
        for store in self.all:
            await store.close()
