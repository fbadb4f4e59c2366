"""What is heard of the hall: what the screens of a room show, and on the podium how many of them say so.

The newest wins: pages that are turned quickly are not all told to whoever is slow. It is told as soon as the bell says
so, and again with the heart of the process, so that a ring that was lost costs two seconds. Refuses to know who steers.
Invariants: nobody hears of it who has not asked to; a screen that is silent for too long is not said to show anything.
"""

import asyncio
import itertools
from collections.abc import Mapping

from server.domain.errors import Refusal
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.programme import Room
from server.live.listener import Listener
from server.live.pump import Pump
from server.logs import log
from server.protocol import encode, events
from server.room.context import Context
from server.room.halls import hall_event, hall_text, read_hall
from server.store import StoreFault
from server.store.connection.complaint import complain
from server.store.halls import Said
from server.tasks import end

HALL, SCREENS = "hall", "screens"


class HallNews:
    """What was last said of the halls of one process."""

    def __init__(self, context: Context, process: str, pumps: Mapping[str, Pump]) -> None:
        """Take the name of this process among those on the store, and the pumps of the rooms that somebody is in."""
        self._context, self._process, self._pumps = context, process, pumps
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._due: set[str] = set()
        self._kept: dict[str, Said] = {}
        self._questions = itertools.count(1)
        self._answered: dict[str, int] = {}
        context.screens.changed = self._keep

    async def greet(self, room: Room, listener: Listener) -> None:
        """Let somebody who asks for it hear of the hall from now on, beginning with the picture they are shown."""
        pump = self._pumps[room.id]
        pump.listeners.follow_hall(listener)
        await self._tell(pump)

    def ring(self, room_id: str) -> None:
        """Say soon what has changed in a room, if anybody is there."""
        self._due.add(room_id)
        if room_id not in self._tasks:
            self._tasks[room_id] = asyncio.create_task(self._say_until_told(room_id), name=f"hall {room_id}")

    async def beat(self) -> None:
        """Say again which screens are here, less those that have been silent for too long; and look what was missed."""
        meetings = {meeting_of(room_id) for room_id in self._pumps} | set(self._kept)
        for meeting_id in meetings:
            before = self._kept.get(meeting_id, Said())
            now = self._context.screens.of(meeting_id, self._context.now_ms())
            if now or before:
                either = now.room_ids() | before.room_ids()
                changed = [room_id for room_id in either if now.of_room(room_id) != before.of_room(room_id)]
                for room_id in changed or [""]:
                    await self._keep(room_id, meeting_id)
        for room_id, pump in self._pumps.items():
            if pump.listeners.in_hall:
                self.ring(room_id)
        self._answered = {room_id: at for room_id, at in self._answered.items() if room_id in self._pumps}

    async def close(self) -> None:
        """Stop saying anything."""
        for task in list(self._tasks.values()):
            await end(task)

    async def _keep(self, room_id: str, meeting_id: str = "") -> None:
        """Keep which screens are here, where every process finds it, and tell all that those of a room have changed."""
        meeting_id = meeting_id or meeting_of(room_id)
        now_ms = self._context.now_ms()
        screens = self._context.screens.of(meeting_id, now_ms)
        try:
            meeting = await self._context.meeting(meeting_id)
            halls = self._context.store_of(meeting_id).halls
            await halls.say_screens(meeting, self._process, screens, now_ms, room_id)
        except Refusal:  # erased meanwhile
            self._kept.pop(meeting_id, None)
        except StoreFault as fault:  # the heart of the process says it again
            complain(fault, "screens")
        else:
            if screens:
                self._kept[meeting_id] = screens
            else:
                self._kept.pop(meeting_id, None)

    async def _say_until_told(self, room_id: str) -> None:
        try:
            while room_id in self._due:
                self._due.discard(room_id)
                pump = self._pumps.get(room_id)
                try:
                    if pump is not None and pump.listeners.in_hall:
                        await self._tell(pump)
                except Refusal:  # erased meanwhile
                    pass
                except StoreFault as fault:
                    complain(fault, "hall_news")
        except Exception:  # a defect of ours must not leave every screen with an old picture
            log.exception("hall_news_broke", room=room_id)
        finally:
            del self._tasks[room_id]

    async def _tell(self, pump: Pump) -> None:
        """Say to those who follow the hall what is new to them: whoever has seen no picture yet, within that.

        Invariant: what was read first is never said after what was read later.
        """
        question = next(self._questions)
        seen, hall = await read_hall(self._context, pump.room)
        if question < self._answered.get(pump.room.id, 0):
            return
        self._answered[pump.room.id] = question
        frame, event = hall_text(hall), encode(hall_event(hall))
        counted = events.ScreensChanged(seq=seen.number, screens=seen.screens.total(), showing=seen.showing)
        screens = encode(counted)
        for listener in pump.listeners.in_hall:
            if listener.hall != frame:
                listener.hall = frame
                if listener.seen >= 0:
                    listener.outbox.newest(HALL, event)
            if listener in pump.listeners.at_podium and listener.screens != screens:
                listener.screens = screens
                listener.outbox.newest(SCREENS, screens)
