"""The desk's room through real sockets and calls: who enters it, who hears of an edit and when, who is refused."""

import asyncio
import time
from contextlib import AsyncExitStack

from server.cli.meetings import desk_link
from server.rehearsal.phone import Phone
from tests.builders import a_request
from tests.conftest import until
from tests.pictures import Witness, differences
from tests.services import Json, Kit, Service
from tests.web.browsers import code_at

WITHIN_S = 1.0


def room_of(kit: Kit) -> str:
    """Name the desk's room."""
    return f"{kit.id}desk"


async def a_desk(hall: AsyncExitStack, kit: Kit, credential: str, service: Service | None = None) -> Witness:
    """Let somebody into the desk's room."""
    base_url = (service or kit.service).base_url
    return await hall.enter_async_context(Witness(base_url, room_of(kit), credential, ["set_changed"]))


async def edited(desk: Phone, version: int, changes: Json) -> Json:
    """Edit, and keep the answer."""
    return await desk.ask("edit_programme", request_id=a_request(), version=version, changes=changes)


async def test_an_edit_is_heard_in_every_room_and_process_within_a_second(
    service: Service, second_service: Service
) -> None:
    """By a phone, a podium and a screen, and by a desk of another process; what they have is what a fresh hello shows.

    Holds R176.
    """
    kit = await asyncio.to_thread(service.new_meeting)
    link = await asyncio.to_thread(kit.desk)
    async with AsyncExitStack() as hall:
        desk, other = await a_desk(hall, kit, link), await a_desk(hall, kit, service.key, second_service)
        ears = []
        for one in (service, second_service):
            phone = await asyncio.to_thread(kit.a_delegate)
            for token in (phone["credential"], kit.chair, kit.founded["credentials"]["screen"]):
                ear = Witness(one.base_url, kit.room("s1")["id"], token, ["set_changed"])
                ears.append(await hall.enter_async_context(ear))
        assert desk.picture["programme"]["version"] == 1
        began = time.monotonic()
        first, *others = desk.picture["regions"]
        changes = {"title": "Another title", "regions": [{**first, "name": "All of Africa"}, *others]}
        assert (await edited(desk, 1, changes))["type"] == "done"
        for ear in (desk, other, *ears):
            await until(lambda ear=ear: ear.picture["regions"][0]["name"] == "All of Africa", "the edit")
        assert time.monotonic() - began < WITHIN_S
        assert other.picture["programme"]["title"] == "Another title"
        async with Witness(service.base_url, room_of(kit), link, ["set_changed"]) as fresh:
            assert not differences(desk.picture, fresh.picture)
        _, shown = await asyncio.to_thread(second_service.call, "GET", f"/api/meetings/{kit.id}", None, kit.chair)
        assert (shown["title"], shown["version"]) == ("Another title", 2)


async def test_the_second_of_two_desks_merges_what_it_is_told(service: Service) -> None:
    """It is refused with the programme that stands, and makes its edit on that; a program does the same by calls.

    Holds R173.
    """
    kit = await asyncio.to_thread(service.new_meeting)
    async with AsyncExitStack() as hall:
        desk = await a_desk(hall, kit, await asyncio.to_thread(kit.desk))
        assert (await edited(desk, 1, {"title": "First"}))["type"] == "done"
        refused = await edited(desk, 1, {"defaults": {"moderation": "pre"}})
        assert (refused["code"], refused["current"]["title"], refused["current"]["version"]) == (
            "overtaken",
            "First",
            2,
        )
    command = {"type": "edit_programme", "ref": "7", "request_id": a_request(), "version": 2}
    said = {**command, "changes": {"defaults": {"moderation": "pre"}}}
    path = f"/api/rooms/{room_of(kit)}/acts"
    for already in (False, True):
        status, answer = await asyncio.to_thread(service.call, "POST", path, said, service.key)
        assert (status, answer["type"], answer["already"]) == (200, "done", already)
    _, shown = await asyncio.to_thread(service.call, "GET", f"/api/meetings/{kit.id}", None, service.key)
    assert (shown["title"], shown["defaults"]["moderation"], shown["version"]) == ("First", "pre", 3)


async def test_what_rests_on_a_part_of_the_programme_is_named_where_it_would_go(service: Service) -> None:
    """A seat of a region, and an agenda session with a proposal; nothing changes. Holds R175."""
    kit = await asyncio.to_thread(service.new_meeting)
    await asyncio.to_thread(kit.a_delegate, "AM")
    async with AsyncExitStack() as hall:
        desk = await a_desk(hall, kit, await asyncio.to_thread(kit.desk))
        chair = await hall.enter_async_context(kit.phone(kit.room("s1"), "chair"))
        await chair.act("propose", question_id=await asyncio.to_thread(kit.question, "s1"), title="One")
        ids = [session["id"] for session in desk.picture["programme"]["sessions"]]
        regions = [region for region in desk.picture["regions"] if region["id"] != "AM"]
        for changes, rests, called in (
            ({"regions": regions}, "AM", "“Americas”"),
            ({"sessions": [one for one in ids if one != "s1"]}, kit.room("s1")["id"], "“The past”"),
        ):
            refused = await edited(desk, 1, changes)
            assert (refused["code"], refused["current"]) == ("bound", {"id": rests})
            assert called in refused["message"]
        wrong = await edited(desk, 1, {"sessions": [{"id": "s1", "title": ""}, *ids[1:]]})
        assert (wrong["code"], wrong["current"][0]["text"]) == ("malformed", "sessions[0].title")
        assert (await desk.hello())["programme"]["version"] == 1


async def test_nobody_but_secretariat_and_desk_enters_it(service: Service) -> None:
    """Nor does the desk of another meeting. Holds R172."""
    kit, other = [await asyncio.to_thread(service.new_meeting) for _ in range(2)]
    credentials = kit.founded["credentials"]
    tokens = [credentials["chair"], credentials["screen"], credentials["observer"], credentials["moderators"]["AF"]]
    tokens += [(await asyncio.to_thread(kit.a_delegate))["credential"], await asyncio.to_thread(other.desk)]
    for token in tokens:
        assert await code_at(service, room_of(kit), token) == 4403


async def test_a_renewed_link_closes_the_desk_that_it_had_opened(service: Service) -> None:
    """The secretariat's too, whose link is no meeting's; whoever is there by its key comes in again. Holds R161."""
    kit = await asyncio.to_thread(service.new_meeting)
    of_all = (await desk_link(service.settings, "")).partition("#")[2]
    async with AsyncExitStack() as hall:
        desk, all_of_them = await a_desk(hall, kit, await asyncio.to_thread(kit.desk)), await a_desk(hall, kit, of_all)
        by_key = await a_desk(hall, kit, service.key)
        await desk_link(service.settings, kit.id, renew=True)
        assert await desk.wait_closed() == 4401
        await desk_link(service.settings, "", renew=True)
        assert await all_of_them.wait_closed() == 4401
        assert await by_key.wait_closed() == 4401
    assert await code_at(service, room_of(kit), of_all) == 4401
    async with Phone(service.base_url, room_of(kit), service.key) as again:
        assert again.you["role"] == "secretariat"
