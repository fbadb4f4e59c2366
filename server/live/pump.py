"""The pump: in each process one task for each room, which tells everybody in the room what is new in the store.

It wakes when the bell rings, after a second of silence (a ring may be lost), and when a round is due to close; at most
ten times a second, counted from start to start. Decisions are read from the room's log of acts and said in order; of
tallies only the newest is said, written once for all. Refuses to know sockets.
"""

import asyncio
import contextlib
import random
from collections.abc import Callable, Sequence
from functools import partial

from server import metrics
from server.domain.errors import NotFound, Refusal
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import Round, counted_from_ms
from server.live.attendance import Attendance
from server.live.calls import CallTeller, say_calls
from server.live.counts import Counts
from server.live.heard import Heard
from server.live.listener import Listener
from server.live.outbox import Broadcast
from server.live.picture import Picture
from server.live.sharing import Sharing
from server.live.snapshot import Shown
from server.live.tally import counts_wanted
from server.live.timekeeping import keep_time, see_counted
from server.logs import log
from server.protocol.message import CLOSE_NO_CREDENTIAL
from server.room.context import Context
from server.store import StoreFault
from server.store.announced import Announced
from server.store.connection.complaint import complain

TICK_MS = 100
SILENCE_MS = 1_000
FAR_BEHIND_MS = 2_000  # whoever missed decisions older than this is shown the whole picture instead
CATCH_UP_S = (1.0, 3.0)  # from when to when after the store came back
CATCH_UP_SLICES = 10


