"""What a browser holds of a meeting: seats, in whichever tab and however they came, and names that it waits for.

Refuses to decide who gets a seat (`room.arrivals`). Invariant: a program, which has no cookies, holds nothing.
"""

from starlette.requests import Request

from server.domain.errors import WrongState
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Person
from server.room.arrivals import Asked, ask_for_seat, withdraw_claim
from server.web.guard import address_of
from server.web.site import site_of
from server.web.tabs import people_of, waiting_of


async def seats_held(request: Request, meeting: Meeting) -> list[tuple[str, Person]]:
    """Find the seats of a meeting that a browser holds: slot and person."""
    return [(slot, one) for slot, one in await people_of(request) if one.meeting_id == meeting.id and one.seat_id]


async def make_way(request: Request, meeting: Meeting, seat_id: str = "") -> str:
    """Check that a browser holds no seat of a meeting but one, where a device is to have one.

    Shape:   the slot in which it holds that one, if it does.
    Raises:  WrongState with the way back to the seat that it has.
    """
    held = await seats_held(request, meeting)
    for slot, one in held:
        if one.seat_id == seat_id:
            return slot
    if held and (await site_of(request).context.joining(meeting)).one_seat:
        raise WrongState("one_seat_a_device", current={"page": f"/tab/{held[0][0]}/"})
    return ""


async def ask_in_one_name(request: Request, meeting: Meeting, join_code: str, seat_id: str) -> Asked:
    """Ask for a named seat; where a device is to have one, it waits in no other name any more.

    Raises:  as `ask_for_seat`.
    """
    context = site_of(request).context
    before = [claim for claim in waiting_of(request) if claim[0] == meeting.id]
    if not (await context.joining(meeting)).one_seat:
        before = []
    same = [claim_id for _, waited_for, claim_id in before if waited_for == seat_id]
    asked = await ask_for_seat(context, join_code, seat_id, address_of(request), same)
    for _, waited_for, claim_id in before:
        if waited_for != seat_id:
            await withdraw_claim(context, meeting, waited_for, claim_id)
    return asked
