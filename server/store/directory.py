"""The directory: what belongs to no meeting, and leads to them.

Refuses to know what is in a meeting. Invariant: a call touches one key, for each of them may lie on another server.
"""

import secrets
from collections.abc import Callable
from typing import Any, NamedTuple

from redis.asyncio import Redis

from server.store import keys, library, schema
from server.store.codec import text
from server.store.connection.pipes import Pipes
from server.store.rehearsals import HELD_S, MOST
from server.store.sources import Sources


class Spot(NamedTuple):
    """How a store is asked for what belongs to no meeting: a client, and pipes for what is asked often."""

    client: Redis
    pipes: Pipes


At = Callable[[str], Spot]
"""Says where a key is asked for."""


class Directory:
    """The secret and the layout of the data, the list of meetings, the join codes, and what addresses may do."""

    def __init__(self, at: At) -> None:
        """Take what says where a key lies; nothing is read yet."""
        self._at = at
        self.secret = b""
        """What signs credentials and proofs, once the directory is open."""
        self.sources = Sources(lambda key: at(key).pipes, lambda: self.secret)

    async def open(self, *, converts: bool = True) -> None:
        """Check the layout of the data and read the secret; the first service on a store makes it.

        Raises:  SchemaTooNew if a newer Plenum has written here, SchemaTooOld if an older one has, and that stays.
        """
        await schema.check(lambda key: self._at(key).client, converts=converts)
        if not self.secret:
            client = self._at(keys.SECRET).client
            await client.set(keys.SECRET, secrets.token_hex(32), nx=True)
            self.secret = text(await client.get(keys.SECRET)).encode()

    async def read_generation(self) -> int:
        """Read which generation of the secretariat's credentials is valid."""
        (generation,) = await self._at(keys.SECRETARIAT).pipes.ask(("GET", keys.SECRETARIAT))
        return int(generation or 1)

    async def renew_generation(self) -> None:
        """Make every credential of the secretariat void."""
        client = self._at(keys.SECRETARIAT).client
        await client.set(keys.SECRETARIAT, 1, nx=True)
        await client.incr(keys.SECRETARIAT)

    async def reserve_code(self, join_code: str, meeting_id: str, expires_at_s: int) -> bool:
        """Have a join code lead to a meeting, if it leads nowhere or there already."""
        where = keys.join(join_code)
        before = await self._at(where).client.set(where, meeting_id, nx=True, get=True, exat=expires_at_s)
        return text(before) in ("", meeting_id)

    async def release_code(self, join_code: str, meeting_id: str) -> int:
        """Have a join code lead nowhere, if it leads to this meeting, and say how many keys are gone."""
        where = keys.join(join_code)
        gone: object = await library.call(self._at(where).client, "release_code", [where], [meeting_id])
        return int(str(gone))

    async def reserve_short(self, code: str, meeting_id: str, expires_at_s: int) -> bool:
        """Have a short code lead to a meeting, if it leads nowhere or there already."""
        where = keys.short(code)
        (before,) = await self._at(where).pipes.ask(("SET", where, meeting_id, "NX", "GET", "EXAT", expires_at_s))
        return text(before) in ("", meeting_id)

    async def release_short(self, code: str, meeting_id: str) -> int:
        """Have a short code lead nowhere, if it leads to this meeting, and say how many keys are gone."""
        where = keys.short(code)
        gone: object = await library.call(self._at(where).pipes, "release_code", [where], [meeting_id])
        return int(str(gone))

    async def find_by_short(self, code: str) -> str:
        """Find the id of the meeting to which a short code leads, where it may be valid no more; empty for none."""
        where = keys.short(code)
        (meeting_id,) = await self._at(where).pipes.ask(("GET", where))
        return text(meeting_id)

    async def enlist(self, meeting_id: str, expires_at_s: int) -> None:
        """Put a meeting on the list, which lasts as long as the meeting that lasts longest."""
        async with self._at(keys.MEETINGS).client.pipeline(transaction=True) as together:
            together.zadd(keys.MEETINGS, {meeting_id: expires_at_s})
            together.expireat(keys.MEETINGS, expires_at_s, gt=True)
            together.expireat(keys.MEETINGS, expires_at_s, nx=True)
            await together.execute()

    async def strike_off(self, meeting_id: str) -> None:
        """Take a meeting off the list."""
        await self._at(keys.MEETINGS).client.zrem(keys.MEETINGS, meeting_id)

    async def find_by_code(self, join_code: str) -> str:
        """Find the id of the meeting to which a join code leads, where it may be valid no more; empty for none."""
        where = keys.join(join_code)
        (meeting_id,) = await self._at(where).pipes.ask(("GET", where))
        return text(meeting_id)

    async def claim_rehearsal(self, token: str) -> int | None:
        """Take one of the places for rehearsals that a service has; None where all are taken."""
        for place in range(MOST):
            where = keys.rehearsing(place)
            if await self._at(where).client.set(where, token, nx=True, ex=HELD_S):
                return place
        return None

    async def renew_rehearsal(self, place: int, token: str) -> None:
        """Keep a place for rehearsals."""
        client = self._at(where := keys.rehearsing(place)).client
        if text(await client.get(where)) == token:
            await client.expire(where, HELD_S)

    async def let_go_rehearsal(self, place: int, token: str) -> None:
        """Let another rehearsal have a place."""
        client = self._at(where := keys.rehearsing(place)).client
        if text(await client.get(where)) == token:
            await client.delete(where)

    async def all_ids(self) -> list[str]:
        """List the meetings that are kept, those that expire first at the head."""
        found: list[Any] = await self._at(keys.MEETINGS).client.zrangebyscore(keys.MEETINGS, 0, "+inf")
        return [text(meeting_id) for meeting_id in found]
