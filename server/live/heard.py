"""One announced decision as it is heard: written once for each audience of its room.

Refuses to know who listens. Invariant: every audience hears the same number.
"""

from server.domain.procedure.shapes import Audience
from server.store.announced import Announced


class Heard:
    """One announced decision, as each audience hears it; its number stands in front of each."""

    __slots__ = ("_conducting", "_floor", "_old", "_own", "_seat", "seq")

    def __init__(self, announced: Announced) -> None:
        """Write the frames of one announced decision."""
        self.seq = announced.seq
        self._seat = announced.seat
        self._conducting = _numbered(announced.seq, announced.event)
        self._old = _under_old_name(self._conducting)
        self._floor = _numbered(announced.seq, announced.floor) if announced.floor else self._conducting
        self._own = _numbered(announced.seq, announced.own) if announced.own else self._floor

    def frame(self, audience: Audience, seat_id: str, *, new_names: bool = True) -> bytes:
        """Find the frame for somebody of an audience; a page that does not know a new name of events gets the old."""
        if self._old and not new_names:
            return self._old
        if audience == "conducting":
            return self._conducting
        return self._own if seat_id and seat_id == self._seat else self._floor


def _under_old_name(frame: bytes) -> bytes:
    """Write what the whole room hears alike under the name it had in the release before; empty where that is the same.

    Until the next release: pages and programs that were open while the service was upgraded know the old name alone.
    """
    new, old = b'"type":"live_changed"', b'"type":"agenda_changed"'
    return frame.replace(new, old, 1) if new in frame[: len(new) + 32] else b""


def _numbered(seq: int, event: bytes) -> bytes:
    return b'{"seq":%d,' % seq + event[1:]
