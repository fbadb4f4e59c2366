"""Odd handshakes: whoever asks for a socket in a way that the door does not know is heard and answered by the library.

Refuses to know what is odd about it. Invariant: when such a socket has ended, nothing of it is held in a circle.
"""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from server.web.socket.odd_frames import take_apart


class OddHandshake(WebSocketsSansIOProtocol):
    """One socket of the library's own."""

    def connection_lost(self, exc: Exception | None) -> None:
        """Be gone."""
        super().connection_lost(exc)
        take_apart(self.conn)
