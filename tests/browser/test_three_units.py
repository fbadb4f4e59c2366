"""Three units and the roll call, on every page: told before the first mark, drawn in the hall, listed on the phone."""

import json

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import HALL, PHONE, TABLET, Tabs, every_day
from tests.browser.gallery import ROOT
from tests.browser.published import STATES, TWELVE, a_counted_round
from tests.browser.rounds import a_chamber, begin, card_of, mark, turn
from tests.browser.test_screen_views import OLD_BEAMER, OUTSIDE, WIDER
from tests.services import Service

STRINGS = {path.stem: json.loads(path.read_text("utf-8")) for path in (ROOT / "locales").glob("*.json")}


async def drawn(screen: Page, key: str, view: str) -> list[str]:
    """Turn the hall to a view by its key, and say the words of its drawing, none of which is cut."""
    await expect(screen.locator("[data-hall]")).to_have_attribute("data-picture", "list")
    await screen.keyboard.press(key)
    await expect(screen.locator("[data-hall]")).to_have_attribute("data-view", view)
    await expect(screen.locator("[data-drawing] text").first).to_be_attached()
    assert await screen.evaluate(OUTSIDE) == [], view
    assert not await screen.evaluate(WIDER), view
    return await screen.locator("[data-drawing] text").all_text_contents()


@pytest.mark.parametrize("language", every_day(["en", "fr", "es", "ru", "zh", "ar"], "en", "ar"))
async def test_a_roll_call_is_told_before_and_shown_after(service: Service, tabs: Tabs, language: str) -> None:
    """Told on the hall and the ballot; then shown in the hall, on the phone and the podium.

    Holds R152, R153.
    """
    async with a_chamber(service, TWELVE) as chamber:
        path = f"screen/{chamber.room['id']}"
        screens = [await tabs.enter(size, chamber.kit, "screen", path, locale=language) for size in (HALL, OLD_BEAMER)]
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}", locale=language)
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page, locale=language)
        words = STRINGS[language]
        round_ = await a_counted_round(chamber, states=True, secrecy="recorded", roll_call=True)
        await chamber.publish(round_)

        called = {state for states in STATES.values() for state in states} - {"Iraq"}  # which has cast nothing
        for screen in screens:
            assert "2" in await drawn(screen, "6", "units")
            said = "".join(await drawn(screen, "7", "roll")).replace(" ", "")
            assert all(state.replace(" ", "") in said for state in called), said
        row = phone.locator(".result").first
        await expect(row.locator(".units")).to_be_visible()
        await row.locator("details.roll summary").click()
        await expect(row.locator(".roll__line")).to_have_count(len(called))
        await expect(podium.locator("[data-rows] .units").first).to_be_visible()
        await podium.locator("[data-rows] details.roll summary").first.click()
        await expect(podium.locator("[data-rows] .roll__line")).to_have_count(len(called))

        await chamber.open(roll_call=True)
        await expect(screens[0].locator("[data-text=rules]")).to_contain_text(words["rules.roll_call"])
        await begin(phone)
        told = phone.get_by_text(words["ballot.roll_call"])
        await expect(told).to_be_visible()
        await mark(phone, "for")
        await turn(phone)
        await expect(told).to_be_hidden()
        await card_of(phone).locator("[data-act=back]").click()
        await expect(told).to_be_visible()


async def test_a_roll_call_is_chosen_where_all_is_shown(service: Service, tabs: Tabs) -> None:
    """The draft asks for it in rounds with full figures alone, and the question before the opening says it.

    Holds R153.
    """
    async with a_chamber(service) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await podium.locator("[data-act=next]").click()
        draft = podium.locator("[data-dialog=draft]")
        await draft.locator("[data-draft=rules]").click()
        flag = draft.locator("[data-rule=roll_call]")
        await draft.locator("input[value=confidential]").check()
        await expect(flag).to_be_hidden()
        await draft.locator("input[value=recorded]").check()
        await flag.locator("input").check()
        await draft.locator("[data-draft=rules]").click()
        await draft.locator("[data-only=all]").click()
        for box in await draft.locator("[data-list=groups] input[name=slate]").all():
            await box.check()
        await draft.locator("[data-answer=draft]").click()
        await expect(podium.locator("[data-step][aria-current=step]")).to_have_attribute("data-step", "draft")
        await podium.locator("[data-act=next]").click()
        asked = podium.locator("[data-dialog=open]")
        await expect(asked.get_by_text("Roll call: how each delegation votes")).to_be_visible()
        await asked.locator("[data-answer=open]").click()
        await expect(podium.locator("[data-step][aria-current=step]")).to_have_attribute("data-step", "open")


async def test_a_secret_round_says_why_delegations_are_not_counted(service: Service, tabs: Tabs) -> None:
    """In the hall one veil and a sentence, on phone and podium the sentence. Holds R154."""
    async with a_chamber(service, TWELVE) as chamber:
        screen = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await chamber.publish(await a_counted_round(chamber, states=True, secrecy="confidential"))
        why = STRINGS["en"]["delegations.withheld.several"]
        assert "Not shown" in await drawn(screen, "6", "units")
        await expect(screen.locator("[data-drawing] path.paint-veil-b")).to_have_count(1)
        await expect(screen.locator(".hall__foot [data-text=kind]")).to_have_text(why)
        await screen.keyboard.press("7")
        await expect(screen.locator("[data-hall]")).not_to_have_attribute("data-view", "roll")
        await expect(phone.locator(".outcome [data-text=kind]")).to_contain_text(why)
        await expect(phone.locator(".units").first).to_be_hidden()
        await expect(podium.locator("[data-text=kind]").first).to_contain_text(why)
