"""Layout 7: regions too small to be shown count together; a round of before left out of its verdicts what is not shown.

Refuses to count anew, and to put the regions of an opened round together. Invariant: a round that was opened by an
older Plenum is counted as its rules sheet said when it was opened; a draft is opened as any other.
"""

from collections.abc import Sequence

import msgspec

from server.store import keys
from server.store.connection.pipe import Command
from server.store.migration.step import Read


async def convert(read: Read, meeting_id: str, expires_at_s: int) -> Sequence[Command]:  # noqa: ARG001 - as every step
    """Say of every round that was opened that it leaves out what is not shown."""
    where = keys.of(meeting_id, "rounds")
    rounds = [msgspec.json.decode(written) for written in await read("HVALS", where)]
    return [
        ("HSET", where, one["id"], msgspec.json.encode({**one, "leaves_out": True}))
        for one in rounds
        if one["epoch"] and not one.get("leaves_out")
    ]
