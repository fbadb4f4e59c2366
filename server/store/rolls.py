"""The list of seats, as a whole or some of them, as of one instant.

Refuses to know who may read it. Invariant: a seat stands in a part of the list as it does in the whole.
"""

from collections.abc import Iterable, Mapping, Sequence

from redis.asyncio import Redis

from server.domain.procedure.admission import YOUNG_MS, Claim, Listed, Roll, SeatState, Totals
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Seat
from server.store import keys
from server.store.codec import from_json, text

CLAIM_HOLDS_MS = 3_600_000
"""How long nobody else can ask for a seat that somebody waits for: then they have gone away."""
_NAMES = ("seats", "arriving", "barred", "waiting", "entered")


class Rolls:
    """One method for each way in which the list is read."""

    def __init__(self, client: Redis) -> None:
        """Take the client."""
        self._client = client

    async def read(self, meeting: Meeting, region_ids: Sequence[str], limit: int, now_ms: int) -> Roll:
        """Read every seat; `region_ids` are all regions of the programme."""
        async with self._client.pipeline(transaction=True) as together:
            for name in _NAMES:
                together.hgetall(keys.of(meeting.id, name))
            for region_id in region_ids:
                together.smembers(keys.of(meeting.id, f"checked_in:{region_id}"))
            seats, arriving, barred, waiting, entered, *here = await together.execute()
        came = {text(seat_id): 0 for group in here for seat_id in group}
        came |= {text(seat_id): int(at_ms) for seat_id, at_ms in entered.items()}
        kept = (seats.values(), arriving.values(), barred.values(), waiting.values())
        everybody = _listed(*kept, came=came, now_ms=now_ms)
        young = sum(one.state == "arriving" and one.joined_at_ms > now_ms - YOUNG_MS for one in everybody)
        waited_for = sum(one.claim is not None for one in everybody)
        here_now = sum(one.state == "here" for one in everybody)
        totals = Totals(len(seats) + young, limit, waited_for, here_now, len(barred))
        return Roll(tuple(everybody), totals, {one.seat.id: one for one in everybody})

    async def read_some(
        self, meeting: Meeting, region_ids: Sequence[str], seat_ids: Sequence[str], now_ms: int
    ) -> tuple[list[Listed], dict[str, int]]:
        """Read some seats and their personal time; seats that are gone are left out."""
        async with self._client.pipeline(transaction=True) as together:
            for name in (*_NAMES, "personal_time"):
                together.hmget(keys.of(meeting.id, name), list(seat_ids))
            for region_id in region_ids:
                together.smismember(keys.of(meeting.id, f"checked_in:{region_id}"), list(seat_ids))
            seats, arriving, barred, waiting, entered, personal, *here = await together.execute()
        came = {seat_id: 0 for group in here for seat_id, is_in in zip(seat_ids, group, strict=True) if is_in}
        came |= {seat_id: int(at_ms) for seat_id, at_ms in zip(seat_ids, entered, strict=True) if at_ms}
        kept = (filter(None, found) for found in (seats, arriving, barred, waiting))
        listed = _listed(*kept, came=came, now_ms=now_ms)
        seconds = {seat_id: int(found) for seat_id, found in zip(seat_ids, personal, strict=True) if int(found or 0)}
        return listed, seconds


def standing(found: Iterable[bytes], now_ms: int) -> list[Claim]:
    """Read the claims that still hold."""
    claims = [from_json(one, Claim) for one in found]
    return [claim for claim in claims if now_ms - claim.at_ms < CLAIM_HOLDS_MS]


def _listed(
    seats: Iterable[bytes],
    arriving: Iterable[bytes],
    barred: Iterable[bytes],
    waiting: Iterable[bytes],
    *,
    came: Mapping[str, int],
    now_ms: int,
) -> list[Listed]:
    """Say how seats stand, in the order in which they came to be; `came` has when each that is here entered."""
    claims = {claim.seat_id: claim for claim in standing(waiting, now_ms)}

    def listed(found: bytes, state: SeatState | None = None) -> Listed:
        seat = from_json(found, Seat)
        claim = claims.get(seat.id)
        said = state or ("here" if seat.id in came else "waiting" if claim else "named")
        return Listed(seat, said, came.get(seat.id, 0), claim)

    everybody = [listed(found) for found in seats]
    everybody += [listed(found, "arriving") for found in arriving]
    for found in barred:
        since, _, seat = text(found).partition(" ")
        everybody.append(Listed(from_json(seat, Seat), "barred", int(since)))
    return sorted(everybody, key=lambda one: (len(one.seat.id), one.seat.id))
