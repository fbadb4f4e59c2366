"""Layout 8: a round that is opened knows for whom its seats speak, and its rules sheet may ask for a roll call.

Refuses to touch a round: nobody was told at the opening of an older one that delegations would be counted. Invariant:
nothing is written, for what an older one holds is read as it is; but an older Plenum would publish no roll call.
"""

from collections.abc import Sequence

from server.store.connection.pipe import Command
from server.store.migration.step import Read


async def convert(read: Read, meeting_id: str, expires_at_s: int) -> Sequence[Command]:  # noqa: ARG001 - as every step
    """Leave a meeting as it is."""
    return ()
