"""A round that was opened before small regions counted together goes on as it was opened."""

import json

from redis.asyncio import Redis

from server.store import keys
from server.store.migration.to_layout_7 import convert

MEETING, EXPIRES_AT_S = "mmmmm", 4_000_000_000


async def test_a_round_that_was_opened_before_leaves_out_what_is_not_shown(store_url: str) -> None:
    """A draft is opened as any other; converted twice it comes to the same."""
    where = keys.of(MEETING, "rounds")
    rounds = {f"{MEETING}r{epoch}": {"id": f"{MEETING}r{epoch}", "epoch": epoch} for epoch in (0, 1, 3)}
    async with Redis.from_url(store_url) as client:
        await client.hset(where, mapping={name: json.dumps(one) for name, one in rounds.items()})
        for command in await convert(client.execute_command, MEETING, EXPIRES_AT_S):
            await client.execute_command(*command)
        assert await convert(client.execute_command, MEETING, EXPIRES_AT_S) == []
        after = {name.decode(): json.loads(one) for name, one in (await client.hgetall(where)).items()}
        assert after == {name: {**one, "leaves_out": True} if one["epoch"] else one for name, one in rounds.items()}
        await client.delete(where)
