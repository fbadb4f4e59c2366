"""The inflow: what comes in on one transport, cut into frames, and heard so many a turn of the loop.

Refuses to know what a frame says. Invariants: no more than so many frames of one socket are heard in one turn, so that
others have theirs however much was sent at once; what waits unread is what the transport gave at once and half a frame;
nothing is copied twice because much came together.
"""

import asyncio

from server.protocol.message import LARGEST_FRAME
from server.web.socket.frames import span

FRAMES_A_TURN = 32


class Inflow(asyncio.Protocol):
    """The way in of one socket."""

    __slots__ = ("_at", "_due", "_heard", "_held", "_listens", "_loop", "_paused", "_unread", "gone", "out")

    def __init__(self, transport: asyncio.Transport) -> None:
        """Take a transport that is being read."""
        self._loop = asyncio.get_running_loop()
        self.out = transport
        self.gone = False
        self._unread, self._at = b"", 0
        self._paused = self._held = self._due = False
        self._heard = True
        self._listens = False
        """Whether frames can be heard yet: half a frame must not be in two hands."""

    def pause(self) -> None:
        """Hear no more for now, and read no more."""
        self._paused = True
        self._hold()

    def resume(self) -> None:
        """Hear what is there from the next turn on, and read on."""
        if self._paused:
            self._paused = False
            self._go_on()

    def data_received(self, data: bytes) -> None:
        """Take what came, and hear what is whole of it."""
        self._heard = True
        if self._listens and not (self._unread or self._held):
            begin, end = span(data, 0)
            if begin and end == len(data):  # as it nearly always is: one frame, of one who waits for the answer
                self._hear_frame(data, 0, begin, end)
                return
        self._unread = self._unread[self._at :] + data if self._at < len(self._unread) else data
        self._at = 0
        if self._listens:
            self._read_on()
        elif len(self._unread) > LARGEST_FRAME:
            self._hold()

    def _hear_frame(self, data: bytes, at: int, begin: int, end: int) -> None:
        """Hear the frame at a place, whose payload lies between two others."""
        raise NotImplementedError

    def _wake_for_nothing(self) -> None:
        """Count that so little came that no frame is whole."""
        raise NotImplementedError

    def _read_on(self) -> None:
        self._due = False
        data, left = self._unread, FRAMES_A_TURN
        while self._at < len(data) and left and not (self._paused or self.gone):
            at = self._at
            begin, end = span(data, at)
            if not end:
                if left == FRAMES_A_TURN:
                    self._wake_for_nothing()
                break
            self._at, left = end, left - 1
            self._hear_frame(data, at, begin, end)
        if self.gone or self._at == len(data):
            self._unread, self._at = b"", 0  # not kept until more comes: it may be much
        if self._paused or self.gone:
            return
        if not left:
            self._go_on()
        elif self._held:
            self._held = False
            self.out.resume_reading()

    def _go_on(self) -> None:
        """Hear more in the next turn, when others have had theirs; until then nothing more is read."""
        if not (self._due or self.gone):
            self._due = True
            self._hold()
            self._loop.call_soon(self._read_on)

    def _hold(self) -> None:
        if not (self._held or self.gone):
            self._held = True
            self.out.pause_reading()
