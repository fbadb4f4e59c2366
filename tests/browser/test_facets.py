"""What a question asks beside the words: the desk says it, a phone is asked, cards and podium say what was answered."""

import asyncio
import os

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.services import Service


async def photograph(page: Page, name: str) -> None:
    """Keep a picture where somebody wants to see it."""
    if folder := os.environ.get("PLENUM_PICTURES"):
        await page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_what_the_desk_asks_is_on_every_card(service: Service, tabs: Tabs, language: str) -> None:
    """A phone that is open is asked after the next look; what is not said is marked, and found by that."""
    kit = await asyncio.to_thread(service.new_meeting)
    desk = await tabs.open(TABLET, f"{service.base_url}/desk", locale=language)
    opened = await desk.context.request.post(f"{service.base_url}/api/desk", data={"key": service.key})
    await desk.goto(f"{service.base_url}{(await opened.json())['page']}/{kit.id}/programme")
    session = desk.locator("[data-tree] > li").first
    await session.locator("summary").first.click()
    asks = session.locator("[data-asking]").first
    await asks.locator("summary").click()
    await asks.locator("[data-ask=level]").click()
    await asks.locator("[data-ask=measure]").click()
    await asks.locator("[data-ask-kind=lesson]").check()
    await expect(asks.locator("[data-ask-field=name]")).to_have_count(2)
    await asks.locator("[data-ask-field=options]").first.fill("In a country\nIn a region\nEverywhere")
    await expect(asks.locator("[data-ask=level]")).to_be_disabled()
    await photograph(desk, f"desk-{language}")
    await desk.locator("[data-do=found]").click()
    await expect(desk.locator("[data-new]")).to_have_count(0)

    room = kit.room("s1")["id"]
    phone = await tabs.join(PHONE, kit, "AF", f"delegate/{room}", locale=language)
    await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
    form = phone.locator("[data-proposal]")
    await form.locator("[name=title]").fill("One calendar")
    await form.locator("[data-facet=level]").first.select_option("In a region")
    await photograph(phone, f"phone-{language}")
    await phone.reload()
    await expect(form.locator("[data-facet=level]").first).to_have_value("in-a-region")
    await form.locator("button[data-text=send]").click()
    card = phone.locator(".entry", has_text="One calendar")
    await expect(card.locator(".about")).to_contain_text("In a region")

    podium = await tabs.enter(TABLET, kit, "chair", f"podium/{room}", locale=language)
    row = podium.locator(".podium-row", has_text="One calendar")
    await expect(row.locator(".about")).to_contain_text("In a region")
    await row.locator("[data-recommend=edit]").click()
    dialog = podium.locator("[data-dialog=edit]")
    await expect(dialog.locator("[data-facet=level]:visible")).to_have_value("in-a-region")
    await dialog.locator("[data-facet=measure]:visible").fill("By a count")
    await photograph(podium, f"podium-{language}")
    await dialog.locator("[data-answer=edit]").click()
    await expect(row.locator(".about")).to_contain_text("By a count")
    await expect(card.locator(".about")).to_contain_text("By a count")
