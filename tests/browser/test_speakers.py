"""A list of speakers: asked for on phones, called on the podium, shown in the hall."""

import asyncio

import pytest
from playwright.async_api import expect

from server.domain.languages import LANGUAGES
from tests.browser.conftest import HALL, PHONE, TABLET, Tabs, every_day
from tests.browser.layout.ruler import faults_of
from tests.browser.test_accessibility import Axe
from tests.services import Service

FOLLOWS_MS = 5_000
NARROW = {"width": 1024, "height": 768}


@pytest.mark.parametrize("language", every_day(LANGUAGES, "en", "ar"))
async def test_the_floor_is_asked_for_and_given(service: Service, tabs: Tabs, language: str) -> None:
    """Off at first; one tap asks, the podium adds another by name, calls both, and the hall shows who it is."""
    kit, axe, faults = await asyncio.to_thread(service.new_meeting), Axe(language), []
    room = kit.room("s2")
    podium = await tabs.enter(TABLET, kit, "chair", f"podium/{room['id']}", locale=language)
    hall = await tabs.enter(HALL, kit, "screen", f"screen/{room['id']}", locale=language)
    phone = await tabs.join(PHONE, kit, "AF", f"delegate/{room['id']}", locale=language)
    panel, asks = podium.locator("[data-speaking]"), phone.locator("[data-act=floor]")
    await expect(asks).to_be_hidden()
    await panel.locator("[data-hand=speak_asking]").click()
    await expect(asks).to_be_visible(timeout=FOLLOWS_MS)
    await asks.click()
    await expect(phone.locator("[data-act=no-floor]")).to_be_visible(timeout=FOLLOWS_MS)
    await panel.locator("[name=region_id]").select_option("AM")
    await panel.locator("[name=name]").fill("Consulta Suramericana")
    await panel.locator("[data-hand=speak_add]").click()
    await expect(panel.locator("[data-list=speakers] > li")).to_have_count(2, timeout=FOLLOWS_MS)
    await panel.locator("[name=seconds]").select_option("60")
    await panel.locator("[data-hand=speak_hall]").click()
    await panel.locator("[data-hand=speak_next]").click()
    await expect(phone.locator("[data-text=floorOwn]")).to_be_visible(timeout=FOLLOWS_MS)
    await expect(hall.locator("[data-list=speaks-next] > li")).to_have_count(1, timeout=FOLLOWS_MS)
    await panel.locator("[data-hand=speak_next]").click()
    await expect(hall.locator(".speaks__name")).to_have_text("Consulta Suramericana", timeout=FOLLOWS_MS)
    await expect(hall.locator("[data-list=speaks-spoken] > li")).to_have_count(2)
    for size in (HALL, NARROW):
        await hall.set_viewport_size(size)
        faults += [f"hall {size}: {fault}" for fault in await faults_of(hall)]
        await axe.look(hall, f"hall {size}")
    for page, name in ((podium, "podium"), (phone, "phone")):
        faults += [f"{name}: {fault}" for fault in await faults_of(page)]
        await axe.look(page, name)
    await panel.locator("[data-hand=speak_end]").click()
    await expect(phone.locator("[data-floor]")).to_be_hidden(timeout=FOLLOWS_MS)
    assert not axe.found, "\n".join(axe.found)
    assert not faults, "\n".join(faults)
