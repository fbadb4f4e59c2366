"""The podium's door: the code and its picture, the list of seats and what is done to them, on every size of page."""

import asyncio
import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.layout.ruler import faults_of
from tests.browser.rounds import Chamber, a_chamber
from tests.browser.test_accessibility import Axe
from tests.services import Service

WIDE = {"width": 1920, "height": 1080}
OVERFLOWS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
DRAWN = "(image) => image.complete && image.naturalWidth > 0"


async def seated(chamber: Chamber, region: str, name: str) -> None:
    """Let somebody join by code and open a room, so that the seat counts."""
    joined = await asyncio.to_thread(lambda: chamber.kit.a_delegate(region, name=name))
    async with chamber.kit.phone(chamber.room, joined):
        pass


async def open_seats(podium: Page) -> None:
    """Open the list of seats."""
    await expect(podium.locator("[data-text=seatsTotal]")).not_to_be_empty()
    await podium.locator("[data-joining=seats]").click()
    await expect(podium.locator("[data-list=seats] > li").first).to_be_visible()


async def test_a_new_code_is_on_podium_and_hall_at_once(service: Service, tabs: Tabs) -> None:
    """It asks once; then code and picture change on both, and the old code opens nothing."""
    async with a_chamber(service) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        screen = await tabs.enter(TABLET, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        old = chamber.kit.founded["join_code"]
        await expect(podium.locator(".join__code")).to_have_text(old)
        await expect(podium.locator("[data-text=seatsTotal]")).not_to_be_empty()
        await podium.locator("[data-joining=new_join_code]").click()
        await podium.keyboard.press("Enter")  # the answer that changes nothing has the focus
        await expect(podium.locator(".join__code")).to_have_text(old)
        await podium.locator("[data-joining=new_join_code]").click()
        await podium.locator("[data-answer=new_join_code]").click()
        await expect(podium.locator(".join__code")).not_to_have_text(old)
        new = await podium.locator(".join__code").inner_text()
        await expect(screen.locator(".ticket__code")).to_have_text(new)
        for picture in (podium.locator(".join__qr"), screen.locator(".ticket__qr")):
            await expect(picture).to_have_attribute("src", f"{await slot_of(picture.page)}join-qr.svg?code={new}")
            assert await picture.evaluate(DRAWN)
        assert (await asyncio.to_thread(service.call, "GET", f"/join/{old}"))[0] == 404


async def slot_of(page: Page) -> str:
    """The beginning of a tab's addresses."""
    return f"/tab/{page.url.split('/tab/')[1].split('/')[0]}/"


async def test_whoever_gave_no_name_has_one_number_on_their_phone_and_on_the_podium(
    service: Service, tabs: Tabs
) -> None:
    """The chair says it into the hall, finds it in the list and is asked about it; an id is shown to nobody."""
    async with a_chamber(service) as chamber:
        phones = [
            await tabs.join(PHONE, chamber.kit, region, f"delegate/{chamber.room['id']}") for region in ("AF", "AM")
        ]
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await open_seats(podium)
        rows = podium.locator("[data-list=seats] > li")
        await expect(rows).to_have_count(2)
        called = await rows.locator("[data-text=name]").all_inner_texts()
        assert called == [await phone.locator(".topline__name").inner_text() for phone in phones]
        assert len(set(called)) == 2
        assert all(re.fullmatch(r"Delegate \d+", name) for name in called), called
        await podium.locator("[data-seats-find]").fill(called[1].removeprefix("Delegate "))
        await expect(rows).to_have_count(1)
        await rows.locator("[data-joining=remove_seat]").click()
        await expect(podium.locator("[data-dialog=remove_seat]")).to_contain_text(f"Remove {called[1]}?")
        await podium.locator("[data-answer=remove_seat]").click()
        await expect(podium.locator("[data-text=seatsSaid]")).to_have_text(f"{called[1]}: removed.")
        for page in (*phones, podium):
            assert chamber.kit.id not in await page.locator("body").inner_text()


async def test_a_seat_is_found_barred_let_in_again_and_removed(service: Service, tabs: Tabs) -> None:
    """Search, then one tap each; what came of it is said in the dialog; removing asks once."""
    async with a_chamber(service) as chamber:
        await seated(chamber, "AF", "Amina Diallo")
        await seated(chamber, "AM", "Luis Amin")
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await open_seats(podium)
        rows = podium.locator("[data-list=seats] > li")
        await expect(rows).to_have_count(2)
        await podium.locator("[data-seats-find]").fill("luis")
        await expect(rows).to_have_count(1)
        await rows.locator("[data-joining=bar_seat]").click()
        await expect(podium.locator(".seats__said")).to_contain_text("Luis Amin")
        await rows.locator("[data-joining=unbar_seat]").click()
        await expect(rows.locator("[data-joining=bar_seat]")).to_be_visible()
        await rows.locator("[data-joining=remove_seat]").click()
        await expect(podium.locator("[data-dialog=remove_seat]")).to_contain_text("taken out of the count")
        await podium.locator("[data-answer=remove_seat]").click()
        await expect(podium.locator("[data-dialog=remove_seat]")).to_be_hidden()
        await expect(rows).to_have_count(0)
        await podium.locator("[data-seats-find]").fill("")
        await expect(rows).to_have_count(1)


async def test_all_seats_of_one_address_are_removed_in_one_act(service: Service, tabs: Tabs) -> None:
    """It asks once with the number in the button, and says how many went."""
    async with a_chamber(service) as chamber:
        for name in ("One", "Two", "Three"):
            await seated(chamber, "AF", name)
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await open_seats(podium)
        await podium.locator("[data-joining=remove_joins]").click()
        await podium.locator("[data-answer=remove_joins]", has_text="3").click()
        await expect(podium.locator(".seats__said")).to_contain_text("3 seats removed")
        await expect(podium.locator("[data-list=seats] > li")).to_have_count(0)


async def test_a_moderator_reads_the_seats_of_the_region_and_changes_none(service: Service, tabs: Tabs) -> None:
    """What belongs to the chair is not offered; seats of other regions are not shown."""
    async with a_chamber(service) as chamber:
        await seated(chamber, "AF", "Amina Diallo")
        await seated(chamber, "AM", "Luis Amin")
        room = chamber.kit.room("lunch", "AF")
        podium = await tabs.enter(TABLET, chamber.kit, "moderator:AF", f"podium/{room['id']}")
        await open_seats(podium)
        await expect(podium.locator("[data-list=seats] > li")).to_have_count(1)
        for act in ("close_joining", "new_join_code", "bar_seat", "remove_seat", "remove_joins", "set_seat_limit"):
            await expect(podium.locator(f"[data-joining={act}]").locator("visible=true")).to_have_count(0)


async def test_a_limit_that_cannot_be_is_refused_where_it_was_typed(service: Service, tabs: Tabs) -> None:
    """The sentence stands beside the field, the figure stays; a limit that can be is shown at once."""
    async with a_chamber(service) as chamber:
        await seated(chamber, "AF", "Amina Diallo")
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await open_seats(podium)
        await podium.locator("[data-seat-limit]").fill("20001")
        await podium.locator("[data-joining=set_seat_limit]").click()
        await expect(podium.locator(".seats__limit:has([data-seat-limit]) [data-refusal]")).to_be_visible()
        await expect(podium.locator("[data-seat-limit]")).to_have_value("20001")
        await podium.locator("[data-seat-limit]").fill("50")
        await podium.locator("[data-joining=set_seat_limit]").click()
        await expect(podium.locator("[data-text=seatsHead]")).to_contain_text("1 of 50 seats")


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_the_door_fits_every_size(service: Service, tabs: Tabs, language: str) -> None:
    """Panel and dialog from 320 to 1920 px: nothing wider than the page, 44 px to touch, axe finds nothing."""
    axe = Axe(language)
    async with a_chamber(service) as chamber:
        await seated(chamber, "AF", "Amina Diallo, Member State delegate with a very long name, of many words")
        podium = await tabs.enter(PHONE, chamber.kit, "chair", f"podium/{chamber.room['id']}", locale=language)
        await open_seats(podium)
        for size in ({"width": 320, "height": 568}, PHONE, TABLET, WIDE):
            await podium.set_viewport_size(size)
            assert not await podium.evaluate(OVERFLOWS)
            assert await faults_of(podium) == []
        await axe.look(podium, "seats")
        await podium.keyboard.press("Escape")
        await expect(podium.locator("[data-dialog=seats]")).to_be_hidden()
        await podium.locator("[data-joining=new_join_code]").click()
        await axe.look(podium, "new code")
    assert not axe.found, "\n".join(axe.found)
