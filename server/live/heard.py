"""One announced decision as it is heard: written once for each audience of its room.

Refuses to know who listens. Invariant: every audience hears the same number.
"""

from collections.abc import Collection

import msgspec

from server.domain.procedure.shapes import Audience
from server.protocol import encode
from server.protocol.events import Decided, SetChanged, ShortlistSubmitted
from server.store.announced import Announced


def _as_agenda(event: bytes) -> bytes:
    return event.replace(b'"type":"live_changed"', b'"type":"agenda_changed"', 1)


def _as_shortlist(event: bytes) -> bytes:
    """Write a set as the shortlist that it was; what a region's room hears of its own sets, was no event there."""
    said = msgspec.json.decode(event, type=SetChanged)
    if said.bound is not msgspec.UNSET:
        return encode(Decided())
    return encode(
        ShortlistSubmitted(region_id=said.region_id, round_id=said.round_id, recommendations=said.recommendations)
    )


def _as_nothing(_: bytes) -> bytes:
    """Say that something was decided, to whoever has no banner to show it on: the numbers go on."""
    return encode(Decided())


_OLD_NAMES = {
    "live_changed": _as_agenda,
    "set_changed": _as_shortlist,
    "said_to_all": _as_nothing,
    "signing_changed": _as_nothing,
    "presentation_changed": _as_nothing,
    "speakers_changed": _as_nothing,
    "confirmation_changed": _as_nothing,
    "count_changed": _as_nothing,
}
_NAMED = "named_changed"
NEW_NAMES = frozenset(_OLD_NAMES) | {_NAMED}
"""The names of events that only those hear whose hello accepts them."""


class Heard:
    """One announced decision, as each audience hears it; its number stands in front of each."""

    __slots__ = ("_conducting", "_floor", "_name", "_old", "_own", "_region", "_seat", "_signs", "_theirs", "seq")

    def __init__(self, announced: Announced) -> None:
        """Write the frames of one announced decision."""
        self.seq = announced.seq
        self._seat, self._signs = announced.seat, announced.signs
        self._region = announced.region
        self._theirs = _numbered(announced.seq, announced.theirs) if announced.theirs else b""
        self._conducting = _numbered(announced.seq, announced.event)
        self._name, self._old = _under_old_name(announced)
        self._floor = _numbered(announced.seq, announced.floor) if announced.floor else self._conducting
        self._own = _numbered(announced.seq, announced.own) if announced.own else self._floor

    def frame(
        self,
        audience: Audience,
        seat_id: str,
        names: Collection[str] = NEW_NAMES,
        moderates: str = "",
        region_id: str = "",
    ) -> bytes:
        """Find the frame for somebody of an audience; a page that does not know the name of an event gets the old.

        Shape:   `moderates` is the region of a moderator, who hears in a plenary room what that region is to sign;
                 `region_id` that of a moderator or a seat, who hear what it says by name.
        """
        if self._theirs and region_id == self._region and _NAMED in names:
            return self._theirs
        if self._old and self._name not in names:
            return self._old
        if audience == "conducting" or moderates in self._signs:
            return self._conducting
        return self._own if seat_id and seat_id == self._seat else self._floor


def _under_old_name(announced: Announced) -> tuple[str, bytes]:
    """Say the new name of an event that the whole room hears alike, and write it as the release before said it.

    Until the next release: pages and programs that were open while the service was upgraded know the old name alone.
    """
    for name, in_old_words in _OLD_NAMES.items():
        if announced.event.startswith(b'{"type":"%s"' % name.encode()):
            return name, _numbered(announced.seq, in_old_words(announced.event))
    return "", b""


def _numbered(seq: int, event: bytes) -> bytes:
    return b'{"seq":%d,' % seq + event[1:]
