"""Two persons count hands on two podiums: neither sees the other's figures, until both have entered theirs."""

import asyncio
import os
from contextlib import AsyncExitStack

from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.rounds import Chamber, a_chamber
from tests.services import Service

REGIONS = [{"id": "AF", "name": "Africa"}, {"id": "AM", "name": "Americas"}]


async def photograph(page: Page, name: str) -> None:
    """Keep a picture where somebody wants to see it."""
    if folder := os.environ.get("PLENUM_PICTURES"):
        await page.screenshot(path=f"{folder}/{name}.png", full_page=True)


async def counting(page: Page) -> Locator:
    """Open the panel in which votes are counted."""
    panel = page.locator("[data-counting]")
    await panel.locator("summary").click()
    await expect(panel.locator("[data-list=items] > li")).to_have_count(3)
    return panel


async def fill(panel: Locator, in_favour: int, none: int) -> None:
    """Type the same count for every item."""
    for item in await panel.locator("[data-list=items] > li").all():
        await item.get_by_label("For", exact=True).fill(str(in_favour))
        await item.get_by_label("No mark").fill(str(none))


async def test_two_podiums_agree_on_a_count(service: Service, tabs: Tabs) -> None:
    """One waits; two that differ are both shown; then they agree, and the list says how many came in so. Holds R266."""
    async with a_chamber(service, regions=REGIONS) as chamber, AsyncExitStack() as hall:
        kit = chamber.kit
        for region in [*["AF"] * 9, *["AM"] * 5]:
            joined = await asyncio.to_thread(kit.a_delegate, region)
            await hall.enter_async_context(kit.phone(chamber.room, joined))
        round_ = await chamber.open()
        chair = await tabs.enter(TABLET, kit, "chair", f"podium/{chamber.room['id']}")
        moderator = await tabs.enter(PHONE, kit, "moderator:AF", f"podium/{chamber.room['id']}")
        one, other = await counting(chair), await counting(moderator)
        await it_waits_for_a_second_count(chair, one, other)
        await what_differs_is_shown_to_both(moderator, one, other)
        await both_agree(chamber, chair, one, other)
        await chamber.close(round_)
        await chamber.publish(round_)
        phone = await tabs.join(PHONE, kit, "AM", chamber.page)
        await expect(phone.get_by_text("By show of hands, counted by two persons: AF: 7.").first).to_be_visible()


async def it_waits_for_a_second_count(chair: Page, one: Locator, other: Locator) -> None:
    """Sums that differ are not sent; what is entered is told to the other by name alone."""
    await fill(one, 5, 2)
    await one.locator("input[type=number]").first.fill("4")
    await one.get_by_role("button", name="Enter my count").click()
    await expect(one.locator("[data-refusal]")).to_contain_text("number 1")
    await fill(one, 5, 2)
    await expect(one.locator("[data-text=sums]")).to_have_text("Votes counted: 7")
    await chair.reload()
    one = await counting(chair)
    await expect(one.get_by_label("For", exact=True).first).to_have_value("5")
    await one.get_by_role("button", name="Enter my count").click()
    await expect(one.locator("[data-text=state]")).to_have_text("Your count is entered. It waits for a second person.")
    await expect(other.locator("[data-text=state]")).to_contain_text("A count is entered: Chair")
    await expect(other.get_by_label("For", exact=True).first).to_have_value("")


async def what_differs_is_shown_to_both(moderator: Page, one: Locator, other: Locator) -> None:
    """Beside the own figure, and nowhere else."""
    await fill(other, 6, 1)
    await other.get_by_role("button", name="Enter my count").click()
    for panel, theirs in ((one, 6), (other, 5)):
        await expect(panel.locator("[data-text=state]")).to_contain_text("The two counts differ")
        await expect(panel.locator("[data-differs]")).to_have_count(6)
        await expect(panel.locator(".counting__other").first).to_have_text(f"the other: {theirs}")
    await expect(other.get_by_label("For", exact=True).first).to_have_value("6")
    await photograph(moderator, "counting-differs")


async def both_agree(chamber: Chamber, chair: Page, one: Locator, other: Locator) -> None:
    """Each enters anew; the turnout has it at once."""
    await other.get_by_role("button", name="Enter my count").click()
    await expect(other.locator("[data-text=state]")).to_contain_text("Your count is entered")
    await fill(one, 6, 1)
    await one.get_by_role("button", name="Enter my count").click()
    for panel in (one, other):
        await expect(panel.locator("[data-text=state]")).to_contain_text("Votes that count at the close: 7")
    await expect(chair.locator("[data-text=allCast]")).to_have_text("7")
    await photograph(chair, "counting-agreed")
    assert (await chamber.chair.act("hello"))["counts"][0]["version"] == 1
