"""A silent minute on phone, hall and podium: what is chosen stays on the phone, goes by itself, and is listed."""

import asyncio

from playwright.async_api import expect

from tests.browser.conftest import HALL, PHONE, TABLET, Tabs
from tests.browser.rounds import a_chamber
from tests.services import Service


async def test_who_objects_does_nothing_but_choose(service: Service, tabs: Tabs) -> None:
    """One objects and reserves, another does nothing; both phones cast by themselves, and a vote follows."""
    async with a_chamber(service) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        hall = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        other = await tabs.join(PHONE, chamber.kit, "AS", chamber.page)
        round_ = await chamber.open("no_objection")
        await expect(hall.locator(".vote__silence")).to_be_visible()
        await expect(hall.locator(".vote__clock")).to_be_visible()
        await phone.locator(".call a:visible").first.click()
        cards = phone.locator("[data-silence]:visible [data-card]")
        await cards.nth(0).locator("[data-says=object]").check(force=True)
        await cards.nth(1).locator("[data-says=reserve]").check(force=True)
        await cards.nth(1).locator("textarea").fill("Only where our national law lets names be published.")
        await cards.nth(1).locator("input[type=checkbox]").check()
        await expect(podium.locator("body")).to_contain_text("every phone sends by itself")
        await asyncio.gather(*(phone_.reload() for phone_ in (phone, other)))
        await expect(cards.nth(0).locator("[data-says=object]")).to_be_checked()
        await expect(cards.nth(1).locator("textarea")).to_have_value(
            "Only where our national law lets names be published."
        )
        await chamber.close(round_)
        await chamber.publish(round_)
        await expect(podium.locator("[data-act=next]")).to_contain_text("Go to a vote on these")
        await phone.goto(phone.url.split("#")[0])
        outcome = phone.locator(".outcome").first
        await expect(outcome).to_contain_text("Adopted without objection")
        await expect(outcome).to_contain_text("Objected: goes to a vote")
