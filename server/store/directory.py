"""The directory: what belongs to no meeting, and leads to them.

Refuses to know what is in a meeting. Invariant: a call touches one key, for each of them may lie on another server.
"""

import secrets
from typing import Any

from redis.asyncio import Redis

from server.store import keys, schema
from server.store.codec import text
from server.store.connection.pipe import Pipes
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

    async def open(self) -> None:
        """Check the layout of the data and read the secret; the first service on a store makes it.

        Raises:  SchemaTooNew if a newer Plenum has written here.
        """
        await schema.check(self._client)
        if not self.secret:
            await self._client.set(keys.SECRET, secrets.token_hex(32), nx=True)
            self.secret = text(await self._client.get(keys.SECRET)).encode()

    async def find_by_code(self, join_code: str) -> str:
        """Find the id of the meeting that a join code opens; empty for none."""
        (meeting_id,) = await self._pipes.ask(("GET", keys.join(join_code)))
        return text(meeting_id)

    async def all_ids(self) -> list[str]:
        """List the meetings that are kept, those that expire first at the head."""
        found: list[Any] = await self._client.zrangebyscore(keys.MEETINGS, 0, "+inf")
        return [text(meeting_id) for meeting_id in found]
