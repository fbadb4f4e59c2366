"""A ranked list too long for a frame: everybody reads it at its address, and has it still after a break in the line."""

from playwright.async_api import expect

from tests.browser.conftest import BACK_WITHIN_MS, PHONE, Tabs
from tests.browser.rounds import a_chamber
from tests.services import Service

MANY = tuple(f"Recommendation number {number} on work in common" for number in range(1, 251))


async def test_phones_have_a_list_that_no_frame_takes(service: Service, tabs: Tabs) -> None:
    """One who is there when it is published, one who comes later, and one whose line was away meanwhile."""
    async with a_chamber(service, MANY) as chamber:
        round_ = await chamber.open()
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
        await chamber.close(round_)
        await chamber.publish(round_)
        assert (await chamber.chair.ask("hello"))["ranked_lists"] == {round_["id"]: None}
        late = await tabs.join(PHONE, chamber.kit, "AM", chamber.page)
        for page in (phone, late):
            await expect(page.locator("[data-connection]")).to_have_attribute("data-state", "live")
            await expect(page.locator(".outcome").get_by_text(MANY[0])).to_be_visible()
        async with tabs.without_a_line(phone):
            await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "lost")
        await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live", timeout=BACK_WITHIN_MS)
        await expect(phone.locator(".outcome").get_by_text(MANY[0])).to_be_visible()
