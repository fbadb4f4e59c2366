"""The door of the desk and the pages behind it, as a secretariat meets them: by link, by key, without scripts."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import expect

from server.cli.meetings import desk_link
from server.domain.languages import LANGUAGES
from server.engine.embedded import EmbeddedStore
from tests.browser.conftest import TABLET, Tabs
from tests.browser.layout.ruler import faults_of
from tests.browser.test_accessibility import Axe
from tests.services import Service

TITLE = "The forum of the desk"
UPRIGHT = {"width": 768, "height": 1024}


async def test_a_link_leads_to_the_desk_and_out_of_the_address(service: Service, tabs: Tabs) -> None:
    """One press closes it on this device; the link of the desk of one meeting shows that one. Holds R159."""
    kit = await asyncio.to_thread(service.new_meeting, title=TITLE)
    link = await asyncio.to_thread(lambda: asyncio.run(desk_link(service.settings, kit.id)))
    page = await tabs.open(TABLET, link)
    await expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert page.url.endswith(f"/desk/{kit.id}")
    await page.wait_for_load_state()  # where the link led to is left before it is gone back to
    await page.go_back()
    assert "#" not in page.url
    await page.go_forward()
    await page.get_by_role("button", name="Close on this device").click()
    tabs.away = True  # the page is refused, which is what the test is about
    await page.wait_for_url(f"{service.base_url}/")
    await page.go_back()
    await expect(page.get_by_text("not_permitted")).to_be_visible()


async def test_without_scripts_the_key_opens_the_desk_by_keyboard(
    server: EmbeddedStore, tmp_path: Path, tabs: Tabs
) -> None:
    """A wrong key is said on the page, whose field takes the right one; nobody else has guessed here before."""
    with Service(server.url, tmp_path) as service:
        kit = await asyncio.to_thread(service.new_meeting, title=TITLE)
        page = await tabs.open(TABLET, f"{service.base_url}/desk", java_script_enabled=False)
        tabs.away = True  # a refused form is no complaint of a page
        for key in ("wrong", service.key):
            await page.get_by_label("Key of the secretariat").focus()
            await page.keyboard.type(key)
            await page.keyboard.press("Enter")
            if key == "wrong":
                await expect(page.get_by_role("alert")).to_contain_text("neither the key")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Meetings")
        await page.locator(f'a[href$="/desk/{kit.id}"]').click()
        await expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_axe_finds_nothing_at_the_desk_and_nothing_is_cut(service: Service, tabs: Tabs, language: str) -> None:
    """On a tablet, lying and upright."""
    kit, axe, faults = await asyncio.to_thread(service.new_meeting, title=TITLE), Axe(language), []
    base = service.base_url
    page = await tabs.open(TABLET, f"{base}/desk", locale=language)
    tabs.away = True
    await axe.look(page, "door")
    faults += [f"door: {fault}" for fault in await faults_of(page)]
    opened = await page.context.request.post(f"{base}/api/desk", data={"key": service.key})
    home = f"{base}{(await opened.json())['page']}"
    for path in (f"{base}/desk", home, f"{home}/{kit.id}", f"{home}/{kit.id}/close", f"{home}/{kit.id}/log"):
        await page.goto(path)
        await axe.look(page, path)
        for size in (TABLET, UPRIGHT):
            await page.set_viewport_size(size)
            faults += [f"{path} {size}: {fault}" for fault in await faults_of(page)]
    assert not axe.found, "\n".join(axe.found)
    assert not faults, "\n".join(faults)
