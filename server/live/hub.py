"""The hub: who is in which room of this process, and who is dismissed.

One pump a room, one bell a process. Refuses to know sockets; a connection is a `Listener` that may be dismissed with a
close code. Invariant: of one delegate's seat only the newest connection to a room stays, whichever process it is in.
"""

import asyncio
from collections.abc import Iterable, Iterator

from server import metrics
from server.domain.errors import Refusal
from server.domain.procedure.audiences import audience_of
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import Round
from server.live.alike_news import AlikeNews
from server.live.elsewhere import send_elsewhere
from server.live.hall_news import HallNews
from server.live.listener import Listener
from server.live.outbox import Broadcast
from server.live.picture import take_picture
from server.live.presence import Presence
from server.live.pulse import beat
from server.live.pump import Pump
from server.live.recheck import Recheck
from server.live.room_news import RoomNews
from server.live.seat_news import SeatNews
from server.live.sharing import PICTURE_S
from server.live.snapshot import Shown
from server.logs import log
from server.protocol import encode, events
from server.protocol.message import CLOSE_NO_CREDENTIAL, CLOSE_OTHER_DEVICE, CLOSE_RESTART
from server.room.context import Context
from server.room.watch.alarms import WENT_BACKWARDS, Alarms, alarm_frame, alarm_name
from server.room.watch.self_check import SelfCheck
from server.store import StoreFault
from server.store.connection.bell import STALE
from server.store.connection.complaint import complain
from server.tasks import end, share

HEARTBEAT_S, HURRY_S = 2.0, 0.3
DRAIN_S = 2.5
_DISMISSING = frozenset({"revoked", "erased", "left", "reseated"})
_OF_ROOMS = frozenset({"room", "hall", "presence", STALE})


