"""The rehearsal as a secretariat has it: one button, hall and phone beside it, and nothing left of the copy."""

import asyncio
from pathlib import Path

import pytest
import redis
from playwright.async_api import expect

from server.domain.languages import LANGUAGES
from server.engine.embedded import EmbeddedStore
from server.store import keys
from tests.browser.conftest import PHONE, TABLET, Tabs, every_day
from tests.browser.layout.ruler import faults_of
from tests.browser.test_accessibility import Axe
from tests.services import Service

PATIENCE_MS = 60_000


@pytest.mark.parametrize("language", every_day(LANGUAGES, "en", "ar"))
async def test_a_rehearsal_is_followed_at_the_desk_and_leaves_nothing(
    server: EmbeddedStore, tmp_path: Path, tabs: Tabs, language: str
) -> None:
    """Begun by one press, told line by line, stopped, and wiped where it was cut off; a tick stays. Holds R202."""
    with Service(server.url, tmp_path) as service:
        kit, axe, faults = await asyncio.to_thread(service.new_meeting), Axe(language), []
        page = await tabs.open(TABLET, f"{service.base_url}/desk", locale=language)
        opened = await page.context.request.post(f"{service.base_url}/api/desk", data={"key": service.key})
        await page.goto(f"{service.base_url}{(await opened.json())['page']}/{kit.id}/rehearsal")
        await page.locator("[data-check=printer]").check()
        await page.locator("[data-act=start]").dblclick()
        await expect(page.locator(".told__line").first).to_be_visible(timeout=PATIENCE_MS)
        await expect(page.locator("a[target=plenum-hall]")).to_be_visible()
        await axe.look(page, "playing")
        for size in (PHONE, TABLET):
            await page.set_viewport_size(size)
            faults += [f"{size}: {fault}" for fault in await faults_of(page)]
        async with page.expect_popup() as opening:
            await page.locator("a[target=plenum-hall]").click()
        hall = await opening.value
        await expect(hall.locator("body")).to_have_attribute("data-page", "screen", timeout=PATIENCE_MS)
        await hall.close()
        await page.locator("[data-act=stop]").click()
        await expect(page.locator("[data-text=state]")).to_contain_text("0", timeout=PATIENCE_MS)
        await expect(page.locator("[data-act=start]")).to_be_visible()
        await page.reload()
        await expect(page.locator("[data-check=printer]")).to_be_checked()
        await expect(page.locator("[data-check=hall]")).not_to_be_checked()
        with redis.Redis.from_url(server.url) as client:  # as if its player had been killed
            client.hdel(keys.of(kit.id, "rehearsal"), "ended", "left")
        await page.reload()
        await axe.look(page, "cut off")
        for size in (PHONE, TABLET):
            await page.set_viewport_size(size)
            faults += [f"{size}: {fault}" for fault in await faults_of(page)]
        await page.locator("[data-act=stop]").click()
        await expect(page.locator("[data-act=stop]")).to_be_hidden()
        await expect(page.locator("[data-text=state]")).to_contain_text("0")
        assert not axe.found, "\n".join(axe.found)
        assert not faults, "\n".join(faults)
        tabs.away = True  # the service ends before its pages do
