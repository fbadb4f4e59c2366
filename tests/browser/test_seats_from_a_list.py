"""Seats from a list: a file of Excel in French habits is dropped in, asked about, and made; nothing before that."""

import asyncio

from playwright.async_api import Page, Route, expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.layout.ruler import faults_of
from tests.browser.test_accessibility import Axe
from tests.browser.test_seats_at_the_desk import UPRIGHT, at_the_desk
from tests.services import Kit, Service

LIST = (
    "Nom complet;Organisation;Région;Langue;Voix;Observations\r\n"
    "Zoé Étienne;Mali;Afrique;français;1;hôtel\r\n"
    "Chair, RCM;Conférence régionale;AMERIQUES;es;oui;\r\n"
    "Chair, PIDC;Communauté du Pacifique;Pacifique;en;1;\r\n"
    "Chef, PIDC;Communauté du Pacifique;Pacifique;portugais;1;\r\n"
    ";Kenya;Afrique;en;1;\r\n"
    "Ana;Chili;Amériques;es;peut-être;\r\n"
    "Bo;Mali;Afrique;fr;1;\r\n"
    "Bo;Mali;Afrique;fr;1;\r\n"
).encode("cp1252")


async def seats_of(kit: Kit) -> list[tuple[str, str, str, bool]]:
    """Read the seats of a meeting: name, delegation, region and vote."""
    path = f"/api/meetings/{kit.id}/seats"
    _, said = await asyncio.to_thread(kit.service.call, "GET", path, None, kit.service.key)
    return [(one["name"], one["delegation"], one["region_id"], one["votes"]) for one in said["seats"]]


async def drop(page: Page, given: bytes, name: str = "liste.csv") -> None:
    """Drop a file on the page, as a hand does, when the page has come to life."""
    await expect(page.locator("main:not([inert])")).to_be_visible()
    await page.evaluate(
        """([given, name]) => { const held = new DataTransfer();
        held.items.add(new File([new Uint8Array(given)], name));
        document.querySelector("main").dispatchEvent(
          new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true })); }""",
        [list(given), name],
    )


async def test_a_list_that_is_chosen_before_the_script_came_is_read_all_the_same(service: Service, tabs: Tabs) -> None:
    """Nothing can be pressed in vain meanwhile: the page rests until its script has come. Holds R188."""
    kit = await asyncio.to_thread(service.new_meeting)
    come = asyncio.Event()

    async def late(route: Route) -> None:
        await come.wait()
        await route.continue_()

    device = await tabs.device(TABLET)
    await device.route("**/js/desk/seats.js", late)
    page = await at_the_desk(tabs, kit, "seats", device=device, until="commit")
    await page.locator("main").wait_for(state="attached")
    await page.locator("[data-import] input[type=file]").set_input_files(
        {"name": "liste.csv", "mimeType": "text/csv", "buffer": LIST}
    )
    assert await page.evaluate("document.querySelector('main').inert")
    come.set()
    await expect(page.locator("[data-import]").get_by_text("liste.csv: rows read 8")).to_be_visible()
    await page.get_by_role("button", name="Add a seat").click()
    await expect(page.locator("[data-new]")).to_be_visible()


async def test_a_list_is_dropped_asked_about_and_made(service: Service, tabs: Tabs) -> None:
    """Regions asked once a word, problems beside rows, doubles; what waits is kept, nobody made twice. Holds R179."""
    kit = await asyncio.to_thread(service.new_meeting)
    page, axe, faults = await at_the_desk(tabs, kit, "seats"), Axe("en"), []
    await drop(page, LIST)
    panel = page.locator("[data-import]")
    await expect(panel.get_by_text("liste.csv: rows read 8")).to_be_visible()
    await expect(panel.locator(".map tbody tr")).to_have_count(5)
    await expect(panel.get_by_label("Column A, Nom complet: what it is")).to_have_value("name")
    await expect(panel.get_by_text("Pacifique", exact=True)).to_have_count(3)  # twice in the sample, asked once
    await expect(panel.locator("[data-list=rows] form")).to_have_count(3)
    await axe.look(page, "a list")
    for size in (UPRIGHT, PHONE, TABLET):
        await page.set_viewport_size(size)
        faults += [f"{size}: {fault}" for fault in await faults_of(page, passed=".map")]

    await panel.get_by_label("Pacifique: which region").select_option("AP")
    await panel.get_by_role("button", name="That is it").click()
    await expect(panel.get_by_text("Names of regions that fit nothing")).to_be_hidden()
    await panel.get_by_role("button", name="One person, one seat").click()
    rows = panel.locator("[data-list=rows] > li")
    await expect(rows).to_have_count(3)
    await rows.nth(0).get_by_role("button", name="Take it so").click()
    await expect(rows).to_have_count(2)
    await expect(panel.get_by_text("Still to answer: 2")).to_be_visible()
    assert await seats_of(kit) == []

    await panel.get_by_role("button", name="Make 5 now, the rest later").click()
    await expect(page.locator("[data-table] tbody tr")).to_have_count(5)
    await expect(panel.get_by_text("Have a seat already and are left out: 5")).to_be_visible()
    await rows.nth(0).get_by_role("button", name="Take it so").click()
    await rows.nth(0).get_by_label("Vote").select_option("no")
    await rows.nth(0).get_by_role("button", name="Take it so").click()
    await panel.get_by_role("button", name="Make seats: 2").click()
    await expect(panel).to_be_hidden()
    assert sorted(await seats_of(kit)) == sorted(
        [
            ("Zoé Étienne", "Mali", "AF", True), ("Chair, RCM", "Conférence régionale", "AM", True),
            ("Chair, PIDC", "Communauté du Pacifique", "AP", True),
            ("Chef, PIDC", "Communauté du Pacifique", "AP", True), ("", "Kenya", "AF", True),
            ("Ana", "Chili", "AM", False), ("Bo", "Mali", "AF", True),
        ]
    )  # fmt: skip
    assert not axe.found, "\n".join(axe.found)
    assert not faults, "\n".join(faults)


async def test_a_bad_file_says_what_to_do_and_other_columns_are_read_at_once(service: Service, tabs: Tabs) -> None:
    """A picture is no list; a column that means something else is chosen, and the rest follows."""
    kit = await asyncio.to_thread(service.new_meeting)
    page = await at_the_desk(tabs, kit, "seats")
    tabs.away = True  # what is refused is no complaint of a page
    await page.get_by_role("button", name="Import a list").click()
    await drop(page, b"%PDF-1.7 nothing", "liste.pdf")
    panel = page.locator("[data-import]")
    await expect(panel.get_by_role("alert")).to_contain_text("Save the table as XLSX, ODS or CSV")
    await panel.locator("input[type=file]").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": b"Body;Who;Area\nMali;Ada;Africa\nChad;Bo;Africa\n"}
    )
    await expect(panel.locator(".map thead select").first).to_be_visible()
    for at, meaning in enumerate(("delegation", "name", "region")):
        await panel.locator("[data-meaning]").nth(at).select_option(meaning)
    await panel.get_by_role("button", name="Make seats: 2").click()
    await expect(panel).to_be_hidden()
    assert sorted(await seats_of(kit)) == [("Ada", "Mali", "AF", True), ("Bo", "Chad", "AF", True)]
