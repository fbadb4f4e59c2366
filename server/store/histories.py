"""Histories: what was done with recommendations, read in few round trips.

Refuses to know who asks.
"""

from collections.abc import Sequence

from server.domain.procedure.history import HistoryEntry
from server.domain.procedure.meeting import meeting_of
from server.store import keys
from server.store.codec import from_json
from server.store.connection.pipes import Pipes

_AT_ONCE = 50


async def read_histories(pipes: Pipes, recommendation_ids: Sequence[str]) -> list[tuple[HistoryEntry, ...]]:
    """Read what was done with each recommendation, the oldest first."""
    found: list[tuple[HistoryEntry, ...]] = []
    for at in range(0, len(recommendation_ids), _AT_ONCE):
        ids = recommendation_ids[at : at + _AT_ONCE]
        answers = await pipes.ask(*(("XRANGE", keys.of(meeting_of(one), f"history:{one}"), "-", "+") for one in ids))
        found.extend(tuple(from_json(fields[1], HistoryEntry) for _, fields in kept) for kept in answers)
    return found
