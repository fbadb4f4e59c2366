"""The commands on whole meetings: found one, print links, renew one, give time, export, erase.

Each says what came of it. Refuses to know how a command was typed.
"""

from server.domain.errors import Malformed, NotFound
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Seat
from server.domain.procedure.rounds import COUNTABLE
from server.host.attached import attached
from server.room.actions.counting import hand_out
from server.room.place import Place
from server.secretariat import links
from server.secretariat.credentials import Credentials
from server.secretariat.founding import Founding, found_meeting
from server.secretariat.importing import read_files, sample_file
from server.settings import Settings

LONGEST_PERSONAL_S = 600


async def found(settings: Settings, agenda: str, regions: str, seats: str, *, secrecy: str) -> str:
    """Create a meeting from its files and say its links."""
    regions = regions or sample_file("regions.csv")
    async with attached(settings) as (place, credentials):
        meeting, seated = await found_until(place, settings, read_files(agenda, regions, seats, secrecy=secrecy))
        lines = [await links_text(place, credentials, meeting)]
        lines += [_seat_line(place, credentials, meeting, seat) for seat in seated]
    return "\n".join(lines)


async def all_links(settings: Settings) -> str:
    """Say the links of every meeting."""
    async with attached(settings) as (place, credentials):
        found = await meetings_of(place)
        texts = [await links_text(place, credentials, meeting) for meeting in found]
    return "\n".join(texts) or "There is no meeting yet. Create one with: plenum new AGENDA_FILE"


async def renew_link(settings: Settings, meeting_id: str, holder: str) -> str:
    """Void the credentials of a holder and say the new link."""
    async with attached(settings) as (place, credentials):
        return (await links.renew_link(place, credentials, meeting_id, holder)).address


async def give_time(settings: Settings, meeting_id: str, seat_id: str, seconds: int) -> str:
    """Give a seat time of its own after each close; the room is not told."""
    async with attached(settings) as (place, _):
        meeting = await place.meeting(meeting_id)
        if await place.store_of(meeting_id).seats.read(meeting_id, seat_id) is None:
            raise NotFound("seat")
        if not 0 <= seconds <= LONGEST_PERSONAL_S:
            raise Malformed("personal_time", most=LONGEST_PERSONAL_S)
        await place.store_of(meeting.id).seats.set_personal_time(meeting, seat_id, seconds)
    return f"Seat {seat_id} has {seconds} s of its own after every close. The room is not told."


async def export(settings: Settings, round_id: str, kind: str) -> str:
    """Write the ranked list of a closed round."""
    async with attached(settings) as (place, _):
        round_ = await place.round(round_id)
        if round_.state not in COUNTABLE:
            raise NotFound("ranked_list")
        text = (await hand_out(place, round_, kind)).decode()
        return text + "\n" if kind == "json" else text


async def erase(settings: Settings, meeting_id: str) -> str:
    """Erase a meeting and everything in it."""
    async with attached(settings) as (place, _):
        meeting = await place.meeting(meeting_id)
        gone = await place.shards.erase(meeting)
    return f"Erased: {meeting.title} ({meeting.id}), {gone} records."


async def found_until(place: Place, settings: Settings, founding: Founding) -> tuple[Meeting, list[Seat]]:
    """Found a meeting that is kept as long as the settings say."""
    return await found_meeting(place, founding, place.now_ms() // 1_000 + settings.retention_days * 86_400)


async def meetings_of(place: Place) -> list[Meeting]:
    """Read every meeting that is kept."""
    found = [
        await place.store_of(meeting_id).meetings.read(meeting_id)
        for meeting_id in await place.shards.directory.all_ids()
    ]
    return [meeting for meeting in found if meeting is not None]


async def links_text(place: Place, credentials: Credentials, meeting: Meeting) -> str:
    """Say every link of a meeting but those of seats."""
    listed = await links.list_links(place, credentials, meeting)
    lines = [f"{meeting.title} ({meeting.id})", f"  join        {listed.join_address}"]
    for holder, link in listed.holders.items():
        role, _, region_id = holder.partition(":")
        region = meeting.region(region_id)
        lines.append(f"  {role:<11} {link.address}" + (f"   {region.name}" if region else ""))
    return "\n".join(lines)


def _seat_line(place: Place, credentials: Credentials, meeting: Meeting, seat: Seat) -> str:
    return f"  seat        {links.first_seat_link(place, credentials, meeting.id, seat.id).address}   {seat.name}"
