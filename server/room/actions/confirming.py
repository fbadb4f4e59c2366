"""Asking a region whether a set is its text, and saying yes.

Refuses to tell who says yes: others hear a count, logs a region. Invariant: a seat is counted once in an asking.
"""

from server.domain.errors import NotPermitted
from server.domain.procedure import confirming
from server.domain.procedure.ballots import check_id
from server.domain.procedure.meeting import Proceedings
from server.protocol import commands, replies
from server.room.actions.drafting import read_electorate
from server.room.actions.reached import reached_recommendation
from server.room.context import Asker, Context
from server.room.decided import Decided
from server.store.changes import Changes, Confirms


async def ask_confirmation(context: Context, asker: Asker, command: commands.AskConfirmation) -> replies.Done:
    """Ask the region of the room whether these recommendations are its text."""
    asker.require("ask_confirmation")
    check_id("request_id", command.request_id)
    programme = (await context.read_proceedings(asker.room.id)).programme
    entitled = 0
    if asker.room.kind == "region":
        _, regions = await read_electorate(context, asker.room, programme)
        entitled = sum(one.entitled for one in regions)

    def make(proceedings: Proceedings) -> Decided:
        for one in command.recommendation_ids:
            reached_recommendation(proceedings, asker, "ask_confirmation", one)
        wanted, now_ms = command.recommendation_ids, context.now_ms()
        asked = confirming.ask(proceedings, asker.room, wanted, entitled=entitled, now_ms=now_ms)
        if not asked.texts and confirming.standing_in(proceedings, asker.room) is None:
            return Decided(None)
        return Decided(Changes(confirmation=asked))

    done = await context.decide(asker, command.request_id, make)
    return replies.Done(ref=command.ref, seq=done.seq, already=done.already)


async def confirm_set(context: Context, asker: Asker, command: commands.ConfirmSet) -> replies.Done:
    """Say for one's seat that what is asked is the text of one's region.

    Raises:  NotPermitted for a seat that was taken away meanwhile; Overtaken where something else is asked by now.
    """
    asker.require("confirm_set")
    check_id("request_id", command.request_id)
    seat_id, said = asker.person.seat_id, [(0, 0)]

    async def look() -> None:
        seats, meeting_id = context.store_of(asker.room.id).seats, asker.person.meeting_id
        if await seats.is_gone(meeting_id, seat_id):
            raise NotPermitted("credential")
        said[0] = (await seats.read_confirmed(meeting_id, seat_id, [asker.room.id])).get(asker.room.id, (0, 0))

    def make(proceedings: Proceedings) -> Decided:
        standing, (asked, holder) = confirming.standing_in(proceedings, asker.room), said[0]
        counted = standing if standing is not None and asked == standing.asked == command.asked else None
        if counted is not None and asker.person.has_said(holder):
            return Decided(None)
        # A seat is counted once: where an earlier holder said yes, the count stays, and nobody hears of it.
        confirmed = counted or confirming.confirm(proceedings, asker.room, command.asked)
        return Decided(Changes(confirmation=confirmed, confirms=Confirms(seat_id, asker.person.generation)))

    region = f"{asker.person.role}:{asker.person.region_id}"
    done = await context.decide(asker, command.request_id, make, look=look, told_as=region)
    return replies.Done(ref=command.ref, seq=done.seq, already=done.already)
