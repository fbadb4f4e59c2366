"""Badges as a secretariat prints them: chosen, made once, saved, and what goes wrong said in a sentence."""

import asyncio

import pytest
from playwright.async_api import Page, Request, expect

from server.domain.languages import LANGUAGES
from tests.browser.conftest import PHONE, TABLET, Tabs, every_day
from tests.browser.layout.ruler import faults_of
from tests.browser.test_accessibility import Axe
from tests.secretariat.printing.paper import Paper
from tests.services import Kit, Service

SEATS = [
    {"name": "Ada", "delegation": "Country A", "region_id": "AF"},
    {"name": "Bo", "delegation": "Country B", "region_id": "AF", "votes": False},
    {"name": "Chi", "delegation": "Country C", "region_id": "AM"},
]


async def at_the_badges(service: Service, tabs: Tabs, kit: Kit, **wishes: str) -> Page:
    """Open the page as the secretariat."""
    page = await tabs.open(TABLET, f"{service.base_url}/desk", **wishes)
    opened = await page.context.request.post(f"{service.base_url}/api/desk", data={"key": service.key})
    await page.goto(f"{service.base_url}{(await opened.json())['page']}/{kit.id}/badges")
    await expect(page.locator("main")).not_to_have_attribute("inert", "")
    return page


async def test_badges_are_made_once_and_saved_however_often_somebody_presses(service: Service, tabs: Tabs) -> None:
    """The file has the cards of the choice; the wifi is in no address; all that is printed is said. Holds R201."""
    kit = await asyncio.to_thread(service.new_meeting, seats=SEATS)
    page = await at_the_badges(service, tabs, kit)
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if ".pdf" in request.url else None)
    await expect(page.locator("[data-text=sum]")).to_have_text("Cards: 3 · Sheets: 1")
    await expect(page.locator(".badge__name")).to_have_text("Ada")
    await page.get_by_label("For whom").select_option("region:AM")
    await expect(page.locator("[data-text=sum]")).to_have_text("Cards: 1 · Sheets: 1")
    await expect(page.locator(".badge__name")).to_have_text("Chi")
    await page.get_by_label("For whom").select_option("")
    await page.get_by_text("Wifi on each card").click()
    await page.get_by_label("Name of the network").fill("Hall")
    await page.get_by_label("Password").fill("a-password")
    async with page.expect_download() as saving:
        await page.get_by_role("button", name="Make the PDF").dblclick()
    saved = await (await saving.value).path()
    paper = Paper(await asyncio.to_thread(saved.read_bytes))
    assert {word for seat in SEATS for word in str(seat["name"]).split()} <= set(paper.words())
    assert sum(said.startswith("WIFI") for said in paper.scan()) == len(SEATS)
    assert len(asked) == 1
    assert "a-password" not in asked[0].url
    await expect(page.locator("[data-made=badges]")).to_be_focused()
    await page.reload()
    await page.get_by_label("For whom").select_option("new")
    await expect(page.locator("[data-text=sum]")).to_have_text("All badges are printed as they are now.")
    await expect(page.get_by_role("button", name="Make the PDF")).to_be_disabled()
    tabs.away = True  # without a network what failed is said, and the page goes on
    await page.context.set_offline(True)
    await page.get_by_role("button", name="Make: Poster").click()
    await expect(page.get_by_role("alert")).to_contain_text("does not answer")
    await page.context.set_offline(False)
    async with page.expect_download():
        await page.get_by_role("button", name="Make: Poster").click()
    await expect(page.get_by_role("alert")).to_be_hidden()


@pytest.mark.parametrize("language", every_day(LANGUAGES, "en", "ar"))
async def test_axe_finds_nothing_at_the_badges_and_nothing_is_cut(service: Service, tabs: Tabs, language: str) -> None:
    kit = await asyncio.to_thread(service.new_meeting, seats=[*SEATS, {"name": "김민준", "region_id": "AP"}])
    page, axe, faults = await at_the_badges(service, tabs, kit, locale=language), Axe(language), []
    await page.locator(".printing__wifi summary").click()
    await axe.look(page, "badges")
    for size in (TABLET, PHONE):
        await page.set_viewport_size(size)
        faults += [f"{size}: {fault}" for fault in await faults_of(page)]
    assert not axe.found, "\n".join(axe.found)
    assert not faults, "\n".join(faults)
