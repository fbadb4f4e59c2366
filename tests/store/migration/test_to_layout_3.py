"""A list that was kept as two files becomes the value that they were made of."""

import json
from dataclasses import replace

from hypothesis import given
from redis.asyncio import Redis

from server.domain.counting.ranking import RankedList
from server.domain.methods import METHODS
from server.record.formats import FORMATS
from server.store import keys
from server.store.kept_lists import read_list
from server.store.migration.to_layout_3 import convert, value_of
from tests.domain.counting.counts import a_count, list_of
from tests.domain.counting.lists import ranked_lists

MEETING, ROUND, EXPIRES_AT_S = "mmmmm", "mmmmmr1", 4_000_000_000


def as_before(ranked: RankedList) -> RankedList:
    """A list as it was before it was grouped and audited, and said which way regions lean and what the plenary says."""
    items = []
    for item in ranked.items:
        regions = tuple(replace(region, lean="") for region in item.placing.regions)
        items.append(replace(item, placing=replace(item.placing, regions=regions, plenary=None)))
    return replace(ranked, items=tuple(items), by_verdict=False, audit=None)


@given(ranked_lists().filter(lambda one: not METHODS[one.method].CARD.silent).map(as_before))
def test_the_value_of_a_list_is_found_in_what_was_sent_of_it(ranked: RankedList) -> None:
    """Of every method that there was: an equal value, and of it the same bytes in every format."""
    then = replace(ranked.tie_break, nonce="", nonces=(), draw=())
    ranked = replace(ranked, tie_break=then, audit=None, delegations=None)  # as it was told then
    again = read_list(json.dumps(value_of(json.loads(FORMATS["json"].write(ranked)), ranked.slate)).encode())
    assert again == ranked
    for each in FORMATS.values():
        assert each.write(again) == each.write(ranked)


async def test_lists_of_every_epoch_become_values_and_the_files_go(store_url: str) -> None:
    """Also one that was kept as JSON alone; what was read stays known, and a round that nobody opened has nothing."""
    lists = {1: as_before(list_of(a_count([(2, 1), (1, 1)]))), 2: as_before(list_of(a_count([(3, 1), (1, 1)])))}
    key = keys.of(MEETING, f"round:{ROUND}")
    rounds = {ROUND: {"id": ROUND, "slate": lists[1].slate, "epoch": 2}, "draft": {"id": "d", "slate": [], "epoch": 0}}
    async with Redis.from_url(store_url) as client:
        await client.hset(keys.of(MEETING, "rounds"), mapping={name: json.dumps(one) for name, one in rounds.items()})
        for epoch, ranked in lists.items():
            await client.set(f"{key}:ranked_list:{epoch}", FORMATS["json"].write(ranked))
        await client.set(f"{key}:csv:1", FORMATS["csv"].write(lists[1]))
        await client.set(f"{key}:told:1", "{}")
        for command in await convert(client.execute_command, MEETING, EXPIRES_AT_S):
            await client.execute_command(*command)
        kept = [name async for name in client.scan_iter(match=f"{key}:*")]
        assert sorted(kept) == [f"{key}:{name}".encode() for name in ("list:1", "list:2", "told:1")]
        for epoch, ranked in lists.items():
            assert read_list(await client.get(f"{key}:list:{epoch}")) == ranked
            assert await client.expiretime(f"{key}:list:{epoch}") == EXPIRES_AT_S
        await client.delete(*kept, keys.of(MEETING, "rounds"))
