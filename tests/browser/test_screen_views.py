"""The published list in the hall: five views, turned by a person, drawn by the page, never wider than the beamer."""

import itertools
import re
from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet
from playwright.async_api import Page, expect

from server.domain.methods import METHODS
from tests.browser.conftest import HALL, PHONE, TABLET, Tabs, every_day
from tests.browser.published import TWELVE, a_counted_round
from tests.browser.rounds import a_chamber
from tests.services import Service

OLD_BEAMER = {"width": 1024, "height": 768}
BEAMERS = {"16:9": HALL, "4:3": OLD_BEAMER}
VIEWS = ("list", "matrix", "rankings", "line", "why")
OUTSIDE = """() => {
  const svg = document.querySelector("[data-drawing]"), room = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.left < room.left - 1 || box.right > room.right + 1
      || box.top < room.top - 6 || box.bottom > room.bottom + 6;
  }).map((one) => one.textContent);
}"""
CUT = """() => [...document.querySelectorAll("[data-ranked] *")].filter((one) => one.checkVisibility()
  && !one.closest("svg, .visually-hidden") && one.clientWidth && one.scrollWidth > one.clientWidth + 1)
  .map((one) => `${one.className} ${one.textContent.trim().slice(0, 40)}`)"""
WIDER = "() => document.documentElement.scrollWidth > innerWidth"


async def view(screen: Page, name: str) -> None:
    """Press the key of a view and wait until the hall shows it."""
    await expect(screen.locator("[data-hall]")).to_have_attribute("data-picture", "list")
    await screen.keyboard.press(str(VIEWS.index(name) + 1))
    await expect(screen.locator("[data-hall]")).to_have_attribute("data-view", name)


@pytest.mark.parametrize(
    ("shape", "language"),
    every_day(itertools.product(BEAMERS, ("en", "ar")), ("16:9", "en"), ("4:3", "ar")),
)
async def test_five_views_of_a_published_list(service: Service, tabs: Tabs, shape: str, language: str) -> None:
    """List, matrix, two rankings, one line and why: each by its key, each whole, each with its own words beside it."""
    async with a_chamber(service, TWELVE) as chamber:
        screen = await tabs.enter(
            BEAMERS[shape], chamber.kit, "screen", f"screen/{chamber.room['id']}", locale=language
        )
        round_ = await a_counted_round(chamber, secrecy="confidential")
        await chamber.publish(round_)
        hall = screen.locator("[data-hall]")
        await expect(hall).to_have_attribute("data-view", "list")
        await expect(screen.locator("[data-rows] > li")).to_have_count(5)
        await expect(screen.locator(".duel .bar").first).to_be_visible()  # room for them up to six regions

        drawing = screen.locator("[data-drawing]")
        for name in VIEWS[1:]:
            await view(screen, name)
            await expect(screen.locator("[data-ranked]")).to_be_hidden()
            await expect(drawing).to_be_visible()
            await expect(drawing).to_have_attribute("role", "img")
            assert await screen.evaluate(OUTSIDE) == [], name
            assert not await screen.evaluate(WIDER), name

        await expect(screen.locator(".hall__pager [data-text=pager]")).to_contain_text("12")
        await screen.keyboard.press("PageDown")
        await screen.keyboard.press("PageDown")
        await expect(screen.locator(".hall__pager [data-text=pager]")).to_contain_text("3")
        await view(screen, "list")
        await expect(screen.locator("[data-rows] > li").first).to_contain_text("1")


@pytest.mark.parametrize("language", every_day(["fr", "es", "ru", "zh"], "ru"))
async def test_no_word_leaves_its_place_in_any_language(service: Service, tabs: Tabs, language: str) -> None:
    """The longest verdict of a language stands in its badge, and every word of a drawing within the picture."""
    async with a_chamber(service, TWELVE) as chamber:
        path = f"screen/{chamber.room['id']}"
        screens = [await tabs.enter(size, chamber.kit, "screen", path, locale=language) for size in (HALL, OLD_BEAMER)]
        await chamber.publish(await a_counted_round(chamber, secrecy="confidential"))
        for screen in screens:
            await expect(screen.locator("[data-rows] .verdict[data-verdict=works_across]")).to_have_count(1)
            assert await screen.evaluate(CUT) == []
            await view(screen, "matrix")
            await expect(screen.locator("[data-drawing]")).to_be_visible()
            assert await screen.evaluate(OUTSIDE) == []


