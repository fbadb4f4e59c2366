"""Scripts and sheets that come when they are near: one that could not be had is missed, and asked for again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Page, Route, expect

from tests.browser.conftest import HALL, PHONE, TABLET, Tabs
from tests.browser.published import a_counted_round
from tests.browser.rounds import TITLES, a_chamber
from tests.browser.test_arriving import a_named_meeting
from tests.services import Service

SOONER_MS = 30_000
LATE = ["list", "outcome", "silence", "texts", "prepare", "signing", "naming", "print"]
WITHOUT = """(late) => {
  const look = () => [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility()).map((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    const { color, backgroundColor, borderTopWidth } = getComputedStyle(one);
    return [one.tagName, one.className, x, y, width, height, color, backgroundColor, borderTopWidth].join(" ");
  });
  const sheets = [...document.styleSheets].filter(({ href }) => late.some((name) => href?.endsWith(`/${name}.css`)));
  const looks = look();
  sheets.forEach((sheet) => { sheet.disabled = true; });
  return [sheets.length, looks.length, look().filter((one, at) => one !== looks[at])];
}"""


@asynccontextmanager
async def out_of_reach(tabs: Tabs, page: Page, script: str) -> AsyncIterator[asyncio.Event]:
    """Have a script not come through; the event says that it was asked for."""
    asked = asyncio.Event()

    async def refuse(route: Route) -> None:
        await route.abort()
        asked.set()

    tabs.away = True
    await page.route(f"**/{script}", refuse)
    yield asked
    await page.unroute(f"**/{script}")


async def test_the_list_of_seats_says_that_it_cannot_be_had_and_comes_with_the_next_press(
    service: Service, tabs: Tabs
) -> None:
    """Where the button was pressed, in words."""
    async with a_chamber(service) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        said = podium.locator(".join > [data-refusal]")
        async with out_of_reach(tabs, podium, "seats.js"):
            await podium.click("[data-joining=seats]")
            await expect(said).to_have_text("That could not be done. Try again.")
        await podium.click("[data-joining=seats]")
        await expect(podium.locator("[data-dialog=seats]")).to_be_visible()
        await expect(said).to_be_hidden()


async def test_what_was_proposed_already_is_looked_for_again_with_the_next_letter(service: Service, tabs: Tabs) -> None:
    """Whoever writes goes on meanwhile."""
    async with a_chamber(service) as chamber:
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
        title = phone.locator("[data-proposal] [name=title]")
        async with out_of_reach(tabs, phone, "similar.js") as asked:
            await title.press_sequentially("a shared")
            await asyncio.wait_for(asked.wait(), 10)
        await title.press_sequentially(" calendar")
        await expect(phone.locator("[data-similar] li .words")).to_have_text([TITLES[0]])


async def test_a_list_comes_to_a_phone_that_could_not_draw_it_at_first(service: Service, tabs: Tabs) -> None:
    """Nothing else happens in the room, and nobody touches the phone."""
    async with a_chamber(service) as chamber:
        round_ = await chamber.open()
        await chamber.close(round_)
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await phone.clock.install()
        async with out_of_reach(tabs, phone, "published.js") as asked:
            await phone.reload()
            await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
            await chamber.publish(round_)
            await asyncio.wait_for(asked.wait(), 10)
            await phone.clock.run_for(SOONER_MS)
        await phone.clock.run_for(SOONER_MS)
        await expect(phone.locator(f".outcomes [data-key='{round_['id']}']")).to_have_count(1)


async def test_a_list_does_not_come_to_a_phone_before_what_dresses_it(service: Service, tabs: Tabs) -> None:
    """The sheet could not be had at first: nobody sees a list without it, and nobody has to do anything."""
    async with a_chamber(service) as chamber:
        round_ = await chamber.open()
        await chamber.close(round_)
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        outcome = phone.locator(f".outcomes [data-key='{round_['id']}']")
        await phone.clock.install()
        async with out_of_reach(tabs, phone, "outcome.css") as asked:
            await phone.reload()
            await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
            await chamber.publish(round_)
            await asyncio.wait_for(asked.wait(), 10)
            await phone.clock.run_for(SOONER_MS)
            await expect(outcome).to_have_count(0)
        await phone.clock.run_for(SOONER_MS)
        await expect(outcome).to_have_css("display", "grid")


async def test_a_sheet_that_comes_later_moves_nothing_and_paints_nothing(service: Service, tabs: Tabs) -> None:
    """Podium and phone look the same without it, also where a round is open."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        for page in (phone, podium):
            await expect(page.locator("noscript[data-sheet]")).to_have_count(0)
            sheets, seen, changed = await page.evaluate(WITHOUT, LATE)
            assert (sheets > 3, seen > 50, changed) == (True, True, [])


async def test_the_hall_draws_a_view_as_soon_as_it_can(service: Service, tabs: Tabs) -> None:
    """Until then it shows the list, and nobody has to press a key again."""
    async with a_chamber(service) as chamber:
        round_ = await a_counted_round(chamber)
        await chamber.publish(round_)
        screen = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        await screen.clock.install()
        hall = screen.locator("[data-hall]")
        async with out_of_reach(tabs, screen, "sheet.js") as asked:
            await screen.reload()
            await expect(hall).to_have_attribute("data-view", "list")
            await screen.keyboard.press("2")
            await asyncio.wait_for(asked.wait(), 10)
            await expect(screen.locator("[data-rows] > li")).to_have_count(3)
        await screen.clock.run_for(SOONER_MS)
        await expect(hall).to_have_attribute("data-view", "matrix")


async def test_names_are_found_while_typing_as_soon_as_that_can_be(service: Service, tabs: Tabs) -> None:
    """Until then the plain form does it."""
    kit = await a_named_meeting(service)
    phone = await tabs.open(PHONE, service.base_url)
    await phone.clock.install()
    async with out_of_reach(tabs, phone, "own_name.js") as asked:
        await phone.goto(kit.founded["links"]["join"])
        await asyncio.wait_for(asked.wait(), 10)
        await phone.fill("input[name=q]", "luis")
    await phone.clock.run_for(SOONER_MS)
    await expect(phone.locator(".name-choice")).to_have_count(1)
