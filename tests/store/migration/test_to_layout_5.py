"""What was prepared while every quorum decided goes on deciding; what has no quorum is left as it is."""

import json
from dataclasses import replace
from fractions import Fraction

from redis.asyncio import Redis

from server.domain.procedure.rules import Rules
from server.store import keys
from server.store.kept_lists import read_list, write_list
from server.store.migration.to_layout_5 import convert
from tests.domain.counting.counts import RECORDED, a_count, list_of
from tests.services import Json

MEETING, EXPIRES_AT_S = "mmmmm", 4_000_000_000
WITH, WITHOUT = f"{MEETING}r1", f"{MEETING}r2"
OLD_LIST = list_of(a_count([(2, 1), (1, 1)], entitled=(6, 6)), replace(RECORDED, quorum=Fraction(1, 2)))


def as_before(round_id: str, epoch: int, rules: Rules) -> Json:
    """Write a round as it was written before its sheet could say so."""
    quorum = None if rules.quorum is None else str(rules.quorum)
    return {"id": round_id, "epoch": epoch, "rules": {"quorum": quorum, "secrecy": rules.secrecy}}


async def test_a_quorum_of_before_goes_on_deciding(store_url: str) -> None:
    """In the round and in the lists that are kept of it; converted twice it comes to the same."""
    rounds = {WITH: as_before(WITH, 1, OLD_LIST.rules), WITHOUT: as_before(WITHOUT, 0, RECORDED)}
    where, kept = keys.of(MEETING, "rounds"), keys.of_round(WITH, "list:1")
    old = json.loads(write_list(OLD_LIST))
    del old["rules"]["deciding_quorum"]
    async with Redis.from_url(store_url) as client:
        await client.hset(where, mapping={name: json.dumps(one) for name, one in rounds.items()})
        await client.set(kept, json.dumps(old))
        for command in await convert(client.execute_command, MEETING, EXPIRES_AT_S):
            await client.execute_command(*command)
        assert await convert(client.execute_command, MEETING, EXPIRES_AT_S) == []
        after = {name.decode(): json.loads(one) for name, one in (await client.hgetall(where)).items()}
        rounds[WITH]["rules"]["deciding_quorum"] = True
        assert after == rounds
        ranked = read_list(await client.get(kept))
        assert ranked == replace(OLD_LIST, rules=replace(OLD_LIST.rules, deciding_quorum=True))
        assert await client.expiretime(kept) == EXPIRES_AT_S
        await client.delete(where, kept)