class Hub:
    """The rooms of one process."""

    def __init__(self, context: Context, process: str, broadcast: Broadcast) -> None:
        """Take the context, the name of this process among those on the store, and what reaches many at once."""
        self._context = context
        self._broadcast = broadcast
        self._process = process
        self._pumps: dict[str, Pump] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._bell = context.shards.bell(self._ring)
        self._heart: asyncio.Task[None] | None = None
        self._checking: asyncio.Task[None] | None = None
        self._pulse: asyncio.Task[None] | None = None
        self._draining = False
        self._seated: dict[tuple[str, str], set[Listener]] = {}
        self._looks: dict[str, asyncio.Task[Shown]] = {}
        self._recheck = Recheck(context, self._present)
        self._presence = Presence(context, process, self._pumps)
        self.seat_news = SeatNews(context, self._present)
        self.room_news, self.alike_news = RoomNews(context, self._pumps), AlikeNews(context, self._pumps)
        self.halls = HallNews(context, process, self._pumps)
        self.alarms = Alarms(context)
        context.shards.on_return(self._catch_up)
        context.tell_counting = self._say_counting

    async def enter(self, room: Room, listener: Listener) -> None:
        """Let a connection into a room; an older one of the same seat is dismissed."""
        if self._heart is None:
            self._heart = asyncio.create_task(self._beat())
            self._pulse = asyncio.create_task(beat(self._pumps, self._broadcast))
            self._checking = asyncio.create_task(SelfCheck(self._context, self.alarms, self._running).run())
        meeting_id = meeting_of(room.id)
        if room.id not in self._pumps:
            self._pumps[room.id] = pump = Pump(self._context, room, self._broadcast)
            metrics.rooms.inc()
            self._tasks[room.id] = asyncio.create_task(pump.run(), name=f"pump {room.id}")
        pump = self._pumps[room.id]
        listener.audience = audience_of(listener.person, room)
        pump.listeners.enter(listener)
        if self._draining:
            listener.dismiss(CLOSE_RESTART)
        self._bell.listen(meeting_id)
        person, meeting = listener.person, await self._context.meeting(meeting_id)
        now_ms = self._context.now_ms()
        seats = self._context.store_of(meeting_id).seats
        valid, listener.seating = await seats.enter_room(meeting, person, room.id, now_ms)
        if valid and valid != person.generation:  # it was revoked on its way in, or its seat is gone
            listener.dismiss(CLOSE_NO_CREDENTIAL)
        self._seated.setdefault((room.id, person.seat_id), set()).add(listener)
        self._dismiss_older(room.id, person.seat_id, listener.seating)
        if listener in pump.listeners.at_podium:
            self._presence.hurry()
            for name, frame in await self.alarms.standing(meeting_id):
                listener.outbox.newest(name, frame)

    async def greet(self, room: Room, listener: Listener) -> None:
        """Say behind the picture how the meeting is joined, who waits, what is alike; to a desk how rooms are."""
        await self.seat_news.greet(listener)
        await self.room_news.greet(listener)
        await self.alike_news.greet(room, listener)

    async def leave(self, room: Room, listener: Listener) -> None:
        """Let a connection out; an empty room costs nothing."""
        pump, here = self._pumps[room.id], (room.id, listener.person.seat_id)
        if listener in pump.listeners.at_podium:
            self._presence.hurry()
        pump.listeners.leave(listener)
        self._seated.get(here, set()).discard(listener)
        if not self._seated.get(here):
            self._seated.pop(here, None)
        if pump.listeners:
            return
        del self._pumps[room.id]
        metrics.rooms.dec()
        await end(self._tasks.pop(room.id))
        if not any(meeting_of(room_id) == meeting_of(room.id) for room_id in self._pumps):
            self._bell.ignore(meeting_of(room.id))

    async def picture(self, room: Room) -> Shown:
        """Read a room as it is now; all who ask at the same time share one read, whether somebody is in it or not."""
        if pump := self._pumps.get(room.id):
            return await pump.picture()
        if room.id not in self._looks:
            self._looks[room.id] = share(self._look(room))
        return await asyncio.shield(self._looks[room.id])

    async def _look(self, room: Room) -> Shown:
        await asyncio.sleep(PICTURE_S)
        del self._looks[room.id]  # from here on it is too late to be served by this read
        return Shown(await take_picture(self._context, room), self._context.now_ms())

    def pump(self, room: Room) -> Pump:
        """Find the pump of a room that somebody is in."""
        return self._pumps[room.id]

    @property
    def everybody(self) -> list[Listener]:
        """List all connections of this process."""
        return [listener for pump in self._pumps.values() for listener in pump.listeners]

    async def drain(self) -> None:
        """Send everybody elsewhere: this process ends."""
        self._draining = True
        await send_elsewhere(self.everybody, DRAIN_S)

    async def close(self) -> None:
        """Dismiss everybody: the service restarts."""
        for listener in self.everybody:
            listener.dismiss(CLOSE_RESTART)
        await self._bell.close()
        for news in (self._recheck, self.seat_news, self.room_news, self.alike_news, self.halls):
            await news.close()
        for task in (*self._tasks.values(), self._heart, self._checking, self._pulse):
            if task is not None:
                await end(task)

    def _ring(self, meeting_id: str, what: str) -> None:
        kind, _, rest = what.partition(" ")
        if kind == "seat":  # the most frequent: everybody who comes rings once
            seat_id, room_id, seating = rest.split(" ")
            self._dismiss_older(room_id, seat_id, int(seating))
            return
        pumps = [pump for room_id, pump in self._pumps.items() if meeting_of(room_id) == meeting_id]
        if kind in _OF_ROOMS:
            self.room_news.ring(meeting_id)
            self.alike_news.ring(meeting_id)
        if kind in _DISMISSING:
            self._context.forget(meeting_id)
            _dismiss(pumps, kind, rest)
        elif kind == "alarm":
            alarm, round_id, times = rest.split(" ")
            for pump in pumps:
                pump.say_to_podiums(alarm_name(alarm, round_id), alarm_frame(alarm, round_id, int(times)))
        elif kind == "hall":
            self.halls.ring(rest)
        elif kind in ("seats", "joining"):
            self.seat_news.ring(meeting_id, rest.split() if rest or kind == "joining" else None)
        elif kind != "presence":
            if kind == STALE:
                self._recheck.begin(meeting_id)
                self.seat_news.ring(meeting_id, None)
            for pump in pumps:
                if kind != "room" or pump.room.id == rest:
                    pump.ring()

    def _present(self, meeting_id: str) -> list[tuple[str, Listener]]:
        pumps = [pump for room_id, pump in self._pumps.items() if meeting_of(room_id) == meeting_id]
        return [(pump.room.id, listener) for pump in pumps for listener in pump.listeners]

    def _dismiss_older(self, room_id: str, seat_id: str, newest: int) -> None:
        for listener in self._seated.get((room_id, seat_id), ()):
            if 0 < listener.seating < newest:
                listener.dismiss(CLOSE_OTHER_DEVICE)

    async def _beat(self) -> None:
        """Say who is connected here, and tell moderators and the chair who is connected anywhere."""
        while True:
            try:
                for meeting_id in await self._presence.say():
                    self.seat_news.ring(meeting_id, ())
                    self.room_news.ring(meeting_id)
                    self.alike_news.ring(meeting_id)
                await self.halls.beat()
            except (StoreFault, Refusal) as fault:  # away, or erased meanwhile
                complain(fault, "presence")
            except Exception:  # without this beat every podium would keep an old figure
                log.exception("presence_broke")
            asleep_s = asyncio.get_running_loop().time()
            if await self._presence.changes_within(HEARTBEAT_S):
                await asyncio.sleep(HURRY_S)
            else:
                metrics.loop_lag_s.observe(asyncio.get_running_loop().time() - asleep_s - HEARTBEAT_S)

    def _say_counting(self, round_: Round, seconds: float | None) -> None:
        """Say to moderators and the chair how long a count has taken so far, or that it is over; the newest wins."""
        if pump := self._pumps.get(round_.room_id):
            so_far = None if seconds is None else int(seconds)
            event = events.CountingChanged(round_id=round_.id, seconds=so_far)
            pump.say_to_podiums(f"counting {round_.id}", encode(event))

    def _running(self) -> Iterator[tuple[Room, Round]]:
        return ((pump.room, round_) for pump in self._pumps.values() for round_ in pump.running)

    async def _catch_up(self) -> None:
        """Show everybody the whole picture again after the store was away, and look whether it is the same store."""
        for pump in list(self._pumps.values()):
            await pump.catch_up()
            if pump.went_backwards:
                why = f"room {pump.room.id} has fewer decisions than were announced"
                await self.alarms.raise_alarm(meeting_of(pump.room.id), WENT_BACKWARDS, "", why)
                pump.went_backwards = False


def _dismiss(pumps: Iterable[Pump], kind: str, whom: str) -> None:
    """Let those go whose credential is void, who have left a tab, whose seat has changed, or all: it is erased."""
    code = CLOSE_RESTART if kind == "reseated" else CLOSE_NO_CREDENTIAL  # they come back as who they are now
    for pump in pumps:
        for listener in pump.listeners:
            key = f"{listener.slot} {listener.person.key}" if kind == "left" else listener.person.key
            if kind == "erased" or key == whom:
                listener.dismiss(code)
