"""A seat has one holder: who was in it before, who never came in, and who only asked for its name get nothing of it."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from server.cli.meetings import renew_link
from tests.room.halls import an_open_round, witness
from tests.services import Json, Kit, Service
from tests.web.browsers import raw

pytestmark = pytest.mark.usefixtures("no_defect")
SEATS = [{"name": "Amina 1", "delegation": "D", "region_id": "AF"}]


def _ask(kit: Kit) -> tuple[str, str]:
    seat_id = kit.founded["seats"][0]["seat_id"]
    body = {"join_code": kit.founded["join_code"], "seat_id": seat_id}
    return seat_id, kit.service.call("POST", "/api/join", body)[1]["waiting"]


def _look(kit: Kit, waiting: str) -> tuple[int, Json]:
    return kit.service.call("POST", "/api/join/waiting", {"waiting": waiting})


async def test_who_was_admitted_to_a_seat_does_not_come_back_after_its_link_was_renewed(
    service: Service, hall: AsyncExitStack
) -> None:
    """What shows that somebody was admitted opens nothing of the generation after it: no seat, and no ballot in it."""
    kit = service.new_meeting(seats=SEATS, open_join=True)
    seat_id, waiting = _ask(kit)
    chair = await witness(hall, kit, kit.room("s1"), "chair")
    await chair.ask("admit_seat", seat_id=seat_id)
    assert _look(kit, waiting)[0] == 201
    await renew_link(service.settings, kit.id, f"seat:{seat_id}")
    status, answer = _look(kit, waiting)
    assert (status, answer["code"]) == (403, "not_permitted")


async def test_who_waits_while_the_link_is_renewed_is_no_longer_waiting(service: Service, hall: AsyncExitStack) -> None:
    kit = service.new_meeting(seats=SEATS, open_join=True)
    seat_id, waiting = _ask(kit)
    await renew_link(service.settings, kit.id, f"seat:{seat_id}")
    chair = await witness(hall, kit, kit.room("s1"), "chair")
    assert (await chair.ask("admit_seat", seat_id=seat_id))["already"] is True
    assert _look(kit, waiting)[0] == 403


async def test_nobody_is_admitted_to_a_seat_whose_holder_has_come(service: Service, hall: AsyncExitStack) -> None:
    """Whoever came with the personal link meanwhile has the seat; who waits for it is refused when somebody admits."""
    kit = service.new_meeting(seats=SEATS, open_join=True)
    seat_id, waiting = _ask(kit)
    link = kit.founded["seats"][0]["seat_token"]
    _, holder = service.call("POST", "/api/seat", {"seat_token": link})
    await witness(hall, kit, kit.room("s1"), holder)
    chair = await witness(hall, kit, kit.room("s1"), "chair")
    assert (await chair.ask("admit_seat", seat_id=seat_id))["already"] is True
    assert _look(kit, waiting)[0] == 403


async def test_a_plain_ballot_lets_its_seat_in_before_it_counts(service: Service, hall: AsyncExitStack) -> None:
    """A seat that opens no room and only posts a ballot is here like any other, or casts nothing over the limit."""
    kit = service.new_meeting()
    chair = await witness(hall, kit, kit.room("s1"), "chair")
    round_ = await an_open_round(chair, kit)
    one, other = [await asyncio.to_thread(kit.a_delegate, region) for region in ("AF", "AM")]
    await chair.ask("set_seat_limit", limit=1)
    fields = {"round_id": round_["id"], "epoch": 1, "base_revision": 0, "request_id": "a", "ballot_id": "b"}
    body = "&".join(f"{name}={value}" for name, value in fields.items())

    async def cast(who: Json) -> int:
        path = f"/tab/{who['slot']}/delegate/{kit.room('s1')['id']}/cast"
        holds = {"Authorization": f"Bearer {who['credential']}"}
        return (await asyncio.to_thread(raw, service, "POST", path, body, **holds)).status

    assert (await cast(one), await cast(other)) == (303, 403)
    assert {seat["seat_id"]: seat["state"] for seat in (await chair.ask("list_seats"))["seats"]} == {
        one["seat_id"]: "here",
        other["seat_id"]: "arriving",
    }
