"""Why here? On phone, podium and hall the reasons of a list are sentences that whoever asks opens."""

import re

from playwright.async_api import Locator, expect

from tests.browser.conftest import HALL, PHONE, TABLET, Tabs
from tests.browser.published import TWELVE, a_counted_round
from tests.browser.rounds import a_chamber
from tests.services import Json, Service

OVER = "() => document.documentElement.scrollWidth > innerWidth"


async def said_under(row: Locator, line: str = ".why__line:not([data-plain])") -> list[str]:
    """Open the reasons of a row and read them."""
    why = row.locator("[data-if=reasoned]")
    await why.locator(".why__title").click()
    await expect(why.locator(line).first).to_be_visible()
    return [" ".join(words.split()) for words in await why.locator(line).all_inner_texts()]


def speaks_of(item: Json, said: list[str]) -> bool:
    """Say whether there is a sentence a reason, and the first says how many regions back it."""
    return len(said) == len(item["reasons"]) and str(item["backing"]) in said[0]


async def test_a_tap_under_a_row_of_the_phone_says_why_it_stands_there(service: Service, tabs: Tabs) -> None:
    """Closed at first, one row at a time, and still open when something else is told; the plain page says it too."""
    async with a_chamber(service, TWELVE) as chamber:
        phone = await tabs.join(PHONE, chamber.kit, "EC", chamber.page)
        round_ = await a_counted_round(chamber, secrecy="confidential")
        await chamber.publish(round_)
        _, ranked = chamber.kit.ranked_list(round_["id"])
        rows = phone.locator(".result")
        await expect(rows).to_have_count(12)
        await expect(phone.locator(".why[open]")).to_have_count(0)
        said = await said_under(rows.nth(1))
        assert speaks_of(ranked["items"][1], said)
        assert any(re.match("Below number", one) for one in said)
        assert not await phone.evaluate(OVER)

        plain = await tabs.open(
            PHONE, phone.url, java_script_enabled=False, storage_state=await phone.context.storage_state()
        )
        assert await said_under(plain.locator(".result").nth(1), ".why__line") == said


async def test_the_podium_and_the_hall_say_the_same(service: Service, tabs: Tabs) -> None:
    """The chair reads it under a row, and turns the hall to it with a key."""
    async with a_chamber(service, TWELVE) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        screen = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        round_ = await a_counted_round(chamber, secrecy="confidential")
        await chamber.publish(round_)
        said = await said_under(podium.locator("[data-rows] > li").nth(1))
        _, ranked = chamber.kit.ranked_list(round_["id"])
        assert speaks_of(ranked["items"][1], said)

        await podium.locator("h1, h2").first.click()
        await podium.keyboard.press("5")
        hall = screen.locator("[data-hall]")
        await expect(hall).to_have_attribute("data-view", "why")
        await podium.locator("[data-act=turn][data-step-by='1']").click()
        drawing = screen.locator("[data-drawing]")
        await expect(drawing).to_contain_text(ranked["items"][1]["title"][:12])
        shown = " ".join((await drawing.text_content() or "").split())
        assert "Why here?" in shown
        assert shown.count("Below number") == 1
