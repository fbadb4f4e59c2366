"""The commands at the door of a meeting: how it is joined, and who is admitted, barred and removed.

Each calls the act of the secretariat and says what came of it. Refuses to know how a command was typed.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from server.cli.meant import meeting_meant, seat_meant
from server.domain.procedure.admission import Listed, sources_of
from server.domain.procedure.people import Seat
from server.host.attached import attached
from server.secretariat import seating as acts_on_seating
from server.secretariat import seats as acts_on_seats
from server.secretariat.actor import SECRETARY
from server.secretariat.joining import (
    close_joining,
    new_join_code,
    open_joining,
    read_joining,
    set_one_seat,
    set_seat_limit,
)
from server.secretariat.log_of_acts import read_acts
from server.secretariat.seats import list_seats
from server.settings import Settings

_JOINING = {"open_joining": open_joining, "close_joining": close_joining, "new_join_code": new_join_code}
_SEATS_A_PHONE = {"one_seat": True, "several_seats": False}
_CHANGES = {
    "admit_seat": (acts_on_seats.admit_seat, "Admitted"),
    "refuse_seat": (acts_on_seats.refuse_seat, "Refused"),
    "bar_seat": (acts_on_seats.bar_seat, "Barred"),
    "unbar_seat": (acts_on_seats.unbar_seat, "Let in again"),
    "check_in": (acts_on_seating.check_in, "Here"),
    "check_out": (acts_on_seating.check_out, "Gone"),
}


async def joining(settings: Settings, named: str, act: str = "", limit: int = 0) -> str:
    """Say how a meeting is joined, after choosing it anew where an act is given."""
    async with attached(settings) as (context, _):
        meeting = await context.meeting(await meeting_meant(context, named))
        if act == "set_seat_limit":
            await set_seat_limit(context, SECRETARY, meeting.id, limit)
        elif act in _SEATS_A_PHONE:
            await set_one_seat(context, SECRETARY, meeting.id, on=_SEATS_A_PHONE[act])
        elif act:
            await _JOINING[act](context, SECRETARY, meeting.id)
        now, totals = await read_joining(context, SECRETARY, meeting.id)
        title = (await context.programme(meeting.id)).title
    way = context.join_url(now.code) if now.open else "closed"
    counts = f"{totals.here} here · {totals.waiting} waiting · {totals.barred} barred"
    lines = [f"{title} ({meeting.id})", f"  joining     {way}", f"  code        {now.code}"]
    lines += [f"  seats       {totals.seats} of {totals.limit} · {counts}"]
    return "\n".join([*lines, f"  a phone     {'has one seat' if now.one_seat else 'may have several seats'}"])


async def seats(settings: Settings, named: str, *, waiting: bool, unused: bool, find: str) -> str:
    """List the seats of a meeting, and from where they were taken by code."""
    async with attached(settings) as (context, _):
        meeting_id = await meeting_meant(context, named)
        found = await list_seats(context, SECRETARY, meeting_id, find, waiting=waiting, unused=unused)
    lines = [_line(one) for one in found]
    lines += [
        f"  from {one.label}   {one.joins} joins, {_time(one.first_ms)} to {_time(one.last_ms)}"
        for one in sources_of(found)
    ]
    return "\n".join(lines) or "There is no such seat."


async def change(settings: Settings, named: str, act: str, words: str) -> str:
    """Admit or refuse whoever waits for a seat, bar its holder or let them in again, say that they are here or gone."""
    change_seat, said = _CHANGES[act]
    async with attached(settings) as (context, _):
        meeting_id = await meeting_meant(context, named)
        seat = await seat_meant(context, meeting_id, words)
        done = await change_seat(context, SECRETARY, meeting_id, seat.id)
    return f"{said if done else 'Nothing to do'}: {called(seat)}."


async def remove(settings: Settings, named: str, several: Sequence[str]) -> str:
    """Take seats away, and their ballots out of the rounds that are being voted on; all of them, or none."""
    async with attached(settings) as (context, _):
        meeting_id = await meeting_meant(context, named)
        found = [await seat_meant(context, meeting_id, words) for words in several]
        taken = [await acts_on_seats.remove_seat(context, SECRETARY, meeting_id, one.id) for one in found]
    return "\n".join(
        f"Removed: {called(seat)}, {ballots} ballots of rounds that are being voted on."
        for seat, ballots in zip(found, taken, strict=True)
    )


async def remove_joins(settings: Settings, named: str, source: str, minute: str) -> str:
    """Remove what one address took by code, or what was taken within one minute.

    Shape:   `minute` is hours and minutes of the host's clock, the last such minute that has begun.
    """
    at_ms = _minute_ms(minute) if minute else 0
    async with attached(settings) as (context, _):
        meeting_id = await meeting_meant(context, named)
        removed = await acts_on_seats.remove_joins(context, SECRETARY, meeting_id, source.upper(), at_ms)
    return f"Removed: {removed}."


async def acts(settings: Settings, named: str) -> str:
    """Write the log of acts, oldest first."""
    async with attached(settings) as (context, _):
        found = await read_acts(context, SECRETARY, await meeting_meant(context, named))
    lines = [f"{_time(one.at_ms)}  {one.act:<15} {one.actor:<14} {one.seat_id} {one.detail}".rstrip() for one in found]
    return "\n".join(lines) or "Nothing stands in the log of acts yet."


def _line(one: Listed) -> str:
    seat = one.seat
    when = f"  {_time(one.joined_at_ms)} from {one.source}" if one.joined_at_ms else ""
    name = seat.name or f"Delegate {seat.number}"
    who = f"{seat.region_id:<4} no. {seat.number} {name} · {seat.delegation}"
    return f"  {seat.id:<14} {one.state:<9} {who}{when}".rstrip(" ·")


def called(seat: Seat) -> str:
    """Call a seat as the podium does, and by its id."""
    return f"{seat.name or f'Delegate {seat.number}'} ({seat.id})"


def _time(at_ms: int) -> str:
    return f"{datetime.fromtimestamp(at_ms / 1_000).astimezone():%Y-%m-%d %H:%M:%S}"


def _minute_ms(said: str) -> int:
    now = datetime.now().astimezone()
    try:
        clock = datetime.strptime(said, "%H:%M").astimezone()
    except ValueError as fault:
        raise ValueError(f"There is no minute {said!r}. Say hours and minutes of a day, like 14:05.") from fault
    at = now.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return int((at if at <= now else at - timedelta(days=1)).timestamp()) * 1_000
