"""Two readings: drafted on the podium, side by side in the hall, and under the item on the phone."""

import itertools

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import HALL, PHONE, TABLET, Tabs, every_day
from tests.browser.readings import TEXTS, first_reading, two_readings, vote_again, voters
from tests.browser.rounds import a_chamber
from tests.browser.test_screen_views import OLD_BEAMER, OUTSIDE, WIDER
from tests.services import Service

BEAMERS = {"16:9": HALL, "4:3": OLD_BEAMER}


async def the_reading(screen: Page) -> None:
    """Press the key of the view and wait until the hall shows both readings."""
    await expect(screen.locator("[data-hall]")).to_have_attribute("data-picture", "list")
    await screen.keyboard.press("8")
    await expect(screen.locator("[data-hall]")).to_have_attribute("data-view", "reading")


@pytest.mark.parametrize(
    ("shape", "language"),
    every_day(itertools.product(BEAMERS, ("en", "ar")), ("16:9", "en"), ("4:3", "ar")),
)
async def test_two_readings_stand_side_by_side(service: Service, tabs: Tabs, shape: str, language: str) -> None:
    """Every word of both texts, each region in both, its change in a word, and whom it brought on board."""
    async with a_chamber(service, ()) as chamber:
        path = f"screen/{chamber.room['id']}"
        screen = await tabs.enter(BEAMERS[shape], chamber.kit, "screen", path, locale=language)
        await two_readings(chamber, language)
        await the_reading(screen)
        assert await screen.evaluate(OUTSIDE) == []
        assert not await screen.evaluate(WIDER)
        drawing = screen.locator("[data-drawing]")
        await expect(drawing.locator(".paint-for-wash").first).to_be_visible()
        await expect(screen.locator("[data-text=kind]")).to_contain_text("AF")


async def test_a_wording_goes_from_the_podium_to_a_vote_and_to_every_phone(service: Service, tabs: Tabs) -> None:
    """*Second reading…* beside an item, other words, a round on both; then the phone says what changed."""
    async with a_chamber(service, ()) as chamber, voters(chamber) as hall:
        first = await first_reading(chamber, hall)
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        row = podium.locator(f"[data-rows] > [data-key='{first['slate'][0]}']")
        await row.locator("[data-act=read-again]").click()
        dialog = podium.locator("[data-dialog=read_again]")
        await dialog.locator("textarea").fill(TEXTS["en"][1])
        await expect(dialog.locator("ins").first).to_be_visible()
        await expect(dialog.locator("del").first).to_be_visible()

        await dialog.locator("[data-answer=read_again]").click()
        await expect(dialog).to_be_hidden()
        rounds = podium.locator("[data-list=rounds] > [data-key]")
        await expect(rounds).to_have_count(2)
        keys = [await one.get_attribute("data-key") for one in await rounds.all()]
        drafted = next(str(key) for key in keys if key != first["id"])

        await podium.locator("[data-act=draft]:visible").first.click()
        groups = podium.locator("[data-dialog=draft] [data-list=groups] > [data-key^=from-]")
        await expect(groups.first).to_contain_text("From round 1")

        await podium.keyboard.press("Escape")

        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await vote_again(chamber, hall, drafted)
        result = phone.locator(".reread:visible")
        await result.locator("summary").click()
        await expect(result.locator("ins").first).to_be_visible()
        await expect(result.locator("[data-moved=now_on_board]")).to_have_count(3)
        assert not await phone.evaluate(WIDER)
