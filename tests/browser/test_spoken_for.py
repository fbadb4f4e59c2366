"""Whom a selection speaks for stands under its list: on the phone, with and without scripts, and in the hall."""

import asyncio
from contextlib import AsyncExitStack

from playwright.async_api import expect

from tests.browser.conftest import HALL, PHONE, TABLET, Tabs
from tests.browser.published import TWELVE, a_counted_round
from tests.browser.rounds import Chamber, a_chamber
from tests.services import Json, Service

OVER = "() => document.documentElement.scrollWidth > innerWidth"
SPLIT = (*["abcde"] * 6, *["fg"] * 3, "ah")
"""Six of ten take every place; three find nothing (docs/methods.md, "Whom a selection speaks for")."""


async def a_split_choice(chamber: Chamber, **rules: object) -> Json:
    """Let ten delegates tick, and close the round."""
    async with AsyncExitStack() as hall:
        phones = []
        for number in range(len(SPLIT)):
            joined = await asyncio.to_thread(chamber.kit.a_delegate, "AF" if number % 2 else "AM")
            phones.append(await hall.enter_async_context(chamber.kit.phone(chamber.room, joined)))
        round_ = await chamber.open("shortlist", **rules)
        for ticks, phone in zip(SPLIT, phones, strict=True):
            marks = {round_["slate"]["abcdefgh".index(one)]: "approve" for one in ticks}
            assert (await phone.cast(round_, marks))["type"] == "ballot_cast"
    await chamber.close(round_)
    return round_


async def test_phone_and_hall_say_whom_a_choice_leaves_out(service: Service, tabs: Tabs) -> None:
    """The group, and the exchange that would mend it, by numbers; the plain page says the same. Holds R140."""
    async with a_chamber(service, TWELVE[:8]) as chamber:
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        screen = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        round_ = await a_split_choice(chamber, secrecy="recorded", tie_rule="lot")
        await chamber.publish(round_)
        said = phone.locator("[data-text=spoken]")
        await expect(said).to_contain_text("Ballots that approve “No. 6” and nothing that is selected: 3.")
        await expect(said).to_contain_text("To select “No. 6” in the place of")
        assert not await phone.evaluate(OVER)
        words = await said.inner_text()
        plain = await tabs.open(
            PHONE, phone.url, java_script_enabled=False, storage_state=await phone.context.storage_state()
        )
        await expect(plain.locator(".outcome [data-text=spoken]")).to_have_text(words)

        under = screen.locator("[data-text=spoken]")
        await expect(screen.locator(".ranked__row")).to_have_count(6)
        await expect(under).to_be_hidden()
        await screen.keyboard.press("PageDown")
        await expect(screen.locator(".ranked__row")).to_have_count(2)
        await expect(under).to_have_text(words)


async def test_the_hall_says_which_regions_find_nothing_of_theirs(service: Service, tabs: Tabs) -> None:
    """Of a list across the regions, on its last page alone; and no other view says it."""
    async with a_chamber(service, TWELVE) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        screen = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        round_ = await a_counted_round(chamber, secrecy="recorded", regions_needed="1/2", opposition_tolerated=1)
        await chamber.publish(round_)
        under = screen.locator("[data-text=spoken]")
        await expect(screen.locator(".ranked__row")).to_have_count(5)
        await expect(under).to_be_hidden()
        await podium.locator("h1, h2").first.click()
        for _ in range(2):
            await podium.locator("[data-act=turn][data-step-by='1']").click()
        await expect(under).to_contain_text("works across regions")
        await podium.keyboard.press("2")
        await expect(screen.locator("[data-hall]")).to_have_attribute("data-view", "matrix")
        await expect(under).to_be_hidden()
