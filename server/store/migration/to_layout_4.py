"""Layout 4: the programme is apart from what is fixed when a meeting is founded, so that decisions can change it."""

import json
from collections.abc import Sequence

from server.store import keys
from server.store.connection.pipe import Command
from server.store.migration.step import Read

_MOVED = ("title", "agenda", "regions", "rooms", "moderation", "secrecy")


async def convert(read: Read, meeting_id: str, expires_at_s: int) -> Sequence[Command]:
    """Move title, agenda, regions, rooms and defaults out of the meeting into the first version of its programme."""
    where, programme = keys.of(meeting_id, "meeting"), keys.of(meeting_id, "programme")
    meeting = json.loads(await read("GET", where))
    head = {name: meeting.pop(name) for name in _MOVED if name in meeting}
    if not head:
        return ()
    return (
        ("SET", where, _written(meeting), "EXAT", expires_at_s),
        ("HSET", programme, "version", 1, "head", _written({**head, "version": 1})),
        ("EXPIREAT", programme, expires_at_s),
    )


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
