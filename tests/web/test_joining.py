"""The door over HTTP and sockets: codes, names, admissions, limits; who is kept out, and who is told."""

import asyncio
import json
import time
from contextlib import AsyncExitStack

import pytest

from tests.conftest import until
from tests.room.halls import an_open_round, witness
from tests.services import Json, Kit, Service
from tests.web.browsers import a_tab, code_at, raw

pytestmark = pytest.mark.usefixtures("no_defect")
PEOPLE = [
    {"name": f"{name} {number}", "delegation": "D", "region_id": region}
    for number, (name, region) in enumerate((("Amina", "AF"), ("Bram", "EC")) * 20)
]


def ask(kit: Kit, seat_id: str) -> tuple[int, Json]:
    return kit.service.call("POST", "/api/join", {"join_code": kit.founded["join_code"], "seat_id": seat_id})


def names(kit: Kit, typed: str) -> tuple[int, Json]:
    return kit.service.call("GET", f"/api/join/names?code={kit.founded['join_code']}&q={typed}")


def look(kit: Kit, waiting: str) -> tuple[int, Json]:
    return kit.service.call("POST", "/api/join/waiting", {"waiting": waiting})


async def test_a_code_takes_no_named_seat_and_no_seat_is_taken_without_a_nod(
    service: Service, hall: AsyncExitStack
) -> None:
    """Of 40 named seats a client with the code gets none: not by region, not by asking for each."""
    closed = service.new_meeting(seats=PEOPLE)
    seat = closed.founded["seats"][0]["seat_id"]
    code = {"join_code": closed.founded["join_code"]}
    for body in ({**code, "region_id": "AF"}, {**code, "seat_id": seat}):
        assert service.call("POST", "/api/join", body)[1]["code"] == "not_permitted"
    assert names(closed, "Amina")[0] == 403
    kit = service.new_meeting(seats=PEOPLE, open_join=True)
    assert service.call("POST", "/api/join", {"join_code": kit.founded["join_code"], "region_id": "AF"})[0] == 422
    asked = [ask(kit, one["seat_id"]) for one in kit.founded["seats"]]
    assert {status for status, _ in asked} == {202}
    assert not any("credential" in answer for _, answer in asked)
    chair = await witness(hall, kit, kit.room("s1"), "chair")
    told = await chair.ask("list_seats")
    assert (told["totals"]["waiting"], told["totals"]["here"]) == (40, 0)
    assert (await an_open_round(chair, kit))["checked_in"] == 0
    for _, answer in asked:
        assert await code_at(service, kit.room("s1")["id"], answer["waiting"]) == 4401


async def test_a_person_picks_their_own_name_waits_and_is_let_in(service: Service, hall: AsyncExitStack) -> None:
    """Three letters, five hits, one admission, which the moderator of another region cannot give."""
    kit = service.new_meeting(seats=PEOPLE, open_join=True)
    assert names(kit, "am")[0] == 422
    found = names(kit, "amina%201")[1]["names"]
    assert 1 <= len(found) <= 5
    assert len(names(kit, "amina")[1]["names"]) == 5
    mine = found[0]["seat_id"]
    chair = await witness(hall, kit, kit.room("lunch", "AF"), "chair")
    status, asked = ask(kit, mine)
    assert status == 202
    assert look(kit, asked["waiting"])[0] == 202
    assert mine not in [one["seat_id"] for one in names(kit, "amina%201")[1]["names"]]
    assert ask(kit, mine)[1]["code"] == "no_free_seat"
    told = await chair.wait_for("seats_changed", totals__waiting=1)
    assert [one["seat_id"] for one in told["waiting"]] == [mine]
    moderators = kit.founded["credentials"]["moderators"]
    wrong = await witness(hall, kit, kit.room("lunch", "EC"), moderators["EC"])
    right = await witness(hall, kit, kit.room("lunch", "AF"), moderators["AF"])
    assert (await wrong.ask("admit_seat", seat_id=mine))["code"] == "not_permitted"
    assert {one["region_id"] for one in (await wrong.ask("list_seats"))["seats"]} == {"EC"}
    assert (await right.ask("admit_seat", seat_id=mine))["already"] is False
    status, seated = look(kit, asked["waiting"])
    assert (status, seated["seat_id"]) == (201, mine)
    await witness(hall, kit, kit.room("s1"), seated)
    assert ask(kit, mine)[1]["code"] == "no_free_seat", "somebody has it"
    other = names(kit, "amina%203")[1]["names"][0]["seat_id"]
    _, refused = ask(kit, other)
    assert (await chair.ask("refuse_seat", seat_id=other))["type"] == "done"
    assert look(kit, refused["waiting"])[1]["code"] == "not_permitted"
    assert ask(kit, other)[0] == 202, "it is free again"
    assert look(kit, "forged.token")[0] == 403


