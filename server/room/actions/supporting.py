"""Supporting a recommendation, and reading what became of one.

Refuses to tell who supports what: others hear a count, logs a region.
"""

from server.domain.errors import NotPermitted
from server.domain.procedure.audiences import audience_of
from server.domain.procedure.ballots import check_id
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.recommendations import supported
from server.domain.procedure.shapes import Audience
from server.protocol import commands, replies
from server.room.actions.reached import reached_recommendation
from server.room.context import Asker, Context
from server.room.decided import Decided
from server.room.histories import entry_view
from server.store.changes import Changes, Supports


async def support_recommendation(
    context: Context, asker: Asker, command: commands.SupportRecommendation
) -> replies.Supported:
    """Count one's seat among those that support a recommendation of others, or no longer.

    Raises:  TooFast; NotPermitted for a seat that was taken away meanwhile.
    """
    asker.require("support_recommendation")
    check_id("request_id", command.request_id)
    if asker.address:
        # Their own allowance first: a whole hall may have one address, and nobody is to use up what is everybody's.
        context.seat_supports.step(f"{asker.person.meeting_id} {asker.person.key}", context.now_ms())
        context.supports.step(f"{asker.person.meeting_id} {asker.address}", context.now_ms())
    decisions, seat_id = context.store_of(asker.room.id).decisions, asker.person.seat_id
    held: dict[str, int] = {}

    async def look() -> None:
        found, gone = await decisions.read_supported(asker.person.meeting_id, seat_id)
        held.clear()
        held.update(found)
        if gone:
            raise NotPermitted("credential")

    def make(proceedings: Proceedings) -> Decided:
        found = reached_recommendation(proceedings, asker, "support_recommendation", command.recommendation_id)
        own = asker.person.has_said(held.get(found.id, -1))
        if own == command.on:
            return Decided(None)
        others = {one: holder for one, holder in held.items() if one != found.id}
        now = {**others, found.id: asker.person.generation} if command.on else others
        # A seat counts once: where an earlier holder supports it, the count stays, and nobody hears of it.
        counted = () if command.on and found.id in held else (supported(found, on=command.on),)
        return Decided(Changes(recommendations=counted, supports=(Supports(seat_id, now),)))

    region = f"{asker.person.role}:{asker.person.region_id}"
    done = await context.decide(asker, command.request_id, make, look=look, told_as=region)
    return replies.Supported(
        ref=command.ref,
        seq=done.seq,
        recommendation_id=command.recommendation_id,
        on=command.on,
        already=done.already,
    )


async def read_history(context: Context, asker: Asker, command: commands.ReadHistory) -> replies.History:
    """Show what was done with a recommendation: to its author without who else did it."""
    asker.require("read_history")
    proceedings = await context.read_proceedings(asker.room.id)
    found = reached_recommendation(proceedings, asker, "read_history", command.recommendation_id)
    audience: Audience = audience_of(asker.person, asker.room)
    (entries,) = await context.store_of(found.id).decisions.read_histories([found.id])
    seen: Audience = audience if audience == "conducting" else "owner"
    return replies.History(
        ref=command.ref, recommendation_id=found.id, entries=[entry_view(one, seen) for one in reversed(entries)]
    )
