"""A region confirms a set: asked on the podium, called on every phone of the region, and said by one tap."""

import asyncio
import os

from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.services import Service


async def photograph(page: Page, name: str) -> None:
    """Keep a picture where somebody wants to see it."""
    if folder := os.environ.get("PLENUM_PICTURES"):
        await page.screenshot(path=f"{folder}/{name}.png", full_page=True)


async def test_a_region_says_that_a_set_is_its_text(service: Service, tabs: Tabs) -> None:
    """In the plenary its delegates are called, and nobody else; the podium hears how many, and the desk's rooms too."""
    kit = await asyncio.to_thread(service.new_meeting)
    room, plenary = kit.room("lunch", "AF")["id"], kit.room("s1")["id"]
    question = await asyncio.to_thread(kit.question, "lunch")
    async with kit.phone(kit.room("lunch", "AF"), kit.chair) as chair:
        await chair.act("propose", question_id=question, title="One calendar")
    here, away, other = [
        await tabs.join(PHONE, kit, region, f"delegate/{where}")
        for region, where in (("AF", room), ("AF", plenary), ("AM", plenary))
    ]
    podium = await tabs.enter(TABLET, kit, "moderator:AF", f"podium/{room}")
    await podium.locator("[data-handing] .handing__rest summary").click()
    await podium.locator("[data-handing] [data-list=rest] input").first.click()
    await podium.locator("[data-hand=ask]").click()
    called = away.locator("[data-confirming]")
    await expect(called.locator("a")).to_be_visible()
    await expect(other.locator("[data-confirming]")).to_be_hidden()
    asked = here.locator("[data-confirming]")
    await expect(asked.locator("li")).to_contain_text("One calendar")
    await photograph(here, "confirm-phone")
    await asked.locator("[data-act=confirm]").click()
    await expect(asked.locator("[data-if=said]")).to_be_visible()
    await expect(podium.locator("[data-text=confirmWords]")).to_contain_text("1 of 2")
    await photograph(podium, "confirm-podium")
    await called.locator("a").click()
    await away.locator("[data-confirming] [data-act=confirm]").click()
    await expect(asked.locator("[data-text=count]")).to_contain_text("2 of 2")
    await here.reload()
    await expect(here.locator("[data-confirming] [data-if=said]")).to_be_visible()
