"""The rehearsal of a meeting, as it is kept with the meeting: what it is at, how it ended, and what was ticked by hand.

Refuses to know how a rehearsal is played. Invariants: one is played of a meeting at a time, and `MOST` of a service, by
whoever holds keys that go by themselves within seconds unless they are renewed; nothing is written of a meeting that
was erased.
"""

from collections.abc import Mapping

from redis.asyncio import Redis
from redis.exceptions import WatchError

from server.domain.procedure.meeting import Meeting
from server.store import keys
from server.store.acts import Act, write_act
from server.store.codec import text

MOST = 2
"""How many are played at once on one service: each is some sixty phones on the processes that take ballots."""
HELD_S = 15


class Rehearsals:
    """What is kept of the rehearsals of meetings."""

    def __init__(self, client: Redis) -> None:
        """Take the client."""
        self._client = client

    async def claim(self, meeting: Meeting, token: str) -> bool:
        """Have a token play the rehearsal of a meeting, unless another one does."""
        return bool(await self._client.set(_playing(meeting.id), token, nx=True, ex=HELD_S))

    async def renew(self, meeting_id: str, token: str) -> bool:
        """Go on playing; false where that went to another one, or nobody, meanwhile."""
        if text(await self._client.get(_playing(meeting_id))) != token:
            return False
        return bool(await self._client.expire(_playing(meeting_id), HELD_S))

    async def let_go(self, meeting_id: str, token: str) -> None:
        """Play it no more."""
        if text(await self._client.get(_playing(meeting_id))) == token:
            await self._client.delete(_playing(meeting_id))

    async def is_playing(self, meeting_id: str) -> bool:
        """Say whether one is played of a meeting."""
        return bool(await self._client.exists(_playing(meeting_id)))

    async def begin(self, meeting: Meeting, act: Act) -> None:
        """Forget how the last one went, in one step with the log of acts; what was ticked stays."""
        where = _kept(meeting.id)
        async with self._client.pipeline(transaction=True) as together:
            together.hdel(where, *_OF_ONE)
            together.hset(where, "began_ms", act.at_ms)
            together.expireat(where, meeting.expires_at_s)
            write_act(together, meeting, act)
            await together.execute()

    async def note(self, meeting: Meeting, said: Mapping[str, str | int]) -> bool:
        """Keep what is said of it; false where the meeting is gone, of which nothing is kept."""
        where, there = _kept(meeting.id), keys.of(meeting.id, "meeting")
        async with self._client.pipeline(transaction=True) as together:
            try:
                await together.watch(there)
                if not await together.exists(there):
                    return False
                together.multi()
                together.hset(where, mapping={name: str(value) for name, value in said.items()})
                together.expireat(where, meeting.expires_at_s)
                await together.execute()
            except WatchError:
                return False
        return True

    async def read(self, meeting_id: str) -> dict[str, str]:
        """Read everything that is kept of it."""
        found = await self._client.hgetall(_kept(meeting_id))
        return {text(name): text(value) for name, value in found.items()}


_OF_ONE = ("over", "told", "ended", "left", "gone", "stop", "began_ms")


def _kept(meeting_id: str) -> str:
    return keys.of(meeting_id, "rehearsal")


def _playing(meeting_id: str) -> str:
    return keys.of(meeting_id, "rehearsing")
