"""Personal time, after each close, for who needs longer (a screen reader, a tremor); the room is not told."""

from server.domain.errors import Malformed, NotFound
from server.room.context import Context
from server.secretariat.actor import Actor

LONGEST_PERSONAL_S = 600


async def give_time(context: Context, actor: Actor, meeting_id: str, seat_id: str, seconds: int) -> None:
    """Give a seat personal time after each close; nought takes it away again.

    Raises:  NotFound for a seat that the meeting does not have, Malformed for more than ten minutes.
    """
    actor.require("give_time", meeting_id)
    meeting = await context.meeting(meeting_id)
    seats = context.store_of(meeting_id).seats
    if await seats.read(meeting_id, seat_id) is None:
        raise NotFound("seat")
    if not 0 <= seconds <= LONGEST_PERSONAL_S:
        raise Malformed("personal_time", most=LONGEST_PERSONAL_S)
    act = actor.act("give_time", context.now_ms(), seat_id, f"seconds {seconds}")
    await seats.set_personal_time(meeting, seconds, act)
