"""A phone in the plenary is called to the round of its region, and goes there with one tap; nobody in vain."""

import asyncio

from playwright.async_api import Page, expect

from tests.browser.conftest import BACK_WITHIN_MS, PHONE, TABLET, Tabs
from tests.browser.rounds import a_chamber, cast, mark_all
from tests.room.halls import an_open_round
from tests.services import Json, Service

SEEN = """selector => {
  const seen = (globalThis.seen ??= {});
  const words = () => {
    const place = document.querySelector(selector);
    const said = place?.checkVisibility() ? place.textContent.trim() : "";
    const heard = (seen[selector] ??= []);
    if (document.body?.dataset.page && place && heard.at(-1) !== said) heard.push(said);
  };
  const everything = { subtree: true, childList: true, characterData: true, attributes: true };
  new MutationObserver(words).observe(document, everything);
}"""
"""Writes down every text that one place of a page ever shows, from its first drawing on."""
TAG, CALLS, ROUND = "[data-text=stateWord]", "[data-list=calls]", "[data-text=roundWords]"


async def texts_seen(page: Page, selector: str) -> list[str]:
    """Say what stood in a place, one after the other; before its first words a place is empty."""
    return [said for said in await page.evaluate("selector => seen[selector] ?? []", selector) if said]


async def load_watched(page: Page, *selectors: str) -> None:
    """Load a page again and write down what some of its places show."""
    for selector in selectors:
        await page.add_init_script(f"({SEEN})({selector!r})")
    await page.reload()


async def test_a_phone_in_the_plenary_is_called_to_the_round_of_its_region(service: Service, tabs: Tabs) -> None:
    """Holds R92."""
    async with a_chamber(service) as chamber:
        kit, lunch = chamber.kit, chamber.kit.room("lunch", "AF")
        phone, other, stranger = [await tabs.join(PHONE, kit, region, chamber.page) for region in ("AF", "AF", "AM")]
        for page in (phone, other, stranger):
            await expect(page.locator("[data-connection]")).to_have_attribute("data-state", "live")
            await expect(page.locator(".called__way")).to_have_count(0)
        async with kit.phone(lunch, "moderator:AF") as moderator:
            round_ = await an_open_round(moderator, kit, "lunch", secrecy="recorded")
            for page in (phone, other):
                await expect(page.locator(".called__way")).to_be_in_viewport()
                await expect(page.locator(".called__way")).to_contain_text("Africa")
                await expect(page.locator(".programme__voting:not([hidden])")).to_have_count(1)
            await expect(phone.locator("[data-announce]")).to_contain_text("Voting is open")
            await phone.locator(".called__way a").click()
            await phone.wait_for_url(f"**/delegate/{lunch['id']}#ballot-*")
            await expect(phone.locator("[data-vote]:visible")).to_have_count(1)
            await vote(phone)
            await phone.goto(f"{service.base_url}/tab/{slot_of(phone)}/{chamber.page}")
            await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
            await expect(phone.locator(".called__way")).to_have_count(0)
            await expect(stranger.locator(".called__way")).to_have_count(0)
            await without_a_script(tabs, other, lunch)
            tabs.away = True
            await other.context.set_offline(True)
            await expect(other.locator(".called")).to_be_hidden()  # without a line nobody knows whether it is open
            await other.context.set_offline(False)
            await expect(other.locator(".called__way")).to_be_in_viewport(timeout=BACK_WITHIN_MS)
            await moderator.ask("close_round", round_id=round_["id"])
            await expect(other.locator(".called__way")).to_have_count(0)
            await the_same_first_and_later(other, lunch)


async def without_a_script(tabs: Tabs, page: Page, lunch: Json) -> None:
    """The page as the service draws it calls by a link."""
    state = await page.context.storage_state()
    plain = await tabs.open(PHONE, page.url, storage_state=state, java_script_enabled=False)
    await expect(plain.locator(".called__way")).to_be_visible()
    await plain.locator(".called__way a").click()
    await plain.wait_for_url(f"**/delegate/{lunch['id']}*")
    await plain.context.close()


async def the_same_first_and_later(page: Page, lunch: Json) -> None:
    """The phone of a closed round says one thing, from its first drawing on. Holds R111."""
    await page.goto(page.url.split("/delegate/")[0] + f"/delegate/{lunch['id']}")
    await load_watched(page, TAG, CALLS)
    await expect(page.locator("[data-connection]")).to_have_attribute("data-state", "live")
    await asyncio.gather(*(expect(page.locator(place)).to_be_visible() for place in (TAG, CALLS)))
    assert await texts_seen(page, TAG) == ["Voting closed"]
    assert len(await texts_seen(page, CALLS)) == 1


async def test_with_two_open_rounds_the_podium_shows_the_newest_from_the_beginning(
    service: Service, tabs: Tabs
) -> None:
    """Holds R111."""
    async with a_chamber(service) as chamber:
        rounds = [await chamber.open() for _ in range(2)]
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await load_watched(podium, ROUND)
        await expect(podium.locator("[data-line=live]")).to_be_visible()
        (said,) = await texts_seen(podium, ROUND)
        assert str(rounds[1]["number"]) in said


async def vote(phone: Page) -> None:
    """Mark each card for, and cast."""
    await mark_all(phone, "for", 2)
    await cast(phone)
    await expect(phone.locator("[data-if=received]:visible")).to_have_count(1)


def slot_of(page: Page) -> str:
    """The slot of a tab."""
    return page.url.split("/tab/")[1].split("/")[0]
