"""The copy of a meeting on which a rehearsal is played: founded beside the meeting, marked, and wiped without a trace.

Refuses to know what happens on it. Invariant: a copy that nobody could wipe is gone by itself after a few hours.
"""

from collections.abc import Mapping, Sequence

from server.domain.errors import NotFound
from server.domain.methods.choosing import chosen_in
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Seat
from server.domain.procedure.programme import Programme
from server.rehearsal.door import DayCutShort
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.erasing import erase_meeting
from server.secretariat.founding import Founding, found_meeting
from server.secretariat.links import MeetingLinks

MOST_DELEGATES = 500
FORGOTTEN_AFTER_S = 6 * 3_600


async def found_copy(
    context: Context, original: Meeting, programme: Programme, expires_in_s: int, copy_id: str = ""
) -> Meeting:
    """Found a meeting with the same agenda, regions and customs, which anybody with its code may join."""
    founding = Founding(
        agenda=programme.agenda,
        regions=programme.regions,
        title=f"Rehearsal · {programme.title}",
        moderation=programme.moderation,
        secrecy=programme.secrecy,
        rehearsal_of=original.id,
        meeting_id=copy_id,
        one_seat_per_device=False,
        hand_over_limit=chosen_in(programme, original.hand_over_limit).hand_over_limit,
        zone=programme.zone,
    )
    meeting, _ = await found_meeting(context, SECRETARY, founding, context.now_ms() // 1_000 + expires_in_s)
    return meeting


async def wipe_copy(context: Context, meeting: Meeting) -> int:
    """Erase a copy, and say how many records are gone: none where somebody was faster.

    Raises:  DayCutShort if the store does not answer any more.
    """
    try:
        _, gone = await erase_meeting(context, SECRETARY, meeting.id)
    except NotFound:
        return 0
    except Exception as fault:
        raise DayCutShort(
            f"The copy could not be wiped, for the store is away; it goes by itself within a few hours, "
            f"or now with: plenum erase {meeting.id}"
        ) from fault
    return gone


def where_to_watch(links: MeetingLinks) -> str:
    """Say where to watch a copy."""
    addresses = {
        "screen": links.holders["screen"].address,
        "podium": links.holders["chair"].address,
        "join": links.join_address,
    }
    return "\n".join(f"  {name:<8} {address}" for name, address in addresses.items())


def spread(delegates: int, programme: Programme, seats: Sequence[Seat]) -> Mapping[str, int]:
    """Spread delegates over the regions as the named seats are (evenly where none are named), at least one each.

    Raises:  ValueError for fewer delegates than regions, or for more than one computer should play.
    Source:  highest averages with odd divisors (Sainte-Laguë), after one for every region.
    """
    regions = [region.id for region in programme.regions]
    if not len(regions) <= delegates <= MOST_DELEGATES:
        raise ValueError(f"A rehearsal of this meeting takes {len(regions)} to {MOST_DELEGATES} delegates.")
    named = [seat.region_id for seat in seats if seat.votes]
    weights = {region_id: named.count(region_id) if named else 1 for region_id in regions}
    given = dict.fromkeys(regions, 1)
    for _ in range(delegates - len(regions)):
        given[max(regions, key=lambda region_id: weights[region_id] / (2 * given[region_id] + 1))] += 1
    return given
