"""From the scanned code to a ballot: how many taps it takes, and coming back."""

from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, Tabs
from tests.browser.rounds import a_chamber, card_of, receipt_of
from tests.services import Service

MOST_TAPS = 5


class Thumb:
    """Somebody's thumb, whose taps are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    async def tap(self, selector: str) -> None:
        """Tap the first of those that can be seen."""
        self.taps += 1
        await self.page.locator(selector).locator("visible=true").first.click()


async def test_from_the_code_to_a_ballot_it_takes_five_taps_and_back_to_the_seat_one(
    service: Service, tabs: Tabs
) -> None:
    """A round of one recommendation; then the code is scanned again, and the phone is on its seat."""
    async with a_chamber(service, ("One shared calendar",)) as chamber:
        await chamber.open()
        phone = await tabs.open(PHONE, chamber.kit.founded["links"]["join"])
        thumb = Thumb(phone)
        await thumb.tap(".regions__choice")
        await thumb.tap("[data-join] button")
        await phone.wait_for_url("**#ballot-*")
        await expect(card_of(phone)).to_have_count(1)
        await thumb.tap("[data-card] .choice")
        await thumb.tap("[data-card] [data-act=next]")
        await thumb.tap("[data-vote] .cast-bar button")
        await expect(receipt_of(phone)).to_be_visible()
        assert thumb.taps <= MOST_TAPS
        seat, again = phone.url.split("/delegate/")[0], Thumb(phone)
        await phone.goto(chamber.kit.founded["links"]["join"])
        await again.tap(".own-seat a")
        await phone.wait_for_url("**/delegate/**")
        assert (phone.url.split("/delegate/")[0], again.taps) == (seat, 1)
