"""What the podium offers a phone can answer: a ballot of each method is marked and cast by hand."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import PHONE, Tabs
from tests.browser.rounds import a_chamber, begin, cast, mark_all, receipt_of
from tests.services import Service


@pytest.mark.parametrize("method", ["balanced_product", "regional_mean"])
async def test_a_judging_ballot_is_marked_card_by_card(service: Service, tabs: Tabs, method: str) -> None:
    async with a_chamber(service) as chamber:
        await chamber.open(method)
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await begin(phone)
        await mark_all(phone)
        await cast(phone)
        await expect(receipt_of(phone)).not_to_be_empty()


async def test_a_choosing_ballot_is_ticked(service: Service, tabs: Tabs) -> None:
    async with a_chamber(service) as chamber:
        await chamber.open("proportional_five")
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await phone.locator(".call a:visible").first.click()
        await phone.locator("[data-vote] input[type=checkbox]").first.check(force=True)
        await cast(phone)
        await expect(receipt_of(phone)).not_to_be_empty()
