"""A long log of acts is read a part at a time: the loop that reads it takes ballots meanwhile."""

from server.store import Store, keys
from server.store.acts import Act

MANY, MOST_AT_ONCE = 1_201, 500


async def test_a_long_log_is_read_whole_in_order_and_never_at_once(store: Store) -> None:
    """One answer with all of it would be waited for in vain, and nobody else would be answered until then."""
    where, client = keys.of("bcdfg", "acts"), store.acts._client
    async with client.pipeline(transaction=False) as together:
        for number in range(MANY):
            words = {"act": "check_in", "actor": "desk", "at_ms": str(number), "seat": "s", "detail": ""}
            together.xadd(where, words)  # type: ignore[arg-type]
        together.expire(where, 60)
        await together.execute()
    before = await read_so_far(store)
    found = await store.acts.read("bcdfg")
    assert found == [Act("check_in", "desk", number, "s") for number in range(MANY)]
    assert await read_so_far(store) - before >= MANY / MOST_AT_ONCE


async def read_so_far(store: Store) -> int:
    """How often parts of logs were read from the store."""
    told = await store.acts._client.info("commandstats")
    return int(told.get("cmdstat_xrange", {"calls": 0})["calls"])
