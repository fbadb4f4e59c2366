"""Pictures of the pages on which a secretariat prepares a meeting, for `take_pictures`."""

from playwright.async_api import expect

from tests.browser.conftest import Tabs
from tests.browser.gallery import LANGUAGES, SIZES, Easel, Gallery
from tests.services import SIX_REGIONS, Kit

PATIENCE_MS = 60_000


async def photograph_desk(kit: Kit, tabs: Tabs, gallery: Gallery) -> None:
    """Photograph home, seats, badges, and a rehearsal in its middle."""
    base, size = kit.service.base_url, SIZES["tablet"]
    look = {name: value for name, value in size.items() if name != "viewport"}
    for language in LANGUAGES:
        page = await tabs.open(size["viewport"], f"{base}/desk", locale=language, **look)
        opened = await page.context.request.post(f"{base}/api/desk", data={"key": kit.service.key})
        one, home = Easel(page, "tablet", language), f"{base}{(await opened.json())['page']}"
        await page.goto(home)
        await gallery.shoot("desk-home", one)
        for name in ("seats", "badges"):
            await page.goto(f"{home}/{kit.id}/{name}")
            await expect(page.locator("main")).not_to_have_attribute("inert", "")
            await expect(page.locator("tbody tr, .badge__name:not(:empty)").first).to_be_visible()
            await gallery.shoot(f"desk-{name}", one)
        await page.goto(f"{home}/{kit.id}/rehearsal")
        await page.locator("[data-act=start]").click()
        handed = page.locator(".told__line")
        await expect(handed.nth(len(SIX_REGIONS) - 1)).to_be_visible(timeout=PATIENCE_MS)
        await gallery.shoot("desk-rehearsal", one)
        await page.locator("[data-act=stop]").click()
        await expect(page.locator("[data-act=start]")).to_be_visible(timeout=PATIENCE_MS)
        await page.context.close()
