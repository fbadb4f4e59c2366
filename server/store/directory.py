"""The directory: what belongs to no meeting, and leads to them.

Refuses to know what is in a meeting. Invariant: a call touches one key, for each of them may lie on another server.
"""

import secrets
from typing import Any

from redis.asyncio import Redis

from server.store import keys, library, schema
from server.store.codec import text
from server.store.connection.pipes import Pipes
from server.store.rehearsals import HELD_S, MOST
from server.store.sources import Sources


class Directory:
    """The secret and the layout of the data, the list of meetings, the join codes, and what addresses may do."""

    def __init__(self, client: Redis, pipes: Pipes) -> None:
        """Take the client, and the pipes for what is asked often; nothing is read yet."""
        self._client = client
        self._pipes = pipes
        self.secret = b""
        """What signs credentials and proofs, once the directory is open."""
        self.sources = Sources(pipes, lambda: self.secret)

    async def open(self, *, converts: bool = True) -> None:
        """Check the layout of the data and read the secret; the first service on a store makes it.

        Raises:  SchemaTooNew if a newer Plenum has written here, SchemaTooOld if an older one has, and that stays.
        """
        await schema.check(self._client, converts=converts)
        if not self.secret:
            await self._client.set(keys.SECRET, secrets.token_hex(32), nx=True)
            self.secret = text(await self._client.get(keys.SECRET)).encode()

    async def read_generation(self) -> int:
        """Read which generation of the secretariat's credentials is valid."""
        (generation,) = await self._pipes.ask(("GET", keys.SECRETARIAT))
        return int(generation or 1)

    async def renew_generation(self) -> None:
        """Make every credential of the secretariat void."""
        await self._client.set(keys.SECRETARIAT, 1, nx=True)
        await self._client.incr(keys.SECRETARIAT)

    async def reserve_code(self, join_code: str, meeting_id: str, expires_at_s: int) -> bool:
        """Have a join code lead to a meeting, if it leads nowhere or there already."""
        where = keys.join(join_code)
        before = await self._client.set(where, meeting_id, nx=True, get=True, exat=expires_at_s)
        return text(before) in ("", meeting_id)

    async def release_code(self, join_code: str, meeting_id: str) -> int:
        """Have a join code lead nowhere, if it leads to this meeting, and say how many keys are gone."""
        gone: object = await library.call(self._client, "release_code", [keys.join(join_code)], [meeting_id])
        return int(str(gone))

    async def reserve_short(self, code: str, meeting_id: str, expires_at_s: int) -> bool:
        """Have a short code lead to a meeting, if it leads nowhere or there already."""
        (before,) = await self._pipes.ask(("SET", keys.short(code), meeting_id, "NX", "GET", "EXAT", expires_at_s))
        return text(before) in ("", meeting_id)

    async def release_short(self, code: str, meeting_id: str) -> int:
        """Have a short code lead nowhere, if it leads to this meeting, and say how many keys are gone."""
        gone: object = await library.call(self._pipes, "release_code", [keys.short(code)], [meeting_id])
        return int(str(gone))

    async def find_by_short(self, code: str) -> str:
        """Find the id of the meeting to which a short code leads, where it may be valid no more; empty for none."""
        (meeting_id,) = await self._pipes.ask(("GET", keys.short(code)))
        return text(meeting_id)

    async def enlist(self, meeting_id: str, expires_at_s: int) -> None:
        """Put a meeting on the list, which lasts as long as the meeting that lasts longest."""
        async with self._client.pipeline(transaction=True) as together:
            together.zadd(keys.MEETINGS, {meeting_id: expires_at_s})
            together.expireat(keys.MEETINGS, expires_at_s, gt=True)
            together.expireat(keys.MEETINGS, expires_at_s, nx=True)
            await together.execute()

    async def strike_off(self, meeting_id: str) -> None:
        """Take a meeting off the list."""
        await self._client.zrem(keys.MEETINGS, meeting_id)

    async def find_by_code(self, join_code: str) -> str:
        """Find the id of the meeting to which a join code leads, where it may be valid no more; empty for none."""
        (meeting_id,) = await self._pipes.ask(("GET", keys.join(join_code)))
        return text(meeting_id)

    async def claim_rehearsal(self, token: str) -> int | None:
        """Take one of the places for rehearsals that a service has; None where all are taken."""
        for place in range(MOST):
            if await self._client.set(keys.rehearsing(place), token, nx=True, ex=HELD_S):
                return place
        return None

    async def renew_rehearsal(self, place: int, token: str) -> None:
        """Keep a place for rehearsals."""
        if text(await self._client.get(keys.rehearsing(place))) == token:
            await self._client.expire(keys.rehearsing(place), HELD_S)

    async def let_go_rehearsal(self, place: int, token: str) -> None:
        """Let another rehearsal have a place."""
        if text(await self._client.get(keys.rehearsing(place))) == token:
            await self._client.delete(keys.rehearsing(place))

    async def all_ids(self) -> list[str]:
        """List the meetings that are kept, those that expire first at the head."""
        found: list[Any] = await self._client.zrangebyscore(keys.MEETINGS, 0, "+inf")
        return [text(meeting_id) for meeting_id in found]
