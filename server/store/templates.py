"""The template of a meeting's reports, as it is kept with the meeting: one, or none.

Refuses to know what a template is.
"""

from redis.asyncio import Redis

from server.domain.procedure.meeting import Meeting
from server.store import keys
from server.store.acts import Act, write_act
from server.store.codec import raw, text


class Templates:
    """One method for each thing that can be done with it."""

    def __init__(self, client: Redis) -> None:
        """Take the client."""
        self._client = client

    async def keep(self, meeting: Meeting, name: str, given: bytes, act: Act) -> None:
        """Keep a template in the place of the one before, in one step with the log of acts."""
        where = keys.of(meeting.id, "template")
        async with self._client.pipeline(transaction=True) as together:
            together.hset(where, mapping={"name": name, "bytes": given})
            together.expireat(where, meeting.expires_at_s)
            write_act(together, meeting, act)
            await together.execute()

    async def drop(self, meeting: Meeting, act: Act) -> None:
        """Take the template away, in one step with the log of acts."""
        async with self._client.pipeline(transaction=True) as together:
            together.delete(keys.of(meeting.id, "template"))
            write_act(together, meeting, act)
            await together.execute()

    async def read_name(self, meeting_id: str) -> str:
        """Say what the template is called; empty where there is none."""
        return text(await self._client.hget(keys.of(meeting_id, "template"), "name"))

    async def read(self, meeting_id: str) -> bytes:
        """Read the template; nothing where there is none."""
        return raw(await self._client.hget(keys.of(meeting_id, "template"), "bytes"))
