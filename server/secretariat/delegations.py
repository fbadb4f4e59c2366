"""The delegations of a meeting with the seats of each, as the seats say it at this moment.

Refuses to change any (`room.programming` and `room.delegating` do). Invariant: every seat that names a delegation is
counted with one, whether the programme lists it or not.
"""

from dataclasses import dataclass

from server.domain.procedure.delegations import Seated, seated
from server.room.context import Context
from server.secretariat.actor import Actor


@dataclass(frozen=True, slots=True)
class Listed:
    """All delegations, and the version of the programme that lists them."""

    version: int
    delegations: tuple[Seated, ...]


async def list_delegations(context: Context, actor: Actor, meeting_id: str) -> Listed:
    """Count the seats of every delegation.

    Raises:  NotFound.
    """
    actor.require("list_delegations", meeting_id)
    programme = (await context.read_proceedings(meeting_id)).programme
    seats = await context.store_of(meeting_id).seats.read_all(meeting_id)
    return Listed(programme.version, seated(programme.delegations, seats))
