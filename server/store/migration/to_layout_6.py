"""Layout 6: a ballot record may end with what the phone adds to the lot of its round.

Refuses to touch a round: one that an older Plenum prepared keeps the lot that it committed to. Invariant: nothing is
written, for what an older one holds is read as it is; but an older Plenum could not read what is cast from now on.
"""

from collections.abc import Sequence

from server.store.connection.pipe import Command
from server.store.migration.step import Read


async def convert(read: Read, meeting_id: str, expires_at_s: int) -> Sequence[Command]:  # noqa: ARG001 - as every step
    """Leave a meeting as it is."""
    return ()
