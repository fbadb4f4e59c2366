"""The page Seats of the desk: searched, changed in place by the keyboard, by two desks at once, and printed."""

import asyncio
from typing import Literal

import pytest
from playwright.async_api import BrowserContext, Page, expect

from server.domain.languages import LANGUAGES
from tests.browser.conftest import PHONE, TABLET, Tabs, every_day
from tests.browser.layout.ruler import faults_of
from tests.browser.test_accessibility import Axe
from tests.services import Kit, Service

UPRIGHT = {"width": 768, "height": 1024}
NAMED = [
    {"name": name, "delegation": delegation, "region_id": region, "votes": name != "Watcher"}
    for name, delegation, region in (
        ("Ada", "Mali", "AF"), ("Zoé Été", "Mali", "AF"), ("李明", "中国", "AP"), ("Watcher", "", "AM"),
        ("محمد بن سالم", "Arab Regional Consultative Process on Migration", "AS"),
    )
]  # fmt: skip


async def at_the_desk(
    tabs: Tabs,
    kit: Kit,
    page_name: str,
    size: dict[str, int] = TABLET,
    *,
    device: BrowserContext | None = None,
    until: Literal["load", "commit"] = "load",
    **wishes: object,
) -> Page:
    """Open a page of the desk of a meeting."""
    page = await tabs.another(device or await tabs.device(size, **wishes))
    base = kit.service.base_url
    opened = await page.context.request.post(f"{base}/api/desk", data={"key": kit.service.key})
    await page.goto(f"{base}{(await opened.json())['page']}/{kit.id}/{page_name}", wait_until=until)
    return page


async def named(kit: Kit, seat: int) -> dict[str, object]:
    """Read how a seat stands now."""
    _, said = await asyncio.to_thread(kit.service.call, "GET", f"/api/meetings/{kit.id}/seats", None, kit.service.key)
    return dict(said["seats"][seat])


async def test_a_seat_is_changed_added_and_handed_over_by_keyboard(service: Service, tabs: Tabs) -> None:
    """Enter edits, Esc leaves it as it was, what was kept can be undone; three seats wait for their names."""
    kit = await asyncio.to_thread(service.new_meeting, seats=NAMED)
    page = await at_the_desk(tabs, kit, "seats")
    rows = page.locator("tbody tr")
    await expect(rows).to_have_count(5)
    await expect(page.locator(".six li").first).to_contain_text("fewer than 4")
    await page.get_by_placeholder("Name or delegation").fill("ete")
    await expect(rows).to_have_count(1)
    edit = page.get_by_role("button", name="Edit: Zoé Été")
    await edit.focus()
    for key, name in (("Escape", "Zoé Été"), ("Enter", "Zoé Other")):
        await page.keyboard.press("Enter")
        field = page.get_by_role("textbox", name="Name", exact=True)
        await expect(field).to_be_focused()
        await field.fill("Zoé Other")
        await page.keyboard.press(key)
        await expect(page.locator("tbody form")).to_have_count(0)
        await expect(page.get_by_role("button", name="Edit: Zoé")).to_have_attribute("aria-label", f"Edit: {name}")
        await page.get_by_placeholder("Name or delegation").fill("zoe")
        await page.get_by_role("button", name="Edit: Zoé").focus()
    await expect(page.locator("[data-undo]")).to_contain_text("Zoé Other: kept.")
    await page.get_by_role("button", name="Undo").click()
    await expect(page.locator("[data-undo]")).to_contain_text("Taken back.")
    assert (await named(kit, 1))["name"] == "Zoé Été"

    await page.get_by_placeholder("Name or delegation").fill("")
    await page.get_by_role("button", name="Add a seat").click()
    new = page.locator("[data-new]")
    await page.keyboard.press("Enter")
    await expect(new.get_by_role("alert")).to_contain_text("Write a name")
    await new.get_by_label("Delegation").fill("Kenya")
    await new.get_by_label("How many seats").fill("3")
    await page.keyboard.press("Enter")
    await expect(rows).to_have_count(8)
    await expect(rows.last).to_contain_text("Name later")

    await page.get_by_role("button", name="Edit: Ada").click()
    await page.get_by_role("textbox", name="Name", exact=True).fill("Eve")
    await page.get_by_role("button", name="Edit: Watcher").click()
    await expect(page.locator("tbody form")).to_contain_text("Keep this seat first")
    await page.get_by_role("button", name="Hand over to this name").click()
    await expect(page.get_by_role("img", name="QR code of the personal link")).to_be_visible()
    assert (await named(kit, 0))["name"] == "Eve"
    await page.emulate_media(media="print")
    await expect(page.get_by_role("search")).to_be_hidden()


async def test_two_desks_on_one_seat_lose_nothing(service: Service, tabs: Tabs) -> None:
    """Of the same field the second is told, and decides; what it did not touch follows the first. Holds R170."""
    kit = await asyncio.to_thread(service.new_meeting, seats=NAMED)
    page = await at_the_desk(tabs, kit, "seats")
    tabs.away = True  # what is refused is no complaint of a page
    await page.get_by_role("button", name="Edit: Ada").click()
    form = page.locator("tbody form")
    await form.get_by_label("Name").fill("Ada Here")
    seat = await named(kit, 0)
    said = {"act": "edit_seat", "changes": {"name": "Ada There", "delegation": "Chad"}}
    path = f"/api/meetings/{kit.id}/seats/{seat['seat_id']}"
    assert (await asyncio.to_thread(service.call, "POST", path, said, service.key))[0] == 200
    await form.get_by_role("button", name="Keep").click()
    await expect(form).to_contain_text("Ada There")
    await expect(form.get_by_label("Name")).to_have_value("Ada Here")
    await expect(form.get_by_label("Delegation")).to_have_value("Chad")
    assert (await named(kit, 0))["name"] == "Ada There"
    await form.get_by_role("button", name="Keep").click()
    await expect(form).to_have_count(0)
    now = await named(kit, 0)
    assert (now["name"], now["delegation"]) == ("Ada Here", "Chad")


@pytest.mark.parametrize("language", every_day(LANGUAGES, "en", "ar"))
async def test_axe_finds_nothing_on_seats_and_nothing_is_cut(service: Service, tabs: Tabs, language: str) -> None:
    """With a row and new seats open, on a tablet, lying and upright, and on a phone."""
    kit = await asyncio.to_thread(service.new_meeting, seats=NAMED)
    page, axe, faults = await at_the_desk(tabs, kit, "seats", locale=language), Axe(language), []
    await page.locator("[data-act=edit]").nth(1).click()
    await page.locator("[data-act=renew-link]").click()
    await page.locator("[data-act=ask-remove]").click()
    await page.locator("[data-act=add]").click()
    await expect(page.locator(".link-now img")).to_be_visible()
    await axe.look(page, "seats")
    for size in (TABLET, UPRIGHT, PHONE):
        await page.set_viewport_size(size)
        faults += [f"{size}: {fault}" for fault in await faults_of(page)]
    assert not axe.found, "\n".join(axe.found)
    assert not faults, "\n".join(faults)
