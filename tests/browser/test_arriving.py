"""Arriving by code: a phone's own seat, one's own name and the admission, and what is said where there is no way in."""

import asyncio

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.layout.ruler import faults_of
from tests.browser.test_accessibility import Axe
from tests.browser.test_small_screens import SMALL
from tests.services import Kit, Service

NAMED = [
    {"name": "Amina Diallo", "delegation": "Dialogue for West Africa", "region_id": "AF"},
    {"name": "Amina Okafor", "delegation": "Dialogue for Southern Africa", "region_id": "AF"},
    {"name": "Luis Amin", "delegation": "Regional Conference", "region_id": "AM"},
]


async def a_named_meeting(service: Service) -> Kit:
    """Found a meeting of named seats in which people may look for their own name."""
    return await asyncio.to_thread(lambda: service.new_meeting(seats=NAMED, open_join=True))


async def look_for(page: Page, kit: Kit, typed: str) -> None:
    """Open the join link and type a part of a name."""
    await page.goto(kit.founded["links"]["join"])
    await page.locator("input[name=q]").press_sequentially(typed)


async def choose(page: Page, name: str) -> None:
    """Choose a name, and say that it is one's own."""
    await page.locator(".name-choice", has_text=name).locator("input").check()
    await expect(page.locator("[data-names-go]")).to_contain_text(name)
    await page.locator("[data-names-form] button").click()
    await page.wait_for_url("**/waiting")


async def look_closely(page: Page, axe: Axe, state: str) -> None:
    """Nothing is cut or too small to touch at 320 px, and axe finds nothing."""
    await page.set_viewport_size(SMALL)
    assert await faults_of(page) == []
    await axe.look(page, state)


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_name_waits_for_a_nod_and_goes_in(service: Service, tabs: Tabs, language: str) -> None:
    """Three letters, the names that fit, one's own; the podium admits with one tap and the phone goes in by itself."""
    kit = await a_named_meeting(service)
    axe = Axe(language)
    podium = await tabs.enter(TABLET, kit, "chair", f"podium/{kit.room('s2')['id']}")
    phone = await tabs.open(PHONE, service.base_url, locale=language)
    await look_for(phone, kit, "ami")
    await expect(phone.locator(".name-choice")).to_have_count(3)
    await phone.locator("input[name=q]").press_sequentially("na")
    await expect(phone.locator(".name-choice")).to_have_count(2)
    await look_closely(phone, axe, "names")
    await choose(phone, "Amina Diallo")
    await look_closely(phone, axe, "waiting")
    row = podium.locator("[data-list=waiting] > li", has_text="Amina Diallo")
    await expect(row).to_contain_text("Dialogue for West Africa")
    await expect(podium.locator(".podium__door")).to_be_visible()
    await row.locator("[data-joining=admit_seat]").click()
    await phone.wait_for_url("**/delegate/**")
    await expect(phone.locator(".topline__name")).to_have_text("Amina Diallo")
    await expect(podium.locator("[data-list=waiting] > li")).to_have_count(0)
    other = await tabs.open(PHONE, service.base_url)
    await look_for(other, kit, "amina")
    await expect(other.locator(".name-choice")).to_have_count(1)
    assert not axe.found, "\n".join(axe.found)


async def test_who_is_refused_is_told_what_to_do(service: Service, tabs: Tabs) -> None:
    """A moderator of the region refuses; the page says so and leads back to the names."""
    kit = await a_named_meeting(service)
    podium = await tabs.enter(TABLET, kit, "moderator:AF", f"podium/{kit.room('lunch', 'AF')['id']}")
    phone = await tabs.open(PHONE, service.base_url)
    tabs.away = True  # the page that says no is answered 403, and browsers complain of that
    await look_for(phone, kit, "okafor")
    await choose(phone, "Amina Okafor")
    await podium.locator("[data-joining=refuse_seat]").click()
    await expect(podium.locator("[data-list=waiting] .seat-row__answer")).to_be_visible()
    await expect(phone.get_by_role("alert")).to_be_visible()
    await look_closely(phone, axe := Axe("en"), "refused")
    assert not axe.found, "\n".join(axe.found)
    await phone.get_by_role("link", name="Choose again").click()
    await expect(phone.locator("input[name=q]")).to_be_visible()


async def test_a_name_is_found_and_let_in_without_a_script(service: Service, tabs: Tabs) -> None:
    """Plain forms do the same: the page that waits looks again by itself."""
    kit = await a_named_meeting(service)
    podium = await tabs.enter(TABLET, kit, "chair", f"podium/{kit.room('s2')['id']}")
    phone = await tabs.open(PHONE, kit.founded["links"]["join"], java_script_enabled=False)
    await phone.fill("input[name=q]", "luis")
    await phone.click("[data-search-go]")
    await phone.locator(".name-choice input").check()
    await phone.click("[data-names-form] button")
    await phone.wait_for_url("**/waiting")
    await podium.locator("[data-joining=admit_seat]").click()
    await phone.wait_for_url("**/delegate/**")


async def test_a_phone_is_offered_its_own_seat_first(service: Service, tabs: Tabs) -> None:
    """Also by the form without a script; a second seat on the phone is not given where a device has one."""
    kit = await asyncio.to_thread(service.new_meeting)
    phone = await tabs.open(PHONE, kit.founded["links"]["join"], java_script_enabled=False)
    await phone.locator("input[value=AF]").check()
    await phone.fill("input[name=name]", "Amina")
    await phone.click("[data-join] button")
    await phone.wait_for_url("**/delegate/**")
    seat = phone.url
    await phone.goto(kit.founded["links"]["join"])
    await expect(phone.locator(".own-seat")).to_contain_text("Amina")
    await phone.locator(".another summary").click()
    await expect(phone.locator(".another input")).to_have_count(0)
    await phone.locator(".own-seat a").click()
    await phone.wait_for_url("**/delegate/**")
    assert phone.url.split("/delegate/")[0] == seat.split("/delegate/")[0]


async def test_joining_closes_while_somebody_fills_in_the_page(service: Service, tabs: Tabs) -> None:
    """It is said on the same page, with what to do; what was filled in is still there when joining is open again."""
    kit = await asyncio.to_thread(service.new_meeting)
    tabs.away = True  # a page that says no is no success for HTTP
    podium = await tabs.enter(TABLET, kit, "chair", f"podium/{kit.room('s2')['id']}")
    screen = await tabs.enter(TABLET, kit, "screen", f"screen/{kit.room('s2')['id']}")
    phone = await tabs.open(PHONE, kit.founded["links"]["join"])
    await phone.locator("input[value=AF]").check()
    await phone.fill("input[name=name]", "Amina")
    await expect(podium.locator("[data-text=seatsTotal]")).not_to_be_empty()
    await podium.locator("[data-joining=close_joining]").click()
    await expect(screen.locator(".ticket__closed")).to_be_visible()
    await phone.click("[data-join] button")
    await expect(phone.get_by_role("alert")).to_be_visible()
    await podium.locator("[data-joining=open_joining]").click()
    await expect(screen.locator(".ticket__qr")).to_be_visible()
    await phone.go_back()
    await expect(phone.locator("input[name=name]")).to_have_value("Amina")
    await phone.locator("input[value=AF]").check()
    await phone.click("[data-join] button")
    await phone.wait_for_url("**/delegate/**")
