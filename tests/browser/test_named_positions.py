"""A small region takes part by its named position: chosen, said, confirmed and read, each by who does it."""

import asyncio
import os
from contextlib import AsyncExitStack

from playwright.async_api import Locator, Page, expect

from server.rehearsal.phone import Phone
from tests.browser.conftest import HALL, PHONE, TABLET, Tabs
from tests.browser.rounds import Chamber, a_chamber
from tests.services import Service

REGIONS = [{"id": "AF", "name": "Africa"}, {"id": "AM", "name": "Americas"}, {"id": "IB", "name": "Iberia"}]
SAYS = "Not before the next conference has agreed on a budget."
YES = "This is our position"


async def photograph(page: Page, name: str) -> None:
    """Keep a picture where somebody wants to see it."""
    if folder := os.environ.get("PLENUM_PICTURES"):
        await page.screenshot(path=f"{folder}/{name}.png", full_page=True)


async def seat_the_others(chamber: Chamber, hall: AsyncExitStack) -> list[Phone]:
    """Let five of Africa and five of the Americas come in."""
    joined = [await asyncio.to_thread(chamber.kit.a_delegate, region) for region in [*["AF"] * 5, *["AM"] * 5]]
    return [await hall.enter_async_context(chamber.kit.phone(chamber.room, one)) for one in joined]


def item(panel: Locator, number: int) -> Locator:
    """One recommendation of the moderator's panel."""
    return panel.locator("[data-list=items] > li").nth(number - 1)


async def test_a_region_of_one_seat_from_the_draft_to_the_list(service: Service, tabs: Tabs) -> None:
    """Its moderator enters what it says, its seat confirms it, and a change asks anew. Holds R263, R272."""
    async with a_chamber(service, regions=REGIONS) as chamber, AsyncExitStack() as hall:
        kit = chamber.kit
        voters = await seat_the_others(chamber, hall)
        phone = await tabs.join(PHONE, kit, "IB", chamber.page)
        podium = await tabs.enter(TABLET, kit, "chair", f"podium/{chamber.room['id']}")
        await it_is_chosen_in_the_draft(podium)
        moderator = await tabs.enter(TABLET, kit, "moderator:IB", f"podium/{chamber.room['id']}")
        panel = moderator.locator("[data-naming]")
        await it_is_said(panel, moderator)
        await it_is_confirmed(phone, panel)
        await a_change_asks_anew(phone, panel)
        round_ = next(iter((await chamber.chair.hello())["rounds"]))
        for place, voter in enumerate(voters):
            await voter.cast(round_, dict.fromkeys(round_["slate"], "against" if place == 9 else "for"))
        await chamber.close(round_)
        await chamber.publish(round_)
        screen = await tabs.enter(HALL, kit, "screen", f"screen/{chamber.room['id']}")
        await phone.goto(phone.url.partition("#")[0])
        for page, rows in ((screen, "[data-rows] > li"), (podium, "[data-rows] > li"), (phone, ".outcome .result")):
            await it_is_marked(page, rows)
        await expect(podium.locator(".named-words:visible q")).to_have_text(SAYS)
        await expect(phone.locator(".named-words:visible q")).to_have_text(SAYS)
        for name, page in (("list-hall", screen), ("list-podium", podium), ("list-phone", phone)):
            await photograph(page, name)


