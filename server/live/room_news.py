"""What a desk hears of all rooms: each that is not as it was, at most once a second.

The newest wins, room by room. It is told when the bell says that something changed, and again with the heart of the
process, so that a ring that was lost costs two seconds. Refuses to know what is in an overview. Invariants: a meeting
without a desk in this process costs nothing; a countdown that runs is no change.
"""

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from server.domain.procedure.people import AT_THE_DESK
from server.domain.procedure.programme import desk_room
from server.live.listener import Listener
from server.live.pump import Pump
from server.live.soon import Soon
from server.protocol import encode, events, shapes
from server.room.context import Context
from server.room.overviews import read_overviews

AGAIN_S = 1.0


class RoomNews:
    """What was last said of the rooms of meetings."""

    def __init__(self, context: Context, pumps: Mapping[str, Pump], again_s: float = AGAIN_S) -> None:
        """Take the pumps of the rooms that somebody is in, and how long it rests between two times of saying it."""
        self._context, self._pumps, self.again_s = context, pumps, again_s
        self._soon = Soon("room_news", self._say, lambda: self.again_s)
        self.close = self._soon.close
        self._said: dict[str, dict[str, shapes.Overview]] = {}

    def ring(self, meeting_id: str) -> None:
        """Say soon what has changed, if any desk is there to hear it."""
        if desk_room(meeting_id).id not in self._pumps:
            self._said.pop(meeting_id, None)
            return
        self._soon.ring(meeting_id)

    async def greet(self, listener: Listener) -> None:
        """Say all of it to a desk that has seen the picture."""
        if listener.person.role in AT_THE_DESK:
            _tell([listener], await read_overviews(self._context, listener.person.meeting_id))

    async def _say(self, meeting_id: str) -> None:
        overviews, now_ms = await read_overviews(self._context, meeting_id), self._context.now_ms()
        said, now = self._said.get(meeting_id, {}), {one.room_id: _lasting(one, now_ms) for one in overviews}
        self._said[meeting_id] = now
        if (pump := self._pumps.get(desk_room(meeting_id).id)) is not None:
            desks = [listener for listener in pump.listeners if listener.seen >= 0]
            _tell(desks, [one for one in overviews if now[one.room_id] != said.get(one.room_id)])


def _tell(desks: Collection[Listener], overviews: Collection[shapes.Overview]) -> None:
    for one in overviews:
        name, frame = f"overview {one.room_id}", encode(events.OverviewChanged(overview=one))
        for listener in desks:
            listener.outbox.newest(name, frame)


def _lasting(one: shapes.Overview, now_ms: int) -> shapes.Overview:
    """Say of a countdown that runs when it ends, in the place of what is left of it."""
    if one.latest is None or not one.latest.clock.running:
        return one
    ends_ms = now_ms + (one.latest.clock.remaining_ms or 0)
    return replace(one, latest=replace(one.latest, clock=replace(one.latest.clock, remaining_ms=ends_ms)))
