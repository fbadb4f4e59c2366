"""Layout 5: a rules sheet says whether its quorum decides; in every round of before, it did.

Refuses to count anew. Invariant: a round that was prepared by an older Plenum is counted as it was prepared, and a list
that was kept says by which rule it was counted.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from server.store import keys
from server.store.connection.pipe import Command
from server.store.migration.step import Read

_RULE = "deciding_quorum"


async def convert(read: Read, meeting_id: str, expires_at_s: int) -> Sequence[Command]:
    """Write the rule into every round, draft or not, and into every list that is kept of one."""
    writes: list[Command] = []
    where = keys.of(meeting_id, "rounds")
    for written in await read("HVALS", where):
        round_ = msgspec.json.decode(written)
        if said := _said(round_):
            writes.append(("HSET", where, round_["id"], said))
        for epoch in range(1, round_["epoch"] + 1):
            kept = keys.of_round(round_["id"], f"list:{epoch}")
            if (ranked := await read("GET", kept)) and (said := _said(msgspec.json.decode(ranked))):
                writes.append(("SET", kept, said, "EXAT", expires_at_s))
    return writes


def _said(one: dict[str, Any]) -> bytes:
    """Write a round or a list with the rule; nothing where it is said already, or where there is no quorum."""
    rules = one["rules"]
    if rules.get("quorum") is None or _RULE in rules:
        return b""
    return msgspec.json.encode({**one, "rules": {**rules, _RULE: True}})
