"""Erasing a meeting: agenda, seats, ballots, lists, links, and what processes say of it while it is erased.

Invariant: once it is said to be erased there is not a key of it left, its log of acts neither; so this one act stands
in the log of the process.
"""

import asyncio

from server.domain.procedure.meeting import Meeting
from server.logs import log
from server.room.place import Place
from server.secretariat.actor import Actor

_LAST_WORDS_S = 0.3
"""How long a process may go on saying who is connected to it before it has heard that the meeting is gone."""
_MOST_TIMES = 6


async def erase_meeting(place: Place, actor: Actor, meeting_id: str) -> tuple[Meeting, int]:
    """Erase a meeting and everything in it, also what is written meanwhile; say which it was, and how many records."""
    actor.require("erase_meeting", meeting_id)
    meeting = await place.meeting(meeting_id)
    gone = 0
    for _ in range(_MOST_TIMES):
        late = await place.shards.erase(meeting)
        gone += late
        if not late:
            break
        await asyncio.sleep(_LAST_WORDS_S)
    place.forget(meeting.id)
    log.info("meeting_erased", meeting=meeting.id, records=gone, actor=actor.name)
    return meeting, gone
