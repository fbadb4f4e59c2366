"""Meetings as a whole: create, read, erase; the codes that people read aloud."""

import secrets
from typing import Any

from redis.asyncio import Redis

from server.domain.procedure.meeting import MEETING_ID_LENGTH, Meeting
from server.domain.procedure.people import Seat
from server.domain.procedure.programme import Programme
from server.store import keys
from server.store.acts import Act, write_act
from server.store.codec import from_json, text, to_json
from server.store.migration.steps import LAYOUT
from server.store.ringing import ring

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # without those that are read as another on a projector
_CONSONANTS = "bcdfghjkmnpqrstvwxyz"
_IN_IDS = "23456789" + _CONSONANTS


def new_code(length: int) -> str:
    """Make a code that can be read aloud."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def new_meeting_id() -> str:
    """Make an id that no spreadsheet takes for a figure (`2345e012`) or a date (`mar23`): all ids begin with it."""
    return secrets.choice(_CONSONANTS) + "".join(secrets.choice(_IN_IDS) for _ in range(MEETING_ID_LENGTH - 1))


class Meetings:
    """One method for each thing that can be done with a whole meeting."""

    def __init__(self, client: Redis) -> None:
        """Take the client for reads and decisions."""
        self._client = client

    async def create(self, meeting: Meeting, programme: Programme, seats: list[Seat], act: Act) -> None:
        """Keep a new meeting with its programme, its named seats and who founded it, all or nothing."""
        expires_at_s = meeting.expires_at_s
        async with self._client.pipeline(transaction=True) as together:
            together.set(keys.of(meeting.id, "meeting"), to_json(meeting), exat=expires_at_s)
            state = keys.of(meeting.id, "state")
            begun: dict[Any, Any] = {
                "decision": 0,
                "ids": len(programme.rooms) + len(programme.papers),
                "seat_ids": len(seats),
                "layout": LAYOUT,
            }
            together.hset(state, mapping=begun)
            together.expireat(state, expires_at_s)
            together.sadd(keys.of(meeting.id, "codes"), meeting.join_code)
            together.expireat(keys.of(meeting.id, "codes"), expires_at_s)
            where = keys.of(meeting.id, "programme")
            together.hset(where, mapping={"version": str(programme.version), "head": to_json(programme)})
            together.expireat(where, expires_at_s)
            if seats:
                together.hset(keys.of(meeting.id, "seats"), mapping={seat.id: to_json(seat) for seat in seats})
                together.expireat(keys.of(meeting.id, "seats"), expires_at_s)
            write_act(together, meeting, act)
            await together.execute()

    async def read(self, meeting_id: str) -> Meeting | None:
        """Read what was fixed when a meeting was created."""
        found = await self._client.get(keys.of(meeting_id, "meeting"))
        return from_json(found, Meeting) if found else None

    async def is_kept(self, meeting_id: str) -> bool:
        """Say whether a meeting is still there."""
        return bool(await self._client.exists(keys.of(meeting_id, "meeting")))

    async def keep_alarm(self, meeting: Meeting, code: str, round_id: str) -> int:
        """Keep an alarm for those who come later, tell every process, and say how often it has been raised now."""
        where = keys.of(meeting.id, "alarms")
        async with self._client.pipeline(transaction=True) as together:
            together.hincrby(where, f"{code} {round_id}", 1)
            together.expireat(where, meeting.expires_at_s)
            times = int((await together.execute())[0])
        await self.tell_alarm(meeting.id, code, round_id, times)
        return times

    async def tell_alarm(self, meeting_id: str, code: str, round_id: str, times: int) -> None:
        """Tell every process of an alarm."""
        await ring(self._client, meeting_id, f"alarm {code} {round_id} {times}")

    async def end_alarm(self, meeting_id: str, code: str, round_id: str) -> None:
        """Forget an alarm whose cause is gone."""
        await self._client.hdel(keys.of(meeting_id, "alarms"), f"{code} {round_id}")

    async def read_alarms(self, meeting_id: str) -> list[tuple[str, str, int]]:
        """Read the alarms that stand: code, round (empty where there is none), how often it was raised."""
        found = await self._client.hgetall(keys.of(meeting_id, "alarms"))
        named = sorted((text(name).partition(" "), int(times)) for name, times in found.items())
        return [(code, round_id, times) for (code, _, round_id), times in named]

    async def note_code(self, meeting: Meeting, code: str) -> None:
        """Note that a join code may lead here from now on."""
        async with self._client.pipeline(transaction=True) as together:
            together.sadd(keys.of(meeting.id, "codes"), code)
            together.expireat(keys.of(meeting.id, "codes"), meeting.expires_at_s)
            await together.execute()

    async def strike_code(self, meeting_id: str, code: str) -> None:
        """Note that a join code does not lead here any more."""
        await self._client.srem(keys.of(meeting_id, "codes"), code)

    async def read_codes(self, meeting_id: str) -> set[str]:
        """Read every join code that may lead here; an older Plenum has noted none."""
        async with self._client.pipeline(transaction=True) as together:
            together.smembers(keys.of(meeting_id, "codes"))
            together.hget(keys.of(meeting_id, "joining"), "code")
            together.get(keys.of(meeting_id, "meeting"))
            noted, chosen, founded = await together.execute()
        codes = {text(code) for code in (*noted, chosen) if code}
        return codes | {from_json(founded, Meeting).join_code} if founded else codes

    async def count(self, meeting_id: str) -> int:
        """Count the keys of a meeting."""
        return len({key async for key in self._client.scan_iter(match=keys.of(meeting_id, "*"), count=1000)})

    async def erase(self, meeting_id: str) -> int:
        """Erase everything of a meeting that lies here, tell every process, and say how many keys are gone."""
        found = [key async for key in self._client.scan_iter(match=keys.of(meeting_id, "*"), count=1000)]
        async with self._client.pipeline(transaction=True) as together:
            if found:
                together.delete(*found)
            ring(together, meeting_id, "erased")
            gone = await together.execute()
        return int(gone[0]) if found else 0
