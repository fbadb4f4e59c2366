"""What the screens of each room show, and which of them have said so.

Refuses to know who may steer. Invariant: a number belongs to one thing shown; it grows with each change, so that a
screen that has said it shows a number shows that thing and nothing older.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from redis.asyncio import Redis

from server.domain.procedure.halls import SILENT_MS, Hall
from server.domain.procedure.meeting import Meeting
from server.store import keys, library
from server.store.acts import Act
from server.store.codec import from_json, text, to_json
from server.store.connection.pipes import Pipes
from server.store.ringing import ring
from server.store.seats import PRESENCE_FRESH_MS

Visit = tuple[str, int, int]
"""A screen that comes by calls: its room, the number that it shows (or -1), and when it said so."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the screens of one process say.

    Shape:   `rooms` counts those that are connected by room and number; `visits` are those that come by calls, by what
             each is called in every process: its newest word is good.
    """

    rooms: dict[str, dict[str, int]] = field(default_factory=dict)
    visits: dict[str, Visit] = field(default_factory=dict)

    def of_room(self, room_id: str) -> tuple[dict[str, int], dict[str, int]]:
        """Say what is said of one room, whenever it was."""
        return self.rooms.get(room_id, {}), {who: one[1] for who, one in self.visits.items() if one[0] == room_id}

    def room_ids(self) -> set[str]:
        """Name the rooms of which something is said."""
        return {*self.rooms, *(room_id for room_id, _, _ in self.visits.values())}

    def __bool__(self) -> bool:
        """Say whether there is any screen."""
        return bool(self.rooms or self.visits)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the screens of a room show as it was set, and how many of them say that they show which number."""

    number: int
    hall: Hall
    screens: Counter[int] = field(default_factory=Counter)

    @property
    def showing(self) -> int:
        """Say how many show what was set last."""
        return self.screens[self.number]


class Halls:
    """One method for each thing that can be done with what is shown."""

    def __init__(self, client: Redis, pipes: Pipes) -> None:
        """Take the client for what is done, and the pipes for what is asked often."""
        self._client = client
        self._pipes = pipes

    async def read(self, meeting_id: str, room_id: str, now_ms: int) -> Seen:
        """Read what the screens of a room show; what nobody has set has the number 0 and follows the room."""
        return (await self.read_all(meeting_id, [room_id], now_ms))[room_id]

    async def read_all(self, meeting_id: str, room_ids: Sequence[str], now_ms: int) -> dict[str, Seen]:
        """Read the same of several rooms."""
        if not room_ids:
            return {}
        shown, processes = await self._pipes.ask(
            ("HMGET", keys.of(meeting_id, "halls"), *room_ids), ("HVALS", keys.of(meeting_id, "screens"))
        )
        said = [json.loads(one) for one in processes]
        fresh = [one for one in said if now_ms - one["at_ms"] < PRESENCE_FRESH_MS]
        screens: dict[str, Counter[int]] = {room_id: Counter() for room_id in room_ids}
        for room_id, shows in ((room_id, shows) for one in fresh for room_id, shows in one["rooms"].items()):
            if room_id in screens:
                screens[room_id].update({int(number): count for number, count in shows.items()})
        visits = [visit for one in fresh for visit in one.get("visits", {}).items()]  # an older process says none
        for room_id, number, at_ms in dict(sorted(visits, key=lambda visit: int(visit[1][2]))).values():
            if room_id in screens and now_ms - at_ms < SILENT_MS:
                screens[room_id][number] += 1
        return {room_id: _seen(one, room_id, screens[room_id]) for room_id, one in zip(room_ids, shown, strict=True)}

    async def show(self, meeting: Meeting, room_id: str, hall: Hall, act: Act, request: str) -> bool:
        """Have the screens of a room show something; false where they do, or where this request was done before.

        Shape:   an act without a detail is not logged.
        """
        halls, requests, acts, older = (
            keys.of(meeting.id, name) for name in ("halls", "requests", "acts", "requests_before")
        )
        names = [halls, requests, acts, keys.bell(meeting.id), older]
        said: list[str | int] = [
            meeting.expires_at_s,
            room_id,
            to_json(hall),
            request,
            act.detail,
            act.actor,
            act.at_ms,
        ]
        _, already = await library.call(self._client, "show_in_hall", names, said)
        return not already

    async def say_screens(self, meeting: Meeting, process: str, said: Said, now_ms: int, room_id: str) -> None:
        """Keep what the screens of one process show, and tell every process if that of a room has changed.

        Shape:   `room_id` is empty where nothing has.
        """
        where = keys.of(meeting.id, "screens")
        async with self._client.pipeline(transaction=True) as together:
            together.hset(where, process, json.dumps({"at_ms": now_ms, "rooms": said.rooms, "visits": said.visits}))
            together.expireat(where, meeting.expires_at_s)
            if room_id:
                ring(together, meeting.id, f"hall {room_id}")
            await together.execute()


def _seen(shown: bytes | None, room_id: str, screens: Counter[int]) -> Seen:
    number, _, hall = text(shown).partition(" ")
    return Seen(int(number or 0), from_json(hall, Hall) if hall else Hall(room_id), screens)
