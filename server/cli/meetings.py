"""The commands on whole meetings: found one, print links, renew one, give time, export, erase.

Each calls the act of the secretariat and says what came of it. Refuses to know how a command was typed.
"""

from dataclasses import replace

from server.cli.meant import holder_meant, meeting_meant, round_meant, seat_meant, session_meant
from server.cli.programme import agenda_in
from server.cli.reading import Handed, seats_in
from server.cli.seats import called
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import DESK, Seat
from server.domain.procedure.rules import read_secrecy
from server.domain.procedure.sets import HAND_OVER_LIMIT
from server.host.attached import attached
from server.record.reporting.kept import Asked
from server.record.word_template import check_template
from server.room.context import Context
from server.secretariat import desks, links, personal_time
from server.secretariat.actor import SECRETARY
from server.secretariat.credentials import Credentials
from server.secretariat.erasing import erase_meeting
from server.secretariat.exporting import export_list, export_report
from server.secretariat.founding import found_meeting, kept_until
from server.secretariat.importing import read_files, sample_file
from server.secretariat.meetings import list_meetings, list_rounds
from server.secretariat.naming import named_rounds
from server.settings import Settings


async def found(
    settings: Settings,
    programme: Handed,
    regions: str,
    *,
    seats: Handed | None,
    secrecy: str,
    hand_over_limit: int = HAND_OVER_LIMIT,
    one_seat: bool = True,
) -> str:
    """Create a meeting from its files and say its links."""
    agenda = await agenda_in(programme.name, programme.given)
    read = read_files(agenda, regions or sample_file("regions.csv"), secrecy=read_secrecy(secrecy))
    named, asked = await seats_in(seats, read.regions) if seats else ((), [])
    founding = replace(read, seats=named, hand_over_limit=hand_over_limit, one_seat_per_device=one_seat)
    async with attached(settings) as (context, credentials):
        expires_at_s = kept_until(context, settings.retention_days)
        meeting, seated = await found_meeting(context, SECRETARY, founding, expires_at_s)
        lines = [*asked, await links_text(context, credentials, meeting)]
        lines += [_seat_line(context, credentials, meeting, seat) for seat in seated]
    return "\n".join(lines)


async def all_links(settings: Settings) -> str:
    """Say the links of every meeting."""
    async with attached(settings) as (context, credentials):
        meetings = await list_meetings(context, SECRETARY)
        texts = [await links_text(context, credentials, meeting) for meeting in meetings]
    return "\n".join(texts) or "There is no meeting yet. Create one with: plenum new AGENDA_FILE"


async def renew_link(settings: Settings, named: str, holder: str) -> str:
    """Void the credentials of a holder and say the new link."""
    async with attached(settings) as (context, credentials):
        meeting_id = await meeting_meant(context, named)
        meant = await holder_meant(context, meeting_id, holder)
        if meant == DESK:
            return (await desks.renew_desk_link(context, SECRETARY, credentials, meeting_id)).address
        return (await links.renew_link(context, SECRETARY, credentials, meeting_id, meant)).address


async def desk_link(settings: Settings, named: str, *, renew: bool = False) -> str:
    """Say the link of the desk of one meeting or, where none is named, of the secretariat; `renew` voids older ones."""
    async with attached(settings) as (context, credentials):
        if named:
            of_meeting = desks.renew_desk_link if renew else desks.desk_link
            return (await of_meeting(context, SECRETARY, credentials, await meeting_meant(context, named))).address
        of_service = desks.renew_secretariat_link if renew else desks.secretariat_link
        return (await of_service(context, SECRETARY, credentials)).address


async def give_time(settings: Settings, named: str, words: str, seconds: int) -> str:
    """Give a seat personal time after each close; the room is not told."""
    async with attached(settings) as (context, _):
        meeting_id = await meeting_meant(context, named)
        seat = await seat_meant(context, meeting_id, words)
        await personal_time.give_time(context, SECRETARY, meeting_id, seat.id, seconds)
    return f"{called(seat)} has {seconds} s of personal time after every close. The room is not told."


async def rounds(settings: Settings, named: str) -> str:
    """List the rounds of a meeting, room by room."""
    async with attached(settings) as (context, _):
        proceedings = await list_rounds(context, SECRETARY, await meeting_meant(context, named))
    return "\n".join(one.line for one in named_rounds(proceedings)) or "There is no round yet."


async def export(settings: Settings, words: str, kind: str, meeting: str = "", language: str = "") -> bytes:
    """Write the ranked list of a closed round."""
    async with attached(settings) as (context, _):
        round_ = await round_meant(context, words, meeting)
        file = await export_list(context, SECRETARY, round_.id, kind, language)
    return file + b"\n" if kind == "json" else file


async def report(settings: Settings, named: str, asked: Asked, template: bytes = b"") -> bytes:
    """Write the report of a meeting, or of one of its sessions, which `asked` names as people do.

    Raises:  TooLarge, Malformed for a template that cannot be used.
    """
    if template:
        check_template(template)
    async with attached(settings) as (context, _):
        meeting_id = await meeting_meant(context, named)
        sessions = tuple([await session_meant(context, meeting_id, one) for one in asked.sessions])
        file = await export_report(context, SECRETARY, meeting_id, replace(asked, sessions=sessions), template)
    return file + b"\n" if asked.kind == "json" else file


async def erase(settings: Settings, named: str) -> str:
    """Erase a meeting and everything in it; a part of its title names none."""
    async with attached(settings) as (context, _):
        meeting_id = await meeting_meant(context, named, whole=True)
        title, gone = await erase_meeting(context, SECRETARY, meeting_id)
    return f"Erased: {title} ({meeting_id}), {gone} records."


async def find_meeting(settings: Settings, named: str) -> str:
    """Say the id of the meeting that is named."""
    async with attached(settings) as (context, _):
        return await meeting_meant(context, named)


async def links_text(context: Context, credentials: Credentials, meeting: Meeting) -> str:
    """Say every link of a meeting but those of seats."""
    listed = await links.list_links(context, SECRETARY, credentials, meeting.id)
    programme = await context.programme(meeting.id)
    lines = [f"{programme.title} ({meeting.id})", f"  join        {listed.join_address}"]
    for holder, link in listed.holders.items():
        role, _, region_id = holder.partition(":")
        region = programme.region(region_id)
        lines.append(f"  {role:<11} {link.address}" + (f"   {region.name}" if region else ""))
    return "\n".join(lines)


def _seat_line(context: Context, credentials: Credentials, meeting: Meeting, seat: Seat) -> str:
    return f"  seat        {links.first_seat_link(context, credentials, meeting.id, seat.id).address}   {seat.name}"
