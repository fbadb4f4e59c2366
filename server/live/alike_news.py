"""What those who conduct a room hear of recommendations that are alike: all of it behind a picture, then what changes.

Said at most once a second a meeting and process, when the bell says that something was decided, and again with the
heart of the process, so that a ring that was lost costs two seconds. Refuses to compare, and to know who may hear what.
Invariants: a meeting that nobody conducts in this process costs nothing; whoever takes in what is told, one after the
other, has what a fresh hello would bring.
"""

import asyncio
from collections.abc import Mapping

from server.domain.procedure.meeting import Proceedings, meeting_of
from server.domain.procedure.people import CONDUCTING, Person
from server.domain.procedure.programme import Room
from server.live.listener import Listener
from server.live.pump import Pump
from server.live.soon import Soon
from server.protocol import encode, events, shapes
from server.room.alike.views import Reach, compared_in
from server.room.context import Context

AGAIN_S = 1.0
AT_ONCE = 20
"""Of how many recommendations it is worked out in one turn of the loop."""
ALIKE = "alike"

_Told = Mapping[str, tuple[shapes.Alike, ...]]


class AlikeNews:
    """What was last said of pairs, to whoever conducts a room."""

    def __init__(self, context: Context, pumps: Mapping[str, Pump], again_s: float = AGAIN_S) -> None:
        """Take the pumps of the rooms that somebody is in, and how long it rests between two times of saying it."""
        self._context, self._pumps, self.again_s = context, pumps, again_s
        self._soon = Soon("alike_news", self._say, lambda: self.again_s)
        self._said: dict[str, tuple[Proceedings, dict[tuple[str, str], _Told]]] = {}
        self.ring, self.close = self._soon.ring, self._soon.close

    async def greet(self, room: Room, listener: Listener) -> None:
        """Say all of it to somebody who has seen the picture: to a visitor at once, else soon."""
        if not _hears(listener):
            return
        listener.knows_alike = False
        pump = self._pumps.get(room.id)
        if pump is not None and listener in pump.listeners:
            self.ring(listener.person.meeting_id)
        else:
            proceedings = await self._context.read_proceedings(room.id)
            _tell(listener, await self._told(proceedings, listener.person, room), None)

    def _conducting(self, meeting_id: str) -> list[tuple[Room, Listener]]:
        pumps = [pump for room_id, pump in self._pumps.items() if meeting_of(room_id) == meeting_id]
        return [(pump.room, one) for pump in pumps for one in pump.listeners.at_podium if one.seen >= 0 and _hears(one)]

    async def _say(self, meeting_id: str) -> None:
        if not self._conducting(meeting_id):
            self._said.pop(meeting_id, None)
            return
        proceedings = await self._context.read_proceedings(meeting_id)
        last, said = self._said.get(meeting_id, (None, {}))
        here = self._conducting(meeting_id)
        if last is proceedings and all(one.knows_alike for _, one in here):
            return
        now: dict[tuple[str, str], _Told] = {}
        for room, listener in here:
            if (key := (room.id, listener.person.key)) not in now:
                now[key] = await self._told(proceedings, listener.person, room)
        for room, listener in here:
            key = (room.id, listener.person.key)
            _tell(listener, now[key], said.get(key))
        self._said[meeting_id] = proceedings, now

    async def _told(self, proceedings: Proceedings, person: Person, room: Room) -> _Told:
        """Work out what one who conducts a room hears of everything in it."""
        told: dict[str, tuple[shapes.Alike, ...]] = {}
        reach = Reach(proceedings, person)
        async with self._context.alike.of(proceedings) as pairs:
            for place, recommendation_id in enumerate(compared_in(proceedings, room), start=1):
                if alike := reach.told(recommendation_id, pairs.near(recommendation_id)):
                    told[recommendation_id] = alike
                if place % AT_ONCE == 0:
                    await asyncio.sleep(0)
        return told


def _hears(listener: Listener) -> bool:
    return listener.audience == "conducting" and listener.person.role in CONDUCTING


def _tell(listener: Listener, now: _Told, before: _Told | None) -> None:
    """Say what has changed; all of it to one who knows nothing of it, or to whom the last of it is still to be said."""
    whole = before is None or not listener.knows_alike or listener.outbox.holds(ALIKE)
    if whole or before is None:
        news = dict(now)
    else:
        news = {one: now.get(one, ()) for one in {*now, *before} if now.get(one) != before.get(one)}
    listener.knows_alike = True
    if news or whole:
        event = events.AlikeChanged(whole=whole, alike={one: news[one] for one in sorted(news)})
        listener.outbox.newest(ALIKE, encode(event))
