"""Convert every meeting of a store, one by one, by one process of all those that open it.

Invariants: a store that is half converted is refused by an older Plenum, and converted further by any that knows the
layout; if the process that does the work is killed, another one goes on when the lock has expired; if two work at once
after all, a meeting that changed meanwhile is read again, and one that is converted already is passed over.
"""

import secrets
from collections.abc import Callable, Sequence
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import WatchError

from server.logs import log
from server.store import keys
from server.store.codec import text
from server.store.migration.step import Read, Step, newest_of

LOCK_S = 5
_MARK = "layout"
"""The field of a meeting's `state` that says its layout; absent is the one the store had when it was begun."""


At = Callable[[str], Redis]
"""Says who is asked for a key; the id of a meeting stands for all of its keys."""


async def convert(at: At, before: int, steps: Sequence[Step]) -> bool:
    """Bring every meeting from a layout to the newest, unless another process does so; true if this process did it."""
    own, lock = secrets.token_hex(8), at(keys.CONVERTING)
    if not await lock.set(keys.CONVERTING, own, nx=True, ex=LOCK_S):
        return False
    due = [step for step in steps if step.layout > before]
    newest = newest_of(steps)
    await at(keys.SCHEMA).set(keys.SCHEMA, under_way(before, newest))
    found: list[Any] = await at(keys.MEETINGS).zrangebyscore(keys.MEETINGS, 0, "+inf") if due else []
    meeting_ids = [text(one) for one in found]
    if meeting_ids:
        log.info("data_converting", meetings=len(meeting_ids), layout=newest)
    for meeting_id in meeting_ids:
        if text(await lock.get(keys.CONVERTING)) != own:  # we were too slow, and another goes on
            return True
        await lock.expire(keys.CONVERTING, LOCK_S)
        for step in due:
            while not await _is_converted(at(meeting_id), meeting_id, step):
                pass
    await at(keys.SCHEMA).set(keys.SCHEMA, newest)
    await lock.delete(keys.CONVERTING)
    if meeting_ids:
        log.info("data_converted", meetings=len(meeting_ids), layout=newest)
    return True


def under_way(before: int, after: int) -> str:
    """Sign a store whose meetings are of either layout: no number, so that an older Plenum refuses it."""
    return f"{before}>{after}"


async def _is_converted(client: Redis, meeting_id: str, step: Step) -> bool:
    """Take one step with one meeting, all or nothing; false if it changed meanwhile, so that it must be read again."""
    meeting, state = keys.of(meeting_id, "meeting"), keys.of(meeting_id, "state")
    async with client.pipeline(transaction=True) as together:
        await together.watch(meeting, state)  # every decision changes the state
        read: Read = together.execute_command  # answers at once until `multi`
        layout, expires_at_s = text(await read("HGET", state, _MARK)), int(await read("EXPIRETIME", meeting))
        if expires_at_s < 0 or (layout and int(layout) >= step.layout):
            return True
        writes = await step.convert(read, meeting_id, expires_at_s)
        together.multi()
        for command in writes:
            together.execute_command(*command)
        together.hset(state, _MARK, step.layout)
        together.expireat(state, expires_at_s)
        try:
            await together.execute()
        except WatchError:
            return False
    return True
