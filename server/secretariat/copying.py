"""Copying a meeting into a new one: what was prepared is taken along, what was done is not.

Refuses to take a recommendation, a round, a ballot, a link or a code along. Invariant: the meeting that is copied stays
as it is.
"""

from server.domain.procedure.meeting import Meeting
from server.room.context import Context
from server.secretariat.actor import Actor
from server.secretariat.founding import Founding, found_meeting


async def copy_meeting(context: Context, actor: Actor, meeting_id: str, expires_at_s: int, *, seats: bool) -> Meeting:
    """Found a meeting with what another has prepared: programme, regions, delegations, defaults; seats if wished.

    Shape:   of seats those that have a name or a delegation, with region, language and vote.
    Raises:  NotFound.
    """
    actor.require("copy_meeting", meeting_id)
    meeting = await context.meeting(meeting_id)
    programme = (await context.read_proceedings(meeting_id)).programme  # as of now: an edit of a moment ago counts
    joining = await context.joining(meeting)
    kept = await context.store_of(meeting_id).seats.read_all(meeting_id) if seats else []
    founding = Founding(
        agenda=programme.agenda,
        regions=programme.regions,
        seats=tuple(seat for seat in kept if seat.name or seat.delegation),
        title=programme.title,
        open_join=joining.open if not seats else None,
        moderation=programme.moderation,
        secrecy=programme.secrecy,
        seat_limit=joining.limit,
        one_seat_per_device=joining.one_seat,
        nod=meeting.nod,
        hand_over_limit=meeting.hand_over_limit,
        defaults=programme.defaults,
        delegations=programme.delegations,
    )
    copied, _ = await found_meeting(context, actor, founding, expires_at_s)
    return copied
