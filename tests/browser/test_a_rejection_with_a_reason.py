"""A proposal that is not taken up: its proposer reads why, and nobody else's list has it."""

from playwright.async_api import expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.rounds import a_chamber
from tests.services import Service


async def test_the_proposer_reads_why_and_others_see_nothing(service: Service, tabs: Tabs) -> None:
    """At once, and after loading the page again; the proposal cannot be withdrawn any more."""
    async with a_chamber(service, ("One that stands",)) as chamber:
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        other = await tabs.join(PHONE, chamber.kit, "AM", chamber.page)
        await phone.fill("[data-proposal] [name=title]", "A lighthouse in every port")
        await phone.locator("[data-proposal] button[type=submit], [data-proposal] button:not([type])").last.click()
        event = await chamber.chair.wait_for(
            "recommendation_changed", recommendation__title="A lighthouse in every port"
        )
        entry = phone.locator(f".entry[data-key='{event['recommendation']['id']}']")
        theirs = other.locator(f".entry[data-key='{event['recommendation']['id']}']")
        await expect(entry).to_be_visible()
        await expect(theirs).to_be_visible()
        await expect(entry.locator("[data-text=fate]")).to_be_hidden()
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        row = podium.locator(f"[data-key='{event['recommendation']['id']}']")
        await row.locator("[data-recommend=reject_recommendation]").click()
        await podium.click("[data-dialog=reject] [data-answer=keep]")
        await expect(theirs).to_be_visible()
        await row.locator("[data-recommend=reject_recommendation]").click()
        await podium.fill("[data-dialog=reject] [name=reason]", "It is in the annex already.")
        await podium.click("[data-dialog=reject] [data-answer=reject]")
        await expect(podium.locator("[data-dialog=reject]")).to_be_hidden()
        await expect(theirs).to_have_count(0)
        await expect(entry.locator("[data-text=fate]")).to_have_text("Not taken up: It is in the annex already.")
        await expect(entry.locator("[data-act=withdraw]")).to_be_hidden()
        await phone.reload()
        await expect(entry.locator("[data-text=fate]")).to_have_text("Not taken up: It is in the annex already.")
