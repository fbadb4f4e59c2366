"""What the programme says on a page, for pages that are open: fresh, shared, and not for whoever may not have it."""

import asyncio
import re

from server.rehearsal.phone import Phone
from tests.builders import a_request
from tests.services import Service
from tests.web.browsers import a_tab, raw


async def test_it_is_as_new_as_what_the_room_was_told(service: Service, second_service: Service) -> None:
    """In the moment of the event, in another process too, which remembers programmes for half a second."""
    kit = await asyncio.to_thread(service.new_meeting)
    room = kit.room("s1")["id"]
    path = f"/tab/abcdef/podium/{room}/programme"
    headers = {"Authorization": f"Bearer {kit.chair}"}
    desk_credential = await asyncio.to_thread(kit.desk)
    async with (
        Phone(service.base_url, f"{kit.id}desk", desk_credential) as desk,
        Phone(second_service.base_url, room, kit.chair) as chair,
    ):
        for version in range(1, 4):
            changes = {"sessions": [{"id": "s1", "title": f"Title {version}"}, "lunch", "s2"]}
            await desk.ask("edit_programme", request_id=a_request(), version=version, changes=changes)
            await chair.wait_for("programme_changed", version=version + 1)
            page = (await asyncio.to_thread(raw, second_service, "GET", path, **headers)).page
            assert f'data-programme="{version + 1}"' in page
            assert f"Title {version}" in page


def test_two_phones_of_a_region_are_sent_the_same_and_their_slots_are_not_in_it(service: Service) -> None:
    """Addresses have a dash where the page puts its own slot."""
    kit = service.new_meeting()
    room, pages = kit.room("lunch", "AF")["id"], []
    for _ in range(2):
        slot, cookie, _ = a_tab(service, kit)
        answer = raw(service, "GET", f"/tab/{slot}/delegate/{room}/programme", Cookie=cookie)
        assert answer.status == 200
        assert slot not in answer.page
        pages.append(answer.page)
    assert pages[0] == pages[1]
    assert re.search(r'href="/tab/-/delegate/\w+"', pages[0])


def test_another_region_s_room_and_another_page_are_refused(service: Service) -> None:
    kit = service.new_meeting()
    slot, cookie, _ = a_tab(service, kit)
    for page, room in (("delegate", kit.room("lunch", "AM")), ("podium", kit.room("s1"))):
        answer = raw(service, "GET", f"/tab/{slot}/{page}/{room['id']}/programme", Cookie=cookie)
        assert answer.status == 403
