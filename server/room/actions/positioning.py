"""Named positions: a region's moderator enters them while a round is open, and its seats confirm them.

Refuses to judge them (`domain.procedure.positions`). Invariant: the log of acts has each entry and each confirmation
once, of a seat by its region alone, and of none what was said.
"""

from collections.abc import Callable
from dataclasses import replace

from server.domain.errors import NotFound, Overtaken, RoundNotOpen
from server.domain.procedure.ballots import check_id
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.positions import NamedRegion, confirmed, position_of, recorded, region_in, with_region
from server.domain.procedure.rounds import Round
from server.protocol import commands, replies
from server.room.actions.reached import reached_round
from server.room.context import Asker, Context
from server.room.decided import Decided
from server.room.positions import named_view
from server.room.views import round_view
from server.store.acts import Act
from server.store.changes import Changes


async def record_position(context: Context, asker: Asker, command: commands.RecordPosition) -> replies.Done:
    """Write down where the asker's region stands on an item; nothing changes where it said the same before."""
    asker.require("record_position")  # before what is said is looked at
    position = position_of(command.recommendation_id, command.state, command.words)

    def change(round_: Round, region: NamedRegion) -> NamedRegion:
        if command.region_id not in ("", region.region_id):
            raise NotFound("region")
        if command.recommendation_id not in round_.slate:
            raise NotFound("recommendation")
        return recorded(region, position)

    return await _say(context, asker, "record_position", command, change, about=command.recommendation_id)


async def confirm_position(context: Context, asker: Asker, command: commands.ConfirmPosition) -> replies.Done:
    """Count one's seat among those that confirm what its region says."""

    def change(round_: Round, region: NamedRegion) -> NamedRegion:
        try:
            return confirmed(region, asker.person.seat_id, command.version, asker.person.generation)
        except Overtaken as refusal:
            refusal.current = named_view(round_, region)
            raise

    return await _say(context, asker, "confirm_position", command, change)


async def _say(
    context: Context,
    asker: Asker,
    act: str,
    command: commands.RoundCommand,
    change: Callable[[Round, NamedRegion], NamedRegion],
    *,
    about: str = "",
) -> replies.Done:
    asker.require(act)
    if command.request_id:
        check_id("request_id", command.request_id)
    person = asker.person
    told_as = f"{person.role}:{person.region_id}"

    def make(proceedings: Proceedings) -> Decided:
        round_ = reached_round(proceedings, asker, act, command.round_id)
        region = region_in(round_.named, person.region_id)
        if round_.state != "open":
            raise RoundNotOpen(state=round_.state, current=round_view(round_, context.now_ms()))
        changed = change(round_, region)
        if changed == region:
            return Decided(None)
        found = proceedings.recommendations.get(about)
        title = found.title if found else ""
        entry = Act(act, told_as, context.now_ms(), detail=f"{region.region_id} {title}")
        said = changed != replace(region, holders=changed.holders)  # else it was confirmed by an earlier holder, too
        rounds = (replace(round_, named=with_region(round_.named, changed)),)
        return Decided(Changes(rounds=rounds, acts=(entry,) if said else ()))

    done = await context.decide(asker, command.request_id, make, told_as=told_as)
    return replies.Done(ref=command.ref, seq=done.seq, already=done.already)
