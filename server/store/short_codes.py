"""Short codes: what eight letters on paper lead to within a meeting, and what was printed last of a seat.

That such a code leads to this meeting at all is kept in the directory. Refuses to know how a code is made and who may
have one. Invariant: a code that was noted for one holder is never noted for another.
"""

from collections.abc import Mapping
from typing import Any

from redis.asyncio import Redis

from server.domain.procedure.meeting import Meeting
from server.store import keys
from server.store.acts import Act, write_act
from server.store.codec import text

AT_ONCE = 500
"""How many are asked about in one round trip."""

Holding = tuple[str, int]
"""A holder, and the generation of their credentials in which a code is theirs."""


class ShortCodes:
    """One method for each thing that can be done with the short codes of a meeting."""

    def __init__(self, client: Redis) -> None:
        """Take the client."""
        self._client = client

    async def note(self, meeting: Meeting, wanted: Mapping[str, Holding]) -> list[str]:
        """Note for whom codes are, and say which are theirs now: those that were not somebody else's."""
        where, noted, every = keys.of(meeting.id, "short_codes"), list[str](), list(wanted)
        for codes in (every[at : at + AT_ONCE] for at in range(0, len(every), AT_ONCE)):
            async with self._client.pipeline(transaction=True) as together:
                for code in codes:
                    together.hsetnx(where, code, _written(wanted[code]))
                together.expireat(where, meeting.expires_at_s)
                together.hmget(where, codes)
                found: Any = (await together.execute())[-1]
            noted += [code for code, said in zip(codes, found, strict=True) if text(said) == _written(wanted[code])]
        return noted

    async def strike(self, meeting_id: str, code: str) -> None:
        """Note that a code does not lead here."""
        await self._client.hdel(keys.of(meeting_id, "short_codes"), code)

    async def read(self, meeting_id: str, code: str) -> Holding | None:
        """Read for whom a code is, and in which generation; None where it is for nobody here."""
        said = text(await self._client.hget(keys.of(meeting_id, "short_codes"), code))
        generation, _, holder = said.partition(" ")
        return (holder, int(generation)) if holder else None

    async def read_all(self, meeting_id: str) -> list[str]:
        """Read every code that may lead here."""
        return [text(code) for code in await self._client.hkeys(keys.of(meeting_id, "short_codes"))]

    async def read_printed(self, meeting_id: str) -> dict[str, str]:
        """Read what was printed last of each seat, as a digest."""
        found = await self._client.hgetall(keys.of(meeting_id, "printed"))
        return {text(seat_id): text(digest) for seat_id, digest in found.items()}

    async def note_printed(self, meeting: Meeting, printed: Mapping[str, str], act: Act) -> None:
        """Note what is printed of seats, in one step with the log of acts."""
        where = keys.of(meeting.id, "printed")
        async with self._client.pipeline(transaction=True) as together:
            if printed:
                written: Any = printed
                together.hset(where, mapping=written)
                together.expireat(where, meeting.expires_at_s)
            write_act(together, meeting, act)
            await together.execute()


def _written(holding: Holding) -> str:
    holder, generation = holding
    return f"{generation} {holder}"
