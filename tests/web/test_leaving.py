"""Leaving: a tab's cookie goes, its sockets end in every process; and what browsers are told of a credential."""

import json
from contextlib import AsyncExitStack

import pytest
from websockets.asyncio.client import ClientConnection, connect

from server.rehearsal.phone import Phone
from tests.room.halls import witness
from tests.services import Kit, Service
from tests.web.browsers import a_tab, code_at, raw

pytestmark = pytest.mark.usefixtures("no_defect")


async def of_a_tab(stack: AsyncExitStack, service: Service, room_id: str, slot: str, cookie: str) -> ClientConnection:
    """Open the socket of a browser tab."""
    address = f"{service.base_url.replace('http', 'ws', 1)}/live/{room_id}?slot={slot}"
    headers = {"Origin": service.base_url, "Cookie": cookie}
    socket = await stack.enter_async_context(connect(address, additional_headers=headers))
    await socket.send('{"type":"hello","ref":"1"}')
    assert json.loads(await socket.recv())["type"] == "you"
    return socket


async def test_a_tab_that_leaves_is_closed_in_every_process(
    service: Service, second_service: Service, kit: Kit
) -> None:
    """4401 for its sockets, 403 for its pages; another tab and another device of the same seat stay."""
    slot, cookie, joined = a_tab(service, kit)
    other_slot, other_cookie, _ = a_tab(service, kit)
    lunch, plenary = kit.room("lunch", "AF")["id"], kit.room("s1")["id"]
    async with AsyncExitStack() as hall:
        here = await of_a_tab(hall, service, lunch, slot, cookie)
        there = await of_a_tab(hall, second_service, plenary, slot, cookie)
        other = await of_a_tab(hall, service, lunch, other_slot, other_cookie)
        chair = await witness(hall, kit, kit.room("s1"), "chair")
        answer = raw(service, "POST", f"/api/leave?slot={slot}", Origin=service.base_url, Cookie=cookie)
        assert answer.status == 200
        assert json.loads(answer.page) == {"page": "/"}
        gone = answer.getheader("set-cookie", "").lower()
        assert gone.startswith(f'plenum-{slot}=""')
        assert "max-age=0" in gone
        for socket in (here, there):
            await socket.wait_closed()
            assert socket.close_code == 4401
        await other.send('{"type":"hello","ref":"2"}')
        assert (await chair.hello())["type"] == "snapshot"
        assert other.close_code is None
    assert raw(service, "GET", joined["page"]).status == 403


async def test_nobody_is_made_to_leave_by_another(service: Service, kit: Kit) -> None:
    """Whoever has read a slot off a screen and has not its cookie, or is another site, ends nothing."""
    slot, cookie, _ = a_tab(service, kit)
    other_slot, other_cookie, _ = a_tab(service, kit)
    async with AsyncExitStack() as hall:
        socket = await of_a_tab(hall, service, kit.room("s1")["id"], slot, cookie)
        assert raw(service, "POST", f"/api/leave?slot={slot}").status == 200
        assert raw(service, "POST", f"/api/leave?slot={slot}", Cookie=other_cookie).status == 200
        forged = other_cookie.replace(other_slot, slot)
        assert raw(service, "POST", f"/api/leave?slot={slot}", Cookie=forged).status == 200
        assert raw(service, "POST", f"/api/leave?slot={slot}", Cookie=cookie, Origin="http://x.example").status == 403
        assert raw(service, "POST", "/api/leave").status == 200
        assert raw(service, "POST", "/api/leave?slot=../x").status == 200
        await socket.send('{"type":"hello","ref":"2"}')
        while json.loads(await socket.recv()).get("ref") != "2":
            pass
        assert raw(service, "GET", f"/tab/{slot}/", Cookie=cookie).status == 303


async def test_a_link_stays_good_after_one_device_left(service: Service, kit: Kit) -> None:
    """The chair leaves a borrowed laptop by the plain form; the chair's own credential works on."""
    answer = raw(service, "POST", "/api/enter", json.dumps({"credential": kit.chair}), Origin=service.base_url)
    slot, cookie = json.loads(answer.page)["slot"], answer.getheader("set-cookie", "").partition(";")[0]
    left = raw(service, "POST", f"/tab/{slot}/leave", Cookie=cookie, Origin=service.base_url)
    assert (left.status, left.getheader("location")) == (303, "/")
    assert "max-age=0" in left.getheader("set-cookie", "").lower()
    async with Phone(service.base_url, kit.room("s1")["id"], kit.chair) as chair:
        assert chair.you["role"] == "chair"
    assert await code_at(service, kit.room("s1")["id"], "none") == 4401


def test_a_browser_gets_the_cookie_and_no_credential(service: Service, kit: Kit) -> None:
    """Of joining, of a seat's link, of any link; a program, which has no cookies, gets the credential."""
    seats = [{"name": "A", "delegation": "D", "region_id": "AF"}]
    named = service.new_meeting(seats=seats)
    token = named.founded["seats"][0]["seat_token"]
    for path, body in (
        ("/api/join", {"join_code": kit.founded["join_code"], "region_id": "AF"}),
        ("/api/seat", {"seat_token": token}),
        ("/api/enter", {"credential": token}),
    ):
        for browser in ({"Origin": service.base_url}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Mode": "cors"}):
            answer = raw(service, "POST", path, json.dumps(body), **browser)
            assert answer.status == 201
            assert "credential" not in json.loads(answer.page)
            cookie = answer.getheader("set-cookie", "").partition(";")[0].partition("=")[2]
            assert cookie not in answer.page
        assert json.loads(raw(service, "POST", path, json.dumps(body)).page)["credential"]
