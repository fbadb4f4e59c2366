"""A seat whose link was renewed, as its new holder's phone shows it: a ballot is there, and nothing of what it says."""

import asyncio

from playwright.async_api import expect

from server.cli.meetings import renew_link
from tests.browser.conftest import PHONE, Tabs
from tests.browser.rounds import a_chamber, begin, cast, mark_all, receipt_of
from tests.services import Service


async def test_a_new_holder_replaces_a_ballot_that_they_cannot_see(service: Service, tabs: Tabs) -> None:
    """No mark is set, the page says that a ballot is there and what unanimity tells, and one is cast in its place."""
    async with a_chamber(service) as chamber:
        kit = chamber.kit
        owner = await asyncio.to_thread(kit.a_delegate, "AM")
        round_ = await chamber.open(secrecy="confidential")
        async with kit.phone(chamber.room, owner) as before:
            await before.cast(round_, dict.fromkeys(round_["slate"], "against"))
        link = await renew_link(kit.service.settings, kit.id, f"seat:{owner['seat_id']}")
        phone = await tabs.open(PHONE, link)
        await phone.wait_for_url("**/tab/*/delegate/**")
        await phone.goto(f"{phone.url.split('/delegate/')[0]}/{chamber.page}")
        await begin(phone)
        await expect(phone.locator("[data-if=stands]:visible")).to_contain_text("has a ballot already")
        await expect(phone.locator("[data-if=all_known]:visible")).to_contain_text("all is known")
        assert await phone.locator("[data-card] input:checked").count() == 0
        await mark_all(phone, "for")
        await cast(phone)
        await expect(receipt_of(phone)).to_be_visible()
        await expect(phone.locator("[data-text=receipt_line]:visible")).to_contain_text("2")
