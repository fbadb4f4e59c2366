"""How a meeting is joined by code: open or closed, by which code, up to how many seats, one a device or several."""

from server.domain.procedure.admission import Joining, Totals
from server.room import admission
from server.room.context import Context
from server.secretariat.actor import Actor


async def read_joining(context: Context, actor: Actor, meeting_id: str) -> tuple[Joining, Totals]:
    """Read how a meeting is joined now, and how many seats it has by state."""
    actor.require("read_joining", meeting_id)
    meeting = await context.meeting(meeting_id)
    return await context.joining(meeting), (await admission.read_roll(context, meeting)).totals


async def open_joining(context: Context, actor: Actor, meeting_id: str) -> bool:
    """Let people join by code; false where they can already."""
    return await _change(context, actor, meeting_id, "open_joining")


async def close_joining(context: Context, actor: Actor, meeting_id: str) -> bool:
    """Let nobody else join by code; false where that is so already."""
    return await _change(context, actor, meeting_id, "close_joining")


async def new_join_code(context: Context, actor: Actor, meeting_id: str) -> bool:
    """Make a new code; the old one opens nothing any more."""
    return await _change(context, actor, meeting_id, "new_join_code")


async def set_seat_limit(context: Context, actor: Actor, meeting_id: str, limit: int) -> bool:
    """Set how many seats the meeting may have; false where it is that many already.

    Raises:  Malformed for a limit out of bounds.
    """
    return await _change(context, actor, meeting_id, "set_seat_limit", limit)


async def set_one_seat(context: Context, actor: Actor, meeting_id: str, *, on: bool) -> bool:
    """Say whether a device that has a seat may be given another; false where that is so already."""
    return await _change(context, actor, meeting_id, "set_one_seat", on=on)


async def _change(
    context: Context, actor: Actor, meeting_id: str, act: str, limit: int = 0, *, on: bool = False
) -> bool:
    actor.require(act, meeting_id)
    meeting = await context.meeting(meeting_id)
    return await admission.change_joining(context, meeting, act, actor.name, limit=limit, on=on)
