"""The rehearsal of a meeting, as it is kept with the meeting: what it is at, how it ended, and what was ticked by hand.

Refuses to know how a rehearsal is played. Invariants: one is played of a meeting at a time, and `MOST` of a service, by
whoever holds keys that go by themselves within seconds unless they are renewed; nothing is written of a meeting that
was erased, and nothing of one rehearsal into what is kept of the next.
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

    async def begin(self, meeting: Meeting, act: Act, token: str) -> bool:
        """Forget how the last one went, in one step with the log of acts; what was ticked stays.

        Shape:   false where the meeting is gone, or its rehearsal is not the token's to play any more.
        """
        where, there, playing = _kept(meeting.id), keys.of(meeting.id, "meeting"), _playing(meeting.id)
        async with self._client.pipeline(transaction=True) as together:
            try:
                await together.watch(there, playing)
                if not await together.exists(there) or text(await together.get(playing)) != token:
                    return False
                together.multi()
                together.hdel(where, *_OF_ONE)
                together.hset(where, mapping={"began_ms": str(act.at_ms), "by": token})
                together.expireat(where, meeting.expires_at_s)
                write_act(together, meeting, act)
                await together.execute()
            except WatchError:
                return False
        return True

    async def note(self, meeting: Meeting, said: Mapping[str, str | int], by: str = "") -> bool:
        """Keep what is said of it, of whichever there is or of the one that a token has begun.

        Shape:   false where the meeting is gone, or where another one has begun since: of these nothing is kept.
        """
        where, there = _kept(meeting.id), keys.of(meeting.id, "meeting")
        async with self._client.pipeline(transaction=True) as together:
            while True:
                try:
                    await together.watch(there, where)
                    if not await together.exists(there) or (by and text(await together.hget(where, "by")) != by):
                        return False
                    together.multi()
                    together.hset(where, mapping={name: str(value) for name, value in said.items()})
                    together.expireat(where, meeting.expires_at_s)
                    await together.execute()
                    return True
                except WatchError:
                    continue

    async def read(self, meeting_id: str) -> dict[str, str]:
        """Read everything that is kept of it."""
        found = await self._client.hgetall(_kept(meeting_id))
        return {text(name): text(value) for name, value in found.items()}


_OF_ONE = ("over", "told", "ended", "left", "gone", "stop", "began_ms", "by")


def _kept(meeting_id: str) -> str:
    return keys.of(meeting_id, "rehearsal")


def _playing(meeting_id: str) -> str:
    return keys.of(meeting_id, "rehearsing")
