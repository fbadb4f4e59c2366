"""Late seats: those that were made after the opening of a round, before what they say of themselves is changed.

For whom they speak is settled by the first count; a change before it would move what has been cast. Refuses to decide
what may be changed. Invariants: what is settled once stays; a seat that its opening has found needs nothing here.
"""

from collections.abc import Collection, Sequence

from server.domain.procedure.delegations import Speaker
from server.domain.procedure.mandates import mandate_of
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Seat
from server.domain.procedure.rounds import VOTING, Round
from server.room.context import Context


async def settle_late(context: Context, meeting: Meeting, seats: Sequence[Seat], *, idle: bool) -> None:
    """Keep for whom late seats speak in every round that may still be counted, as they are before a change.

    Shape:   `idle` ones too, which have cast nothing there: else who has not voted yet is still put right.
    """
    store = context.store_of(meeting.id).rounds
    rounds = (await context.read_proceedings(meeting.id)).rounds.values()
    for round_ in [one for one in rounds if one.has_mandates and one.state in (*VOTING, "closed")]:
        known = await store.read_mandates(round_)
        late = [seat for seat in seats if seat.id not in known]
        if not idle:
            late = [seat for seat in late if await store.read_ballot(round_.id, seat.id) is not None]
        if late:
            await store.keep_mandates(round_, {seat.id: mandate_of(seat) for seat in late}, meeting.expires_at_s)


async def without(context: Context, rounds: Collection[Round], speaker: Speaker) -> frozenset[str]:
    """Name those of the rounds in which no seat speaks for a delegation, of those that their openings have found."""
    store = context.store_of(next(iter(rounds)).id).rounds if rounds else None
    found: set[str] = set()
    for round_ in rounds:
        if store and all(one.speaker != speaker for one in (await store.read_mandates(round_)).values()):
            found.add(round_.id)
    return frozenset(found)
