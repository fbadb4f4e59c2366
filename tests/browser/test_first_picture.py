"""Hall and podium fill themselves from what their page carries: before their line says anything, and nothing jumps."""

from playwright.async_api import Page, WebSocketRoute, expect

from tests.browser.conftest import HALL, TABLET, Tabs
from tests.browser.published import a_counted_round
from tests.browser.rounds import Chamber, a_chamber
from tests.services import Service

JUMPED = """() => new Promise((answer) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { sum += value; }))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => answer(sum))));
})"""
AWAY_AT_FIRST = """self.sentencesAsked = 0;
const fetched = self.fetch;
self.fetch = (...asked) =>
  String(asked[0]).includes("/strings/") && ++self.sentencesAsked === 1
    ? Promise.reject(new TypeError("no network")) : fetched(...asked);
"""
HARDLY = 0.0001
PICTURES = ("idle", "voting", "list")


async def the_hall(tabs: Tabs, chamber: Chamber, picture: str, *, silent: bool) -> Page:
    """Open the hall's page and wait for its picture; a silent line opens and says nothing."""
    page = await tabs.enter(HALL, chamber.kit, "screen", "screen")
    if silent:
        await page.route_web_socket("**/live/**", _say_nothing)
        await page.reload()
    await expect(page.locator("[data-hall]")).to_have_attribute("data-picture", picture)
    return page


def _say_nothing(_line: WebSocketRoute) -> None:
    pass


async def test_the_hall_shows_the_same_before_its_line_says_anything(service: Service, tabs: Tabs) -> None:
    """Welcome, open round and list: every word of the living page stands on the one whose line is silent."""
    async with a_chamber(service) as chamber:
        for picture in PICTURES:
            if picture == "voting":
                await chamber.open()
            if picture == "list":
                (opened,) = (await chamber.chair.hello())["rounds"]
                await chamber.close(opened)
                await chamber.publish(await a_counted_round(chamber))
            alive = await the_hall(tabs, chamber, picture, silent=False)
            silent = await the_hall(tabs, chamber, picture, silent=True)
            assert await silent.evaluate(JUMPED) == 0
            said = await alive.locator("[data-hall]").inner_text()
            assert len(said) > 50
            assert await silent.locator("[data-hall]").inner_text() == said


async def test_a_hall_that_cannot_fetch_its_sentences_at_once_is_filled_later(service: Service, tabs: Tabs) -> None:
    """The network was away for a moment just then: the hall does not stay blank, and its line is opened."""
    async with a_chamber(service) as chamber:
        page = await tabs.enter(HALL, chamber.kit, "screen", "screen")
        await page.add_init_script(AWAY_AT_FIRST)
        await page.reload()
        await expect(page.locator("[data-hall]")).to_have_attribute("data-picture", "idle")
        assert await page.evaluate("sentencesAsked") == 2
        await chamber.open()
        await expect(page.locator("[data-hall]")).to_have_attribute("data-picture", "voting")


async def test_the_podium_shows_the_same_before_its_line_says_anything(service: Service, tabs: Tabs) -> None:
    """Question, next act, agenda, turnout, proposals and list; who is here is known by the line alone."""
    async with a_chamber(service) as chamber:
        await chamber.publish(await a_counted_round(chamber))
        shown = []
        for silent in (False, True):
            page = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
            if silent:
                await page.route_web_socket("**/live/**", _say_nothing)
                await page.reload()
            await expect(page.locator("[data-rows] > li")).to_have_count(3)
            assert await page.evaluate(JUMPED) < HARDLY  # the word for the line, in the head
            parts = (".rail", ".now", ".next", "[data-list=turnout]", ".panel--list", "[data-list=proposals]")
            shown.append([await page.locator(part).inner_text() for part in parts])
        assert shown[0] == shown[1]
