"""Renaming a delegation: in the list of the programme and on all of its seats, as one act of the desk's room.

Refuses to know who may do it. Invariants: what it was called before is on no seat any more once it is answered; who
asks again, or after a fault between list and seats, has the rest done; what an open round counts does not move.
"""

from dataclasses import replace

from server.domain.errors import Overtaken, TryLater
from server.domain.procedure.delegations import renamed, seats_to_rename
from server.domain.procedure.meeting import Meeting, Proceedings
from server.protocol import commands
from server.room.context import MOST_TRIES, Asker, Context
from server.room.decided import Decided, Outcome
from server.room.programme_views import programme_view
from server.store.acts import Act
from server.store.changes import Changes


async def rename(context: Context, asker: Asker, command: commands.RenameDelegation) -> Outcome:
    """Give a delegation another name; where only seats have it, on them alone.

    Raises:  Overtaken, whose `current` is the programme that stands; Malformed; TryLater if others keep changing seats.
    """
    meeting = await context.meeting(asker.room.id)
    act = Act("rename_delegation", asker.person.key, context.now_ms(), detail=f"{command.name} → {command.to}")

    def make(proceedings: Proceedings) -> Decided:
        now = proceedings.programme
        if command.version != now.version:
            raise Overtaken("programme", current=programme_view(meeting, now))
        then = renamed(now.delegations, command.region_id, command.name, command.to)
        if then == now.delegations:
            return Decided(None)
        return Decided(Changes(programme=replace(now, delegations=then, version=now.version + 1), acts=(act,)))

    outcome = await context.decide(asker, command.request_id, make)
    many = await _on_seats(context, meeting, command, act if outcome.already else None)
    return replace(outcome, already=outcome.already and not many)


async def _on_seats(context: Context, meeting: Meeting, command: commands.RenameDelegation, act: Act | None) -> int:
    """Write the name on all seats that have the other one, and say on how many."""
    store = context.store_of(meeting.id)
    many = 0
    for _ in range(MOST_TRIES):
        seats = await store.seats.read_all(meeting.id)
        wanted = seats_to_rename(seats, command.region_id, command.name, command.to)
        if not wanted:
            return many
        many += await store.seating.rename(meeting, wanted, None if many else act)
    raise TryLater("overtaken")
