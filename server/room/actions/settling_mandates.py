"""Settling for whom those seats of a round speak that were made after its opening: once, at their first count.

Invariant: any process may do it, and whoever comes second finds what the first has kept; so every count is the same.
"""

from collections.abc import Iterable, Mapping

from server.domain.procedure.mandates import Mandate, mandate_of
from server.domain.procedure.meeting import meeting_of, seat_number
from server.domain.procedure.rounds import Round
from server.room.context import Context


async def settle_mandates(context: Context, round_: Round, seat_ids: Iterable[str]) -> Mapping[str, Mandate]:
    """Say for whom the seats speak that have cast in a round; nothing of one that an earlier release opened.

    Shape:   of a seat that is gone, and was made after the opening, nobody knows more than its number.
    """
    if not round_.has_mandates:
        return {}
    store = context.store_of(round_.id)
    known = await store.rounds.read_mandates(round_)
    late = [seat_id for seat_id in seat_ids if seat_id not in known]
    if not late:
        return known
    seats = await store.seats.read_even_barred(meeting_of(round_.id), late)
    found = {
        seat_id: mandate_of(seats[seat_id]) if seat_id in seats else Mandate("", "", "", seat_number(seat_id))
        for seat_id in late
    }
    meeting = await context.meeting(round_.id)
    return await store.rounds.keep_mandates(round_, found, meeting.expires_at_s)
