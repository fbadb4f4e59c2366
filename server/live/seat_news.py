"""What podium and screens hear of the door: how the meeting is joined, how many seats there are, who waits.

The newest wins, as with presence: at most once a second a meeting and process, when the bell says that something
changed, and again with the heart of the process, so that a ring that was lost costs two seconds. Refuses to know who
may act on it. Invariant: a moderator is told of those who wait for seats of the own region alone.
"""

import asyncio
from collections.abc import Callable, Collection

from server.domain.errors import Refusal
from server.domain.procedure.admission import Listed
from server.domain.procedure.audiences import audiences_by_role
from server.domain.procedure.people import ROLES
from server.domain.procedure.shapes import fields_heard
from server.live.listener import Listener
from server.logs import log
from server.protocol import encode, events
from server.room.admission import joining_view, listed_view, totals_view
from server.room.context import Context
from server.store import StoreFault
from server.store.connection.complaint import complain
from server.tasks import end

AGAIN_S = 1.0
MOST_WAITING = 5
SEATS, JOINING = "seats ", "joining"
_TOLD = {
    event: frozenset(role for role in ROLES if fields_heard(audiences_by_role(role), event))
    for event in ("seats_changed", "joining_changed")
}
"""The roles that are told, by event."""
_TOLD_ANYTHING = frozenset().union(*_TOLD.values())

Present = Callable[[str], Collection[tuple[str, Listener]]]
"""Who is here of a meeting, each with the room."""


class SeatNews:
    """What was last said of the doors of meetings."""

    def __init__(self, context: Context, present: Present) -> None:
        """Take what says who is here."""
        self._context, self._present = context, present
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._due: set[str] = set()
        self._said: dict[str, dict[str, bytes]] = {}

    def ring(self, meeting_id: str) -> None:
        """Say soon what has changed."""
        self._due.add(meeting_id)
        if meeting_id not in self._tasks:
            self._tasks[meeting_id] = asyncio.create_task(self._say_until_told(meeting_id))

    async def greet(self, listener: Listener) -> None:
        """Say to somebody who has seen the picture how things stand, if it concerns them."""
        if listener.person.role in _TOLD_ANYTHING:
            await self._tell(listener.person.meeting_id, [listener], greeting=True)

    async def close(self) -> None:
        """Stop saying anything."""
        for task in list(self._tasks.values()):
            await end(task)

    async def _say_until_told(self, meeting_id: str) -> None:
        try:
            while meeting_id in self._due:
                self._due.discard(meeting_id)
                here = [listener for _, listener in self._present(meeting_id) if listener.seen >= 0]
                try:
                    await self._tell(meeting_id, here)
                except Refusal:  # erased meanwhile
                    pass
                except StoreFault as fault:
                    complain(fault, "seat_news")
                await asyncio.sleep(AGAIN_S)
        except Exception:  # a defect of ours must not leave every podium with old figures
            log.exception("seat_news_broke", meeting=meeting_id)
        finally:
            del self._tasks[meeting_id]

    async def _tell(self, meeting_id: str, listeners: Collection[Listener], *, greeting: bool = False) -> None:
        """Say it to those of some listeners whom it concerns, if it is new to them."""
        told = [listener for listener in listeners if listener.person.role in _TOLD_ANYTHING]
        if not told:
            self._said.pop(meeting_id, None)
            return
        said = {} if greeting else self._said.setdefault(meeting_id, {})
        frames = await self._frames(meeting_id, {listener.person.region_id for listener in told})
        new = {whose: frame for whose, frame in frames.items() if said.get(whose) != frame}
        said.update(new)
        for listener in told:
            if JOINING in new and listener.person.role in _TOLD["joining_changed"]:
                listener.outbox.newest(JOINING, new[JOINING])
            mine = SEATS + listener.person.region_id
            if mine in new and listener.person.role in _TOLD["seats_changed"]:
                listener.outbox.newest(SEATS, new[mine])

    async def _frames(self, meeting_id: str, region_ids: Collection[str]) -> dict[str, bytes]:
        """Write what is said now: of joining, and of the seats for each region (the chair's is empty)."""
        context = self._context
        meeting = await context.meeting(meeting_id)
        joining = await context.joining(meeting)
        url = context.join_url(joining.code)
        frames = {JOINING: encode(events.JoiningChanged(open=joining.open, code=joining.code, url=url))}
        store = context.store_of(meeting_id)
        totals, claims = await store.admission.read_totals(meeting, joining.limit, context.now_ms())
        seats = await store.seats.read_many(meeting_id, [claim.seat_id for claim in claims])
        waiting = [Listed(seats[one.seat_id], "waiting", 0, one) for one in claims if one.seat_id in seats]
        for region_id in region_ids:
            mine = [one for one in waiting if region_id in ("", one.seat.region_id)][:MOST_WAITING]
            event = events.SeatsChanged(
                joining=joining_view(context, joining),
                totals=totals_view(totals),
                waiting=[listed_view(one) for one in mine],
            )
            frames[SEATS + region_id] = encode(event)
        return frames
