"""The log of acts of a meeting: what was done with it as a whole and at its door, by whom and when."""

from server.room.context import Context
from server.secretariat.actor import Actor
from server.store.acts import Act


async def read_acts(context: Context, actor: Actor, meeting_id: str) -> list[Act]:
    """Read the log of acts, oldest first."""
    actor.require("read_acts", meeting_id)
    meeting = await context.meeting(meeting_id)
    return await context.store_of(meeting.id).acts.read(meeting.id)
