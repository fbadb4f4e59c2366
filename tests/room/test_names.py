"""Looking for one's own name: what is found is free at this moment, and a search reads no whole list of seats."""

from contextlib import AsyncExitStack

import redis

from tests.room.halls import witness
from tests.services import Kit, Service

SEATS = [{"name": f"Amina {number}", "delegation": "D", "region_id": "AF"} for number in range(8)]


def _found(kit: Kit, typed: str = "amina") -> list[str]:
    path = f"/api/join/names?code={kit.founded['join_code']}&q={typed}"
    return [one["name"] for one in kit.service.call("GET", path)[1]["names"]]


def _whole_reads(client: "redis.Redis") -> int:
    return sum(
        told["calls"]
        for name, told in client.info("commandstats").items()
        if name in ("cmdstat_hgetall", "cmdstat_hvals")
    )


def test_a_search_reads_no_list_of_all_seats(service: Service) -> None:
    """With 1,500 seats each took 39 ms of the loop that takes ballots, and an address may search 500 times a second."""
    kit = service.new_meeting(seats=SEATS, open_join=True)
    with redis.Redis.from_url(service.settings.redis_url) as client:
        _found(kit)
        before = _whole_reads(client)
        for _ in range(20):
            assert _found(kit) == [one["name"] for one in SEATS[:5]]
        assert _whole_reads(client) - before < 20


async def test_whoever_is_barred_is_not_found_until_they_are_let_in_again(service: Service) -> None:
    """Also where the names were looked at while they were out."""
    kit = service.new_meeting(seats=SEATS, open_join=True)
    seat_id = kit.founded["seats"][3]["seat_id"]
    async with AsyncExitStack() as hall:
        chair = await witness(hall, kit, kit.room("s1"), "chair")
        await chair.ask("bar_seat", seat_id=seat_id)
        assert _found(kit, "amina%203") == []
        await chair.ask("unbar_seat", seat_id=seat_id)
        assert _found(kit, "amina%203") == ["Amina 3"]
        await chair.ask("remove_seat", seat_id=seat_id)
        assert _found(kit, "amina%203") == []
