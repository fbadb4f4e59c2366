"""A silent minute on phone, hall and podium: what is chosen stays on the phone, goes by itself, and is listed."""

import asyncio
import json

from playwright.async_api import Page, expect

from tests.browser.conftest import HALL, PHONE, TABLET, Tabs
from tests.browser.rounds import a_chamber
from tests.services import Service

AS_OF_YESTERDAY = """
document.addEventListener("readystatechange", () => {
  const known = document.querySelector("[data-cards]");
  if (known) known.dataset.cards = known.dataset.cards.replace("no_objection", "not_there_yet");
});
"""
"""Takes a method out of what a page knows, before its scripts look."""
WORDS = "Only where our national law lets names be published."


def frames_of(phone: Page) -> list[str]:
    """Note every frame that a page sends from now on."""
    sent: list[str] = []
    phone.on("websocket", lambda line: line.on("framesent", lambda frame: sent.append(str(frame))))
    return sent


def ballots_in(frames: list[str]) -> list[str]:
    """Find the ballots among frames."""
    return [frame for frame in frames if json.loads(frame)["type"] == "cast_ballot"]


async def test_who_objects_does_nothing_but_choose(service: Service, tabs: Tabs) -> None:
    """One objects and reserves, another does nothing; both phones cast by themselves, and a vote follows."""
    async with a_chamber(service) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        hall = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        other = await tabs.join(PHONE, chamber.kit, "AS", chamber.page)
        round_ = await chamber.open("no_objection")
        await expect(hall.locator(".vote__silence")).to_be_visible()
        await expect(hall.locator(".vote__clock")).to_be_visible()
        await expect(podium.locator("body")).to_contain_text("every phone sends by itself")
        frames, silent = frames_of(phone), frames_of(other)
        await asyncio.gather(phone.reload(), other.reload())
        await phone.locator(".call a:visible").first.click()
        cards = phone.locator("[data-silence]:visible [data-card]")
        await cards.nth(0).locator("[data-says=object]").check(force=True)
        await cards.nth(1).locator("[data-says=reserve]").check(force=True)
        await cards.nth(1).locator("textarea").fill(WORDS)
        await cards.nth(1).locator("input[type=checkbox]").check()
        assert {json.loads(frame)["type"] for frame in frames} <= {"hello", "cast_ballot"}
        await phone.reload()
        await expect(cards.nth(0).locator("[data-says=object]")).to_be_checked()
        await expect(cards.nth(1).locator("textarea")).to_have_value(WORDS)
        await chamber.close(round_)
        told, untold = ballots_in(frames), ballots_in(silent)
        assert told
        assert untold
        first = {len(frame) for frame in (*told, *untold) if json.loads(frame)["base_revision"] == 0}
        assert len(first) <= 1
        assert len({len(frame) for frame in (told[-1], untold[-1])}) == 1
        assert json.loads(told[-1])["marks"] == {chamber.slate[0]: "object"}
        assert json.loads(untold[-1])["marks"] == {}
        await chamber.publish(round_)
        await expect(podium.locator("[data-act=next]")).to_contain_text("Go to a vote on these")
        for page in (hall, podium):
            sums = page.locator("[data-list=sums] li b")
            await expect(sums).to_have_text(["2", "1", "1"])
            await expect(page.locator("[data-rows] .ranked__rank i:visible")).to_have_count(0)
        await phone.goto(phone.url.split("#")[0])
        outcome = phone.locator(".outcome").first
        await expect(outcome).to_contain_text("Adopted without objection")
        await expect(outcome).to_contain_text("Objected: goes to a vote")


async def test_a_page_that_does_not_know_a_method_says_so(service: Service, tabs: Tabs) -> None:
    """One that was opened before an update cannot fill in such a ballot; everything else of it goes on."""
    async with a_chamber(service) as chamber:
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await phone.add_init_script(AS_OF_YESTERDAY)
        await phone.reload()
        await chamber.open("no_objection")
        await phone.locator(".call a:visible").first.click()
        await expect(phone.get_by_text("This page is older than the service")).to_be_visible()
