"""Acts by call: what a page does where sockets are refused on the way."""

import asyncio
import contextlib
import json
from contextlib import AsyncExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosed

from server.web.budget import Budget
from tests.builders import a_request
from tests.conftest import until
from tests.room.halls import Hall
from tests.services import Json, Kit, Service
from tests.web.browsers import a_tab, raw
from tests.web.test_headers import an_application


def path_of(room: Json, slot: str = "") -> str:
    """The address of a room's acts, for a program or for a browser tab."""
    return f"/api/rooms/{room['id']}/acts" + f"?slot={slot}" * bool(slot)


@pytest.fixture
async def hall(kit: Kit) -> Hall:
    """A plenary room with the chair and a delegate of Africa in it."""
    async with AsyncExitStack() as stack:
        hall = Hall(kit, stack)
        hall.chair = await hall.enter("chair")
        hall.delegate = await hall.enter(await asyncio.to_thread(kit.a_delegate))
        yield hall


async def call(kit: Kit, room: Json, credential: str, kind: str, **fields: object) -> tuple[int, Json]:
    """Say one frame by a call."""
    frame = {"type": kind, "ref": "7", **fields}
    return await asyncio.to_thread(kit.service.call, "POST", path_of(room), frame, credential)


async def test_a_ballot_by_socket_and_by_call_under_one_request_id_is_one_ballot(kit: Kit, hall: Hall) -> None:
    """In either order, and with the answer of the first time. Holds R113."""
    round_ = await hall.open(secrecy="recorded")
    other = await asyncio.to_thread(kit.a_delegate, "AM")
    ids = {"request_id": a_request(), "ballot_id": a_request()}
    ballot = {"round_id": round_["id"], "epoch": 1, "base_revision": 0, "marks": {round_["slate"][0]: "for"}}
    first = await hall.delegate.ask("cast_ballot", **ballot, **ids)
    mine = kit.joined[0]["credential"]
    status, again = await call(kit, hall.room, mine, "cast_ballot", **ballot, **ids)
    assert (status, again) == (200, {**first, "ref": "7"})

    ids = {"request_id": a_request(), "ballot_id": a_request()}
    status, first = await call(kit, hall.room, other["credential"], "cast_ballot", **ballot, **ids)
    assert (status, first["type"]) == (200, "ballot_cast")
    phone = await hall.enter(other)
    assert await phone.ask("cast_ballot", **ballot, **ids) == {**first, "ref": "2"}
    tally = await hall.chair.wait_for("tally_changed", round_id=round_["id"], tally_version=2)
    assert tally["turnout"]["AF"][0] == tally["turnout"]["AM"][0] == 1


async def test_a_hello_by_call_brings_what_a_line_says_first(kit: Kit, hall: Hall) -> None:
    """For each role; those at the podium also hear who is connected, how the door stands and what is alike."""
    await hall.open()
    for who, token in (("delegate", kit.joined[0]["credential"]), ("chair", kit.chair)):
        status, said = await call(kit, hall.room, token, "hello", seen=0)
        assert status == 200
        phone = hall.delegate if who == "delegate" else hall.chair
        picture = await phone.hello()
        assert said[0] == phone.you
        assert said[1] | {"ref": ""} == picture | {"ref": ""}
        more = {message["type"] for message in said[2:]}
        at_podium = {"presence_changed", "joining_changed", "seats_changed", "alike_changed"}
        assert more == (set() if who == "delegate" else at_podium)


async def test_what_is_refused_on_a_socket_is_refused_by_a_call(kit: Kit, hall: Hall) -> None:
    """With the same message, and the status of its code."""
    round_ = await hall.open()
    mine = kit.joined[0]["credential"]
    for kind, fields, status in (
        ("close_round", {"round_id": round_["id"]}, 403),
        ("cast_ballot", {"round_id": "nothing12"}, 422),
        ("dance", {}, 409),
    ):
        said = await hall.delegate.ask(kind, **fields)
        assert said["type"] == "refused"
        assert await call(kit, hall.room, mine, kind, **fields) == (status, {**said, "ref": "7"})
    for body, status, code in (
        (b"{", 422, "malformed"), (b"\xff", 422, "malformed"), (b"x" * 16_385, 413, "too_large"),
    ):  # fmt: skip
        came = await asyncio.to_thread(kit.service.call, "POST", path_of(hall.room), body, mine)
        assert (came[0], came[1]["code"]) == (status, code)


async def test_nobody_acts_by_call_in_a_room_that_they_may_not_enter(kit: Kit, hall: Hall) -> None:
    """As at the door of a socket: without a credential, in another region's room, in another meeting."""
    mine = kit.joined[0]["credential"]
    other = await asyncio.to_thread(kit.service.new_meeting)
    for room, token in ((hall.room, ""), (kit.room("lunch", "AM"), mine), (other.room("s1"), mine)):
        status, said = await call(kit, room, token, "hello")
        assert (status, said["code"]) == (403, "not_permitted")