async def test_a_withheld_region_is_one_veil(service: Service, tabs: Tabs) -> None:
    """Two columns are closed, the small region's and the one that keeps it closed: no figure, no state in them."""
    async with a_chamber(service, TWELVE) as chamber:
        screen = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        await chamber.publish(await a_counted_round(chamber, secrecy="confidential"))
        await view(screen, "matrix")
        duels = screen.locator("[data-drawing] text", has_text=re.compile(r"^\d+–\d+$"))
        await expect(duels).to_have_count(12 * 4)
        await expect(screen.locator("[data-drawing] path.paint-veil-b")).to_have_count(2)


async def test_lines_between_rankings_are_bold_from_three_places(service: Service, tabs: Tabs) -> None:
    """One line a recommendation; solid is a rise by delegates, dashed a fall, and nothing else is bold."""
    async with a_chamber(service, TWELVE) as chamber:
        screen = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        round_ = await a_counted_round(chamber)
        await chamber.publish(round_)
        await view(screen, "rankings")
        _, ranked = chamber.kit.ranked_list(round_["id"])
        by_delegates = {one["recommendation_id"]: one["rank"] for one in ranked["delegates_equal"]}
        moves = [item["rank"] - by_delegates[item["recommendation_id"]] for item in ranked["items"]]
        drawn = screen.locator("[data-drawing] path")
        await expect(drawn).to_have_count(12)
        await expect(screen.locator("[data-drawing] path[stroke-width='6']")).to_have_count(
            sum(abs(move) >= 3 for move in moves)
        )
        await expect(screen.locator("[data-drawing] path[stroke-dasharray]")).to_have_count(
            sum(move <= -3 for move in moves)
        )


async def test_the_chair_turns_the_hall(service: Service, tabs: Tabs) -> None:
    """What the podium turns to, every screen of the room shows, also one that is opened later."""
    async with a_chamber(service, TWELVE) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await chamber.publish(await a_counted_round(chamber))
        hall = podium.frame_locator("[data-hall-frame]").locator("[data-hall]")
        await expect(podium.locator("[data-step=published]")).to_have_attribute("aria-current", "step")
        await expect(hall).to_have_attribute("data-picture", "list")
        await podium.click("[data-act=view][data-view=matrix]")
        await expect(hall).to_have_attribute("data-view", "matrix")
        await podium.click("[data-act=view][data-view=line]")
        await podium.click("[data-act=turn][data-step-by='1']")
        await expect(podium.locator("[data-text=hallPager]")).to_have_text("2 of 12")
        later = await tabs.another(podium.context)
        await later.goto(podium.url.replace("/podium/", "/screen/"))
        await expect(later.locator("[data-hall]")).to_have_attribute("data-view", "line")
        await expect(later.locator(".hall__pager [data-text=pager]")).to_have_text("2 of 12")


def each_method() -> Iterator[ParameterSet]:
    """Name every method: a list is drawn by its kind, so one of each is looked at every day, the rest in long runs."""
    kinds: set[str] = set()
    for name, method in METHODS.items():
        yield pytest.param(name, marks=[pytest.mark.long] if method.CARD.kind in kinds else [])
        kinds.add(method.CARD.kind)


@pytest.mark.parametrize("method", list(each_method()))
async def test_the_list_of_every_method_is_shown_everywhere(service: Service, tabs: Tabs, method: str) -> None:
    """Hall, podium and phone show rank, title and what the method orders by; the podium also its tables."""
    titles = TWELVE[:5]
    async with a_chamber(service, titles) as chamber:
        screen = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        round_ = await a_counted_round(chamber, method, secrecy="recorded", places=3)
        await chamber.publish(round_)
        phone = await tabs.join(PHONE, chamber.kit, "EC", chamber.page)
        for page, rows in ((screen, "[data-rows] > li"), (podium, "[data-rows] > li"), (phone, ".result")):
            await expect(page.locator(rows)).to_have_count(5)
            for title in titles:
                await expect(page.get_by_text(title).locator("visible=true").first).to_be_visible()
        _, ranked = chamber.kit.ranked_list(round_["id"])
        await expect(podium.locator("[data-list=tables] > details")).to_have_count(len(ranked.get("tables", {})))
        first_painted = await screen.context.request.get(screen.url)
        assert first_painted.status == 200
