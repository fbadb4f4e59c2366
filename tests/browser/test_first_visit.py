"""The first visit on a poor line: what a page weighs, whom it asks, and when the ballot can be marked."""

from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page, Request

from tests.browser.conftest import HALL, PHONE, TABLET, Tabs
from tests.browser.rounds import a_chamber
from tests.services import Service

MOST_BYTES, MOST_BYTES_OF_THE_PODIUM = 60 * 1024, 75 * 1024
USABLE_WITHIN_MS = 1_500
WEIGHED = ("document", "stylesheet", "script", "font")
LOADED = "() => performance.timeOrigin + performance.getEntriesByType('navigation')[0].loadEventStart"
TWELVE = tuple(f"Recommendation number {number} on work in common" for number in range(1, 13))
# The ballot is usable as soon as a radio of it has a place on a page that has its sheets.
WATCH = """window.usable = new Promise((resolve) => {
    const watch = () => {
        const radio = document.querySelector(".card input[type=radio]");
        const dressed = [...document.querySelectorAll("link[rel=stylesheet]")].every((one) => one.sheet);
        if (radio && dressed && radio.getBoundingClientRect().height > 40) resolve(performance.now());
        else requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
});"""


async def a_first_visit(tabs: Tabs, page: Page, size: dict[str, int], address: str) -> tuple[int, set[str]]:
    """Visit an address as the same person on a browser that has seen nothing yet."""
    context = await tabs.browser.new_context(
        viewport=size, storage_state=await page.context.storage_state(), service_workers="block"
    )
    fresh = await tabs.another(context)
    asked: list[Request] = []
    fresh.on("requestfinished", lambda one: asked.append(one))  # noqa: PLW0108 - a builtin cannot be a listener
    await fresh.goto(address)
    await fresh.wait_for_load_state("networkidle")
    hosts = {urlsplit(one.url).netloc for one in asked if not one.url.startswith("data:")}
    loaded_ms = await fresh.evaluate(LOADED)
    # What comes behind that is needed later, or is the hall's own page in the podium: it is weighed as a hall.
    before = [one for one in asked if one.resource_type in WEIGHED and one.timing["startTime"] < loaded_ms]
    sizes = [await one.sizes() for one in before]
    await context.close()
    return sum(max(0, one["responseBodySize"]) for one in sizes), hosts  # what was there already has less than nothing


async def test_no_page_is_heavier_than_it_may_be_and_none_asks_anybody_else(service: Service, tabs: Tabs) -> None:
    """Everything that has to come before a page works, compressed, and all of it from this one host."""
    async with a_chamber(service, TWELVE) as chamber:
        await chamber.open()
        base, room = service.base_url, chamber.room["id"]
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        screen = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{room}")
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{room}")
        weights = {}
        for name, page, size, address in (
            ("code", phone, PHONE, base),
            ("join", phone, PHONE, chamber.kit.founded["links"]["join"]),
            ("delegate", phone, PHONE, phone.url),
            ("screen", screen, HALL, screen.url),
            ("podium", podium, TABLET, podium.url),
        ):
            weights[name], hosts = await a_first_visit(tabs, page, size, address)
            assert hosts == {urlsplit(base).netloc}
        print(weights)
        most = {"podium": MOST_BYTES_OF_THE_PODIUM}  # a laptop's, with a form for all that a chair can do
        assert {name: weight for name, weight in weights.items() if weight > most.get(name, MOST_BYTES)} == {}


@pytest.mark.long
async def test_the_first_ballot_can_be_marked_within_a_second_and_a_half(service: Service, tabs: Tabs) -> None:
    """150 ms there and back, 1.6 Mbit/s, a phone four times as slow: the best of three counts."""
    async with a_chamber(service, TWELVE) as chamber:
        await chamber.open()
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        taken = []
        for _ in range(3):
            context = await tabs.browser.new_context(
                viewport=PHONE, storage_state=await phone.context.storage_state(), service_workers="block"
            )
            fresh = await tabs.another(context)
            line = await context.new_cdp_session(fresh)
            poor = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
            await line.send("Network.enable")
            await line.send("Network.emulateNetworkConditions", poor)
            await line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
            await fresh.add_init_script(WATCH)
            await fresh.goto(phone.url, wait_until="commit")
            taken.append(round(await fresh.evaluate("window.usable")))
            await context.close()
        print(taken)
        assert min(taken) <= USABLE_WITHIN_MS, taken
