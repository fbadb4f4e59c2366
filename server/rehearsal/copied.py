"""The copy of a meeting on which a rehearsal is played: founded beside the meeting, marked, and wiped without a trace.

Refuses to know what happens on it. Invariant: a copy that nobody could wipe is gone by itself after a few hours.
"""

import asyncio
from collections.abc import Mapping, Sequence

from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Seat
from server.rehearsal.door import DayCutShort
from server.room.place import Place
from server.secretariat.founding import Founding, found_meeting
from server.secretariat.links import MeetingLinks

MOST_DELEGATES = 500
FORGOTTEN_AFTER_S = 6 * 3_600
_LAST_WORDS_S = 0.3
_MOST_WIPES = 5


async def found_copy(place: Place, original: Meeting, expires_in_s: int) -> Meeting:
    """Found a meeting with the same agenda, regions and customs, which anybody with its code may join."""
    founding = Founding(
        agenda=original.agenda,
        regions=original.regions,
        title=f"Rehearsal · {original.title}",
        moderation=original.moderation,
        secrecy=original.secrecy,
        rehearsal_of=original.id,
        one_seat_per_device=False,
    )
    meeting, _ = await found_meeting(place, founding, place.now_ms() // 1_000 + expires_in_s)
    return meeting


async def wipe_copy(place: Place, meeting: Meeting) -> int:
    """Erase a copy, and once more if a process wrote a last word meanwhile; say how many records are gone.

    Raises:  DayCutShort if the store does not answer any more.
    """
    try:
        gone = await place.shards.erase(meeting)
        for _ in range(_MOST_WIPES):
            await asyncio.sleep(_LAST_WORDS_S)
            late = await place.shards.erase(meeting)
            gone += late
            if not late:
                break
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


def spread(delegates: int, meeting: Meeting, seats: Sequence[Seat]) -> Mapping[str, int]:
    """Spread delegates over the regions as the named seats are (evenly where none are named), at least one each.

    Raises:  ValueError for fewer delegates than regions, or for more than one computer should play.
    Source:  highest averages with odd divisors (Sainte-Laguë), after one for every region.
    """
    regions = [region.id for region in meeting.regions]
    if not len(regions) <= delegates <= MOST_DELEGATES:
        raise ValueError(f"A rehearsal of this meeting takes {len(regions)} to {MOST_DELEGATES} delegates.")
    named = [seat.region_id for seat in seats if seat.votes]
    weights = {region_id: named.count(region_id) if named else 1 for region_id in regions}
    given = dict.fromkeys(regions, 1)
    for _ in range(delegates - len(regions)):
        given[max(regions, key=lambda region_id: weights[region_id] / (2 * given[region_id] + 1))] += 1
    return given