async def it_is_chosen_in_the_draft(podium: Page) -> None:
    """Under the rules; the draft keeps it when it is changed, and the question before the opening says it."""
    await podium.click("[data-act=next]")
    draft = podium.locator("[data-dialog=draft]")
    await draft.locator("[data-draft=rules]").click()
    box = draft.get_by_label("Iberia")
    await expect(box).to_be_visible()
    await expect(draft.locator("[data-list=named] label")).to_have_count(1)
    await box.check()
    await photograph(podium, "draft")
    await draft.locator("[name=secrecy][value=recorded]").check()
    await expect(box).to_be_hidden()
    await draft.locator("[name=secrecy][value=confidential]").check()
    await expect(box).to_be_checked()
    await draft.locator("[data-answer=draft]").click()
    await podium.locator("[data-act=change]").first.click()
    await draft.locator("[data-draft=minutes]").first.click()
    await draft.locator("[data-answer=draft]").click()
    await podium.click("[data-act=next][data-next=open]")
    asked = podium.locator("[data-dialog=open]")
    await expect(asked.locator("[data-text=named]")).to_contain_text("Iberia")
    await expect(asked.locator("[data-text=seats]")).to_have_text("10 seats")
    await photograph(podium, "opening")
    await asked.locator("[data-answer=open]").click()
    rules = podium.locator("[data-text=rules]").first
    await expect(rules).to_contain_text("By named position, without ballots: Iberia")


async def it_is_said(panel: Locator, moderator: Page) -> None:
    """Nothing without a choice; what is typed outlives a page that is loaded again."""
    first = item(panel, 1)
    await first.get_by_role("button", name="Enter").click()
    await expect(first.locator("[data-refusal]")).to_be_visible()
    await first.get_by_label("Opposes").check()
    await first.locator("textarea").fill(SAYS)
    await expect(first.locator("[data-text=stands]")).to_have_text("Changed, not entered yet")
    await moderator.reload()
    await expect(first.locator("textarea")).to_have_value(SAYS)
    await photograph(moderator, "naming-typed")
    await first.get_by_role("button", name="Enter").click()
    await expect(first.locator("[data-text=stands]")).to_have_text("Entered")
    await item(panel, 2).get_by_label("Backs").check()
    await item(panel, 2).get_by_role("button", name="Enter").click()
    await expect(panel.locator("[data-text=entered]")).to_have_text("2 of 3 entered")
    await expect(panel.locator("[data-text=confirmed]")).to_have_text("Seats that have confirmed this: 0 of 1.")
    await photograph(moderator, "naming")


async def it_is_confirmed(phone: Page, panel: Locator) -> None:
    """By one tap, beside the reason why there is no ballot."""
    await phone.locator(".call a:visible").first.click()
    await expect(phone.locator("[data-vote]:visible")).to_have_count(0)
    await expect(phone.get_by_text(SAYS)).to_be_visible()
    await photograph(phone, "phone")
    await phone.get_by_role("button", name=YES).click()
    await expect(phone.locator("[data-position] .sent")).to_be_visible()
    await expect(panel.locator("[data-text=confirmed]")).to_have_text("Seats that have confirmed this: 1 of 1.")
    await photograph(phone, "phone-confirmed")


async def a_change_asks_anew(phone: Page, panel: Locator) -> None:
    """The panel says so to the moderator, the phone to the seat."""
    await item(panel, 2).get_by_label("No position").check()
    await item(panel, 2).get_by_role("button", name="Enter").click()
    await expect(phone.get_by_role("button", name=YES)).to_be_visible()
    await expect(panel.locator("[data-text=confirmed]")).to_have_text("Seats that have confirmed this: 0 of 1.")
    await phone.get_by_role("button", name=YES).click()
    await expect(phone.locator("[data-position] .sent")).to_be_visible()


async def it_is_marked(page: Page, rows: str) -> None:
    """In every row of a list the cell of the small region has its sign and no other one has; a key explains it."""
    strips = page.locator(f"{rows} [data-list=strip]")
    await expect(strips).to_have_count(3)
    await expect(strips.locator(".strip__named:visible")).to_have_count(3)
    await expect(strips.locator("> li:last-child .strip__named:visible")).to_have_count(3)
    said = "Iberia: opposes, by named position"
    await expect(strips.locator("[data-text=says]").filter(has_text=said)).to_have_count(1)
    await expect(page.locator(".strip-key > [data-state=named]:visible")).to_have_count(1)
