"""Keys of the podium: each presses a button that is there, never while somebody types or a question is open."""

from playwright.async_api import expect

from tests.browser.conftest import TABLET, Tabs
from tests.browser.published import TWELVE, a_counted_round
from tests.browser.rounds import a_chamber
from tests.services import Service


async def test_a_round_is_conducted_by_keys_alone(service: Service, tabs: Tabs) -> None:
    """N leads from step to step, P holds the clock, + adds a minute, 1 to 4 and the arrows turn the hall."""
    async with a_chamber(service, TWELVE) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        at = podium.locator("[data-step][aria-current=step]")
        await expect(podium.locator("[data-act=next]")).to_be_enabled()
        await podium.keyboard.press("n")
        await expect(podium.locator("[data-dialog=draft]")).to_be_visible()
        await podium.keyboard.press("Escape")

        await chamber.open(closes_after_s=300)
        await expect(at).to_have_attribute("data-step", "open")
        await podium.keyboard.press("p")
        await expect(podium.locator("[data-act=resume_round]")).to_be_visible()
        await expect(podium.locator("[data-text=clockWords]")).to_have_text("clock paused")
        before = await podium.locator("[data-text=clock]").inner_text()
        await podium.keyboard.press("+")
        minutes = int(before.split(":")[0])
        await expect(podium.locator("[data-text=clock]")).to_have_text(before.replace(f"{minutes}:", f"{minutes + 1}:"))
        await podium.keyboard.press("p")
        await expect(podium.locator("[data-act=pause_round]")).to_be_visible()

        await podium.keyboard.press("n")
        await expect(podium.locator("[data-dialog=close]")).to_be_visible()
        await podium.keyboard.press("n")  # a key does not answer a question
        await expect(at).to_have_attribute("data-step", "open")
        await podium.click("[data-dialog=close] [data-answer=close]")
        await expect(at).to_have_attribute("data-step", "closed")
        await expect(podium.locator("[data-act=ahead][data-view=matrix]")).to_be_visible()
        await podium.keyboard.press("2")
        await expect(podium.locator("[data-act=ahead][data-view=matrix]")).to_have_attribute("aria-pressed", "true")
        await podium.keyboard.press("4")
        await podium.keyboard.press("ArrowRight")
        await expect(podium.locator("[data-text=aheadPager]")).to_have_text("2 of 12")
        await podium.keyboard.press("ArrowLeft")
        await expect(podium.locator("[data-text=aheadPager]")).to_have_text("1 of 12")


async def test_keys_rest_in_a_field_and_can_be_switched_off(service: Service, tabs: Tabs) -> None:
    """? explains the keys; the box in its dialog takes them away, on this device, until it is ticked again."""
    async with a_chamber(service, TWELVE) as chamber:
        await a_counted_round(chamber)
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await podium.click("[data-act=void]")
        await podium.fill("[data-dialog=void] textarea", "")
        await podium.type("[data-dialog=void] textarea", "n1p+")
        await expect(podium.locator("[data-dialog=void] textarea")).to_have_value("n1p+")
        await expect(podium.locator("[data-dialog=publish]")).to_be_hidden()
        await podium.keyboard.press("Escape")

        await podium.keyboard.press("?")
        await expect(podium.locator("[data-dialog=keys]")).to_be_visible()
        assert set("1234567") < set(await podium.locator("[data-dialog=keys] .key").all_inner_texts())
        await podium.uncheck("[data-keys-toggle]")
        await podium.keyboard.press("Escape")
        await podium.keyboard.press("n")
        await expect(podium.locator("[data-dialog=publish]")).to_be_hidden()
        await podium.reload()
        await podium.click("[data-act=keys]")
        await expect(podium.locator("[data-keys-toggle]")).not_to_be_checked()


async def test_with_nothing_to_vote_on_the_next_act_is_quiet(service: Service, tabs: Tabs) -> None:
    """No saffron button and no key leads to an empty slate; the first recommendation lights it."""
    async with a_chamber(service, ()) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        button = podium.locator("[data-act=next]")
        await expect(button).to_be_visible()
        await expect(button).to_be_disabled()
        await podium.keyboard.press("n")
        await expect(podium.locator("[data-dialog=draft]")).to_be_hidden()
        await chamber.propose("One calendar")
        await expect(button).to_be_enabled()
