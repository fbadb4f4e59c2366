"""The seats of a meeting: who is listed, admitted, barred and removed.

Does what the podium does in a room, by the same rules (`room.admission`), on every seat of the meeting. Refuses to know
how seats are shown, and which one somebody means (`naming`).
"""

from server.domain.errors import NotFound
from server.domain.procedure.admission import Listed, Roll, read_join_code
from server.room import admission
from server.room.context import Context
from server.secretariat.actor import Actor


async def list_seats(
    context: Context, actor: Actor, meeting_id: str, find: str = "", *, waiting: bool = False, unused: bool = False
) -> list[Listed]:
    """List the seats of a meeting: those whose name or delegation has a text in it, or whom somebody waits for.

    Shape:   `unused` leaves those that were taken and have no ballot in any round that is over.
    """
    actor.require("list_seats", meeting_id)
    meeting = await context.meeting(meeting_id)
    roll = await admission.read_roll(context, meeting)
    found = [one for one in roll.find(find) if one.claim or not waiting]
    return await admission.never_used(context, meeting, found) if unused else found


async def read_seats(context: Context, actor: Actor, meeting_id: str) -> Roll:
    """Read every seat of a meeting."""
    actor.require("read_seats", meeting_id)
    return await admission.read_roll(context, await context.meeting(meeting_id))


async def find_by_badge(context: Context, actor: Actor, meeting_id: str, words: str) -> str:
    """Find the seat for which the eight letters of a badge are good now, however they were typed or scanned.

    Raises:  NotFound for letters that are good for no seat of this meeting.
    """
    actor.require("find_by_badge", meeting_id)
    store = context.store_of((await context.meeting(meeting_id)).id)
    holder, generation = await store.short_codes.read(meeting_id, read_join_code(words.rpartition("#")[2])) or ("", 0)
    if not holder.startswith("seat:") or generation != await store.seats.read_generation(meeting_id, holder):
        raise NotFound("short_code")
    return holder.removeprefix("seat:")


async def admit_seat(context: Context, actor: Actor, meeting_id: str, seat_id: str) -> bool:
    """Confirm that whoever waits for a named seat is its holder; false where nobody does."""
    return await _change(context, actor, meeting_id, "admit_seat", seat_id)


async def refuse_seat(context: Context, actor: Actor, meeting_id: str, seat_id: str) -> bool:
    """Send away whoever waits for a named seat; false where nobody does."""
    return await _change(context, actor, meeting_id, "refuse_seat", seat_id)


async def bar_seat(context: Context, actor: Actor, meeting_id: str, seat_id: str) -> bool:
    """Keep the holder of a seat out; ballots stay. False where that is so already."""
    return await _change(context, actor, meeting_id, "bar_seat", seat_id)


async def unbar_seat(context: Context, actor: Actor, meeting_id: str, seat_id: str) -> bool:
    """Let the holder of a seat in again; false where they are not kept out."""
    return await _change(context, actor, meeting_id, "unbar_seat", seat_id)


async def remove_seat(context: Context, actor: Actor, meeting_id: str, seat_id: str) -> int:
    """Take a seat away, and its ballots out of the rounds that are being voted on; say how many those were."""
    actor.require("remove_seat", meeting_id)
    meeting = await context.meeting(meeting_id)
    listed = await admission.find_listed(context, meeting, seat_id)
    _, taken = await admission.remove_seat(context, meeting, actor.name, listed)
    return taken


async def remove_joins(context: Context, actor: Actor, meeting_id: str, source: str, minute_ms: int) -> int:
    """Remove what one address took by code, or what was taken within one minute; say how many seats those were.

    Raises:  Malformed where neither is said.
    """
    actor.require("remove_joins", meeting_id)
    return await admission.remove_joins(context, await context.meeting(meeting_id), actor.name, source, minute_ms)


async def _change(context: Context, actor: Actor, meeting_id: str, act: str, seat_id: str) -> bool:
    actor.require(act, meeting_id)
    meeting = await context.meeting(meeting_id)
    listed = await admission.find_listed(context, meeting, seat_id)
    return await admission.change_seat(context, meeting, act, actor.name, listed)
