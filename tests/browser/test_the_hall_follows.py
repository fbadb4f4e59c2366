"""The hall follows the service, whichever device steers it: two browsers at two addresses, and what is voted on."""

import time

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import HALL, TABLET, Tabs, a_browser
from tests.browser.published import TWELVE, a_counted_round
from tests.browser.rounds import Chamber, a_chamber
from tests.services import Service

SHOWN_WITHIN_S = 0.3
TURNS = 20


def hall_of(page: Page) -> Locator:
    """The hall's page, or that inside of the podium."""
    return page.locator("[data-hall]")


def inside(podium: Page) -> Locator:
    """The hall as the podium sees it."""
    return podium.frame_locator("[data-hall-frame]").locator("[data-hall]")


async def a_screen(tabs: Tabs, chamber: Chamber) -> Page:
    """Open the hall's page of the chamber."""
    return await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}")


async def a_podium(tabs: Tabs, chamber: Chamber) -> Page:
    """Open the podium of the chamber."""
    return await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")


async def test_the_hall_shows_what_is_voted_on_and_the_podium_turns_it(
    service: Service, second_service: Service, tabs: Tabs
) -> None:
    """Six titles a page, one in full, turnout alone; each screen says so, at whichever address. Holds R97."""
    async with a_chamber(service, TWELVE) as chamber, a_browser() as another:
        yonder = Tabs(another)
        podium, near = await a_podium(tabs, chamber), await a_screen(tabs, chamber)
        there = Chamber(chamber.kit.at(second_service), chamber.room, chamber.chair, chamber.slate)
        far = await a_screen(yonder, there)
        await expect(podium.locator("[data-text=screensWords]")).to_have_text("2 screens show this")
        round_ = await chamber.open()
        halls = (hall_of(near), hall_of(far), inside(podium))
        for hall in halls:
            await expect(hall.locator("[data-list=slate] > li")).to_have_count(6)
            await expect(hall.locator("[data-list=slate] > li").first).to_contain_text("One calendar of the mechanisms")
            await expect(hall.locator("[data-list=turnout-side]")).to_be_visible()
            await expect(hall.locator(".curtain-line")).to_contain_text("For and Against are not shown yet")
        await podium.locator("[data-act=turn][data-step-by='1']").click()
        for hall in halls:
            await expect(hall.locator("[data-list=slate] b").first).to_have_text("7")
            await expect(hall.locator("[data-text=pager]").last).to_have_text("7–12 of 12")
        await expect(podium.locator("[data-text=screensWords]")).to_have_text("2 screens show this")
        await podium.keyboard.press("3")
        await podium.locator("[data-act=turn][data-step-by='1']").click()
        for hall in halls:
            await expect(hall.locator(".vote__title")).to_have_text(
                "A focal point in every secretariat of the mechanisms"
            )
            await expect(hall.locator(".vote__text")).to_contain_text("What is meant by it")
            await expect(hall.locator(".vote__bench")).to_be_visible()
        await near.close()
        await expect(podium.locator("[data-text=screensWords]")).to_have_text("1 screen shows this")
        await podium.locator("[data-act=view][data-view=welcome]").click()
        await expect(hall_of(far)).to_have_attribute("data-picture", "idle")
        await expect(podium.locator("[data-act=hall-back]")).to_have_text("Follow the room")
        await podium.click("[data-act=hall-back]")
        await expect(hall_of(far).locator("[data-list=slate] > li")).to_have_count(6)
        await far.close()
        await expect(podium.locator("[data-text=screensWords]")).to_have_text("No screen is connected")
        await chamber.close(round_)
        assert not yonder.errors


async def test_an_earlier_list_comes_back_to_the_hall_and_its_files_stay(service: Service, tabs: Tabs) -> None:
    """Preparing the next round takes nothing away; opening it lets the hall follow the room again. Holds R96."""
    async with a_chamber(service, TWELVE) as chamber:
        podium, screen = await a_podium(tabs, chamber), await a_screen(tabs, chamber)
        first = await a_counted_round(chamber)
        await chamber.publish(first)
        await expect(hall_of(screen)).to_have_attribute("data-picture", "list")
        await expect(podium.locator("[data-act=view][data-view=matrix]")).to_be_visible()  # the podium has it, too
        await podium.keyboard.press("2")
        await expect(hall_of(screen)).to_have_attribute("data-view", "matrix")
        second = await chamber.open(slate=chamber.slate[:3])
        await expect(hall_of(screen)).to_have_attribute("data-picture", "voting")
        await expect(podium.locator(".podium [data-rows] > li")).to_have_count(12)  # the list before is still looked at
        row = podium.locator(f"[data-list=rounds] > [data-key='{first['id']}']")
        await row.locator("[data-files] summary").click()
        await expect(row.locator("a[href*='.csv']").first).to_be_visible()
        await expect(podium.locator("[data-list=rounds] > li")).to_have_count(2)
        await row.locator("[data-act=round-show]").click()
        for hall in (hall_of(screen), inside(podium)):
            await expect(hall).to_have_attribute("data-picture", "list")
        await expect(row.locator(".round-row__hall")).to_be_visible()
        await podium.keyboard.press("ArrowRight")
        await expect(hall_of(screen).locator("[data-text=pager]").first).to_have_text("6–10 of 12")
        await chamber.close(second)
        await expect(hall_of(screen)).to_have_attribute("data-picture", "list")
        await chamber.publish(second)
        await expect(hall_of(screen).locator("[data-rows] > li")).to_have_count(3)


