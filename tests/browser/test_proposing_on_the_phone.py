"""Proposing on the phone: what sounds alike is shown while typing, and holds nobody up."""

from playwright.async_api import expect

from tests.browser.conftest import PHONE, Tabs
from tests.browser.rounds import TITLES, a_chamber
from tests.services import Service


async def test_similar_proposals_are_shown_while_typing_and_never_block(service: Service, tabs: Tabs) -> None:
    """The list is quiet, the caret stays, and the proposal goes out although one is there already."""
    async with a_chamber(service) as chamber:
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
        title = phone.locator("[data-proposal] input[name=title]")
        found = phone.locator("[data-similar] li .words")
        await title.press_sequentially("a shared calendar")
        await expect(found).to_have_text([TITLES[0]])
        await expect(title).to_be_focused()
        await title.fill("Visas")
        await expect(found).to_have_count(0)
        await expect(phone.locator("[data-similar]")).to_be_hidden()
        await title.fill("A shared calendar")
        await phone.locator("[data-proposal] button").click()
        await expect(phone.locator(".entry", has_text="A shared calendar")).to_be_visible()
        await expect(title).to_have_value("")
        await expect(found).to_have_count(0)


async def test_without_a_line_typing_goes_on_and_the_proposal_waits(service: Service, tabs: Tabs) -> None:
    """Nothing is asked into the void; what was sent waits for the line and goes out once."""
    async with a_chamber(service) as chamber:
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
        tabs.away = True
        await phone.context.set_offline(True)
        await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "lost")
        await phone.locator("[data-proposal] input[name=title]").press_sequentially("A proposal from a tunnel")
        await phone.locator("[data-proposal] button").click()
        await phone.context.set_offline(False)
        await expect(phone.locator(".entry", has_text="A proposal from a tunnel")).to_have_count(1)
