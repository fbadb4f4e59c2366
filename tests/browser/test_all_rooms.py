"""All rooms at the desk: what goes on in each is there within a second, on a tablet, upright and on a phone."""

import asyncio

import pytest
from playwright.async_api import expect

from server.domain.languages import LANGUAGES
from tests.browser.conftest import PHONE, TABLET, Tabs, every_day
from tests.browser.layout.ruler import faults_of
from tests.browser.test_accessibility import Axe
from tests.browser.test_seats_at_the_desk import UPRIGHT, at_the_desk
from tests.services import Json, Kit, Service

FOLLOWS_MS = 3_000


def lunch(kit: Kit, region: str = "AF") -> Json:
    """Find the room of a region."""
    return next(one for one in kit.founded["rooms"] if one["region_id"] == region)


@pytest.mark.parametrize("language", every_day(LANGUAGES, "en", "ar"))
async def test_a_lunch_is_followed_from_the_desk(service: Service, tabs: Tabs, language: str) -> None:
    """A moderator comes, a proposal, a vote, the list, what is handed over; the moderator goes. Holds R199."""
    kit = await asyncio.to_thread(service.new_meeting)
    room, english, axe = lunch(kit), language == "en", Axe(language)
    page = await at_the_desk(tabs, kit, "rooms", locale=language)
    row = page.locator(f"tr[data-key={room['id']}]")
    cells = row.locator("td")
    await expect(row).to_be_visible()
    people = [await asyncio.to_thread(kit.a_delegate) for _ in range(3)]
    _, meeting = await asyncio.to_thread(service.call, "GET", f"/api/meetings/{kit.id}", None, kit.chair)
    question = next(one for one in meeting["sessions"] if one["id"] == room["agenda_session_id"])["questions"][0]["id"]

    async def says(place: int, words: str) -> None:
        if english:
            await expect(cells.nth(place)).to_contain_text(words, timeout=FOLLOWS_MS)

    for one in people:
        async with kit.phone(room, one):
            pass
    await says(0, "not here")
    await expect(row.get_by_role("button")).to_be_visible()
    await expect(page.locator(f"tr[data-key={kit.room('s1')['id']}]").get_by_role("button")).to_have_count(0)
    screen = kit.phone(room, "screen", ["hall"])
    async with screen, kit.phone(room, "moderator:AF") as moderator:
        await says(0, "here")
        proposed = await moderator.act("propose", question_id=question, title="One")
        slate = [proposed["recommendation_id"]]
        drafted = await moderator.act("prepare_round", method="shortlist", slate=slate, rules={"secrecy": "recorded"})
        opened = await moderator.act("open_round", round_id=drafted["round_id"])
        await says(3, "Voting open")
        await expect(page.locator("[data-list=screens] tr")).to_have_count(1, timeout=FOLLOWS_MS)
        for number, one in enumerate(people, start=1):
            async with kit.phone(room, one) as phone:
                await phone.cast(opened["round"], {slate[0]: "approve"})
            await says(4, f"{number} of 3")
        assert not await page.get_by_text("approve").count()
        await axe.look(page, "rooms")
        faults = []
        for size in (TABLET, UPRIGHT, PHONE):
            await page.set_viewport_size(size)
            faults += [f"{size}: {fault}" for fault in await faults_of(page)]
        await page.set_viewport_size(TABLET)
        await moderator.ask("close_round", round_id=drafted["round_id"])
        await moderator.ask("publish_round", round_id=drafted["round_id"])
        await says(3, "Published")
        await moderator.act("hand_over", recommendation_ids=slate)
        await says(5, "1 text")
    await says(0, "gone")
    assert not axe.found, "\n".join(axe.found)
    assert not faults, "\n".join(faults)
