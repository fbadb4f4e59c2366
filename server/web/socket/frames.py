"""Frames: how a text lies on the wire (RFC 6455, section 5.2).

Refuses to know sockets, and to read a frame that is not text. Invariant: nothing is copied to look at it.
"""

from struct import Struct

from server.protocol.message import LARGEST_FRAME

WHOLE_TEXT = 0x81
"""The first byte of a text in one frame: the last part, of a text."""
PING = b"\x89\x00"
"""A ping that asks for nothing but an answer."""
PONG = 0x8A
"""The first byte of that answer."""
LONGEST_PONG = 125
"""So many bytes it may hold, as any frame that is not part of a text."""
MASK = 4
"""How many bytes of mask stand before the payload."""
_MASKED, _LENGTH = 0x80, 0x7F
_TWO_BYTES, _EIGHT_BYTES = 126, 127  # lengths that say how many bytes of the real length follow
_LONG_HEAD, _LONGEST_HEAD = Struct(">BBH"), Struct(">BBQ")
_read_head, _LONG, _MASKED_TWO_BYTES = _LONG_HEAD.unpack_from, _LONG_HEAD.size + MASK, _MASKED | _TWO_BYTES


class Framing:
    """The frame of a message: built once, however many sockets it goes to, since they all get the same bytes."""

    def __init__(self) -> None:
        """Begin with nothing framed."""
        self._message = self._frame = b""

    def frame(self, message: bytes) -> bytes:
        """Make the text frame of a message."""
        if message is not self._message:
            self._message, self._frame = message, _head(len(message)) + message
        return self._frame


_SHORT_HEADS = [bytes((WHOLE_TEXT, size)) for size in range(_TWO_BYTES)]


def _head(size: int) -> bytes:
    """Write what comes before the payload of an unmasked text frame."""
    if size < _TWO_BYTES:
        return _SHORT_HEADS[size]
    if size < 1 << 16:
        return _LONG_HEAD.pack(WHOLE_TEXT, _TWO_BYTES, size)
    return _LONGEST_HEAD.pack(WHOLE_TEXT, _EIGHT_BYTES, size)


def span(data: bytes, at: int) -> tuple[int, int]:
    """Find where the payload of the frame at `at` begins and ends; the end is nought if not all of it is there.

    The beginning is nought if the frame is larger than anything we read, or is not masked: that is the library's at
    once, since it knows the code to close with.
    """
    if len(data) > at + _LONG:
        _, said, size = _read_head(data, at)
        begin = at + _LONG
        if said == _MASKED_TWO_BYTES and size <= LARGEST_FRAME and begin + size <= len(data):
            return begin, begin + size  # as a ballot nearly always is
    if len(data) < at + 2:
        return 0, 0
    said = data[at + 1] & _LENGTH
    if not data[at + 1] & _MASKED or said == _EIGHT_BYTES:
        return 0, len(data)
    if said < _TWO_BYTES:
        begin, size = at + 2 + MASK, said
    elif len(data) < at + 4:
        return 0, 0
    else:
        begin, size = at + 4 + MASK, int.from_bytes(data[at + 2 : at + 4], "big")
    if size > LARGEST_FRAME:
        return 0, len(data)
    return (begin, begin + size) if begin + size <= len(data) else (0, 0)
