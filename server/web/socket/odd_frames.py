"""Odd frames: everything on a socket that is no whole text, read and answered by the library.

Pings, parts of a text, farewells and every fault; most sockets never send one, and then none of this is made for them.
Refuses to know the socket. Invariant: however many parts a text comes in, what is kept of it is no longer than a text.
"""

from collections.abc import Iterator, Mapping

from websockets.frames import CloseCode, Frame, Opcode
from websockets.protocol import Protocol, Side, State

from server.protocol.message import LARGEST_FRAME
from server.web.costs import PART, PING, PONG

_COSTS: Mapping[int, int] = {Opcode.PING: PING, Opcode.PONG: PONG, Opcode.CLOSE: 0}


class OddFrames:
    """The library's view of one socket after its handshake."""

    __slots__ = ("_kind", "_library", "_parts")

    def __init__(self) -> None:
        """Begin with nothing said."""
        self._library = Protocol(Side.SERVER, max_size=LARGEST_FRAME)
        self._kind: Opcode | None = None
        self._parts: list[bytes] = []

    @property
    def in_parts(self) -> bool:
        """Say whether a text has begun whose other parts are still to come."""
        return self._kind is not None

    @property
    def over(self) -> bool:
        """Say whether both have said farewell, or there was a fault."""
        return self._library.eof_sent

    def take(self, frames: bytes) -> Iterator[bytes | None]:
        """Read frames; each message that is whole now is handed out: a text, or None for what is no text."""
        self._library.receive_data(frames)
        for event in self._library.events_received():
            if isinstance(event, Frame) and event.opcode in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
                if event.opcode is not Opcode.CONT:
                    self._kind, self._parts = event.opcode, []
                if event.data:
                    self._parts.append(bytes(event.data))
                if event.fin:
                    kind, self._kind = self._kind, None
                    text, self._parts = b"".join(self._parts), []
                    yield text if kind is Opcode.TEXT else None

    def answer(self) -> bytes:
        """Say what the library has to say."""
        return b"".join(self._library.data_to_send())

    def say_farewell(self, code: int, reason: str) -> None:
        """Close with a code, unless the library has done so about what came behind."""
        if self._library.state is State.OPEN:
            self._library.send_close(code, reason)

    def give_up(self) -> None:
        """Let go of one who does not answer."""
        self._library.fail(CloseCode.INTERNAL_ERROR, "no answer to a ping")

    def end(self) -> None:
        """Read nothing more."""
        take_apart(self._library)


def take_apart(library: Protocol) -> None:
    """Have a library's socket that has ended go at once: its parser holds it, and so does where it failed."""
    library.parser.close()
    for failed in (library.parser_exc, library.handshake_exc):
        fault: BaseException | None = failed
        while fault is not None:
            fault.__traceback__ = None
            fault = fault.__context__


def cost_of(first_byte: int) -> int:
    """Say what a frame costs that is no whole text."""
    return _COSTS.get(first_byte & 0x0F, PART)
