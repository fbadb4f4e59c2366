"""The secretariat's acts at the door, on the host: how a meeting is joined, and who is admitted, barred, removed.

Does what the podium does, through the same use cases. Refuses to know how a command was typed. Invariant: a seat is
named by its id or by a name that fits it alone; where several fit, they are told and nothing is done.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from server.domain.errors import NotFound
from server.domain.procedure.admission import Listed, Roll, sources_of
from server.domain.procedure.meeting import Meeting
from server.host.attached import attached
from server.room import admission
from server.room.place import Place
from server.settings import Settings

ACTOR = "secretariat"
MOST_CANDIDATES = 10
_DONE = {
    "admit_seat": "Admitted",
    "refuse_seat": "Refused",
    "bar_seat": "Barred",
    "unbar_seat": "Let in again",
}


async def joining(settings: Settings, meeting_id: str, act: str = "", limit: int = 0) -> str:
    """Say how a meeting is joined, after choosing it anew where an act is given."""
    async with attached(settings) as (place, _):
        meeting = await place.meeting(meeting_id)
        if act:
            await admission.change_joining(place, meeting, act, ACTOR, limit=limit)
        now = await place.joining(meeting)
        totals = (await admission.read_roll(place, meeting)).totals
    way = place.join_url(now.code) if now.open else "closed"
    counts = f"{totals.here} here · {totals.waiting} waiting · {totals.barred} barred"
    lines = [f"{meeting.title} ({meeting.id})", f"  joining     {way}", f"  code        {now.code}"]
    return "\n".join([*lines, f"  seats       {totals.seats} of {totals.limit} · {counts}"])


async def seats(settings: Settings, meeting_id: str, *, waiting: bool, find: str) -> str:
    """List the seats of a meeting, and from where they were taken by code."""
    async with attached(settings) as (place, _):
        roll = await admission.read_roll(place, await place.meeting(meeting_id))
    found = [one for one in roll.find(find) if one.claim or not waiting]
    lines = [_line(one) for one in found]
    lines += [
        f"  from {one.label}   {one.joins} joins, {_time(one.first_ms)} to {_time(one.last_ms)}"
        for one in sources_of(found)
    ]
    return "\n".join(lines) or "There is no such seat."


async def change(settings: Settings, meeting_id: str, act: str, words: str) -> str:
    """Admit or refuse whoever waits for a seat, bar its holder or let them in again."""
    async with attached(settings) as (place, _):
        meeting, listed = await _find(place, meeting_id, words)
        done = await admission.change_seat(place, meeting, act, ACTOR, listed)
    return f"{_DONE[act] if done else 'Nothing to do'}: {_called(listed)}."


async def remove(settings: Settings, meeting_id: str, several: Sequence[str]) -> str:
    """Take seats away, and their ballots out of the rounds that are being voted on; all of them, or none."""
    async with attached(settings) as (place, _):
        found = [await _find(place, meeting_id, words) for words in several]
        taken = [await admission.remove_seat(place, meeting, ACTOR, listed) for meeting, listed in found]
    return "\n".join(
        f"Removed: {_called(listed)}, {ballots} ballots of rounds that are being voted on."
        for (_, listed), ballots in zip(found, taken, strict=True)
    )


async def remove_joins(settings: Settings, meeting_id: str, source: str, minute: str) -> str:
    """Remove what one address took by code, or what was taken within one minute.

    Shape:   `minute` is hours and minutes of the host's clock, the last such minute that has begun.
    """
    at_ms = _minute_ms(minute) if minute else 0
    async with attached(settings) as (place, _):
        meeting = await place.meeting(meeting_id)
        removed = await admission.remove_joins(place, meeting, ACTOR, source.upper(), at_ms)
    return f"Removed: {removed}."


async def acts(settings: Settings, meeting_id: str) -> str:
    """Write the log of acts at the door, oldest first."""
    async with attached(settings) as (place, _):
        meeting = await place.meeting(meeting_id)
        found = await place.store_of(meeting.id).admission.read_acts(meeting.id)
    lines = [f"{_time(one.at_ms)}  {one.act:<15} {one.actor:<14} {one.seat_id} {one.detail}".rstrip() for one in found]
    return "\n".join(lines) or "Nothing was done at the door yet."


async def _find(place: Place, meeting_id: str, words: str) -> tuple[Meeting, Listed]:
    """Find the one seat that an id or a name says.

    Raises:  NotFound where none fits, ValueError naming those that do where several fit.
    """
    meeting = await place.meeting(meeting_id)
    roll = await admission.read_roll(place, meeting)
    if known := roll.by_id.get(words.removeprefix("seat:")):
        return meeting, known
    found = _named(roll, words)
    if not found:
        raise NotFound("seat_gone")
    if len(found) > 1:
        told = "\n".join(_line(one) for one in found[:MOST_CANDIDATES])
        raise ValueError(f"{len(found)} seats fit “{words}”; say which by its id:\n{told}")
    return meeting, found[0]


def _named(roll: Roll, words: str) -> list[Listed]:
    found = [one for one in roll.find(words) if words.strip()]
    exactly = [one for one in found if one.seat.name.casefold() == words.strip().casefold()]
    return exactly or found


def _line(one: Listed) -> str:
    seat = one.seat
    when = f"  {_time(one.joined_at_ms)} from {one.source}" if one.joined_at_ms else ""
    name = seat.name or f"Delegate {seat.number}"
    return f"  {seat.id:<14} {one.state:<9} {seat.region_id:<4} {name} · {seat.delegation}{when}".rstrip(" ·")


def _called(one: Listed) -> str:
    return f"{one.seat.name or f'Delegate {one.seat.number}'} ({one.seat.id})"


def _time(at_ms: int) -> str:
    return f"{datetime.fromtimestamp(at_ms / 1_000).astimezone():%Y-%m-%d %H:%M:%S}"


def _minute_ms(said: str) -> int:
    now = datetime.now().astimezone()
    clock = datetime.strptime(said, "%H:%M").astimezone()
    at = now.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return int((at if at <= now else at - timedelta(days=1)).timestamp()) * 1_000
