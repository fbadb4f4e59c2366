"""The page of badges: what each choice would print, what cannot be printed, and nothing on it that opens a seat."""

import asyncio
import json

from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.seating import edit_seat
from tests.services import Service
from tests.web.browsers import Answer, raw
from tests.web.test_desk import come_in, in_tab

SEATS = [{"name": name, "region_id": region} for name, region in (("Ada", "AF"), ("Bo", "AF"), ("Chi", "AM"))]


def page_of(service: Service, tab: Answer, meeting_id: str) -> str:
    """Read the page."""
    page = in_tab(service, tab, f"{json.loads(tab.page)['page']}/{meeting_id}/badges")
    assert page.status == 200, page.page
    return page.page.replace("\u00a0", " ")


async def test_the_page_says_how_many_cards_each_choice_has(service: Service, context: Context) -> None:
    """What was printed is new again once it has changed; looking is no act and makes no code. Holds R200."""
    kit = await asyncio.to_thread(service.new_meeting, seats=SEATS)
    tab = await asyncio.to_thread(come_in, service, service.key)
    page = await asyncio.to_thread(page_of, service, tab, kit.id)
    for said in ("Everybody: 3", "Only new or changed: 3", "Africa: 2", "Americas: 1", "Arab States: 0"):
        assert said in page
    assert not await context.store_of(kit.id).short_codes.read_all(kit.id)
    printed = await asyncio.to_thread(
        raw, service, "POST", f"/api/meetings/{kit.id}/badges.pdf", "{}", Authorization=f"Bearer {service.key}"
    )
    assert printed.status == 200
    assert "Only new or changed: 0" in await asyncio.to_thread(page_of, service, tab, kit.id)
    await edit_seat(context, SECRETARY, kit.id, kit.founded["seats"][0]["seat_id"], {"name": "Ada B."})
    assert "Only new or changed: 1" in await asyncio.to_thread(page_of, service, tab, kit.id)


async def test_no_code_stands_on_the_page(service: Service, context: Context) -> None:
    """Whoever looks over somebody's shoulder at the desk takes no seat by it."""
    kit = await asyncio.to_thread(service.new_meeting, seats=SEATS)
    key = f"Bearer {service.key}"
    await asyncio.to_thread(raw, service, "POST", f"/api/meetings/{kit.id}/badges.pdf", "{}", Authorization=key)
    tab = await asyncio.to_thread(come_in, service, service.key)
    page = (await asyncio.to_thread(page_of, service, tab, kit.id)).lower()
    codes = await context.store_of(kit.id).short_codes.read_all(kit.id)
    assert len(codes) == 3
    assert not [code for code in codes if code in page or f"{code[:4]}-{code[4:]}" in page]


def test_letters_without_a_face_are_told_before_anything_is_printed(service: Service) -> None:
    """With whose they are, and what to do. Holds R200."""
    kit = service.new_meeting(seats=[*SEATS, {"name": "김민준", "region_id": "AP"}])
    page = page_of(service, come_in(service, service.key), kit.id)
    assert "These letters cannot be printed" in page
    assert page.count("김민준") >= 2
    without = service.new_meeting(seats=SEATS)
    assert "These letters cannot" not in page_of(service, come_in(service, service.key), without.id)


def test_without_seats_there_is_the_poster_and_the_way_to_the_seats(service: Service) -> None:
    kit = service.new_meeting()
    page = page_of(service, come_in(service, service.key), kit.id)
    assert "There are no seats to make badges for" in page
    assert 'data-sheet="poster"' in page
