"""The wire: a web server's WebSocket protocol with a short way in and a short way out.

Whole text frames go from the transport straight to whoever talks there, and finished frames straight to the transport;
handshake, pings, fragments, closing and every fault stay with the library. Offered to the application as the ASGI
extension `plenum.wire`, so that under another server the same application talks over plain ASGI (`line.PlainLine`).
Refuses to know what is said. Invariant: nothing here waits; a reader that takes nothing costs one buffer.
"""

import asyncio
from collections.abc import Sequence

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import apply_mask  # type: ignore[attr-defined] # in C where that is installed
from websockets.http11 import Request

from server.protocol.message import CLOSE_NOT_TEXT, CLOSE_TRY_LATER, LARGEST_FRAME
from server.room.outbox import NO_PORT
from server.web.frames import MASK, WHOLE_TEXT, Framing, span
from server.web.line import EXTENSION, STUCK_S, Talk
from server.web.post import Post

_FIN, _OPCODE, _CONTROL = 0x80, 0x0F, 0x08

_framing = Framing()
_post = Post()


def spread(ports: Sequence[int], message: bytes) -> None:
    """Send one message to many ports now."""
    _post.spread(ports, _framing.frame(message))


class Wire(WebSocketsSansIOProtocol):
    """One socket."""

    # In slots, since what a thousand sockets need at every tick should lie together.
    __slots__ = ("_in_parts", "_socket", "_stuck", "_talk", "_unread", "out", "port", "ready")

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin with nobody who talks here."""
        super().connection_made(transport)
        self.out = self.transport
        self.ready = True
        self.port = self._socket = NO_PORT
        if self.scheme == "ws":  # else what goes to the socket must be encrypted first
            self.port = self._socket = transport.get_extra_info("socket").fileno()
            self.out.set_write_buffer_limits(high=0)  # so that `ready` means that nothing waits there
            _post.open(self)
        self._talk: Talk | None = None
        self._unread = b""
        self._in_parts = False
        self._stuck: asyncio.TimerHandle | None = None

    # For the application: this is a `line.Line`; who has left may be written to, and it is lost.

    def write(self, messages: Sequence[bytes]) -> None:
        """Send messages at the end of this turn of the loop."""
        if len(messages) == 1:
            _post.leave(self, _framing.frame(messages[0]))
        else:
            _post.leave(self, b"".join([_framing.frame(message) for message in messages]))

    def open(self, talk: Talk) -> None:
        """Give everything that comes from now on, and what came before, to whoever talks here."""
        self._talk = talk
        self.request = self.response = None  # type: ignore[assignment] # a tenth of what an idle socket holds
        if self.disconnected:
            talk.gone(0)
            return
        self.resume()
        self.data_received(b"")

    def pause(self) -> None:
        """Read no more for now."""
        if not self.read_paused:
            self.read_paused = True
            self.transport.pause_reading()

    def resume(self) -> None:
        """Read on."""
        if self.read_paused and not self.disconnected:
            self.read_paused = False
            self.transport.resume_reading()

    def close(self) -> None:
        """Send what has been said; the rest belongs to the server."""
        _post.go()

    # For the transport.

    def data_received(self, data: bytes) -> None:
        """Hear whole texts here; the handshake, the farewell and every other frame are the library's."""
        if self._unread:
            data = self._unread + data
        if self._talk is None:
            self._take_before_talk(data)
            return
        at = 0
        while at < len(data):
            begin, end = span(data, at)
            if not end:
                break
            whole = begin and data[at] == WHOLE_TEXT and not self._in_parts
            if not (whole and self._hear_bytes(data[begin:end], data[begin - MASK : begin])):
                self._leave_to_library(data[at:end])
            at = end
        self._unread = data[at:]

    def connection_lost(self, exc: Exception | None) -> None:
        """Say that the other side is gone."""
        super().connection_lost(exc)
        _post.close(self._socket)
        self._socket = NO_PORT
        self.ready = True
        self._watch_no_more()
        self._leave()

    def pause_writing(self) -> None:
        """Begin to watch whether anything of the full buffer is taken."""
        super().pause_writing()
        self.ready = False
        self.port = NO_PORT
        if self._talk is not None:
            self._talk.blocked()
        self._watch(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """Say what has been waiting."""
        super().resume_writing()
        self.ready = True
        self.port = self._socket
        self._watch_no_more()
        if self._talk is not None:
            self._talk.flowing()

    # For the library.

    def shutdown(self) -> None:
        """Say what has been said before the farewell."""
        _post.go()
        super().shutdown()

    def handle_connect(self, event: Request) -> None:
        """Offer the extension with the handshake."""
        super().handle_connect(event)
        if hasattr(self, "scope"):  # not of a handshake that was refused
            self.scope["extensions"][EXTENSION] = {"line": self}

    def send_receive_event_to_app(self) -> None:
        """Hear a message that came in parts, or that is not text."""
        super().send_receive_event_to_app()
        self.resume()
        while not self.queue.empty():
            event = self.queue.get_nowait()
            if event["type"] == "websocket.receive":
                self._hear(event.get("text"))
            elif self._talk is not None:
                self._talk.gone(0)

    def _hear(self, text: str | None) -> None:
        if self._talk is None:
            return
        if text is None:
            self._talk.gone(CLOSE_NOT_TEXT)
        else:
            self._talk.hear(text)

    def _hear_bytes(self, masked: bytes, mask: bytes) -> bool:
        try:
            text = apply_mask(masked, mask).decode()
        except UnicodeDecodeError:
            return False
        self._hear(text)
        return True

    def _take_before_talk(self, data: bytes) -> None:
        """Keep what comes before somebody talks: half a frame must not be in two hands."""
        if not self.handshake_initiated or self.close_sent:
            self._unread = b""
            super().data_received(data)
            return
        self._unread = data
        if len(data) > LARGEST_FRAME:
            self.pause()

    def _leave_to_library(self, frame: bytes) -> None:
        if frame[0] & _OPCODE < _CONTROL:
            self._in_parts = not frame[0] & _FIN
        super().data_received(frame)
        if self.transport.is_closing():
            self._leave()

    def _leave(self) -> None:
        """Say that there is nobody to talk to any more."""
        self.port = NO_PORT
        if self._talk is not None:
            self._talk.gone(0)

    def _watch(self, left: int) -> None:
        self._stuck = self.loop.call_later(STUCK_S, self._look_whether_stuck, left)

    def _watch_no_more(self) -> None:
        if self._stuck is not None:
            self._stuck.cancel()
            self._stuck = None

    def _look_whether_stuck(self, before: int) -> None:
        left = self.transport.get_write_buffer_size()
        if left < before:
            self._watch(left)
        elif self._talk is not None:
            self._talk.gone(CLOSE_TRY_LATER)
            self.transport.abort()  # a farewell would wait behind what is not taken
