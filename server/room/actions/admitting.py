"""The door from the podium: closing and opening joining, the list of seats, who is admitted, barred and removed.

Refuses to know how that is done (`room.admission`). None of it is a decision of a room; `seq` is of the newest one.
"""

from msgspec import structs

from server.domain.agenda.region_list import NAME_LIMIT
from server.domain.errors import Malformed, NotFound
from server.domain.procedure.admission import Listed
from server.domain.procedure.ballots import check_id
from server.domain.procedure.opening import pool_of
from server.domain.procedure.rules import make_rules
from server.domain.procedure.whose import reach, require_reach, whose_seat
from server.protocol import commands, replies
from server.room import admission
from server.room.actions.drafting import read_electorate
from server.room.context import Asker, Context

_ACTS = {
    commands.CloseJoining: "close_joining",
    commands.OpenJoining: "open_joining",
    commands.NewJoinCode: "new_join_code",
    commands.SetSeatLimit: "set_seat_limit",
    commands.SetOneSeat: "set_one_seat",
    commands.AdmitSeat: "admit_seat",
    commands.RefuseSeat: "refuse_seat",
    commands.BarSeat: "bar_seat",
    commands.UnbarSeat: "unbar_seat",
}


async def change_joining(context: Context, asker: Asker, command: commands.JoiningCommand) -> replies.Done:
    """Close or open joining, make a new code, set the limit of seats, say whether a device has one seat."""
    act = _ACTS[type(command)]
    asker.require(act)
    request = _request_of(asker, command.request_id)
    limit = command.limit if isinstance(command, commands.SetSeatLimit) else 0
    on = isinstance(command, commands.SetOneSeat) and command.on
    meeting = await context.meeting(asker.room.id)
    done = await admission.change_joining(context, meeting, act, asker.person.key, limit=limit, on=on, request=request)
    return await _done(context, asker, command, already=not done)


async def list_seats(context: Context, asker: Asker, command: commands.ListSeats) -> replies.Seats:
    """Show a page of the seats: to the chair all of them, to a moderator those of their region."""
    asker.require("list_seats")
    if len(command.q) > NAME_LIMIT:
        raise Malformed("field", field="q")
    meeting = await context.meeting(asker.room.id)
    all_regions = "others" in reach(asker.person.role, "list_seats", "seat")
    region_id = "" if all_regions else asker.person.region_id
    page = await admission.seats_page(context, meeting, command, region_id)
    if not command.k:
        return page
    rules = make_rules({"k": command.k, "named_positions": command.named_positions})
    _, seats = await read_electorate(context, asker.room, await context.programme(asker.person.meeting_id))
    casting = [one for one in seats if one.region_id not in rules.named_positions]
    small = {one.region_id: one.known for one in seats if one.known < rules.k}
    return structs.replace(page, pool=list(pool_of(casting, rules)), small=small)


async def change_seat(context: Context, asker: Asker, command: commands.SeatCommand) -> replies.Done:
    """Admit or refuse whoever waits for a seat, bar or unbar its holder."""
    act = _ACTS[type(command)]
    listed = await _listed(context, asker, command, act)
    done = await admission.change_seat(context, await context.meeting(asker.room.id), act, asker.person.key, listed)
    return await _done(context, asker, command, already=not done)


async def remove_seat(context: Context, asker: Asker, command: commands.RemoveSeat) -> replies.Done:
    """Take a seat away, and its ballots out of the rounds that are being voted on."""
    meeting = await context.meeting(asker.room.id)
    try:
        listed = await _listed(context, asker, command, "remove_seat")
    except NotFound:
        if not await admission.is_removed(context, meeting, command.seat_id):
            raise
        return await _done(context, asker, command, already=True)
    removed, _ = await admission.remove_seat(context, meeting, asker.person.key, listed)
    return await _done(context, asker, command, already=not removed)


async def remove_joins(context: Context, asker: Asker, command: commands.RemoveJoins) -> replies.Done:
    """Remove what one address took by code, or what was taken within one minute."""
    asker.require("remove_joins")
    meeting = await context.meeting(asker.room.id)
    removed = await admission.remove_joins(context, meeting, asker.person.key, command.source, command.minute_ms)
    return await _done(context, asker, command, removed=removed)


async def _listed(context: Context, asker: Asker, command: commands.SeatCommand, act: str) -> Listed:
    """Find the seat that a command speaks of, if its asker may act on it.

    Raises:  NotPermitted also for a moderator whose region it is not of.
    """
    asker.require(act)
    _request_of(asker, command.request_id)
    listed = await admission.find_listed(context, await context.meeting(asker.room.id), command.seat_id)
    require_reach(asker.person, act, "seat", whose_seat(asker.person, listed.seat.region_id))
    return listed


def _request_of(asker: Asker, request_id: str) -> str:
    if not request_id:
        return ""
    check_id("request_id", request_id)
    return f"{asker.person.key}#{request_id}"


async def _done(
    context: Context, asker: Asker, command: commands.Command, *, already: bool = False, removed: int | None = None
) -> replies.Done:
    seq = await context.store_of(asker.room.id).admission.read_seq(asker.person.meeting_id, asker.room.id)
    return replies.Done(ref=command.ref, seq=seq, already=already, removed=removed)