class Pump:
    """Everything one process does for one room."""

    def __init__(self, context: Context, room: Room, broadcast: Broadcast) -> None:
        """Begin without listeners; `broadcast` writes the same bytes to many connections in one call."""
        self.room = room
        self.listeners = Attendance()
        self.sharing = Sharing(context, room, self.listeners.want_outlook)
        self.went_backwards = False
        """Whether the store has lost decisions that were announced here, and the podium was not told yet."""
        self._context = context
        self._seq = -1  # the last decision that everybody here was told
        self._saying = -1  # the last one that is being told, slice by slice
        self._running: dict[str, Round] = {}
        self._closed: dict[str, Round] = {}  # those that closed while we looked, and are not known to be counted
        self._counts = Counts(context, self.listeners, broadcast)
        self._calls = CallTeller(room)
        self._bell = asyncio.Event()
        self._rung_s: float | None = None
        self._catching_up: asyncio.Task[None] | None = None

    @property
    def running(self) -> list[Round]:
        """List the rounds in which ballots are being cast, as far as this process knows."""
        return list(self._running.values())

    def say_to_podiums(self, name: str, frame: bytes) -> None:
        """Send a frame to moderators and the chair; one of the same name that still waits is replaced."""
        for listener in self.listeners.at_podium:
            listener.outbox.newest(name, frame)

    @property
    def told(self) -> int:
        """Say which decision everybody here was told last."""
        return max(0, self._seq)

    def ring(self) -> None:
        """Wake the pump: something in the room may have changed."""
        if self._rung_s is None:
            self._rung_s = asyncio.get_running_loop().time()
        self._bell.set()

    async def picture(self) -> Shown:
        """Read the room afresh; all who ask before the read begins share it and its bytes.

        It is no older than what was announced here, so whoever is shown it before the next `await` misses nothing.
        """
        shown = await self.sharing.share()
        return shown if self.is_current(shown) else await self.sharing.share()

    def is_current(self, shown: Shown) -> bool:
        """Say whether a picture holds everything that was announced here."""
        return shown.seq >= max(self._seq, self._saying)

    def show(self, listener: Listener, shown: Shown, ref: str) -> int:
        """Show somebody a picture, and what was said here since it was taken of counts and calls: it may be the last.

        Units:   the answer is how many bytes the picture has.
        """
        size = listener.show(shown, ref)
        for news in self._counts.newer_than(listener, shown.picture.tallies):
            listener.count(news)
        say_calls([listener], self._calls.newer_than(shown))
        return size

    async def catch_up(self) -> None:
        """Begin to show everybody the whole picture again, after the store was away.

        It may have come back with fewer decisions than were announced: this is remembered in `went_backwards`.
        """
        seq = (await self.sharing.share()).seq
        self._saying = min(self._saying, seq)
        if seq < self._seq:
            self.went_backwards = True
            self._seq = seq
            self._counts.forget()
            self._calls.forget()
            for listener in self.listeners:
                listener.seen = min(listener.seen, seq)
        if self._catching_up is None or self._catching_up.done():
            self._catching_up = asyncio.create_task(self._show_everybody())
        self.ring()

    async def _show_everybody(self) -> None:
        """Show everybody the picture, slice by slice in any order; those of one slice share it."""
        waiting = list(self.listeners)
        random.shuffle(waiting)
        size = -(-len(waiting) // CATCH_UP_SLICES) or 1
        first_s, last_s = CATCH_UP_S
        await asyncio.sleep(first_s)
        for start in range(0, len(waiting), size):
            with contextlib.suppress(StoreFault, Refusal):  # away again: when it is back all this begins anew
                shown = await self.picture()
                for listener in waiting[start : start + size]:
                    if listener in self.listeners and listener.seen >= 0:
                        self.show(listener, shown, "")
            await asyncio.sleep((last_s - first_s) / CATCH_UP_SLICES)

    async def run(self) -> None:
        """Pump until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            started = loop.time()
            try:
                await self._turn()
            except StoreFault as fault:
                complain(fault, "room")
                self._bell.set()
            except NotFound:  # the meeting was erased, and the bell that said so was not heard
                for listener in self.listeners:
                    listener.dismiss(CLOSE_NO_CREDENTIAL)
            except Exception:  # a defect of ours must not end the pump: nobody in the room would hear anything
                log.exception("pump_broke", room=self.room.id)
            await asyncio.sleep(max(0.0, TICK_MS / 1_000 - (loop.time() - started)))
            await self._wait_for_bell()

    async def _turn(self) -> None:
        self._bell.clear()
        rung_s, self._rung_s = self._rung_s, None
        if self._seq < 0:
            self._follow((await self.sharing.share()).picture)
        running = self._running
        wanted = counts_wanted(running.values())
        store = self._context.store_of(self.room.id)
        announced, counts, called = await store.news.read(meeting_of(self.room.id), self.room.id, self._seq, wanted)
        if announced:
            await self._say_decisions(announced)
            wanted = counts_wanted({**running, **self._running}.values())
            counts = await store.rounds.read_tallies(wanted)
        for (round_, _), (version, tally) in zip(wanted, counts, strict=True):
            await self._counts.say(round_, version, tally)
        await self._counts.say_due()
        if self._calls.is_news(called):
            news = self._calls.news(await self._context.read_proceedings(self.room.id), called)
            await self.listeners.say(partial(say_calls, news=news))
        if rung_s is not None:
            metrics.tally_age_s.observe(asyncio.get_running_loop().time() - rung_s)
        await keep_time(self._context, self.room, self._running.values())
        if self._closed:
            self._closed = await see_counted(self._context, self.room, self._closed.values())

    async def _say_decisions(self, announced: Sequence[Announced]) -> None:
        """Say what was decided since the last turn; where that is long ago, show the whole picture instead."""
        decisions = self._context.store_of(self.room.id).decisions
        while announced:
            shown = await self.sharing.share()
            picture = shown.picture
            fresh = self._context.now_ms() - announced[0].at_ms < FAR_BEHIND_MS
            events = [Heard(one) for one in announced]
            tell = partial(Listener.tell, events=events) if fresh else partial(Listener.catch_up, shown=shown)
            self._saying = announced[-1].seq
            await self.listeners.say(partial(_each, tell))
            self._seq = announced[-1].seq  # set last: if the store fails before, the same is read and said again
            running, rounds = {round_.id: round_ for round_ in picture.running}, picture.proceedings.rounds
            gone = [rounds[round_id] for round_id in self._running.keys() - running.keys() if round_id in rounds]
            self._closed |= {round_.id: round_ for round_ in gone if round_.state == "closed"}
            self._running = running
            for round_id, (version, tally) in picture.tallies.items():
                await self._counts.say(picture.proceedings.rounds[round_id], version, tally)
            await self._counts.say_due(at_once=True)  # a round may be over
            announced = await decisions.read_announced(meeting_of(self.room.id), self.room.id, self._seq)

    def _follow(self, picture: Picture) -> None:
        # Somebody may have been shown an older picture before the pump began: it begins at the oldest that was shown.
        self._seq = min([picture.seq, *(listener.seen for listener in self.listeners if listener.seen >= 0)])
        self._running = {round_.id: round_ for round_ in picture.running}
        for round_id, (version, tally) in picture.tallies.items():
            if round_id not in self._running:  # everybody has it from the whole picture
                self._counts.pass_over(picture.proceedings.rounds[round_id], version, tally)

    async def _wait_for_bell(self) -> None:
        """Wait for a ring, for the next instant at which a round is due, or for a second at most."""
        now_ms = self._context.now_ms()
        due = [SILENCE_MS, *self._counts.due_in_ms()]
        for round_ in self._running.values():
            if round_.state == "closing":
                due.append(counted_from_ms(round_) - now_ms)
            elif round_.clock.running:
                due.append(round_.clock.left_ms(now_ms) or 0)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(0, min(due)) / 1_000):
                await self._bell.wait()


def _each(say: Callable[[Listener], None], listeners: Sequence[Listener]) -> None:
    for listener in listeners:
        say(listener)
