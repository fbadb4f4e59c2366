"""Credentials and meetings that end: whoever had a door open is let go of, and nothing opens any more."""

from contextlib import AsyncExitStack

from redis.asyncio import Redis

from server.clock import now_ms
from server.domain.procedure.people import Person
from server.rehearsal.phone import Phone
from server.room.context import Context
from server.secretariat.credentials import Credentials
from server.store.shards import Shards
from tests.builders import A_RENEWAL
from tests.room.halls import an_open_round, witness
from tests.services import Service
from tests.web.browsers import code_at


async def test_a_revoked_credential_is_let_go_of_and_its_links_die(service: Service, shards: Shards) -> None:
    """The live socket is closed 4401, neither credential nor seat link opens anything, and a new one does.

    Holds R75.
    """
    seats = [{"name": "A", "delegation": "D", "region_id": "AF"}]
    kit = service.new_meeting(seats=seats)
    link = kit.founded["seats"][0]["seat_token"]
    _, seated = service.call("POST", "/api/seat", {"seat_token": link})
    context = Context(shards, now_ms)
    async with AsyncExitStack() as hall:
        phone = await witness(hall, kit, kit.room("s1"), seated)
        chair = await witness(hall, kit, kit.room("s1"), "chair")
        await context.store_of(kit.id).seats.revoke(
            await context.meeting(kit.id), f"seat:{seated['seat_id']}", A_RENEWAL
        )
        assert await phone.wait_closed() == 4401
        assert (await chair.hello())["type"] == "snapshot"
    assert await code_at(service, kit.room("s1")["id"], seated["credential"]) == 4401
    assert service.call("POST", "/api/seat", {"seat_token": link})[1]["code"] == "not_found"
    assert service.call("POST", "/api/enter", {"credential": link})[1]["code"] == "not_permitted"
    assert service.call("POST", "/api/enter", {"credential": seated["credential"]})[1]["code"] == "not_permitted"
    credentials = Credentials(context, shards.directory.secret)
    again = await credentials.issue(Person(kit.id, "delegate", "AF", seated["seat_id"]))
    async with Phone(service.base_url, kit.room("s1")["id"], again) as phone:
        assert phone.you["seat_id"] == seated["seat_id"]


async def test_an_erased_meeting_lets_everybody_go_and_leaves_nothing(
    service: Service, shards: Shards, store_url: str
) -> None:
    kit = service.new_meeting()
    async with AsyncExitStack() as hall:
        phones = [await witness(hall, kit, kit.room("s1"), who) for who in ("chair", kit.a_delegate())]
        await an_open_round(phones[0], kit)
        await shards.erase(kit.id)
        for phone in phones:
            assert await phone.wait_closed() == 4401
    assert await code_at(service, kit.room("s1")["id"], kit.chair) == 4401
    assert service.call("GET", f"/api/meetings/{kit.id}", None, kit.chair)[0] == 404
    client = Redis.from_url(store_url)
    assert [key async for key in client.scan_iter(match=f"*{kit.id}*")] == []
    await client.aclose()
