"""The doorstep: a connection that has still to agree on how it is encrypted.

The handshake of TLS is done here and not by the server that accepts connections, so that whoever keeps silent in the
middle of it is a guest like any other, with a deadline and in the same count. Refuses to know what is said afterwards.
"""

import asyncio
import ssl
from typing import Any

from uvicorn.config import Config
from uvicorn.server import ServerState

from server.web.socket.door import Door
from server.web.socket.guests import GUESTS, Guest


def make_context(certfile: str, keyfile: str) -> ssl.SSLContext:
    """Read a certificate and its key.

    Raises:  OSError (`ssl.SSLError` is one) where they cannot be read or do not belong together.
    """
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certfile, keyfile or None)
    context.set_alpn_protocols(["http/1.1"])
    return context


class Doorstep(asyncio.Protocol):
    """One connection until it is encrypted; then it goes through the door."""

    def __init__(
        self,
        context: ssl.SSLContext,
        config: Config,
        server_state: ServerState,
        **door: Any,  # noqa: ANN401 - the server's
    ) -> None:
        """Take what the server gives to every connection."""
        self._context = context
        self._connections: set[Any] = server_state.connections
        self._task: asyncio.Task[None] | None = None
        self._plain: asyncio.Transport | None = None
        self._door = Door(config=config, server_state=server_state, **door)
        self._guests = door["app_state"][GUESTS]
        self._early = b""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let a guest in, and begin to agree."""
        self._plain = transport
        self._connections.add(self)
        guest = self._guests.welcome(transport)
        loop = asyncio.get_running_loop()
        self._task = loop.create_task(self._encrypt(transport, guest))
        loop.call_soon(loop.call_soon, self._pass_on)  # behind the first step of the task, and what that has called for

    def data_received(self, data: bytes) -> None:
        """Keep what comes before the handshake listens, and what comes together with its end."""
        self._early += data

    def shutdown(self) -> None:
        """End with the server, which calls this."""
        if self._plain is not None:
            self._plain.abort()

    def _pass_on(self) -> None:
        """Give the handshake what came before it was there: the transport begins to read before anybody can stop it."""
        early, self._early = memoryview(self._early), b""
        if self._plain is None or self._plain.is_closing():
            return
        handshake: Any = self._plain.get_protocol()
        while early and handshake is not self:
            buffer = memoryview(handshake.get_buffer(len(early)))
            size = min(len(early), len(buffer))
            buffer[:size] = early[:size]
            handshake.buffer_updated(size)
            early = early[size:]

    async def _encrypt(self, plain: asyncio.Transport, guest: Guest) -> None:
        try:
            head_s = self._guests.deadlines.head_s
            out = await asyncio.get_running_loop().start_tls(
                plain, self, self._context, server_side=True, ssl_handshake_timeout=head_s
            )
        except OSError:  # a time-out, an end, or a word that is no handshake
            out = None
        finally:
            self._connections.discard(self)
        if out is None or out.is_closing():
            guest.leave()
            plain.abort()
            return
        guest.out = out
        out.set_protocol(self._door)
        self._door.take_over(out, guest)
        if self._early:
            self._door.data_received(self._early)
