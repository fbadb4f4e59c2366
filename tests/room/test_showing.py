"""The hall is steered by the service: from any device, through any process, and its screens say what they show."""

import asyncio
from contextlib import AsyncExitStack
from typing import Any

from server.domain.procedure.meeting import meeting_of
from server.rehearsal.phone import Phone
from server.secretariat.actor import SECRETARY
from server.secretariat.log_of_acts import read_acts
from tests.builders import a_request
from tests.conftest import until
from tests.room.cells import a_world
from tests.room.halls import Hall, an_open_round
from tests.services import Json, Kit, Service

ACCEPTS = ("live_changed", "hall")


async def follower(stack: AsyncExitStack, kit: Kit, room: Json, who: str, accepts: tuple[str, ...] = ACCEPTS) -> Phone:
    """Let somebody in whose page shows or steers the hall."""
    credentials = kit.founded["credentials"]
    token = credentials.get(who) or credentials["moderators"][who]
    return await stack.enter_async_context(Phone(kit.service.base_url, room["id"], token, accepts))


def last(phone: Phone, kind: str) -> Json:
    """The newest event of a kind that somebody has heard."""
    return next((one for one in reversed(phone.heard) if one["type"] == kind), {})


async def shows(phone: Phone, **like: Any) -> Json:
    """Wait until the newest that somebody has heard of the hall is like that."""
    await until(lambda: like.items() <= last(phone, "hall_changed").items(), f"the hall to be {like}")
    return last(phone, "hall_changed")


async def screens(phone: Phone, showing: int, of: int) -> None:
    """Wait until the podium is told how many screens show what was set."""
    wanted = (showing, of)
    await until(
        lambda: (
            (last(phone, "screens_changed").get("showing"), last(phone, "screens_changed").get("screens")) == wanted
        ),
        f"{showing} of {of} screens",
    )


async def test_what_is_set_on_one_device_is_on_every_screen_and_acknowledged(
    service: Service, second_service: Service
) -> None:
    """Two podiums and two screens at two processes; the picture of whoever comes later holds it. Holds R97, R98."""
    kit = service.new_meeting()
    there, room = kit.at(second_service), kit.room("s1")
    async with AsyncExitStack() as stack:
        podium = await follower(stack, kit, room, "chair")
        other = await follower(stack, there, room, "chair")
        assert podium.snapshot["hall"]["seq"] == 0
        await screens(podium, 0, 0)
        near, far = [await follower(stack, at, room, "screen") for at in (kit, there)]
        round_ = await an_open_round(podium, kit)  # type: ignore[arg-type] # it asks as any phone does
        await screens(podium, 0, 2)
        set_ = await other.act("show_in_hall", round_id=round_["id"], view="text", item=round_["slate"][1])
        assert (set_["type"], set_["already"], set_["round"]) == ("done", False, None)
        for heard in (near, far, podium, other):
            told = await shows(heard, seq=1, room_id=room["id"], round_id=round_["id"], view="text", page=1)
            assert told["item"] == round_["slate"][1]
            assert (told["round"], told["course"]) == (None, 1)
        assert (await near.ask("hall_shown", seq=1))["type"] == "done"
        for conducting in (podium, other):
            await screens(conducting, 1, 2)
        await far.ask("hall_shown", seq=1)
        await screens(podium, 2, 2)
        await far.ask("hall_shown", seq=-1)  # somebody turns it by hand
        await screens(podium, 1, 2)
        later = await follower(stack, kit, room, "screen")
        assert {**last(near, "hall_changed"), "type": ""} == {**later.snapshot["hall"], "type": ""}
        await screens(podium, 1, 3)
        await later.leave()
        await far.leave()
        await screens(other, 1, 1)
        await near.leave()
        await screens(podium, 0, 0)


async def test_a_screen_that_comes_by_calls_is_one_screen_through_whichever_process(
    service: Service, second_service: Service
) -> None:
    """Each of its calls may come to another process, and its newest word is good wherever it was said. Holds R98."""
    kit = service.new_meeting()
    room, token = kit.room("s1"), kit.founded["credentials"]["screen"]
    async with AsyncExitStack() as stack:
        near, far = [await follower(stack, at, room, "chair") for at in (kit, kit.at(second_service))]
        for at, seq in ((service, 0), (second_service, 0), (service, -1), (second_service, 0), (service, 0)):
            frame = {"type": "hall_shown", "seq": seq}
            status, _ = await asyncio.to_thread(at.call, "POST", f"/api/rooms/{room['id']}/acts", frame, token)
            assert status == 200
            for podium in (near, far):
                await screens(podium, seq + 1, 1)
        hello = {"type": "hello", "accepts": ["hall"]}
        for at in (service, second_service):
            _, said = await asyncio.to_thread(at.call, "POST", f"/api/rooms/{room['id']}/acts", hello, kit.chair)
            (counted,) = [one for one in said if one["type"] == "screens_changed"]
            assert (counted["showing"], counted["screens"]) == (1, 1)
        for podium in (near, far):
            told = {(one["showing"], one["screens"]) for one in podium.heard if one["type"] == "screens_changed"}
            assert told == {(0, 0), (1, 1), (0, 1)}


