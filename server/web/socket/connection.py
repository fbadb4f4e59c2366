"""The connection: both directions of one socket, as a conversation sees them.

Under our own server it is the wire itself (`wire.Wire`); under any other it is plain ASGI, with a task that reads and
one that writes. Refuses to know what is said. Invariant: a reader that takes nothing for ten seconds is gone.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Protocol

from starlette.websockets import WebSocket, WebSocketDisconnect

from server.live import outbox
from server.protocol.message import CLOSE_TRY_LATER
from server.web.guard import Hangup, receive

EXTENSION = "plenum.wire"
STUCK_S = 10.0
GONE = (WebSocketDisconnect, RuntimeError, OSError)  # what writing to somebody who has left may raise


class Talk(Protocol):
    """Whoever talks on a connection."""

    def hear(self, text: str) -> None:
        """Take what the other side said."""

    def pay(self, cost: int) -> bool:
        """Say whether they may have what costs so much; it is paid then."""

    def blocked(self) -> None:
        """Say nothing for now: the connection takes nothing more."""

    def flowing(self) -> None:
        """Go on: the connection is ready again."""

    def gone(self, code: int) -> None:
        """End: close with a code, nought if the other side has left."""


class Connection(outbox.Connection, Protocol):
    """Both directions."""

    gone: bool
    """Whether the other side is known to have left."""

    def open(self, talk: Talk) -> None:
        """Give everything that comes, and what came before, to whoever talks."""

    def pause(self) -> None:
        """Read no more for now."""

    def resume(self) -> None:
        """Read on."""

    def close(self) -> None:
        """Keep nothing going."""


def connection_of(socket: WebSocket) -> Connection:
    """Find the best connection that the server offers for an accepted socket."""
    offered: dict[str, Connection] = socket.scope.get("extensions", {}).get(EXTENSION, {})
    return offered.get("connection") or PlainConnection(socket)


class PlainConnection:
    """A connection under any ASGI server."""

    fd = outbox.NO_FD
    gone = False

    def __init__(self, socket: WebSocket) -> None:
        """Take an accepted socket."""
        self.ready = True
        self._socket = socket
        self._talk: Talk | None = None
        self._may_read = asyncio.Event()
        self._may_read.set()
        self._tasks: set[asyncio.Task[None]] = set()

    def open(self, talk: Talk) -> None:
        """Begin to read."""
        self._talk = talk
        self._begin(self._read(talk))

    def pause(self) -> None:
        """Read no more for now."""
        self._may_read.clear()

    def resume(self) -> None:
        """Read on."""
        self._may_read.set()

    def write(self, messages: Sequence[bytes]) -> None:
        """Send messages; more may follow when they are taken."""
        self.ready = False
        self._begin(self._send(messages))

    def close(self) -> None:
        """End both tasks."""
        for task in self._tasks:
            task.cancel()

    async def _read(self, talk: Talk) -> None:
        try:
            while True:
                await self._may_read.wait()
                talk.hear(await receive(self._socket))
        except Hangup as hangup:
            talk.gone(hangup.code)

    async def _send(self, messages: Sequence[bytes]) -> None:
        try:
            for message in messages:
                async with asyncio.timeout(STUCK_S):
                    await self._socket.send({"type": "websocket.send", "text": message.decode()})
        except (TimeoutError, *GONE) as fault:
            if self._talk is not None:
                self._talk.gone(CLOSE_TRY_LATER if isinstance(fault, TimeoutError) else 0)
            return
        self.ready = True
        if self._talk is not None:
            self._talk.flowing()

    def _begin(self, doing: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
