"""Seats and the people on them: who holds one, who is here, whose credential is still good."""

import json
from collections.abc import Sequence
from functools import lru_cache

from redis.asyncio import Redis

from server.domain.procedure.mandates import mandate_of
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.opening import Elector
from server.domain.procedure.people import Person, Seat
from server.store import keys, library
from server.store.acts import Act, write_act
from server.store.codec import from_json, raw, text
from server.store.connection.pipe import Command
from server.store.connection.pipes import Pipes
from server.store.packing import read_said
from server.store.ringing import ring

PRESENCE_FRESH_MS = 10_000
Connected = dict[str, dict[str, int]]
"""How many are connected, by room and then by region or role."""
_MOST_REMEMBERED = 256


class Seats:
    """One method for each thing that can be done with a seat."""

    def __init__(self, client: Redis, pipes: Pipes) -> None:
        """Take the client for reads and decisions, and the pipes for what is asked often."""
        self._client = client
        self._pipes = pipes

    async def read(self, meeting_id: str, seat_id: str) -> Seat | None:
        """Read one seat: one that was named, has entered, or is arriving."""
        found = await self._pipes.ask(*_ask_seat(meeting_id, seat_id))
        return _seat_in(found)

    async def read_all(self, meeting_id: str) -> list[Seat]:
        """Read every seat that was named or has entered, in the order in which they came to be."""
        found = await self._client.hvals(keys.of(meeting_id, "seats"))
        return sorted((from_json(text(value), Seat) for value in found), key=lambda seat: (len(seat.id), seat.id))

    async def read_many(self, meeting_id: str, seat_ids: Sequence[str]) -> dict[str, Seat]:
        """Read some of the seats that were named or have entered, by id."""
        if not seat_ids:
            return {}
        (found,) = await self._pipes.ask(("HMGET", keys.of(meeting_id, "seats"), *seat_ids))
        return {seat.id: seat for seat in (from_json(one, Seat) for one in found if one)}

    async def read_even_barred(self, meeting_id: str, seat_ids: Sequence[str]) -> dict[str, Seat]:
        """Read some of the seats that were named or have entered, by id, those that were barred since included."""
        seats, barred = await self._pipes.ask(
            *(("HMGET", keys.of(meeting_id, name), *seat_ids) for name in ("seats", "barred"))
        )
        found = [*filter(None, seats), *(raw(one).partition(b" ")[2] for one in barred if one)]
        return {seat.id: seat for seat in (from_json(one, Seat) for one in found)}

    async def is_gone(self, meeting_id: str, seat_id: str) -> bool:
        """Say whether a seat was barred or removed."""
        return bool(await self._client.sismember(keys.of(meeting_id, "gone"), seat_id))

    async def read_confirmed(
        self, meeting_id: str, seat_id: str, room_ids: Sequence[str]
    ) -> dict[str, tuple[int, int]]:
        """Read by room which asking a seat has confirmed last, and with a credential of which generation."""
        wanted = [("HGET", keys.of(meeting_id, f"confirmed:{room_id}"), seat_id) for room_id in room_ids]
        found = await self._pipes.ask(*wanted) if wanted and seat_id else []
        said = {room_id: read_said(text(one)) for room_id, one in zip(room_ids, found, strict=False) if one}
        return {id_: (int(asked), holder) for id_, each in said.items() for asked, holder in each.items()}

    async def check_in(self, meeting: Meeting, person: Person, now_ms: int) -> bool:
        """Let the holder of a seat be here without a connection; false where there is no such seat."""
        names = _settled_in(meeting.id, person.region_id)
        here: object = await library.call(self._pipes, "check_in", names, _settling(meeting, person, now_ms))
        return bool(here)

    async def read_electors(self, meeting_id: str, region_ids: Sequence[str]) -> tuple[Elector, ...]:
        """Read the seats of some regions that may vote, as of one instant."""
        async with self._client.pipeline(transaction=True) as together:
            together.hvals(keys.of(meeting_id, "seats"))
            for region_id in region_ids:
                together.smembers(keys.of(meeting_id, f"checked_in:{region_id}"))
            found, *here = await together.execute()
        came = {text(seat_id) for group in here for seat_id in group}
        seats = (from_json(text(value), Seat) for value in found)
        voting = (seat for seat in seats if seat.votes and seat.region_id in region_ids)
        return tuple(Elector(seat.id, seat.region_id, seat.id in came, mandate_of(seat)) for seat in voting)

    async def read_generation(self, meeting_id: str, holder: str) -> int:
        """Read which generation of a holder's credential is valid; nought when the meeting is gone."""
        async with self._client.pipeline(transaction=True) as together:
            together.exists(keys.of(meeting_id, "meeting"))
            together.hget(keys.of(meeting_id, "generations"), holder)
            kept, generation = await together.execute()
        return int(generation or 1) if kept else 0

    async def read_holder(self, meeting_id: str, holder: str, seat_id: str) -> tuple[int, Seat | None]:
        """Read which generation of a holder's credential is valid (nought when the meeting is gone), and their seat."""
        kept, generation, *found = await self._pipes.ask(
            ("EXISTS", keys.of(meeting_id, "meeting")),
            ("HGET", keys.of(meeting_id, "generations"), holder),
            *_ask_seat(meeting_id, seat_id),
        )
        return int(generation or 1) if kept else 0, _seat_in(found)

    async def read_standing(
        self, meeting_id: str, holders: Sequence[str], seated: Sequence[tuple[str, str]]
    ) -> tuple[dict[str, int], dict[tuple[str, str], int], set[str]]:
        """Read which generation of each holder is valid, the newest seating of each seat in a room, and who is gone.

        Shape:   `seated` are seat and room; every generation is nought when the meeting is gone.
        """
        async with self._client.pipeline(transaction=True) as together:
            together.exists(keys.of(meeting_id, "meeting"))
            together.hmget(keys.of(meeting_id, "generations"), ["", *holders])
            together.hmget(keys.of(meeting_id, "seatings"), ["", *(f"{seat} {room}" for seat, room in seated)])
            together.smismember(keys.of(meeting_id, "gone"), ["", *(seat for seat, _ in seated)])
            kept, generations, seatings, gone = await together.execute()
        valid = {holder: int(found or 1) if kept else 0 for holder, found in zip(holders, generations[1:], strict=True)}
        newest = {where: int(found or 0) for where, found in zip(seated, seatings[1:], strict=True)}
        return valid, newest, {seat for (seat, _), is_gone in zip(seated, gone[1:], strict=True) if is_gone}

    async def set_personal_time(self, meeting: Meeting, seconds: int, act: Act) -> None:
        """Give the seat of an act so much personal time after a close is announced; nought takes it away again."""
        where = keys.of(meeting.id, "personal_time")
        async with self._client.pipeline(transaction=True) as together:
            together.hset(where, act.seat_id, seconds)
            together.expireat(where, meeting.expires_at_s)
            write_act(together, meeting, act)
            ring(together, meeting.id, f"seats {act.seat_id}")
            await together.execute()

    async def read_personal_time(self, meeting_id: str) -> dict[str, int]:
        """Read who has personal time: seconds by seat."""
        found = await self._client.hgetall(keys.of(meeting_id, "personal_time"))
        return {text(seat_id): int(seconds) for seat_id, seconds in found.items() if int(seconds)}

    async def revoke(self, meeting: Meeting, holder: str, act: Act) -> int:
        """Make every credential of a holder void, tell every process, and say which generation is valid now.

        Whoever waits for the seat, or was admitted to it, has nothing to show for it any more.
        """
        where, seat_id = keys.of(meeting.id, "generations"), holder.removeprefix("seat:")
        async with self._client.pipeline(transaction=True) as together:
            together.hsetnx(where, holder, 1)
            together.hincrby(where, holder, 1)
            together.expireat(where, meeting.expires_at_s)
            write_act(together, meeting, act)
            for name in ("waiting", "admitted"):
                together.hdel(keys.of(meeting.id, name), seat_id)
            ring(together, meeting.id, f"revoked {holder}")
            if holder != seat_id:
                ring(together, meeting.id, f"seats {seat_id}")
            outcome = await together.execute()
        return int(outcome[1])

    async def say_revoked(self, meeting_id: str, holder: str) -> None:
        """Tell every process that the credentials of a holder are void, which are kept elsewhere."""
        await ring(self._client, meeting_id, f"revoked {holder}")

    async def say_left(self, meeting_id: str, slot: str, holder: str) -> None:
        """Tell every process that a holder has left a browser tab."""
        await ring(self._client, meeting_id, f"left {slot} {holder}")

    async def enter_room(self, meeting: Meeting, person: Person, room_id: str, now_ms: int) -> tuple[int, int]:
        """Let one connection into a room: which generation of its credential is valid, and the number it gets.

        Shape:   the generation is nought when the meeting is gone and -1 when the seat is; the number is nought for a
                 person without a seat, or with a void credential. The highest of a seat in a room is the newest.
        """
        names = _seated_in(meeting.id, person.region_id)
        said = [person.key, person.generation, room_id, *_settling(meeting, person, now_ms)]
        valid, seating = await library.call(self._pipes, "enter_room", names, said)
        return int(valid or 0), int(seating or 0)

    async def say_connected(
        self,
        meeting: Meeting,
        process: str,
        rooms: Connected,
        conducting: Connected,
        now_ms: int,
        *,
        tell: bool = False,
    ) -> None:
        """Keep who is connected to one process: room, then region (or role), then how many.

        Shape:   `conducting` counts moderators and the chair, by room and role; with `tell` every process is told.
        """
        where, said = keys.of(meeting.id, "presence"), {"at_ms": now_ms, "rooms": rooms, "conducting": conducting}
        async with self._client.pipeline(transaction=True) as together:
            together.hset(where, process, json.dumps(said))
            together.expireat(where, meeting.expires_at_s)
            if tell:
                ring(together, meeting.id, "presence")
            await together.execute()

    async def read_last_sign(self, meeting_id: str) -> int:
        """Read when any process last said who is connected to it; nought if none ever did."""
        said = [json.loads(text(one)) for one in await self._client.hvals(keys.of(meeting_id, "presence"))]
        return max((int(process["at_ms"]) for process in said), default=0)

    async def read_connected(self, meeting_id: str, room_id: str, now_ms: int) -> dict[str, int]:
        """Add up who is connected to a room over all processes that spoke lately."""
        return (await self.read_all_connected(meeting_id, now_ms))[0].get(room_id, {})

    async def read_all_connected(self, meeting_id: str, now_ms: int) -> tuple[Connected, Connected]:
        """Add up who is connected to each room, and who of those that conduct, by role."""
        connected: Connected = {}
        conducting: Connected = {}
        for said in await self._client.hvals(keys.of(meeting_id, "presence")):
            process = json.loads(text(said))
            if now_ms - process["at_ms"] >= PRESENCE_FRESH_MS:
                continue
            # A process of the release before says nothing of those that conduct.
            for sums, rooms in ((connected, process["rooms"]), (conducting, process.get("conducting", {}))):
                for room_id, groups in rooms.items():
                    sum_ = sums.setdefault(room_id, {})
                    for group, count in groups.items():
                        sum_[group] = sum_.get(group, 0) + count
        return connected, conducting


