"""One round as its people live it: three phones of three regions, the screen and the podium, each a tab of its own."""

import asyncio
import re

from playwright.async_api import Page, expect

from tests.browser.conftest import HALL, PHONE, TABLET, Tabs
from tests.services import Service

RECEIPT = re.compile(r"[A-Z2-7]{10}")
REGIONS = ("AF", "AM", "AP")
TITLES = ("One shared calendar of meetings", "A focal point in every secretariat", "Observer seats for neighbours")


async def test_three_phones_a_screen_and_a_podium_live_a_whole_round(service: Service, tabs: Tabs) -> None:
    """Propose, prepare, open, mark, cast, close, publish: everything by hand, everything seen by everybody."""
    kit = await asyncio.to_thread(service.new_meeting)
    room = kit.room("s2")
    phones = [await tabs.join(PHONE, kit, region, f"delegate/{room['id']}") for region in REGIONS]
    screen = await tabs.enter(HALL, kit, "screen", f"screen/{room['id']}")
    podium = await tabs.enter(TABLET, kit, "chair", f"podium/{room['id']}")

    for phone, title in zip(phones, TITLES, strict=True):
        await phone.fill("[data-proposal] input[name=title]", title)
        await phone.click("[data-proposal] button")
    for title in TITLES:
        await expect(podium.get_by_role("heading", name=title)).to_be_visible()
        await expect(screen.get_by_text(title)).to_be_visible()

    await podium.click("[data-act=next]")
    await podium.click("[data-draft=rules]")
    await podium.check("[data-draft-form] input[name=secrecy][value=recorded]")
    await podium.click("[data-draft-form] [data-answer=draft]")
    await expect(podium.locator("[data-dialog=draft]")).to_be_hidden()
    await podium.click("[data-act=next]")
    await podium.click("[data-dialog=open] [data-answer=open]")
    await expect(screen.locator("[data-hall]")).to_have_attribute("data-picture", "voting")

    for phone, mark in zip(phones, ("for", "for", "against"), strict=True):
        await a_delegate_marks_and_casts(phone, mark)
    await expect(screen.locator("[data-text=castAll]")).to_have_text("3")

    await podium.click("[data-act=next]")
    await podium.click("[data-dialog=close] [data-answer=close]")
    await expect(podium.locator("[data-step=closed]")).to_have_attribute("aria-current", "step")
    await expect(screen.locator("[data-hall]")).to_have_attribute("data-picture", "voting")
    await podium.click("[data-act=next]")
    if await podium.locator("dialog[open]").count():
        await podium.click("dialog[open] .button-main")

    await expect(screen.locator("[data-hall]")).to_have_attribute("data-picture", "list")
    await phones[0].click("[data-vote] [data-if=over] a.button-main")
    for page in (screen, phones[0]):
        for title in TITLES:
            await expect(page.get_by_text(title).locator("visible=true").first).to_be_visible()


async def a_delegate_marks_and_casts(phone: Page, mark: str) -> None:
    """Mark every recommendation alike, one card after the other, review, cast, and read the receipt."""
    await phone.locator(".call a").first.click()
    for number in range(1, 4):
        card = phone.locator("[data-card]:visible")
        await expect(card).to_have_count(1)
        await expect(card.locator("legend")).to_contain_text(str(number))
        await card.locator(f"input[value={mark}]").check(force=True)
        await card.locator("[data-act=next]").click()
    await phone.locator("[data-vote] .cast-bar button").click()
    await expect(phone.locator("[data-vote] .receipt code").first).to_have_text(RECEIPT)
