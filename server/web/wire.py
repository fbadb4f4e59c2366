"""The wire: one socket after its handshake, with a short way in and a short way out.

Whole text frames go from the transport straight to whoever talks there, and finished frames straight to the socket;
pings, fragments, farewells and every fault are read and written by the library. Offered to the application as the ASGI
extension `plenum.wire`, so that under another server the same application talks over plain ASGI (`line.PlainLine`).
Refuses to know what is said, and how one got in (`door`). Invariants: nothing here waits; a reader that takes nothing
costs one buffer; who has left may be written to, and it is lost.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from websockets.frames import CloseCode, Frame, Opcode, apply_mask  # type: ignore[attr-defined] # apply_mask: in C if it can
from websockets.protocol import Protocol, Side

from server.protocol.message import CLOSE_NOT_TEXT, CLOSE_NOT_UTF8, CLOSE_RESTART, CLOSE_TRY_LATER, LARGEST_FRAME
from server.room.outbox import NO_PORT
from server.web.frames import MASK, PING, PONG, WHOLE_TEXT, span
from server.web.line import STUCK_S, Talk
from server.web.post import Post

PULSE_S = 20.0
FAREWELL_S = 10.0


class Wire(asyncio.Protocol):
    """One socket."""

    # In slots, since what a thousand sockets need at every tick should lie together.
    __slots__ = (
        "_among", "_heard", "_kind", "_library", "_loop", "_part", "_paused", "_post", "_socket", "_stuck", "_talk",
        "_unread", "_until", "farewell_said", "gone", "out", "port", "ready",
    )  # fmt: skip

    def __init__(self, transport: asyncio.Transport, post: Post, among: set[Any], *, encrypted: bool) -> None:
        """Take over a transport after the handshake, among all that the server has to end; nobody talks yet."""
        self._loop = asyncio.get_running_loop()
        self._post = post
        self.out = transport
        self.ready = True
        self.gone = self.farewell_said = False
        self._among = among
        among.add(self)
        self.port = self._socket = NO_PORT
        if not encrypted:  # else what goes to the socket must be encrypted first
            self.port = self._socket = transport.get_extra_info("socket").fileno()
            transport.set_write_buffer_limits(high=0)  # so that `ready` means that nothing waits there
            post.open(self)
        self._talk: Talk | None = None
        self._library: Protocol | None = None
        self._kind: Opcode | None = None
        self._part = b""
        self._unread = b""
        self._paused = False
        self._heard = True
        self._stuck: asyncio.TimerHandle | None = None
        self._until: asyncio.TimerHandle | None = None

    # For the application: this is a `line.Line`.

    def write(self, messages: Sequence[bytes]) -> None:
        """Send messages at the end of this turn of the loop."""
        self._post.write(self, messages)

    def open(self, talk: Talk) -> None:
        """Give everything that comes from now on, and what came before, to whoever talks here."""
        self._talk = talk
        if self.gone:
            talk.gone(0)
            return
        self._wait(PULSE_S, self._feel_pulse)
        self.resume()
        self.data_received(b"")

    def pause(self) -> None:
        """Read no more for now."""
        if not self._paused:
            self._paused = True
            self.out.pause_reading()

    def resume(self) -> None:
        """Read on."""
        if self._paused and not self.gone:
            self._paused = False
            self.out.resume_reading()

    def close(self) -> None:
        """Send what has been said."""
        self._post.go()

    def say_farewell(self, code: int, reason: str = "") -> None:
        """Close with a code, behind everything that has been said; the other side has some seconds to answer."""
        if self.farewell_said or self.gone or self.out.is_closing():
            return
        self.farewell_said = True
        self._ask_library().send_close(code, reason)
        self._pass_on()
        self._wait(FAREWELL_S, self.out.close)
        self.resume()
        self._leave()

    def shutdown(self) -> None:
        """End with the server, which calls this."""
        self.say_farewell(CLOSE_RESTART)
        self.out.close()

    # For the transport.

    def data_received(self, data: bytes) -> None:
        """Hear whole texts here; every other frame is the library's."""
        self._heard = True
        if self._unread:
            data = self._unread + data
        if self._talk is None and not self.farewell_said:  # half a frame must not be in two hands
            self._unread = data
            if len(data) > LARGEST_FRAME:
                self.pause()
            return
        at = 0
        while at < len(data):
            begin, end = span(data, at)
            if not end:
                break
            if begin and data[at] == WHOLE_TEXT and self._kind is None:
                self._hear(apply_mask(data[begin:end], data[begin - MASK : begin]))
            elif data[at] != PONG:
                self._leave_to_library(data[at:end])
            at = end
        self._unread = data[at:]

    def connection_lost(self, _exc: Exception | None) -> None:
        """Say that the other side is gone."""
        self._post.close(self._socket)
        self._socket = NO_PORT
        self._among.discard(self)
        self.gone = self.ready = True
        if self._until is not None:
            self._until.cancel()
        self._watch_no_more()
        self._leave()

    def pause_writing(self) -> None:
        """Begin to watch whether anything of the full buffer is taken."""
        self.ready = False
        self.port = NO_PORT
        if self._talk is not None:
            self._talk.blocked()
        self._watch(self.out.get_write_buffer_size())

    def resume_writing(self) -> None:
        """Say what has been waiting."""
        self.ready = True
        self.port = NO_PORT if self.farewell_said else self._socket
        self._watch_no_more()
        if self._talk is not None:
            self._talk.flowing()

    def _hear(self, text: bytes) -> None:
        if self._talk is None or self.farewell_said:
            return
        try:
            said = text.decode()
        except UnicodeDecodeError:
            self.say_farewell(CLOSE_NOT_UTF8)
        else:
            self._talk.hear(said)

    def _leave(self) -> None:
        """Say that there is nobody to talk to any more."""
        self.port = NO_PORT
        if self._talk is not None:
            self._talk.gone(0)

    # For the library.

    def _ask_library(self) -> Protocol:
        """Have the library's view of this socket; most never need it."""
        if self._library is None:
            self._library = Protocol(Side.SERVER, max_size=LARGEST_FRAME)
        return self._library

    def _leave_to_library(self, frames: bytes) -> None:
        library = self._ask_library()
        library.receive_data(frames)
        for event in library.events_received():
            if isinstance(event, Frame) and event.opcode in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
                self._hear_part(event)
        self._pass_on()
        if library.eof_sent:  # both have said farewell, or there was a fault
            self.out.close()
            self._leave()

    def _hear_part(self, frame: Frame) -> None:
        """Take what came in parts when the last one is there; however many there are, what is kept is no longer."""
        if frame.opcode is not Opcode.CONT:
            self._kind, self._part = frame.opcode, b""
        self._part += frame.data
        if not frame.fin:
            return
        kind, self._kind = self._kind, None
        if kind is Opcode.TEXT:
            self._hear(self._part)
        elif self._talk is not None:
            self._talk.gone(CLOSE_NOT_TEXT)

    def _pass_on(self) -> None:
        """Send what the library has to say, behind what has been said here."""
        self._post.go()
        if said := b"".join(self._ask_library().data_to_send()):
            self.out.write(said)

    # For those who are silent.

    def _feel_pulse(self) -> None:
        """Ask whoever has said nothing for a while whether they are there, and let go of those who do not answer."""
        if not (self._heard or self._paused):  # an answer that we do not read is none that was not given
            self._ask_library().fail(CloseCode.INTERNAL_ERROR, "no answer to a ping")
            self._pass_on()
            self.out.close()
            self._leave()
            return
        self._heard = False
        self._post.leave(self, PING)
        self._wait(PULSE_S, self._feel_pulse)

    def _wait(self, seconds: float, then: Callable[[], None]) -> None:
        if self._until is not None:
            self._until.cancel()
        self._until = self._loop.call_later(seconds, then)

    def _watch(self, left: int) -> None:
        self._stuck = self._loop.call_later(STUCK_S, self._look_whether_stuck, left)

    def _watch_no_more(self) -> None:
        if self._stuck is not None:
            self._stuck.cancel()
            self._stuck = None

    def _look_whether_stuck(self, before: int) -> None:
        left = self.out.get_write_buffer_size()
        if left < before:
            self._watch(left)
        elif self._talk is not None:
            self._talk.gone(CLOSE_TRY_LATER)
            self.out.abort()  # a farewell would wait behind what is not taken
