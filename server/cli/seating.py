"""The commands on who sits where: seats that are made, changed and handed to somebody else.

Each calls the act of the secretariat and says what came of it. Refuses to know how a command was typed.
"""

from collections.abc import Mapping
from dataclasses import replace

from server.cli.meant import meeting_meant, region_meant, seat_meant
from server.cli.seats import called
from server.domain.procedure.people import Seat
from server.host.attached import attached
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.links import first_seat_link
from server.secretariat.seating import add_seats, edit_seat, hand_over_seat
from server.settings import Settings

Said = Mapping[str, str | bool]
"""What is said of a seat: some of name, delegation, region, language and whether it votes."""


async def add(settings: Settings, named: str, region: str, said: Said) -> str:
    """Make a named seat, and write its personal link."""
    async with attached(settings) as (context, credentials):
        meeting_id = await meeting_meant(context, named)
        region_id = await region_meant(context, meeting_id, region)
        wanted = replace(Seat("", "", "", region_id), **said)  # type: ignore[arg-type] # as the parser has read them
        (seat,) = await add_seats(context, SECRETARY, meeting_id, [wanted])
        link = first_seat_link(context, credentials, meeting_id, seat.id)
    return f"Made: {called(seat)} in {seat.region_id}.\n{link.address}"


async def edit(settings: Settings, named: str, words: str, said: Said) -> str:
    """Say anew who sits on a seat, and of which region."""
    async with attached(settings) as (context, _):
        meeting_id = await meeting_meant(context, named)
        before = await seat_meant(context, meeting_id, words)
        after = await edit_seat(context, SECRETARY, meeting_id, before.id, await _changes(context, meeting_id, said))
    return f"{'Changed' if after != before else 'Nothing to do'}: {called(after)} in {after.region_id}."


async def hand_over(settings: Settings, named: str, words: str, said: Said) -> str:
    """Give a seat to somebody else, and write the link that is good from now on."""
    async with attached(settings) as (context, credentials):
        meeting_id = await meeting_meant(context, named)
        seat = await seat_meant(context, meeting_id, words)
        changes = await _changes(context, meeting_id, said)
        after, link = await hand_over_seat(context, SECRETARY, credentials, meeting_id, seat.id, changes=changes)
    return f"Handed over: {called(after)} in {after.region_id}. The old link is good no longer.\n{link.address}"


async def _changes(context: Context, meeting_id: str, said: Said) -> Said:
    region = said.get("region_id")
    return {**said, "region_id": await region_meant(context, meeting_id, str(region))} if region else said
