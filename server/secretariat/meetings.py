"""Which meetings there are, and which rounds one has."""

from server.domain.procedure.meeting import Meeting, Proceedings
from server.room.context import Context
from server.secretariat.actor import Actor


async def list_meetings(context: Context, actor: Actor) -> list[Meeting]:
    """Read every meeting that is kept, those that expire first at the head."""
    actor.require("list_meetings")
    ids = await context.shards.directory.all_ids()
    found = [await context.store_of(meeting_id).meetings.read(meeting_id) for meeting_id in ids]
    return [meeting for meeting in found if meeting is not None]


async def list_rounds(context: Context, actor: Actor, meeting_id: str) -> Proceedings:
    """Read what was decided in a meeting, its rounds among it.

    Raises:  NotFound.
    """
    actor.require("list_rounds", meeting_id)
    return await context.read_proceedings(meeting_id)
