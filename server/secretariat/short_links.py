"""Short links: eight letters on paper that let the holder of a seat or a role in, scanned or typed.

A code is made of the holder and the generation of their credentials: printed twice it is the same, and it ends with
its link when that is renewed or the seat is handed over. Refuses to know how it is printed. Invariants: there is one
for each holder and generation; whoever tries codes is made to wait as with join codes.
"""

from collections.abc import Sequence
from contextlib import suppress
from itertools import count

from server.domain.errors import NotFound
from server.domain.procedure.admission import read_join_code
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import ROLES, Person
from server.room.arrivals import person_of, take_seat
from server.room.context import Context
from server.secretariat.credentials import Credentials
from server.store.short_codes import Holding


async def short_codes(
    context: Context, credentials: Credentials, meeting: Meeting, holders: Sequence[str]
) -> dict[str, str]:
    """Make the short codes of holders that are good now, or find those that there are: code by holder."""
    valid, _, _ = await context.store_of(meeting.id).seats.read_standing(meeting.id, holders, ())
    found, missing = dict[str, str](), list(holders)
    for attempt in count():
        if not missing:
            return found
        wanted: dict[str, Holding] = {}
        for holder in missing:
            code = credentials.short_code(meeting.id, holder, valid[holder], attempt)
            wanted.setdefault(code, (holder, valid[holder]))
        found |= {wanted[code][0]: code for code in await context.shards.keep_short_codes(meeting, wanted)}
        missing = [holder for holder in missing if holder not in found]
    raise AssertionError("unreachable")


async def find_by_short_code(context: Context, typed: str, address: str = "") -> Person:
    """Find who is let in by a short code, as people type it; a right one is never made to wait.

    Raises:  NotFound for one that opens nothing, or nothing any more, after a while; TooFast where too many wait.
    """
    code = read_join_code(typed)
    if meeting_id := await context.shards.directory.find_by_short(code):
        store = context.store_of(meeting_id)
        holding = await store.short_codes.read(meeting_id, code)
        if holding and holding[1] == await store.seats.read_generation(meeting_id, holding[0]):
            with suppress(NotFound):  # a seat that was removed, or is barred
                return await _person(context, meeting_id, holding)
    await context.wrong_codes.refuse(address, context.now_ms(), "short_code")
    raise NotFound("short_code")


async def _person(context: Context, meeting_id: str, holding: Holding) -> Person:
    holder, generation = holding
    said, _, rest = holder.partition(":")
    if said == "seat":
        meeting, seat = await take_seat(context, meeting_id, rest)
        return person_of(seat, meeting.id, generation)
    role = next(one for one in ROLES if one == said)
    return Person(meeting_id, role, rest, generation=generation)
