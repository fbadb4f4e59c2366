"""The doors: who is let in where, and what a credential is worth."""

import base64
import json
from contextlib import AsyncExitStack

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.room.halls import witness
from tests.services import Kit, Service
from tests.web.browsers import a_tab, code_at, raw


async def test_without_a_good_credential_nobody_gets_in(service: Service, kit: Kit) -> None:
    """None of ours, one letter changed, one role raised, one signature borrowed: all closed with 4401. Holds R74."""
    room_id, mine = kit.room("s1")["id"], kit.a_delegate()["credential"]
    payload, signature = mine.split(".")
    raised = json.loads(base64.urlsafe_b64decode(payload + "=="))
    raised[1] = "chair"
    forged = base64.urlsafe_b64encode(json.dumps(raised, separators=(",", ":")).encode()).decode().rstrip("=")
    for credential in (
        "none", "a.b", ".", "x" * 600, f"{forged}.{signature}", f"{payload}.{signature[::-1]}",
        f"{payload}.{kit.chair.split('.')[1]}", f"{payload}.", f"{mine}.", f"{service.key}.", payload,
        kit.founded["join_code"],
    ):  # fmt: skip
        assert await code_at(service, room_id, credential) == 4401, credential
        assert service.call("GET", f"/api/meetings/{kit.id}", None, credential)[0] in (200, 403)
        assert credential == service.key or service.call("GET", f"/api/meetings/{kit.id}", None, credential)[0] == 403


async def test_nobody_gets_into_a_room_that_is_not_theirs(service: Service, kit: Kit) -> None:
    """Another meeting, another region, a room there is not: 4403. Holds R28, R74."""
    other = service.new_meeting()
    delegate, credentials = kit.a_delegate("AF")["credential"], kit.founded["credentials"]
    plenary, africa, america = kit.room("s1")["id"], kit.room("lunch", "AF")["id"], kit.room("lunch", "AM")["id"]
    for room_id, credential in (
        (other.room("s1")["id"], delegate), (other.room("s1")["id"], kit.chair), (america, delegate),
        (america, credentials["moderators"]["AF"]), (africa, credentials["observer"]), ("no-such", kit.chair),
        (f"{kit.id}zzz", kit.chair), (kit.id, kit.chair),
    ):  # fmt: skip
        assert await code_at(service, room_id, credential) == 4403, room_id
    assert service.call("GET", f"/api/meetings/{other.id}", None, kit.chair)[0] == 403
    async with AsyncExitStack() as hall:
        for room_id, who in ((plenary, delegate), (africa, delegate), (america, "chair"), (africa, "screen")):
            assert (await witness(hall, kit, {"id": room_id}, who)).snapshot["type"] == "snapshot"


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://[", "file://", "http://127.0.0.1:1", "", "javascript:0"]
)
async def test_a_foreign_page_is_refused_before_anything_is_accepted(service: Service, kit: Kit, origin: str) -> None:
    """A good credential does not help: the browser of a delegate may be on any page. Holds R77."""
    address = f"{service.base_url.replace('http', 'ws', 1)}/live/{kit.room('s1')['id']}"
    headers = {"Origin": origin, "Authorization": f"Bearer {kit.chair}"}
    with pytest.raises(InvalidStatus) as refused:
        await connect(address, additional_headers=headers, subprotocols=["plenum.v1"])
    assert refused.value.response.status_code == 403
    slot, cookie, _ = a_tab(service, kit)
    join = json.dumps({"join_code": kit.founded["join_code"], "region_id": "AF"})
    for path, body in (
        ("/api/join", join),
        ("/api/seat", '{"seat_token": "x"}'),
        ("/api/enter", json.dumps({"credential": kit.chair})),
        (f"/join/{kit.founded['join_code']}", "region_id=AF"),
        (f"/tab/{slot}/delegate/{kit.room('s1')['id']}/propose", "title=Mine&request_id=a"),
        (f"/tab/{slot}/delegate/{kit.room('s1')['id']}/cast", "round_id=x"),
    ):
        answer = raw(service, "POST", path, body, Origin=origin, Cookie=cookie)
        assert answer.status == 403, path
        assert answer.getheader("set-cookie") is None


async def test_a_page_of_ours_is_let_in_by_the_cookie_of_its_tab(service: Service, kit: Kit) -> None:
    """With Origin and slot; without the slot, with another's, or with neither Origin nor Bearer, it is not."""
    slot, cookie, _ = a_tab(service, kit)
    address = f"{service.base_url.replace('http', 'ws', 1)}/live/{kit.room('s1')['id']}"
    ours = {"Origin": service.base_url, "Cookie": cookie}
    async with connect(f"{address}?slot={slot}", additional_headers=ours, subprotocols=["plenum.v1"]) as socket:
        await socket.send('{"type":"hello","ref":"1"}')
        assert json.loads(await socket.recv())["role"] == "delegate"
        assert socket.subprotocol == "plenum.v1"
    for query in ("", "?slot=000000", "?slot=../x", f"?slot={slot}x"):
        async with connect(address + query, additional_headers=ours) as socket:
            await socket.wait_closed()
            assert socket.close_code == 4401
    with pytest.raises(InvalidStatus) as refused:
        await connect(f"{address}?slot={slot}", additional_headers={"Cookie": cookie})
    assert refused.value.response.status_code == 403


async def test_three_tabs_of_one_browser_are_three_people(service: Service, kit: Kit) -> None:
    """One jar of cookies, three slots: each page and each socket is the person of its own slot."""
    tabs = [a_tab(service, kit, region) for region in ("AF", "AF", "AM")]
    jar = "; ".join(cookie for _, cookie, _ in tabs)
    address = f"{service.base_url.replace('http', 'ws', 1)}/live/{kit.room('s1')['id']}"
    seen = []
    for slot, _, joined in tabs:
        headers = {"Origin": service.base_url, "Cookie": jar}
        async with connect(f"{address}?slot={slot}", additional_headers=headers) as socket:
            await socket.send('{"type":"hello","ref":"1"}')
            you = json.loads(await socket.recv())
            assert (you["seat_id"], you["region_id"]) == (joined["seat_id"], joined["region_id"])
            seen.append(you["seat_id"])
        assert raw(service, "GET", joined["page"], Cookie=jar).status == 303
    assert len(set(seen)) == 3


@pytest.mark.usefixtures("no_defect")
async def test_bytes_that_are_no_text_close_the_socket_with_1007(kit: Kit) -> None:
    """And nothing stands in the log: what a stranger sends is no fault of ours. Holds R73."""
    async with AsyncExitStack() as hall:
        phone = await witness(hall, kit, kit.room("s1"), kit.a_delegate())
        assert phone._socket is not None
        await phone._socket.send(b"\xff\xfe", text=True)
        assert await phone.wait_closed() == 1007


async def test_the_same_seat_twice_in_a_room_closes_the_older(kit: Kit) -> None:
    """In another room the same seat may stay; a role may be there as often as it likes. Holds R76."""
    delegate = kit.a_delegate("AF")
    async with AsyncExitStack() as hall:
        lunch = await witness(hall, kit, kit.room("lunch", "AF"), delegate)
        older = await witness(hall, kit, kit.room("s1"), delegate)
        newer = await witness(hall, kit, kit.room("s1"), delegate)
        assert await older.wait_closed() == 4409
        for stays in (lunch, newer):
            assert (await stays.hello())["type"] == "snapshot"
