"""The recheck: after rings may have been missed, whether everybody who is here may still be.

A revocation and a newer device are told by the bell, and a bell may not ring. Refuses to know bells
and sockets, and to judge a meeting that is gone: it may have been erased, or be lost with a store that is put right
again, and nothing is left there to be seen. Invariant: it asks the store until it is answered: a ring that was lost
costs a little time and no more.
"""

import asyncio
from collections.abc import Callable, Collection

from server.live.listener import Listener
from server.logs import log
from server.protocol.message import CLOSE_NO_CREDENTIAL, CLOSE_OTHER_DEVICE, CLOSE_RESTART
from server.room.arrivals import person_of
from server.room.context import Context
from server.store import StoreFault
from server.store.connection.complaint import complain
from server.tasks import end

AGAIN_S = 0.5

Present = Callable[[str], Collection[tuple[str, Listener]]]
"""Who is here of a meeting, each with the room."""


class Recheck:
    """The rechecks of one process, at most one a meeting at a time."""

    def __init__(self, context: Context, present: Present) -> None:
        """Take what says who is here."""
        self._context, self._present = context, present
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()

    def begin(self, meeting_id: str) -> None:
        """Look at everybody of a meeting soon; whoever asks while that is under way has it done once more."""
        if meeting_id in self._tasks:
            self._again.add(meeting_id)
            return
        self._tasks[meeting_id] = asyncio.create_task(self._run(meeting_id))

    async def close(self) -> None:
        """Stop looking."""
        for task in list(self._tasks.values()):
            await end(task)

    async def look(self, meeting_id: str, here: Collection[tuple[str, Listener]]) -> None:
        """Dismiss those whose credential is void by now, whose seat has a newer device in the room, or has changed."""
        holders = sorted({listener.person.key for _, listener in here})
        seated = sorted({(listener.person.seat_id, room_id) for room_id, listener in here if listener.seating})
        seats = self._context.store_of(meeting_id).seats
        generations, newest, gone = await seats.read_standing(meeting_id, holders, seated)
        seat_ids = sorted({listener.person.seat_id for _, listener in here if listener.person.seat_id})
        now = await seats.read_many(meeting_id, seat_ids)
        for room_id, listener in here:
            person = listener.person
            valid = generations[person.key]
            if person.seat_id in gone or (valid and person.generation and person.generation != valid):
                listener.dismiss(CLOSE_NO_CREDENTIAL)
            elif 0 < listener.seating < newest.get((person.seat_id, room_id), 0):
                listener.dismiss(CLOSE_OTHER_DEVICE)
            elif person.seat_id in now and person_of(now[person.seat_id], meeting_id, person.generation) != person:
                listener.dismiss(CLOSE_RESTART)

    async def _run(self, meeting_id: str) -> None:
        try:
            while True:
                self._again.discard(meeting_id)
                try:
                    if here := self._present(meeting_id):
                        await self.look(meeting_id, here)
                except StoreFault as fault:
                    complain(fault, "recheck")
                    await asyncio.sleep(AGAIN_S)
                    continue
                if meeting_id not in self._again:
                    return
        except Exception:  # a defect of ours must not end the process's other duties
            log.exception("recheck_broke", meeting=meeting_id)
        finally:
            del self._tasks[meeting_id]
