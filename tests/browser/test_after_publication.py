"""Once a list is published every phone with a ballot in the round is led to it, and may lay its own marks beside."""

import re

from playwright.async_api import Page, expect

from tests.browser.conftest import BACK_WITHIN_MS, PHONE, Tabs
from tests.browser.rounds import a_chamber, begin, card_of, cast, mark, mark_all, receipt_of, turn
from tests.services import Service

RECEIPT = re.compile(r"^[A-Z2-7]{10}$")


async def follow_to_the_list(phone: Page) -> None:
    """Press the one button that leads to the list, and be there."""
    to_the_list = phone.locator("[data-vote]:visible .over a.button-main")
    await expect(to_the_list).to_have_text("See the list", timeout=BACK_WITHIN_MS)
    await expect(to_the_list).to_be_in_viewport(ratio=1)
    await to_the_list.click()
    await expect(phone.locator(".outcome h2")).to_be_focused()
    await expect(phone.locator(".result").first).to_be_in_viewport()


async def test_whoever_cast_is_led_to_the_list_also_from_sleep(service: Service, tabs: Tabs) -> None:
    """On the receipt, in the middle of a card, and a phone that had no line at the publication. Holds R119."""
    async with a_chamber(service) as chamber:
        round_ = await chamber.open()
        waiting, marking, asleep = [
            await tabs.join(PHONE, chamber.kit, region, chamber.page) for region in ("AF", "AM", "AP")
        ]
        for phone in (waiting, asleep):
            await begin(phone)
            await mark_all(phone, "against")
            await cast(phone)
            await expect(receipt_of(phone)).to_have_text(RECEIPT)
        await begin(marking)
        await mark(marking, "for")
        async with tabs.without_a_line(asleep):
            await chamber.close(round_)
            await expect(waiting.locator("[data-vote]:visible .over h2")).to_have_text("Voting is closed")
            await expect(waiting.locator("[data-vote]:visible .over a.button-main")).to_be_hidden()
            await chamber.publish(round_)
            for phone in (waiting, marking):
                await follow_to_the_list(phone)
        await follow_to_the_list(asleep)
        await its_own_marks_beside(waiting)
        await expect(marking.locator("[data-act=my-marks]")).to_be_hidden()


async def its_own_marks_beside(phone: Page) -> None:
    """By choice, and away again; nobody who looks over a shoulder reads them unasked."""
    mine = phone.locator(".result__number strong:visible")
    await expect(mine).to_have_count(0)
    button = phone.get_by_role("button", name="My marks")
    await button.click()
    await expect(mine).to_have_text(["My mark: Against"] * 3)
    await expect(button).to_have_attribute("aria-pressed", "true")
    await button.click()
    await expect(mine).to_have_count(0)


async def test_two_open_rounds_are_marked_in_turn_and_lose_no_mark(service: Service, tabs: Tabs) -> None:
    """Each ballot leads to the other; what is marked stays, and each is cast by itself."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        second = await chamber.open(slate=[await chamber.propose(title) for title in ("A fourth one", "A fifth one")])
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await phone.locator(f".call[data-key='{second['id']}'] a").click()
        await mark(phone, "against")
        other = phone.locator("[data-list=others] a")
        await expect(other).to_have_text("Also open: Round 1")
        await other.click()
        await expect(other).to_have_text("Also open: Round 2")
        await mark_all(phone, "for")
        await other.click()
        await expect(phone.locator("[data-text=of_all]:visible")).to_have_text("of 2")
        await mark(phone, "for")
        await turn(phone)
        await expect(phone.locator(".review__mark:visible")).to_have_text(["Against", "For"])
        await cast(phone)
        await expect(receipt_of(phone)).to_have_text(RECEIPT)
        await other.click()
        await expect(phone.locator("[data-list=cells] a[data-state=marked]:visible")).to_have_count(3)
        await cast(phone)
        await expect(receipt_of(phone)).to_have_text(RECEIPT)
        assert await card_of(phone).count() == 0
