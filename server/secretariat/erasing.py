"""Erasing a meeting: agenda, seats, ballots, lists, links, and the copy of its rehearsal if one is left.

Invariant: once it is said to be erased there is not a key of it left, its log of acts neither; so this one act stands
in the log of the process.
"""

import asyncio
from collections.abc import Mapping

from server.domain.errors import NotFound
from server.domain.procedure.meeting import Meeting
from server.logs import log
from server.room.context import Context
from server.secretariat.actor import SECRETARY, Actor

_LAST_WORDS_S = 0.3
"""How long a process may go on saying who is connected to it before it has heard that the meeting is gone."""
_MOST_TIMES = 6


async def erase_meeting(context: Context, actor: Actor, meeting_id: str) -> tuple[str, int]:
    """Erase a meeting and everything in it, also what is written meanwhile; say its title, and how many records.

    Shape:   the title is empty where an erasure was killed before, and only the entry in the list was left.
    Raises:  NotFound.
    """
    actor.require("erase_meeting", meeting_id)
    meeting = await context.store_of(meeting_id).meetings.read(meeting_id)
    if meeting is None and meeting_id not in await context.shards.directory.all_ids():
        raise NotFound("meeting")
    title = (await context.programme(meeting_id)).title if meeting else ""
    rehearsed = await context.store_of(meeting_id).rehearsals.read(meeting_id)
    gone, _ = await erase_rehearsed(context, meeting_id, rehearsed)
    for _ in range(_MOST_TIMES):
        late = await context.shards.erase(meeting_id)
        gone += late
        if not late:
            break
        await asyncio.sleep(_LAST_WORDS_S)
    context.forget(meeting_id)
    if meeting is None or not meeting.rehearsal_of:  # a copy comes and goes without a trace
        log.info("meeting_erased", meeting=meeting_id, records=gone, actor=actor.name)
    return title, gone


async def erase_rehearsed(context: Context, meeting_id: str, rehearsed: Mapping[str, str]) -> tuple[int, int]:
    """Erase the copy that a rehearsal of a meeting has left, if there is one; say how many records are gone and left.

    Shape:   `rehearsed` is what the meeting keeps of it; nothing is erased that is no copy of this meeting.
    """
    copy_id = rehearsed.get("copy", "")
    copy = await context.store_of(copy_id).meetings.read(copy_id) if copy_id else None
    if copy is None or copy.rehearsal_of != meeting_id:
        return 0, 0
    try:
        _, gone = await erase_meeting(context, SECRETARY, copy_id)
    except NotFound:  # somebody was faster
        gone = 0
    return gone, await count_left(context, copy)


async def count_left(context: Context, meeting: Meeting) -> int:
    """Count what is left of a meeting that was erased: keys of it, its join code, its entry in the list."""
    directory = context.shards.directory
    left = await context.store_of(meeting.id).meetings.count(meeting.id)
    left += await directory.find_by_code(meeting.join_code) == meeting.id
    return left + (meeting.id in await directory.all_ids())
