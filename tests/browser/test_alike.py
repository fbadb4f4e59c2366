"""What is alike on the podium: a way to the other text, by region alone where that may not be read, and on a slate."""

import asyncio

from playwright.async_api import expect

from tests.browser.conftest import TABLET, Tabs
from tests.services import Kit, Service

ONE, OTHER = "One shared calendar of meetings for all mechanisms", "A calendar of meetings, shared by all mechanisms"


async def propose(kit: Kit, session: str, region: str, title: str) -> str:
    """Have the chair propose something in a room of an agenda session."""
    room = kit.room(session, region) if region else kit.room(session)
    question = await asyncio.to_thread(kit.question, session)
    async with kit.phone(room, "chair") as chair:
        return str((await chair.act("propose", question_id=question, title=title))["recommendation_id"])


def row_of(title: str) -> str:
    """Say how the row of a recommendation is found."""
    return f"[data-recommendations] li:has(h3:text-is('{title}'))"


async def test_a_moderator_hears_of_a_region_and_then_of_its_text(service: Service, tabs: Tabs) -> None:
    """The region alone before its text was handed over; after that, both side by side. Holds R222."""
    kit = await asyncio.to_thread(service.new_meeting)
    await propose(kit, "lunch", "AF", ONE)
    theirs = await propose(kit, "lunch", "AP", OTHER)
    room = kit.room("lunch", "AF")
    podium = await tabs.enter(TABLET, kit, "moderator:AF", f"podium/{room['id']}")
    row = podium.locator(row_of(ONE))
    await expect(row.locator(".alike span")).to_have_text("Alike to one in Asia and the Pacific")
    await expect(row.locator(".alike__link")).to_have_count(0)
    async with kit.phone(kit.room("lunch", "AP"), "chair") as chair:
        await chair.act("hand_over", recommendation_ids=[theirs], session_id="s2")
    link = row.locator(".alike__link")
    await expect(link).to_have_text("Alike: AP-1")
    await link.click()
    both = podium.locator("[data-dialog=alike]")
    await expect(both.locator("[data-list=theirs-title]")).to_have_text(ONE)
    await expect(both.locator("[data-list=mine-title]")).to_have_text(OTHER)
    await podium.keyboard.press("Escape")
    await expect(both).to_be_hidden()


async def test_two_of_one_slate_are_said_to_be_alike(service: Service, tabs: Tabs) -> None:
    """In the room a link leads to the other row; on a slate both are named, beside each and above it."""
    kit = await asyncio.to_thread(service.new_meeting)
    for title in (ONE, "A travel fund for secretariats", OTHER):
        await propose(kit, "s1", "", title)
    podium = await tabs.enter(TABLET, kit, "chair", f"podium/{kit.room('s1')['id']}")
    await podium.locator(row_of(ONE)).locator(".alike__link").click()
    await expect(podium.locator(row_of(OTHER))).to_be_focused()
    await podium.locator("[data-act=next]").click()
    draft = podium.locator("[data-dialog=draft]")
    await draft.locator(".slate-group__head input").first.check()
    await expect(draft.locator("[data-alike-pairs] .alike__link")).to_have_text("1 and 3 are alike")
    await expect(draft.locator(".order-row .alike__link")).to_have_text(["Alike: 3", "Alike: 1"])
    await draft.locator("[data-alike-pairs] .alike__link").click()
    await expect(podium.locator("[data-dialog=alike] [data-list=mine-title]")).to_have_text(OTHER)
