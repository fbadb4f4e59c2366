"""Which meeting, round, region or seat the words of a command mean, and what is said where they mean none or several.

Refuses to act on what is found. Invariant: every command finds things by the same rules (`secretariat.naming`).
"""

from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.people import Seat
from server.domain.procedure.rounds import Round
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.meetings import list_meetings, list_rounds
from server.secretariat.naming import (
    Named,
    NotOne,
    choose,
    named_meeting,
    named_regions,
    named_rounds,
    named_seats,
    named_sessions,
)
from server.secretariat.seats import read_seats

MOST_CANDIDATES = 10


async def meeting_meant(context: Context, words: str, *, whole: bool = False) -> str:
    """Find the meeting that words name, and say its id; `whole`: a part of its title is not enough.

    Raises:  NotOne.
    """
    named: list[Named[str]] = []
    for meeting in await list_meetings(context, SECRETARY):
        programme, joining = await context.programme(meeting.id), await context.joining(meeting)
        named.append(named_meeting(programme, meeting.id, joining.code))
    return choose("meeting", words, named, whole=whole)


async def round_meant(context: Context, words: str, meeting: str = "") -> Round:
    """Find the round that words name, in one meeting where that is named too, else in all.

    Raises:  NotOne.
    """
    known = [one.id for one in await list_meetings(context, SECRETARY)]
    if meeting:
        known = [await meeting_meant(context, meeting)]
    elif meeting_of(words) in known:
        known = [meeting_of(words)]
    named: list[Named[Round]] = []
    for meeting_id in known:
        named += named_rounds(await list_rounds(context, SECRETARY, meeting_id))
    return choose("round", words, named)


async def seat_meant(context: Context, meeting_id: str, words: str) -> Seat:
    """Find the seat of a meeting that words name, with or without `seat:` in front.

    Raises:  NotOne.
    """
    roll = await read_seats(context, SECRETARY, meeting_id)
    return choose("seat", words.removeprefix("seat:"), named_seats(roll))


async def region_meant(context: Context, meeting_id: str, words: str) -> str:
    """Find the region of a meeting that words name, and say its id.

    Raises:  NotOne.
    """
    return choose("region", words, named_regions(await context.programme(meeting_id))).id


async def session_meant(context: Context, meeting_id: str, words: str) -> str:
    """Find the agenda session of a meeting that words name, and say its id.

    Raises:  NotOne.
    """
    return choose("session", words, named_sessions(await context.programme(meeting_id))).id


async def holder_meant(context: Context, meeting_id: str, words: str) -> str:
    """Find the holder of a link: a role, the moderator of a region, or a seat.

    Raises:  NotOne.
    """
    role, _, rest = words.partition(":")
    if words in ("chair", "screen", "observer", "desk"):
        return words
    if role == "moderator":
        return f"moderator:{await region_meant(context, meeting_id, rest)}"
    return f"seat:{(await seat_meant(context, meeting_id, words)).id}"


def said(fault: NotOne) -> str:
    """Say that none or several fit, and which could be meant."""
    lines = list(fault.lines[:MOST_CANDIDATES])
    if len(fault.lines) > MOST_CANDIDATES:
        lines.append(f"  and {len(fault.lines) - MOST_CANDIDATES} more")
    if fault.count:
        return "\n".join(
            [f"{fault.count} {fault.kind}s fit “{fault.words}”. Which of these? Say it by its id:", *lines]
        )
    none = f"There is no such {fault.kind}: “{fault.words}”."
    return "\n".join([f"{none} These come nearest:", *lines]) if lines else none
