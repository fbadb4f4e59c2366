"""A badge in the browser: what is scanned waits for a tap, in no address, and leads in; also without scripts."""

import asyncio
from dataclasses import dataclass

import pytest
from playwright.async_api import Page, expect

from server.room.context import Context
from server.secretariat.credentials import Credentials
from server.secretariat.short_links import short_codes
from tests.browser.conftest import PHONE, Tabs
from tests.browser.layout.ruler import faults_of
from tests.browser.test_small_screens import NARROW
from tests.services import Kit, Service
from tests.web.test_one_seat import SEATS


@dataclass(frozen=True, slots=True)
class Badges:
    """A meeting with two named seats, and the letters on their badges."""

    kit: Kit
    codes: list[str]

    def link(self, number: int) -> str:
        """What the code of a badge says."""
        return f"{self.kit.service.base_url}/s#{self.codes[number]}"


@pytest.fixture
async def badges(service: Service, context: Context) -> Badges:
    """The badges of a meeting as they are printed."""
    kit = await asyncio.to_thread(service.new_meeting, seats=SEATS)
    credentials = Credentials(context, context.shards.directory.secret)
    holders = [f"seat:{seat['seat_id']}" for seat in kit.founded["seats"]]
    found = await short_codes(context, credentials, await context.meeting(kit.id), holders)
    return Badges(kit, [found[holder] for holder in holders])


def asked_by(page: Page) -> list[str]:
    """Note every address that a page asks for."""
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    return asked


async def test_a_scanned_badge_waits_for_a_tap_and_then_is_a_seat(tabs: Tabs, badges: Badges) -> None:
    """The letters are in the field and not in the address, and nothing was sent with them; one tap leads in."""
    page = await tabs.open(PHONE, "about:blank")
    asked = asked_by(page)
    await page.goto(badges.link(0))
    await expect(page.locator("#code")).to_have_value(badges.codes[0])
    assert page.url.endswith("/s")
    await expect(page.locator("[data-short-go]")).to_be_focused()
    await page.locator("[data-short-go]").click()
    await page.wait_for_url("**/tab/*/delegate/*")
    await expect(page.get_by_text(SEATS[0]["name"]).first).to_be_visible()
    assert [url for url in asked if badges.codes[0] in url] == []


async def test_another_badge_scanned_into_the_same_tab_takes_its_place(tabs: Tabs, badges: Badges) -> None:
    page = await tabs.open(PHONE, badges.link(0))
    await expect(page.locator("#code")).to_have_value(badges.codes[0])
    await page.goto(badges.link(1))
    await expect(page.locator("#code")).to_have_value(badges.codes[1])


async def test_without_scripts_the_letters_are_typed(tabs: Tabs, badges: Badges) -> None:
    """As they are printed: four and four, in capitals; a mistake is said on the page, and stays to be mended."""
    tabs.away = True  # the browser tells of the refusal, too
    page = await tabs.open(PHONE, f"{badges.kit.service.base_url}/s", java_script_enabled=False)
    await page.locator("#code").fill("K7QM-4TX")
    await page.locator("[data-short-go]").click()
    await expect(page.locator("[role=alert]")).to_be_visible()
    await expect(page.locator("#code")).to_have_value("K7QM-4TX")
    code = badges.codes[1].upper()
    await page.locator("#code").fill(f"{code[:4]}-{code[4:]}")
    await page.locator("[data-short-go]").click()
    await page.wait_for_url("**/tab/*/delegate/*")


@pytest.mark.parametrize("language", ["ar", "ru"])
async def test_the_page_of_badges_fits_a_narrow_phone(tabs: Tabs, badges: Badges, language: str) -> None:
    tabs.away = True
    page = await tabs.open(NARROW, badges.link(0), locale=language)
    assert await faults_of(page, thumb=(".button-main",)) == []
    await page.locator("#code").fill("K7QM-4TX")
    await page.locator("[data-short-go]").click()
    await expect(page.locator("[role=alert]")).to_be_visible()
    assert await faults_of(page, thumb=()) == []
