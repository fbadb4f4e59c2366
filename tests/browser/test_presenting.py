"""Regions present: begun on the podium, shown in the hall in full, named on phones."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import expect

from server.domain.languages import LANGUAGES
from tests.browser.conftest import HALL, PHONE, TABLET, Tabs, every_day
from tests.browser.layout.ruler import faults_of
from tests.browser.test_accessibility import Axe
from tests.services import Json, Service

WIDE, NARROW = HALL, {"width": 1024, "height": 768}
LONG = (
    "Every secretariat fills in one shared calendar before the year begins, and keeps two observer seats for others. "
)
LONG_TITLE = (
    "Keep one calendar of all meetings of mechanisms, open two seats to neighbours, and say each year what came of it"
)
FOLLOWS_MS = 5_000
SMALLEST = 0.7
"""Of the size that the sheet gives the letters of the hall: what is smaller is not read at twenty metres."""


@pytest.mark.parametrize("language", every_day(LANGUAGES, "en", "ar"))
async def test_five_long_texts_are_whole_in_the_hall(service: Service, tabs: Tabs, language: str) -> None:
    """The longest title and text there may be, five of them, at 16:9 and 4:3: nothing is cut, nothing overlaps."""
    kit = await asyncio.to_thread(service.new_meeting)
    plenary, axe, faults = kit.room("s2"), Axe(language), []
    async with AsyncExitStack() as here:
        _, meeting = await asyncio.to_thread(service.call, "GET", f"/api/meetings/{kit.id}", None, kit.chair)
        question = next(one for one in meeting["sessions"] if one["id"] == "lunch")["questions"][0]["id"]
        for region, count in (("AF", 5), ("AM", 1)):
            room: Json = next(one for one in kit.founded["rooms"] if one["region_id"] == region)
            moderator = await here.enter_async_context(kit.phone(room, f"moderator:{region}"))
            ids = []
            for n in range(count):
                words = {"title": f"{n} {LONG_TITLE}"[:120], "text": (LONG * 5)[:500], "language": "en"}
                ids.append((await moderator.act("propose", question_id=question, **words))["recommendation_id"])
            await moderator.act("hand_over", recommendation_ids=ids)
        podium = await tabs.enter(TABLET, kit, "chair", f"podium/{plenary['id']}", locale=language)
        hall = await tabs.enter(WIDE, kit, "screen", f"screen/{plenary['id']}", locale=language)
        phone = await tabs.join(PHONE, kit, "AF", f"delegate/{plenary['id']}", locale=language)
        panel = podium.locator("[data-presenting]")
        await panel.locator("input[value=alphabet]").check()
        await panel.locator("[data-hand=present_prepare]").click()
        await panel.locator("[data-hand=present_turn][data-if=presentBegins]").click()
        texts = hall.locator("[data-list=presented] > li")
        await expect(texts).to_have_count(2, timeout=FOLLOWS_MS)
        await expect(phone.locator("[data-presents]")).to_contain_text("Africa", timeout=FOLLOWS_MS)
        place, numbers = hall.locator("[data-list=presented]"), []
        for page in range(3):
            await expect(texts.first).to_contain_text(str(2 * page), timeout=FOLLOWS_MS)
            numbers += await texts.locator(".five__number").all_inner_texts()
            for size in (WIDE, NARROW):
                await hall.set_viewport_size(size)
                found = await faults_of(hall)  # its own arrows are for a mouse: the chair turns it from the podium
                faults += [f"{page} {size}: {fault}" for fault in found if "hall__turn" not in fault]
                tall, room_for = await place.evaluate("one => [one.scrollHeight, one.clientHeight]")
                if tall > room_for + 1:
                    faults.append(f"{page} {size}: {tall} in {room_for}")
                fit = await place.evaluate("one => Number(getComputedStyle(one).getPropertyValue('--fit'))")
                if fit < SMALLEST:
                    faults.append(f"{page} {size}: letters at {fit} of their size")
            if page < 2:
                await podium.locator("[data-act=turn][data-step-by='1']").click()
        assert len(numbers) == 5
        await axe.look(hall, "hall")
        await axe.look(podium, "podium")
        faults += [f"podium: {fault}" for fault in await faults_of(podium)]
        await panel.locator("[data-hand=present_turn][data-if=presentOn]").click()
        await expect(texts).to_have_count(1, timeout=FOLLOWS_MS)
        await expect(phone.locator("[data-presents]")).to_contain_text("Americas", timeout=FOLLOWS_MS)
        await panel.locator("[data-hand=present_pause][data-if=presentPauses]").click()
        await expect(panel.locator("[data-hand=present_pause][data-if=presentResumes]")).to_be_visible()
        await panel.locator("[data-hand=present_end]").click()
        await expect(phone.locator("[data-presents]")).to_be_hidden(timeout=FOLLOWS_MS)
    assert not axe.found, "\n".join(axe.found)
    assert not faults, "\n".join(faults)
