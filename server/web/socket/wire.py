"""The wire: one socket after its handshake, with a short way in and a short way out.

Whole text frames go from the transport straight to whoever talks there, and finished frames straight to the socket;
pings, fragments, farewells and every fault are read and written by the library. Offered to the application as the ASGI
extension `plenum.wire`, so that under another server the same application talks over plain ASGI
(`connection.PlainConnection`). Refuses to know what is said, and how one got in (`door`). Invariants: nothing here
waits; a reader that takes nothing costs one buffer; who has left may be written to, and it is lost; what comes in
is paid for, whatever it is.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from websockets.frames import apply_mask  # type: ignore[attr-defined] # in C if it can

from server.live.outbox import NO_FD
from server.protocol.message import (
    CLOSE_NOT_TEXT,
    CLOSE_NOT_UTF8,
    CLOSE_POLICY,
    CLOSE_RESTART,
    CLOSE_TRY_LATER,
)  # fmt: skip
from server.web.costs import HALF, PART
from server.web.socket.batch_writer import BatchWriter
from server.web.socket.connection import Talk
from server.web.socket.frames import LONGEST_PONG, MASK, PING, PONG, WHOLE_TEXT
from server.web.socket.inflow import Inflow
from server.web.socket.odd_frames import OddFrames, cost_of
from server.web.socket.stuck import Stuck

PULSE_S = 20.0
FAREWELL_S = 10.0
LAST_LOOK_S = 1.0


class Wire(Inflow):
    """One socket."""

    # In slots, since what a thousand sockets need at every tick should lie together.
    __slots__ = (
        "_among",
        "_odd",
        "_socket",
        "_stuck",
        "_talk",
        "_until",
        "_writer",
        "farewell_said",
        "fd",
        "ready",
    )  # fmt: skip

    def __init__(self, transport: asyncio.Transport, writer: BatchWriter, among: set[Any], *, encrypted: bool) -> None:
        """Take over a transport after the handshake, among all that the server has to end; nobody talks yet."""
        super().__init__(transport)
        self._writer = writer
        self.ready = True
        self.farewell_said = False
        self._among = among
        among.add(self)
        self.fd = self._socket = NO_FD
        if not encrypted:  # else what goes to the socket must be encrypted first
            self.fd = self._socket = transport.get_extra_info("socket").fileno()
            transport.set_write_buffer_limits(high=0)  # so that `ready` means that nothing waits there
            writer.open(self)
        self._talk: Talk | None = None
        self._odd: OddFrames | None = None
        self._stuck: Stuck | None = None
        self._until: asyncio.TimerHandle | None = None

    # For the application: this is a `connection.Connection`.

    def write(self, messages: Sequence[bytes]) -> None:
        """Send messages at the end of this turn of the loop."""
        self._writer.write(self, messages)

    def open(self, talk: Talk) -> None:
        """Give everything that comes from now on, and what came before, to whoever talks here."""
        self._talk = talk
        self._listens = True
        if self.gone:
            talk.gone(0)
            return
        self._wait(PULSE_S, self._feel_pulse)
        self._read_on()

    def close(self) -> None:
        """Send what has been said."""
        self._writer.go()

    def say_farewell(self, code: int, reason: str = "") -> None:
        """Close with a code, behind everything that has been said; the other side has some seconds to answer.

        Whoever has said too much is not read any more: what else they send would cost as much as it did before.
        """
        if self.farewell_said or self.gone or self.out.is_closing():
            return
        self.farewell_said = self._listens = True
        self._odd_frames().say_farewell(code, reason)
        self._pass_on()
        if code == CLOSE_POLICY:
            self._wait(LAST_LOOK_S, self.out.abort)
            self.pause()
        else:
            self._wait(FAREWELL_S, self.out.close)
            self.resume()
        self._leave()

    def forget(self) -> None:
        """Forget who talked here, at the end: they refer to this wire, and a circle is freed late."""
        self._talk = None

    def shutdown(self) -> None:
        """End with the server, which calls this."""
        self.say_farewell(CLOSE_RESTART)
        self._writer.go()
        self.out.close()

    # For the transport.

    def connection_lost(self, _exc: Exception | None) -> None:
        """Say that the other side is gone."""
        self._writer.close(self._socket)
        self._socket = NO_FD
        self._among.discard(self)
        self.gone = self.ready = True
        self._unread, self._at = b"", 0
        if self._until is not None:
            self._until.cancel()
        self._watch_no_more()
        if self._odd is not None:
            self._odd.end()
        self._leave()

    def pause_writing(self) -> None:
        """Begin to watch whether anything of the full buffer is taken."""
        self.ready = False
        self.fd = NO_FD
        if self._talk is not None:
            self._talk.blocked()
        self._stuck = Stuck(self.out, self._let_go_of_the_stuck)

    def resume_writing(self) -> None:
        """Say what has been waiting."""
        self.ready = True
        self.fd = NO_FD if self.farewell_said else self._socket
        self._watch_no_more()
        if self._talk is not None:
            self._talk.flowing()

    def _hear_frame(self, data: bytes, at: int, begin: int, end: int) -> None:
        """Hear a whole text here; every other frame is the library's."""
        if begin and data[at] == WHOLE_TEXT and not (self._odd is not None and self._odd.in_parts):
            self._hear(apply_mask(data[begin:end], data[begin - MASK : begin]))
        elif self._pay_for(data[at]) and not (data[at] == PONG and begin and end - begin <= LONGEST_PONG):
            self._leave_to_library(data[at:end])

    def _wake_for_nothing(self) -> None:
        if self._talk is not None:
            self._talk.pay(HALF)

    def _pay_for(self, first_byte: int) -> bool:
        """Charge a frame that is no whole text, and say whether to read it.

        A farewell, which costs nothing, and a part of a text are read whatever is left to pay with: what comes behind
        them would otherwise be taken for something else.
        """
        cost = cost_of(first_byte)
        return self._talk is None or self.farewell_said or self._talk.pay(cost) or cost in (0, PART)

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
        self.fd = NO_FD
        if self._talk is not None:
            self._talk.gone(0)

    # For the library.

    def _odd_frames(self) -> OddFrames:
        if self._odd is None:
            self._odd = OddFrames()
        return self._odd

    def _leave_to_library(self, frames: bytes) -> None:
        odd = self._odd_frames()
        for text in odd.take(frames):
            if text is not None:
                self._hear(text)
            elif self._talk is not None:
                self._talk.gone(CLOSE_NOT_TEXT)
        self._pass_on()
        if odd.over:
            self._end()

    def _pass_on(self) -> None:
        """Send what the library has to say, behind what has been said here."""
        if said := self._odd_frames().answer():
            self._writer.leave(self, said)

    def _end(self) -> None:
        self._writer.go()
        self.out.close()
        self._leave()

    # For those who are silent.

    def _feel_pulse(self) -> None:
        """Ask whoever has said nothing for a while whether they are there, and let go of those who do not answer."""
        if not (self._heard or self._held):  # while we do not read, an answer may lie unread, so silence proves nothing
            self._odd_frames().give_up()
            self._pass_on()
            self._end()
            return
        self._heard = False
        self._writer.leave(self, PING)
        self._wait(PULSE_S, self._feel_pulse)

    def _wait(self, seconds: float, then: Callable[[], None]) -> None:
        if self._until is not None:
            self._until.cancel()
        self._until = self._loop.call_later(seconds, then)

    def _watch_no_more(self) -> None:
        if self._stuck is not None:
            self._stuck.end()
            self._stuck = None

    def _let_go_of_the_stuck(self) -> None:
        if self._talk is not None:
            self._talk.gone(CLOSE_TRY_LATER)
            self.out.abort()  # a farewell would wait behind what is not taken
