"""What podium and screens hear of the door: how the meeting is joined, how many seats there are, who waits.

The newest wins, as with presence: at most once a second a meeting and process, when the bell says that something
changed, and again with the heart of the process, so that a ring that was lost costs two seconds. The desk hears of each
seat that changed. Refuses to know who may act on it. Invariants: a moderator is told of those who wait for seats of the
own region alone; a desk that has read the list and hears what changes has the list, or is told to read it again.
"""

import asyncio
from collections.abc import Callable, Collection

import msgspec

from server.domain.errors import Refusal
from server.domain.procedure.admission import Listed
from server.domain.procedure.audiences import audiences_by_role
from server.domain.procedure.people import AT_THE_DESK, ROLES
from server.domain.procedure.shapes import fields_heard
from server.live.listener import Listener
from server.logs import log
from server.protocol import encode, events
from server.protocol.message import Message
from server.room.admission import joining_view, listed_view, read_some, totals_view
from server.room.context import Context
from server.store import StoreFault
from server.store.connection.complaint import complain
from server.tasks import end

AGAIN_S = 1.0
MOST_WAITING = 5
MOST_CHANGED = 500
"""How many seats the desk is told of at once; where more have changed it reads the list."""
SEATS, JOINING = "seats ", "joining"
_TOLD = {
    event: frozenset(role for role in ROLES if fields_heard(audiences_by_role(role), event))
    for event in ("seats_changed", "joining_changed")
}
"""The roles that are told, by event."""
_TOLD_ANYTHING = frozenset().union(*_TOLD.values())

Present = Callable[[str], Collection[tuple[str, Listener]]]
"""Who is here of a meeting, each with the room."""
_NOBODY: frozenset[str] = frozenset()


class SeatNews:
    """What was last said of the doors of meetings."""

    def __init__(self, context: Context, present: Present, again_s: float = AGAIN_S) -> None:
        """Take what says who is here, and how long it rests between two times of saying something."""
        self._context, self._present, self.again_s = context, present, again_s
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._due: dict[str, frozenset[str] | None] = {}
        self._missed: set[str] = set()
        self._said: dict[str, dict[str, bytes]] = {}

    def ring(self, meeting_id: str, seat_ids: Collection[str] | None) -> None:
        """Say soon what has changed; None where nobody knows which seats did."""
        changed = self._due.get(meeting_id, _NOBODY)
        if changed is not None:
            changed = None if seat_ids is None else changed.union(seat_ids)
        self._due[meeting_id] = None if changed is None or len(changed) > MOST_CHANGED else changed
        if meeting_id not in self._tasks:
            self._tasks[meeting_id] = asyncio.create_task(self._say_until_told(meeting_id))

    async def greet(self, listener: Listener) -> None:
        """Say to somebody who has seen the picture how things stand, if it concerns them."""
        if listener.person.role in _TOLD_ANYTHING:
            await self._tell(listener.person.meeting_id, [listener], _NOBODY, greeting=True)

    def rests(self, meeting_id: str) -> bool:
        """Say whether all that rang was said."""
        return meeting_id not in self._tasks

    async def close(self) -> None:
        """Stop saying anything."""
        for task in list(self._tasks.values()):
            await end(task)

    async def _say_until_told(self, meeting_id: str) -> None:
        try:
            while meeting_id in self._due:
                changed = self._due.pop(meeting_id)
                here = [listener for _, listener in self._present(meeting_id) if listener.seen >= 0]
                try:
                    await self._tell(meeting_id, here, None if meeting_id in self._missed else changed)
                    self._missed.discard(meeting_id)
                except Refusal:  # erased meanwhile
                    pass
                except StoreFault as fault:
                    self._missed.add(meeting_id)
                    complain(fault, "seat_news")
                await asyncio.sleep(self.again_s)
        except Exception:  # a defect of ours must not leave every podium with old figures
            log.exception("seat_news_broke", meeting=meeting_id)
        finally:
            del self._tasks[meeting_id]

    async def _tell(
        self,
        meeting_id: str,
        listeners: Collection[Listener],
        changed: frozenset[str] | None,
        *,
        greeting: bool = False,
    ) -> None:
        """Say it to those of some listeners whom it concerns, if it is new to them."""
        told = [listener for listener in listeners if listener.person.role in _TOLD_ANYTHING]
        if not told:
            self._said.pop(meeting_id, None)
            return
        said = {} if greeting else self._said.setdefault(meeting_id, {})
        desks = [listener for listener in told if listener.person.role in AT_THE_DESK]
        stands = await self._stands(meeting_id, {listener.person.region_id for listener in told})
        frames = {name: encode(event) for name, event in stands.items()}
        new = {whose: frame for whose, frame in frames.items() if said.get(whose) != frame}
        said.update(new)
        for listener in told:
            if JOINING in new and listener.person.role in _TOLD["joining_changed"]:
                listener.outbox.newest(JOINING, new[JOINING])
            mine = SEATS + listener.person.region_id
            if mine in new and listener.person.role in _TOLD["seats_changed"] - AT_THE_DESK:
                listener.outbox.newest(SEATS, new[mine])
        if desks and (SEATS in new or changed != _NOBODY):
            await self._tell_desks(desks, meeting_id, stands[SEATS], changed)

    async def _tell_desks(
        self, desks: Collection[Listener], meeting_id: str, stands: Message, changed: frozenset[str] | None
    ) -> None:
        """Say to desks which seats changed; one who has not been told the last of it yet reads the list."""
        again = encode(msgspec.structs.replace(stands, changed=None))
        frame = again
        if changed is not None:
            meeting, seat_ids = await self._context.meeting(meeting_id), sorted(changed)
            listed, personal_s = await read_some(self._context, meeting, seat_ids) if seat_ids else ([], {})
            gone = changed.difference(one.seat.id for one in listed)
            shown = [listed_view(one) for one in listed]
            told = {"changed": shown, "gone": sorted(gone), "personal_s": personal_s}
            frame = encode(msgspec.structs.replace(stands, **told))
        for listener in desks:
            listener.outbox.newest(SEATS, again if listener.outbox.holds(SEATS) else frame)

    async def _stands(self, meeting_id: str, region_ids: Collection[str]) -> dict[str, Message]:
        """Find what is said now: of joining, and of the seats for each region (that of chair and desk is empty)."""
        context = self._context
        meeting = await context.meeting(meeting_id)
        joining = await context.joining(meeting)
        url = context.join_url(joining.code)
        stands: dict[str, Message] = {}
        stands[JOINING] = events.JoiningChanged(open=joining.open, code=joining.code, url=url)
        store = context.store_of(meeting_id)
        totals, claims = await store.admission.read_totals(meeting, joining.limit, context.now_ms())
        seats = await store.seats.read_many(meeting_id, [claim.seat_id for claim in claims])
        waiting = [Listed(seats[one.seat_id], "waiting", 0, one) for one in claims if one.seat_id in seats]
        for region_id in region_ids:
            mine = [one for one in waiting if region_id in ("", one.seat.region_id)][:MOST_WAITING]
            stands[SEATS + region_id] = events.SeatsChanged(
                joining=joining_view(context, joining),
                totals=totals_view(totals),
                waiting=[listed_view(one) for one in mine],
                changed=[],
                gone=[],
                personal_s={},
            )
        return stands
