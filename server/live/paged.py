"""A long room in two parts: what stands first on its page or is asked about now, and the rest, which is read later.

Refuses to know who listens. Invariants: both parts together are what the audience sees of the room; what somebody may
vote on, is asked to confirm, or is about to hand over, is in the first.
"""

import asyncio
from collections.abc import Sequence
from functools import cached_property

import msgspec

from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.programme import Room
from server.protocol import shapes
from server.room.confirming_views import asked_in
from server.room.set_views import sets_in
from server.room.views import rounds_in

FIRST = 50
"""How many are said first: as many as a page draws."""
LONG = 70
"""From how many on a room is long: with fewer, a second part is not worth its way."""
_LISTED = ("proposed", "accepted", "merged")
_OVER = ("published", "void")


class Parts:
    """What one audience sees of the recommendations of a room, in two parts where they are many."""

    def __init__(self, proceedings: Proceedings, room: Room, shown: Sequence[shapes.Recommendation]) -> None:
        """Part what is shown; `more` is where the rest is read, None where there is none.

        Shape:   `packing` is the rest as it is compressed, once somebody has asked for that.
        """
        self.whole = self.first = tuple(shown)
        self._seq, rest = proceedings.room_seqs.get(room.id, 0), tuple[shapes.Recommendation, ...]()
        if len(self.whole) > LONG:
            named = _named(proceedings, room) | set(_in_order(proceedings, shown)[:FIRST])
            self.first = tuple(one for one in shown if one.id in named)
            rest = tuple(one for one in shown if one.id not in named)
        self._rest = rest
        self.packing: asyncio.Task[bytes] | None = None
        self.more = f"/api/rooms/{room.id}/recommendations" if rest else None

    @cached_property
    def rest(self) -> bytes:
        """Write the second part, and of which decision it is."""
        return msgspec.json.encode({"seq": self._seq, "recommendations": self._rest})


def _in_order(proceedings: Proceedings, shown: Sequence[shapes.Recommendation]) -> list[str]:
    """Name what a page lists, in the order in which it stands there."""
    questions = proceedings.programme.agenda.all_questions()
    order = {question.id: place for place, (_, question) in enumerate(questions)}
    listed = [one for one in shown if one.status in _LISTED]
    return [one.id for one in sorted(listed, key=lambda one: (order.get(one.question_id, 0), one.number))]


def _named(proceedings: Proceedings, room: Room) -> set[str]:
    """Name what rounds that are not over, an asking, or in a region's room its own sets are about."""
    found = {item for one in rounds_in(proceedings, room) if one.state not in _OVER for item in one.slate}
    found |= {item for one in asked_in(proceedings, room) for item in one.recommendation_ids}
    if room.kind == "region":
        found |= {item for one in sets_in(proceedings, room) for item in one.recommendation_ids}
    return found