async def test_a_browser_waits_with_its_cookie(service: Service, hall: AsyncExitStack) -> None:
    """The slot stays, and what it holds becomes the seat."""
    kit = service.new_meeting(seats=PEOPLE, open_join=True, one_seat_per_device=True)
    mine = names(kit, "bram")[1]["names"][0]["seat_id"]
    body = json.dumps({"join_code": kit.founded["join_code"], "seat_id": mine})
    answer = raw(service, "POST", "/api/join", body, Origin=service.base_url)
    asked = json.loads(answer.page)
    cookie = answer.getheader("set-cookie", "").partition(";")[0]
    assert asked["page"] == f"/tab/{asked['slot']}/waiting"
    path = f"/api/join/waiting?slot={asked['slot']}"
    assert raw(service, "POST", path, "{}", Origin=service.base_url, Cookie=cookie).status == 202
    chair = await witness(hall, kit, kit.room("s1"), "chair")
    await chair.ask("admit_seat", seat_id=mine)
    answer = raw(service, "POST", path, "{}", Origin=service.base_url, Cookie=cookie)
    assert (answer.status, json.loads(answer.page)["slot"]) == (201, asked["slot"])


def test_without_a_nod_a_name_is_a_seat_at_once(service: Service) -> None:
    kit = service.new_meeting(seats=PEOPLE, open_join=True, nod=False)
    status, seated = ask(kit, kit.founded["seats"][0]["seat_id"])
    assert (status, seated["region_id"]) == (201, "AF")


def test_a_browser_that_has_a_seat_is_sent_back_to_it(service: Service) -> None:
    """One seat a device; several where the meeting was founded so; a program is no device."""
    kit = service.new_meeting()
    slot, cookie, _ = a_tab(service, kit)
    body = json.dumps({"join_code": kit.founded["join_code"], "region_id": "AM"})
    answer = raw(service, "POST", "/api/join", body, Origin=service.base_url, Cookie=cookie)
    refused = json.loads(answer.page)
    assert (answer.status, refused["code"], refused["current"]) == (409, "wrong_state", {"page": f"/tab/{slot}/"})
    kit.a_delegate("AM")
    free = service.new_meeting(one_seat_per_device=False)
    _, cookie, _ = a_tab(service, free)
    body = json.dumps({"join_code": free.founded["join_code"], "region_id": "AM"})
    assert raw(service, "POST", "/api/join", body, Origin=service.base_url, Cookie=cookie).status == 201


async def test_joining_is_closed_opened_and_gets_a_new_code_in_every_process(
    service: Service, second_service: Service, hall: AsyncExitStack
) -> None:
    """The old code is dead within a second everywhere; seats, podium and hall go on, and hear of it."""
    kit = service.new_meeting()
    seated = kit.a_delegate()
    chair = await witness(hall, kit, kit.room("s1"), "chair")
    screen = await witness(hall, kit.at(second_service), kit.room("s1"), "screen")
    old = kit.founded["join_code"]
    there = kit.at(second_service)
    body = {"join_code": old, "region_id": "AF"}
    assert (await chair.ask("close_joining"))["already"] is False
    assert (await chair.ask("close_joining"))["already"] is True
    assert there.service.call("POST", "/api/join", body)[1]["code"] == "not_permitted"
    assert (await screen.wait_for("joining_changed", open=False))["code"] == old
    assert (await witness(hall, kit, kit.room("s1"), seated)).snapshot["type"] == "snapshot"
    await chair.ask("open_joining")
    first = await chair.ask("new_join_code", request_id="once")
    assert first["type"] == "done"
    assert (await chair.ask("new_join_code", request_id="once"))["already"] is True
    said = screen.heard
    told = await until(
        lambda: next((one for one in said if one["type"] == "joining_changed" and one["code"] != old), None), "the code"
    )
    assert there.service.call("POST", "/api/join", body)[1]["code"] == "not_found"
    assert told["url"].endswith(f"/join/{told['code']}")
    assert there.service.call("POST", "/api/join", {**body, "join_code": told["code"]})[0] == 201
    page = raw(service, "GET", f"/join/{told['code']}")
    assert page.status == 200


async def test_the_limit_of_seats_is_kept_and_the_chair_moves_it(service: Service, hall: AsyncExitStack) -> None:
    kit = service.new_meeting(seat_limit=2)
    body = {"join_code": kit.founded["join_code"], "region_id": "AF"}
    assert [service.call("POST", "/api/join", body)[0] for _ in range(3)] == [201, 201, 409]
    refused = service.call("POST", "/api/join", body)[1]
    assert (refused["code"], "no seat left" in refused["message"]) == ("no_free_seat", True)
    chair = await witness(hall, kit, kit.room("s1"), "chair")
    assert (await chair.ask("set_seat_limit", limit=0))["code"] == "malformed"
    await chair.ask("set_seat_limit", limit=3)
    assert service.call("POST", "/api/join", body)[0] == 201
    for wrong in ({"seat_limit": 0}, {"seat_limit": 20_001}, {"seat_limit": True}, {"nod": "yes"}):
        founding = {"title": "A", "agenda": "A\n\nSession 1. B\n\nGuiding questions\n\n- C?\n", **wrong}
        founding["regions"] = [{"id": "AF", "name": "Africa"}]
        assert service.call("POST", "/api/meetings", founding, service.key)[0] == 422