async def test_the_podium_says_when_the_hall_is_elsewhere_and_brings_it_back(service: Service, tabs: Tabs) -> None:
    """What is live is another session: the podium shows that hall, says so, and has one button."""
    async with a_chamber(service, TWELVE) as chamber:
        other = chamber.kit.room("s1")
        async with chamber.kit.phone(other, "chair") as chair:
            await chair.act("set_live")
            podium = await a_podium(tabs, chamber)
            await expect(podium.locator("[data-if=hallElsewhere]")).to_be_visible()
            await expect(podium.locator("[data-if=hallElsewhere]")).to_contain_text("The hall shows something else")
            frame = podium.frame_locator("[data-hall-frame]")
            await expect(frame.locator("[data-text=eyebrow]")).to_contain_text("Session 1")
            await podium.click("[data-act=hall-back]")
            await expect(podium.locator("[data-if=hallElsewhere]")).to_be_hidden()
            live = await chair.wait_for("agenda_changed", live__room_id=chamber.room["id"])
            assert live


async def test_a_screen_turned_by_hand_turns_alone_and_does_not_say_that_it_follows(
    service: Service, tabs: Tabs
) -> None:
    """Only what nobody has set can be turned by hand; a window of the chair's steers every screen. Holds R98."""
    async with a_chamber(service, TWELVE) as chamber:
        podium, screen = await a_podium(tabs, chamber), await a_screen(tabs, chamber)
        await chamber.open()
        await expect(podium.locator("[data-text=screensWords]")).to_have_text("1 screen shows this")
        await expect(hall_of(screen).locator("[data-list=slate] > li")).to_have_count(6)  # drawn, and so can be turned
        await screen.keyboard.press("PageDown")
        await expect(hall_of(screen).locator("[data-list=slate] b").first).to_have_text("7")
        await expect(podium.locator("[data-text=screensWords]")).to_have_text("The screen does not show this yet")
        await expect(inside(podium).locator("[data-list=slate] b").first).to_have_text("1")
        await podium.keyboard.press("2")
        await expect(hall_of(screen).locator("[data-vote]")).to_have_attribute("data-vote", "turnout")
        await expect(podium.locator("[data-text=screensWords]")).to_have_text("1 screen shows this")
        await screen.keyboard.press("1")
        window = await podium.context.new_page()
        await window.goto(podium.url.replace("/podium/", "/screen/"))
        await expect(podium.locator("[data-text=screensWords]")).to_have_text("2 screens show this")
        await window.keyboard.press("1")
        for hall in (hall_of(screen), hall_of(window), inside(podium)):
            await expect(hall.locator("[data-list=slate] > li")).to_have_count(6)


@pytest.mark.long
async def test_a_page_is_on_the_hall_and_acknowledged_within_three_hundred_milliseconds(
    service: Service, second_service: Service, tabs: Tabs
) -> None:
    """From the press on the podium to the frame in another browser at another address, and back: twenty turns."""
    async with a_chamber(service, TWELVE) as chamber, a_browser() as another:
        yonder = Tabs(another)
        podium = await a_podium(tabs, chamber)
        there = Chamber(chamber.kit.at(second_service), chamber.room, chamber.chair, chamber.slate)
        screen = await a_screen(yonder, there)
        await chamber.open()
        await expect(podium.locator("[data-text=screensWords]")).to_have_text("1 screen shows this")
        took_s = []
        for turn in range(TURNS):
            step, first = (1, "7") if turn % 2 == 0 else (-1, "1")
            began_s = time.perf_counter()
            await podium.locator(f"[data-act=turn][data-step-by='{step}']").dispatch_event("click")
            await screen.wait_for_function(
                "(first) => document.querySelector('[data-list=slate] b')?.textContent === first", arg=first
            )
            on_hall_s = time.perf_counter() - began_s
            await podium.wait_for_function(
                "() => document.querySelector('[data-text=screensWords]').textContent === '1\\u00a0screen shows this'"
            )
            took_s.append((on_hall_s, time.perf_counter() - began_s))
        print("on the hall, acknowledged (ms):", [tuple(round(one * 1_000) for one in both) for both in took_s])
        assert max(acknowledged_s for _, acknowledged_s in took_s) <= SHOWN_WITHIN_S