async def test_a_page_is_turned_once_for_a_request_and_only_the_last_turn_counts(hall: Hall) -> None:
    """A resent turn does not turn the hall back; a turn to where it is changes nothing."""
    async with AsyncExitStack() as stack:
        podium = await follower(stack, hall.kit, hall.room, "chair")
        round_ = await hall.open()
        first = {"request_id": "first", "round_id": round_["id"], "view": "slate", "page": 1}
        assert (await podium.ask("show_in_hall", **first))["already"] is False
        await podium.act("show_in_hall", round_id=round_["id"], view="slate", page=2)
        assert (await podium.ask("show_in_hall", **first))["already"] is True
        assert (await podium.act("show_in_hall", round_id=round_["id"], view="slate", page=2))["already"] is True
        assert (await podium.hello())["hall"] == {
            "seq": 2, "room_id": hall.room["id"], "round_id": round_["id"], "view": "slate", "page": 2, "item": "",
            "course": 1, "round": None,
        }  # fmt: skip


async def test_the_log_of_acts_says_what_was_shown_and_not_each_page(context: Any) -> None:
    """Whose round and which view is a matter for the log; a chair turns hundreds of pages a day. Holds R83."""
    from server.protocol import commands

    world = await a_world(context)
    room = world.room("plenary")
    round_id = await world.a_round(room, "published")
    for view, page in (("list", 0), ("list", 1), ("list", 2), ("matrix", 0), ("welcome", 0)):
        shown = commands.ShowInHall(request_id=a_request(), round_id=round_id, view=view, page=page)
        await world.do("chair", room, shown)
    acts = await read_acts(context, SECRETARY, meeting_of(room.id))
    logged = [(one.actor, one.detail) for one in acts if one.act == "show_in_hall"]
    assert logged == [
        ("chair", f"{room.id}: {round_id} list"), ("chair", f"{room.id}: {round_id} matrix"),
        ("chair", f"{room.id}: its room welcome"),
    ]  # fmt: skip


async def test_a_list_of_another_room_comes_with_its_round_once_it_is_published(hall: Hall) -> None:
    """The screens hear their own room alone, so that what they show of another is said with it. Holds R97."""
    async with AsyncExitStack() as stack:
        lunch = hall.kit.room("lunch", "AF")
        moderator = await hall.enter(hall.kit.founded["credentials"]["moderators"]["AF"], lunch)
        question = hall.kit.question("lunch")
        proposed = await moderator.act("propose", question_id=question, title="One")
        slate = [proposed["recommendation_id"]]
        drafted = await moderator.act("prepare_round", method="shortlist", slate=slate, question_id=question)
        asked = {"round_id": drafted["round_id"]}
        screen = await follower(stack, hall.kit, hall.room, "screen")
        podium = await follower(stack, hall.kit, hall.room, "chair")
        for step in ("open", "close", "publish"):
            assert (await podium.act("show_in_hall", **asked))["code"] == "not_found"
            assert (await moderator.ask(f"{step}_round", **asked))["type"] == "done"
        assert (await podium.act("show_in_hall", **asked, room_id=hall.room["id"]))["code"] == "malformed"
        assert (await podium.act("show_in_hall", **asked, room_id=lunch["id"], view="list"))["type"] == "done"
        told = await shows(screen, room_id=lunch["id"], view="list")
        assert (told["round"]["id"], told["round"]["state"]) == (drafted["round_id"], "published")
        assert (await podium.act("show_in_hall"))["type"] == "done"
        assert (await shows(screen, seq=2, room_id=hall.room["id"], round_id="", view=""))["round"] is None


async def test_phones_hear_nothing_of_the_hall(hall: Hall) -> None:
    """Pages that are turned cost a hall of phones nothing, and yesterday's screens are told nothing new. Holds R99."""
    async with AsyncExitStack() as stack:
        podium = await follower(stack, hall.kit, hall.room, "chair")
        yesterday = await follower(stack, hall.kit, hall.room, "screen", ("delta", "live_changed"))
        await screens(podium, 0, 1)
        round_ = await hall.open()
        await podium.act("show_in_hall", round_id=round_["id"], view="turnout")
        await shows(podium, view="turnout")
        await hall.step(round_, "close")
        for deaf in (hall.delegate, hall.chair, yesterday):
            await deaf.wait_for("round_changed", round__state="closed")
            assert not last(deaf, "hall_changed")
            assert not last(deaf, "screens_changed")
            assert deaf.snapshot["hall"] is None
        assert (await hall.delegate.ask("hall_shown", seq=1))["code"] == "not_permitted"
        assert (await hall.delegate.act("show_in_hall"))["code"] == "not_permitted"
        assert (await yesterday.act("show_in_hall"))["code"] == "not_permitted"


async def test_a_hall_s_page_that_the_chair_opened_counts_as_a_screen(hall: Hall) -> None:
    """Many a hall's screen is a second window of the chair's own computer."""
    async with AsyncExitStack() as stack:
        podium = await follower(stack, hall.kit, hall.room, "chair")
        window = await follower(stack, hall.kit, hall.room, "chair")
        await screens(podium, 0, 0)
        await window.ask("hall_shown", seq=0)
        await screens(podium, 1, 1)
        await window.leave()
        await screens(podium, 0, 0)
