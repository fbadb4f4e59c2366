"""The page Regions and delegations of the desk: listed, renamed on the seats, taken back; regions put in order."""

import asyncio

import pytest
from playwright.async_api import Locator, Page, expect

from server.domain.languages import LANGUAGES
from tests.browser.conftest import PHONE, TABLET, Tabs, every_day
from tests.browser.layout.ruler import faults_of
from tests.browser.test_accessibility import Axe
from tests.browser.test_seats_at_the_desk import NAMED, UPRIGHT, at_the_desk, named
from tests.services import Json, Kit, Service


def row(page: Page, words: str) -> Locator:
    """Find the row of a delegation."""
    return page.locator("[data-list=bodies] > tr").filter(has_text=words)


async def shown(kit: Kit) -> Json:
    """Read the meeting."""
    _, said = await asyncio.to_thread(kit.service.call, "GET", f"/api/meetings/{kit.id}", None, kit.service.key)
    return dict(said)


async def entitle_africa(kit: Kit) -> None:
    """Say to how many seats a region is entitled, as a program does."""
    first, *others = (await shown(kit))["regions"]
    edit = {"version": 1, "changes": {"regions": [{**first, "seats": 7}, *others]}}
    said = {"type": "edit_programme", "request_id": "entitled", **edit}
    await asyncio.to_thread(kit.service.call, "POST", f"/api/rooms/{kit.id}desk/acts", said, kit.service.key)


async def test_delegations_are_listed_renamed_and_taken_back_and_regions_put_in_order(
    service: Service, tabs: Tabs
) -> None:
    """By the keyboard where something is typed; the seats follow, and the list of the meeting. Holds R206, R207."""
    kit = await asyncio.to_thread(service.new_meeting, seats=NAMED)
    await entitle_africa(kit)
    page = await at_the_desk(tabs, kit, "regions")
    tabs.away = True  # what is refused is no complaint of a page
    await expect(row(page, "Mali")).to_contain_text("not listed")
    await expect(row(page, "Mali").locator(".num")).to_have_text(["2", "0"])
    await page.get_by_role("button", name="List all that are not listed (3)").click()
    await expect(page.locator("[data-undo]")).to_contain_text("All delegations are listed.")
    await expect(page.get_by_text("not listed").first).to_be_hidden()

    edit = page.get_by_role("button", name="Edit: Mali")
    for key, then in (("Escape", "Mali"), ("Enter", "Republic of Mali")):
        await edit.focus()
        await page.keyboard.press("Enter")
        name = page.locator("[data-body-form] [name=name]")
        await expect(name).to_be_focused()
        await name.fill("Republic of Mali")
        await page.locator("[data-body-form] [name=short]").fill("ML")
        await name.press(key)
        await expect(page.get_by_role("button", name=f"Edit: {then}")).to_be_visible()
    await expect(row(page, "Republic of Mali")).to_contain_text("ML")
    assert [(await named(kit, seat))["delegation"] for seat in (0, 1)] == ["Republic of Mali"] * 2
    listed = (await shown(kit))["delegations"]
    assert {"name": "Republic of Mali", "short": "ML", "region_id": "AF"} in listed

    new = page.locator("[data-body-new]")
    await new.get_by_label("Name", exact=True).fill("republic of mali")
    await page.keyboard.press("Enter")
    await expect(new.get_by_role("alert")).to_contain_text("in the list of its region already")
    await new.get_by_label("Name", exact=True).fill("Togo")
    await page.keyboard.press("Enter")
    await expect(row(page, "Togo").locator(".num")).to_have_text(["0", "0"])
    await page.get_by_role("button", name="Edit: Togo").click()
    await page.locator("[data-body-form] [data-act=remove]").click()
    await expect(row(page, "Togo")).to_have_count(0)
    await expect(page.locator("[data-undo]")).to_contain_text("Togo: no longer listed.")
    await page.get_by_role("button", name="Undo").click()
    await expect(row(page, "Togo")).to_have_count(1)
    await regions_are_put_in_order(page, kit)


async def regions_are_put_in_order(page: Page, kit: Kit) -> None:
    """Move one down, keep it; a preset without the regions of seats is refused, and nothing is lost."""
    keep = page.get_by_role("button", name="Keep these regions")
    strip = page.locator("[data-strip]")
    await expect(keep).to_be_disabled()
    await page.locator("[data-regions] > li").first.locator("[data-act=down]").click()
    await keep.click()
    await expect(page.locator("[data-undo]")).to_contain_text("Regions kept.")
    regions = (await shown(kit))["regions"]
    order = [region["id"] for region in regions]
    assert (order[:2], regions[1]["seats"]) == (["AM", "AF"], 7)
    await page.get_by_label("Take the regions of").select_option("un")
    await expect(strip).to_have_attribute("aria-label", "AF: African States, AP: Asia-Pacific States, EE: Eastern "
        "European States, LA: Latin American and Caribbean States, WE: Western European and other States")  # fmt: skip
    await keep.click()
    await expect(page.locator("main > [role=alert]")).to_contain_text("depends on it")
    await page.locator("[data-do=back]").click()
    await expect(keep).to_be_disabled()
    assert [region["id"] for region in (await shown(kit))["regions"]] == order


async def test_more_delegations_than_one_call_can_carry_are_listed_at_once_and_one_of_them_edited(
    service: Service, tabs: Tabs
) -> None:
    """An edit of one can be taken back, however long the list is. Holds R209."""
    kit = await asyncio.to_thread(service.new_meeting)
    names = [f"{n:04} {'Republic ' * 4}".strip() for n in range(300)]
    where = f"/api/meetings/{kit.id}/seats"
    seats = {"seats": [{"name": "", "delegation": name, "region_id": "AF"} for name in names]}
    assert (await asyncio.to_thread(service.call, "POST", where, seats, service.key))[0] == 201
    page = await at_the_desk(tabs, kit, "regions")
    await page.locator("[data-do=list-all]").click()
    await expect(page.locator("[data-undo]")).to_contain_text("All delegations are listed.", timeout=20_000)
    assert [one["name"] for one in (await shown(kit))["delegations"]] == names
    await page.locator("[data-do=edit]").nth(270).click()
    await page.locator("[data-body-form] [name=short]").fill("R270")
    await page.locator("[data-body-form] [name=short]").press("Enter")
    await expect(row(page, "0270 ")).to_contain_text("R270")
    assert [one["short"] for one in (await shown(kit))["delegations"]].index("R270") == 270
    await page.locator("[data-act=undo]").click()
    await expect(row(page, "0270 ")).not_to_contain_text("R270")


@pytest.mark.parametrize("language", every_day(LANGUAGES, "en", "ar"))
async def test_axe_finds_nothing_on_regions_and_nothing_is_cut(service: Service, tabs: Tabs, language: str) -> None:
    """With a row open, on a tablet, lying and upright, and on a phone."""
    kit = await asyncio.to_thread(service.new_meeting, seats=NAMED)
    page, axe, faults = await at_the_desk(tabs, kit, "regions", locale=language), Axe(language), []
    await page.locator("[data-do=list]").first.click()
    await expect(page.locator("[data-do=list]")).to_have_count(3)
    await page.locator("[data-do=edit]").first.click()
    await expect(page.locator("[data-body-form]")).to_be_visible()
    await axe.look(page, "regions")
    for size in (TABLET, UPRIGHT, PHONE):
        await page.set_viewport_size(size)
        faults += [f"{size}: {fault}" for fault in await faults_of(page)]
    assert not axe.found, "\n".join(axe.found)
    assert not faults, "\n".join(faults)
