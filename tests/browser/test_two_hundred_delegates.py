"""Two hundred delegates in one room: all are counted, and the screen and a phone stay as quick as in an empty one.

What a slow machine changes is given a generous bound; what it cannot change, how much of a page is made anew, is exact.
"""

import asyncio
from contextlib import AsyncExitStack
from itertools import cycle, islice
from typing import Any

from playwright.async_api import Page, expect

from server.rehearsal.phone import Phone
from tests.browser.conftest import HALL, PHONE, Tabs
from tests.browser.published import TWELVE
from tests.browser.rounds import Chamber, a_chamber, begin, card_of, mark
from tests.services import Json, Service

DELEGATES = 200
REGION_IDS = ("AF", "AM", "AP", "EC", "AS", "IR")
BALLOTS_EACH = 12
LONGEST_TASK_MS = 250
LONGEST_STILL_MS = 700
"""Generous: a picture of the whole room made anew with every ballot takes seconds of a busy machine."""
BUSY_SHARE = 0.5
WATCH = """() => {
    const began = performance.now();
    window.watched = { began, last: began, still: 0, frames: 0, longest: 0, busy: 0, made: 0 };
    const step = (now) => {
        watched.still = Math.max(watched.still, now - watched.last);
        watched.last = now;
        watched.frames++;
        requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
    new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) {
            watched.longest = Math.max(watched.longest, duration);
            watched.busy += duration;
        }
    }).observe({ type: "longtask" });
    new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
            watched.made += [...addedNodes].filter((one) => one.nodeType === Node.ELEMENT_NODE).length;
    }).observe(document.body, { childList: true, subtree: true });
}"""
SEEN = "() => ({ ...watched, whole: performance.now() - watched.began })"


async def a_full_room(chamber: Chamber, hall: AsyncExitStack) -> list[Phone]:
    """Seat everybody, region after region, each on a socket of their own."""
    regions = islice(cycle(REGION_IDS), DELEGATES)
    joined = await asyncio.to_thread(lambda: [chamber.kit.a_delegate(region) for region in regions])
    phones = [chamber.kit.phone(chamber.room, one) for one in joined]
    for at in range(0, DELEGATES, 20):
        await asyncio.gather(*(hall.enter_async_context(one) for one in phones[at : at + 20]))
    return phones


async def votes(voter: Phone, context: int, round_: Json) -> None:
    """Cast, think again twice, and hear each time that it was received."""
    for revision in range(BALLOTS_EACH):
        marks = {one: ("for", "against", "abstain")[(context + item + revision) % 3]
                 for item, one in enumerate(round_["slate"])}  # fmt: skip
        reply = await voter.cast(round_, marks, base_revision=revision)
        assert reply["type"] == "ballot_cast", reply


def assert_quick(seen: dict[str, Any], who: str) -> None:
    """Hold what was watched in a page against the bounds."""
    assert seen["longest"] <= LONGEST_TASK_MS, f"{who}: {seen}"
    assert seen["still"] <= LONGEST_STILL_MS, f"{who}: {seen}"
    assert seen["busy"] <= seen["whole"] * BUSY_SHARE, f"{who}: {seen}"
    assert seen["made"] == 0, f"{who} made elements anew for ballots that changed only figures: {seen}"


async def test_a_room_of_two_hundred_stays_quick(service: Service, tabs: Tabs) -> None:
    """Six hundred ballots come in; no page stands still or makes a row anew, a marked card stays, all are counted."""
    async with a_chamber(service, TWELVE) as chamber, AsyncExitStack() as hall:
        phones = await a_full_room(chamber, hall)
        screen = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        round_ = await chamber.open(closes_after_s=900)
        await expect(screen.locator("[data-hall]")).to_have_attribute("data-rim", "open")
        await expect(screen.locator("[data-list=turnout-side] > [data-key]")).to_have_count(len(REGION_IDS))
        await begin(phone)
        await mark(phone, "for")
        await watch(screen, phone)
        await asyncio.gather(*(votes(voter, context, round_) for context, voter in enumerate(phones)))
        await expect(screen.locator("[data-text=castAll]")).to_have_text(str(DELEGATES))
        await expect(screen.locator("[data-text=castOf]")).to_contain_text(str(DELEGATES + 1))
        for page, who in ((screen, "the screen"), (phone, "the phone")):
            seen = await page.evaluate(SEEN)
            print(who, {name: round(value) for name, value in seen.items()})
            assert_quick(seen, who)
        await expect(card_of(phone).locator("input:checked")).to_have_value("for")


async def watch(*pages: Page) -> None:
    """Watch frames, long tasks and new elements from now on."""
    for page in pages:
        await page.evaluate(WATCH)
