"""Connections that go to wherever the primary of a shard is now, so that whoever uses them need not know it moved.

Refuses to know how a place is found (`topology`). Invariant: nothing is asked on a connection to where the primary was.
"""

from collections.abc import Mapping
from typing import Any

from redis.asyncio.connection import AbstractConnection, Connection, SSLConnection

from server.store_address import Node


class Place:
    """Where the primary of one shard is."""

    def __init__(self, node: Node) -> None:
        """Begin somewhere."""
        self.node = node


class _Following(Connection):
    """A connection that goes to a place."""

    def __init__(self, *, place: Place, **words: Any) -> None:  # noqa: ANN401 - as the client's own
        """Take the place; nothing is connected yet."""
        self._place, self._went_to = place, place.node
        super().__init__(**words)

    async def connect(self) -> None:
        """Connect, or connect anew where the primary has moved since."""
        if self.is_connected and self._went_to != self._place.node:
            await self.disconnect(nowait=True)
        await super().connect()  # type: ignore[no-untyped-call]

    def _connection_arguments(self) -> Mapping[str, Any]:
        self._went_to = self._place.node
        self.host, self.port = self._went_to
        return super()._connection_arguments()


class _FollowingEncrypted(_Following, SSLConnection):
    """The same, encrypted."""


def followed(words: dict[str, Any], place: Place) -> dict[str, Any]:
    """Say how connections are made that go to a place, from how they are made to one server."""
    encrypted = words.get("connection_class") is SSLConnection
    kind: type[AbstractConnection] = _FollowingEncrypted if encrypted else _Following
    return {**words, "connection_class": kind, "place": place}
