"""Renaming a delegation: in the list of the programme and on all of its seats, as one act of the desk's room.

Refuses to know who may do it. Invariants: what it was called before is on no seat any more once it is answered; who
asks again after a fault between list and seats has the rest done, while the programme is what that act has made it;
while a round counts a delegation, that keeps its name: whoever comes late would be counted beside it.
"""

from dataclasses import replace

from server.domain.errors import Bound, Overtaken, TryLater
from server.domain.procedure.admission import plain
from server.domain.procedure.delegations import renamed, seats_to_rename
from server.domain.procedure.meeting import Meeting, Proceedings
from server.domain.procedure.rounds import VOTING, Round
from server.protocol import commands
from server.room.context import MOST_TRIES, Asker, Context
from server.room.decided import Decided, Outcome
from server.room.late_seats import settle_late, without
from server.room.programme_views import programme_view
from server.store.acts import Act
from server.store.changes import Changes


async def rename(context: Context, asker: Asker, command: commands.RenameDelegation) -> Outcome:
    """Give a delegation another name; where only seats have it, on them alone, by a version of the programme too.

    Raises:  Overtaken, whose `current` is the programme that stands; Bound while a round counts the delegation;
             Malformed; TryLater if others keep changing seats.
    """
    meeting = await context.meeting(asker.room.id)
    act = Act("rename_delegation", asker.person.key, context.now_ms(), detail=f"{command.name} → {command.to}")
    seats = await context.store_of(meeting.id).seats.read_all(meeting.id)
    wanted = seats_to_rename(seats, command.region_id, command.name, command.to)
    # Whoever has a seat without a mandate there came late: one with a vote counts in every round that is open.
    votes = any(before.votes for before, _ in wanted)
    rounds = _voting(await context.read_proceedings(meeting.id), command.region_id)
    free = frozenset() if votes else await without(context, rounds, (command.region_id, plain(command.name)))

    def make(proceedings: Proceedings) -> Decided:
        now = proceedings.programme
        if command.version != now.version:
            raise Overtaken("programme", current=programme_view(meeting, now))
        then = renamed(now.delegations, command.region_id, command.name, command.to)
        if then == now.delegations and not wanted:
            return Decided(None)
        if any(round_.id not in free for round_ in _voting(proceedings, command.region_id)):
            raise Bound("delegation_votes", name=command.name)
        return Decided(Changes(programme=replace(now, delegations=then, version=now.version + 1), acts=(act,)))

    outcome = await context.decide(asker, command.request_id, make)
    if outcome.already:
        proceedings = await context.store_of(meeting.id).decisions.read_afresh(meeting)
        if proceedings.programme.version != command.version + 1 or _voting(proceedings, command.region_id):
            return outcome
    many = await _on_seats(context, meeting, command)
    return replace(outcome, already=outcome.already and not many)


def _voting(proceedings: Proceedings, region_id: str) -> list[Round]:
    """List the rounds that are voted on and count a delegation's region by its delegations."""
    rounds = [one for one in proceedings.rounds.values() if one.has_mandates and one.state in VOTING]
    return [one for one in rounds if region_id in one.taking_part]


async def _on_seats(context: Context, meeting: Meeting, command: commands.RenameDelegation) -> int:
    """Write the name on all seats that have the other one, and say on how many."""
    store = context.store_of(meeting.id)
    many = 0
    for _ in range(MOST_TRIES):
        seats = await store.seats.read_all(meeting.id)
        wanted = seats_to_rename(seats, command.region_id, command.name, command.to)
        if not wanted:
            return many
        await settle_late(context, meeting, [before for before, _ in wanted], idle=True)
        many += await store.seating.rename(meeting, wanted)
    raise TryLater("overtaken")