@lru_cache(_MOST_REMEMBERED)
def _seated_in(meeting_id: str, region_id: str) -> tuple[str, ...]:
    """Name what is looked into and written when somebody takes a place; made once for all of a region."""
    before = (keys.of(meeting_id, name) for name in ("meeting", "generations", "seatings"))
    return (*before, *_settled_in(meeting_id, region_id))


def _settled_in(meeting_id: str, region_id: str) -> list[str]:
    """Name what the library looks into and writes when the holder of a seat is here for the first time."""
    names = ("seats", "arriving", "arrivals", "entered", "gone", "joining", f"checked_in:{region_id}")
    return [keys.of(meeting_id, name) for name in names]


def _settling(meeting: Meeting, person: Person, now_ms: int) -> list[str | int]:
    votes = "1" if person.role == "delegate" else "0"
    return [person.seat_id, votes, now_ms, meeting.expires_at_s, meeting.seat_limit, keys.bell(meeting.id)]


def _ask_seat(meeting_id: str, seat_id: str) -> list[Command]:
    return [("HGET", keys.of(meeting_id, name), seat_id) for name in ("seats", "arriving")]


def _seat_in(found: Sequence[bytes | None]) -> Seat | None:
    kept = next(filter(None, found), None)
    return from_json(kept, Seat) if kept else None