async def test_who_is_barred_or_removed_is_let_go_of_and_opens_nothing(service: Service, hall: AsyncExitStack) -> None:
    """Sockets are closed 4401 in any process; the link and the credential are dead; a ballot is taken out, or stays."""
    kit = service.new_meeting(seats=PEOPLE)
    links = [one["seat_token"] for one in kit.founded["seats"][:2]]
    first, second = [service.call("POST", "/api/seat", {"seat_token": link})[1] for link in links]
    room = kit.room("s1")
    chair = await witness(hall, kit, room, "chair")
    phones = [await witness(hall, kit, room, one) for one in (first, second)]
    round_ = await an_open_round(chair, kit)
    for phone in phones:
        assert (await phone.cast(round_, {round_["slate"][0]: "for"}))["type"] == "ballot_cast"
    await chair.ask("bar_seat", seat_id=first["seat_id"])
    assert await phones[0].wait_closed() == 4401
    assert await code_at(service, room["id"], first["credential"]) == 4401
    assert service.call("POST", "/api/seat", {"seat_token": links[0]})[0] == 404
    await chair.ask("remove_seat", seat_id=second["seat_id"])
    assert await phones[1].wait_closed() == 4401
    assert service.call("POST", "/api/seat", {"seat_token": links[1]})[0] == 404
    tally = await chair.wait_for("tally_changed", round_id=round_["id"], tally_version=3)
    assert sum(cast for cast, _, _ in tally["turnout"].values()) == 1, "a barred seat's ballot stays"
    await chair.ask("unbar_seat", seat_id=first["seat_id"])
    assert (await witness(hall, kit, room, first)).snapshot["type"] == "snapshot"
    listed = {one["seat_id"]: one for one in (await chair.ask("list_seats", q="amina"))["seats"]}
    assert listed[first["seat_id"]]["state"] == "here"
    assert second["seat_id"] not in listed
    assert (await chair.ask("remove_seat", seat_id=second["seat_id"]))["already"] is True


async def test_the_joins_of_one_address_go_in_one_act(service: Service, hall: AsyncExitStack) -> None:
    """And what was named beforehand stays."""
    kit = service.new_meeting()
    kept = kit.a_delegate()
    chair = await witness(hall, kit, kit.room("s1"), "chair")
    phone = await witness(hall, kit, kit.room("s1"), kept)
    for _ in range(5):
        kit.a_delegate()
    told = await chair.ask("list_seats")
    (source,) = told["sources"]
    assert source["joins"] == 6
    assert {one["from"] for one in told["seats"]} == {source["from"]}
    assert (await chair.ask("remove_joins"))["code"] == "malformed"
    assert (await chair.ask("remove_joins", minute_ms=60_000))["removed"] == 0
    assert (await chair.act("remove_joins", **{"from": source["from"]}))["removed"] == 6
    assert await phone.wait_closed() == 4401
    assert (await chair.ask("list_seats"))["seats"] == []


async def test_a_page_without_a_script_lets_its_seat_in_too(service: Service, hall: AsyncExitStack) -> None:
    kit = service.new_meeting()
    slot, cookie, _ = a_tab(service, kit)
    chair = await witness(hall, kit, kit.room("s1"), "chair")
    assert [one["state"] for one in (await chair.ask("list_seats"))["seats"]] == ["arriving"]
    assert raw(service, "GET", f"/tab/{slot}/delegate/{kit.room('s1')['id']}", Cookie=cookie).status == 200
    assert [one["state"] for one in (await chair.ask("list_seats"))["seats"]] == ["here"]


async def test_a_right_code_is_at_once_and_a_wrong_one_late(service: Service) -> None:
    """Wrong codes take the longer the more there are; a right one among them does not, nor is anybody banned."""
    kit = service.new_meeting()
    wrong = {"join_code": "wrong", "region_id": "AF"}
    started = time.monotonic()
    answers = await asyncio.gather(*(asyncio.to_thread(service.call, "POST", "/api/join", wrong) for _ in range(60)))
    assert {status for status, _ in answers} <= {404, 429}
    assert time.monotonic() - started > 0.3
    guessing = [asyncio.create_task(asyncio.to_thread(service.call, "POST", "/api/join", wrong)) for _ in range(20)]
    started = time.monotonic()
    right = {"join_code": kit.founded["join_code"], "region_id": "AF"}
    status, _ = await asyncio.to_thread(service.call, "POST", "/api/join", right)
    took_s = time.monotonic() - started
    assert status == 201
    assert await until(lambda: any(one.done() for one in guessing), "an answer to a wrong code")
    await asyncio.gather(*guessing)
    assert took_s < 0.5