async def test_a_screen_that_says_by_calls_what_it_shows_is_one_screen(kit: Kit, hall: Hall) -> None:
    """Where sockets are refused it says so every ten seconds, and the podium counts it once."""
    screen = kit.founded["credentials"]["screen"]
    async with kit.phone(hall.room, "chair", ["hall"]) as podium:
        for _ in range(3):
            status, _done = await call(kit, hall.room, screen, "hall_shown", seq=0)
            assert status == 200
        await podium.wait_for("screens_changed", showing=1)
        await call(kit, hall.room, screen, "hall_shown", seq=-1)
        await podium.wait_for("screens_changed", showing=0, screens=1)
        assert {one["screens"] for one in podium.heard if one["type"] == "screens_changed"} == {0, 1}


def test_a_call_that_is_not_let_in_says_with_which_code_a_socket_would_be_closed(kit: Kit) -> None:
    """No page takes a room that is not its own for a seat that is void."""
    mine = kit.a_delegate("AF")["credential"]
    for room, credential, close in (
        (kit.room("s1"), "nobody.0", 4401),
        (kit.room("lunch", "AM"), mine, 4403),
    ):
        status, said = kit.service.call("POST", path_of(room), {"type": "hello"}, credential)
        assert (status, said["code"], said["current"]) == (403, "not_permitted", {"close": close})


def test_a_page_of_another_site_does_nothing_by_a_call(service: Service, kit: Kit) -> None:
    """Whatever cookie its browser holds; our own page is heard."""
    slot, cookie, joined = a_tab(service, kit)
    room, frame = kit.room("s1"), json.dumps({"type": "hello"})
    for origin, status in ((service.base_url, 200), ("https://elsewhere.example", 403)):
        came = raw(service, "POST", path_of(room, slot), frame, Cookie=cookie, Origin=origin)
        assert came.status == status, joined["region_id"]
    assert raw(service, "POST", path_of(room, slot), frame, Cookie=cookie, Sec_Fetch_Site="cross-site").status == 403


async def test_calls_and_sockets_of_a_seat_spend_from_one_account(kit: Kit, hall: Hall) -> None:
    """What a socket uses up, as fast as it is filled in, is refused to a call."""
    mine = kit.joined[0]["credential"]

    async def speak_on() -> None:
        with contextlib.suppress(ConnectionClosed):
            while True:
                await hall.delegate.send('{"type":"list_waiting"}')
                await asyncio.sleep(0)

    async with asyncio.TaskGroup() as together:
        speaking = together.create_task(speak_on())
        await hall.delegate.wait_for("refused", code="too_fast")
        status, said = await call(kit, hall.room, mine, "find_similar", question_id="q1", title="One")
        speaking.cancel()
    assert (status, said["code"]) == (429, "too_fast")


@pytest.mark.parametrize(
    "case",
    [(0, b'{"type":"hello"}', 429), (1, b"{", 422), (1, b'{"type":"dance"}', 409)],
    ids=["unpaid", "unreadable", "unknown"],
)
async def test_a_call_lets_its_seat_in_once_it_is_paid_and_can_be_read(
    kit: Kit, hall: Hall, store_url: str, tmp_path: Path, case: tuple[int, bytes, int]
) -> None:
    """What is over the budget, and what says nothing, checks nobody in, and asks nothing of the store. Holds R113."""
    budget, frame, status = case
    arriving = await asyncio.to_thread(kit.a_delegate)

    async def state() -> str:
        listed = {one["seat_id"]: one["state"] for one in (await hall.chair.ask("list_seats"))["seats"]}
        return str(listed[arriving["seat_id"]])

    async with an_application(store_url, tmp_path, kit.service.base_url, budget=Budget(budget)) as ask:
        said = {"Authorization": f"Bearer {arriving['credential']}", "Host": urlsplit(kit.service.base_url).netloc}
        assert (await ask("POST", path_of(hall.room), frame, **said))[0] == status
        assert await state() == "arriving"
    assert (await call(kit, hall.room, arriving["credential"], "hello"))[0] == 200
    assert await state() != "arriving"


async def test_a_close_by_call_is_answered_after_the_count(kit: Kit, hall: Hall) -> None:
    round_ = await hall.open()
    status, said = await call(kit, hall.room, kit.chair, "close_round", round_id=round_["id"])
    assert (status, said["type"], said["round"]["state"]) == (200, "done", "closed")


async def test_a_round_ends_on_time_where_nobody_has_a_line(kit: Kit) -> None:
    """No pump is there to look at the clock: whoever asks for the picture does."""
    room = kit.room("s1")
    _, proposed = await call(
        kit, room, kit.chair, "propose", request_id=a_request(), question_id=kit.question("s1"), title="One"
    )
    slate = [proposed["recommendation_id"]]
    rules = {"closes_after_s": 5}
    draft = {"request_id": a_request(), "method": "shortlist", "slate": slate, "rules": rules}
    _, drafted = await call(kit, room, kit.chair, "prepare_round", **draft)
    await call(kit, room, kit.chair, "open_round", round_id=drafted["round_id"])

    def state() -> str:
        _, said = kit.service.call("POST", path_of(room), {"type": "hello"}, kit.chair)
        return str(said[1]["rounds"][0]["state"])

    assert await asyncio.to_thread(state) == "open"
    await asyncio.to_thread(_wait_for, state, "closed")


def _wait_for(state: object, wanted: str) -> None:
    asyncio.run(until(lambda: callable(state) and state() == wanted, f"a round that is {wanted}"))
