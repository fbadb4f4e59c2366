"""The log of acts of a meeting: what was done with it as a whole and at its door, by whom and when.

What happens in rooms stands in the log of each room, which a decision writes and which is read here too. Refuses to
know who may do what. Invariants: an entry is written in the step that does the act, or there is none; none holds a
code, a link or a credential.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.client import Pipeline

from server.domain.procedure.meeting import Meeting
from server.store import keys
from server.store.announced import Announced, entry
from server.store.codec import text

_MOST_KEPT = 100_000
"""How many entries stay, as in `admission.lua`: somebody may be let in and barred for ever."""
_PART = 500
"""How many entries are read at once: a whole long log would hold up the loop, which takes ballots, for seconds."""


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the log of acts.

    Units:   `at_ms` is the service's clock.
    """

    act: str
    actor: str
    at_ms: int
    seat_id: str = ""
    detail: str = ""


class Acts:
    """The log of acts, read and written."""

    def __init__(self, client: Redis) -> None:
        """Take the client."""
        self._client = client

    async def write(self, meeting: Meeting, act: Act) -> None:
        """Write an entry of an act that changes nothing that is kept."""
        async with self._client.pipeline(transaction=True) as together:
            write_act(together, meeting, act)
            await together.execute()

    async def read(self, meeting_id: str) -> list[Act]:
        """Read the log, oldest first."""
        return [_act_in(words) async for _, words in self._entries(keys.of(meeting_id, "acts"))]

    async def read_room(self, meeting_id: str, room_id: str) -> list[Announced]:
        """Read the log of a room, oldest first."""
        found = self._entries(keys.of(meeting_id, f"events:{room_id}"))
        return [entry(entry_id, words) async for entry_id, words in found]

    async def _entries(self, where: str) -> AsyncIterator[tuple[bytes, dict[bytes, bytes]]]:
        """Go through a log, a part at a time."""
        after = "-"
        while after:
            part: Any = await self._client.xrange(where, min=after, count=_PART)
            for entry_id, words in part:
                yield entry_id, words
            after = f"({text(part[-1][0])}" if part else ""


def _act_in(words: dict[bytes, bytes]) -> Act:
    said = {text(name): text(word) for name, word in words.items()}
    return Act(said["act"], said["actor"], int(said["at_ms"]), said["seat"], said["detail"])


def words_of(act: Act) -> list[str]:
    """List the words of an entry, for a function of the library that writes it."""
    return ["act", act.act, "actor", act.actor, "at_ms", str(act.at_ms), "seat", act.seat_id, "detail", act.detail]


def write_act(together: Pipeline, meeting: Meeting, act: Act) -> None:
    """Add an entry to a step that does an act."""
    where = keys.of(meeting.id, "acts")
    words: Any = {"act": act.act, "actor": act.actor, "at_ms": act.at_ms, "seat": act.seat_id, "detail": act.detail}
    together.xadd(where, words, maxlen=_MOST_KEPT, approximate=True)
    together.expireat(where, meeting.expires_at_s)
