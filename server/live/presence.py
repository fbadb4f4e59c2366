"""Who is connected: said by each process of its own rooms, and told to podiums of all processes together.

The newest wins, every two seconds, and at once where somebody who conducts comes or goes. Refuses to know who acts on
it. Invariant: of a meeting that nobody is in any more that is said once.
"""

import asyncio
import contextlib
from collections.abc import Mapping

from server.domain.errors import Refusal
from server.domain.procedure.meeting import meeting_of
from server.live.pump import Pump
from server.protocol import encode, events
from server.room.context import Context
from server.store.seats import Connected


class Presence:
    """Who is connected to the rooms of one process."""

    def __init__(self, context: Context, process: str, pumps: Mapping[str, Pump]) -> None:
        """Take the name of this process among those on the store, and the pumps of the rooms that somebody is in."""
        self._context, self._process, self._pumps = context, process, pumps
        self._conducting: dict[str, Connected] = {}
        self._hurry = asyncio.Event()

    def hurry(self) -> None:
        """Let it be said soon: somebody who conducts has come, or goes."""
        self._hurry.set()

    async def changes_within(self, seconds: float) -> bool:
        """Wait until somebody hurries, but no longer; say whether anybody does."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._hurry.wait()
        return self._hurry.is_set()

    async def say(self) -> set[str]:
        """Say who is connected here, tell moderators and the chair who is connected anywhere; in which meetings."""
        self._hurry.clear()
        context, now_ms = self._context, self._context.now_ms()
        rooms_by_meeting: dict[str, Connected] = {}
        conducting: dict[str, Connected] = {}
        for room_id, pump in self._pumps.items():
            rooms_by_meeting.setdefault(meeting_of(room_id), {})[room_id] = pump.listeners.counts()
            conducting.setdefault(meeting_of(room_id), {})[room_id] = pump.listeners.conducting()
        for meeting_id, rooms in rooms_by_meeting.items():
            meeting, seats = await context.meeting(meeting_id), context.store_of(meeting_id).seats
            said, before = conducting[meeting_id], self._conducting.get(meeting_id)
            await seats.say_connected(meeting, self._process, rooms, said, now_ms, tell=said != before)
        gone, self._conducting = self._conducting.keys() - conducting.keys(), conducting
        for meeting_id in gone:
            with contextlib.suppress(Refusal):  # erased meanwhile
                meeting, seats = await context.meeting(meeting_id), context.store_of(meeting_id).seats
                await seats.say_connected(meeting, self._process, {}, {}, now_ms, tell=True)
        told = set()
        for room_id, pump in list(self._pumps.items()):
            if not pump.listeners.at_podium:
                continue
            seats = context.store_of(room_id).seats
            connected = await seats.read_connected(meeting_of(room_id), room_id, now_ms)
            event = events.PresenceChanged(connected=connected, total=sum(connected.values()))
            pump.say_to_podiums("presence", encode(event))
            told.add(meeting_of(room_id))
        return told
