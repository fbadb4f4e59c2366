"""A secretariat with a Word file and an Excel file, on an empty service: all the way to a ballot in a region's room.

Nobody touches a command, a file system or an id: whatever is needed is on a page. Read this test as the page for
secretariats.
"""

from pathlib import Path

from playwright.async_api import Page, expect

from server.engine.embedded import EmbeddedStore
from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.test_a_new_meeting import hand_in
from tests.browser.test_a_round_in_the_browser import RECEIPT
from tests.secretariat.reading.files import xlsx
from tests.secretariat.reading.papers import docx, p
from tests.services import Service

PROGRAMME = docx(
    p("Forum on mills and rivers"),
    p("Session 1: Water", "Heading1"),
    p("Guiding questions"),
    p("Who owns the weir?", number=1),
    p("Working Lunch: The future of the rivers", "Heading1"),
    p("Guiding questions"),
    p("What should be done first?", number=1),
)
ONE_LINE = 60
SEATS = xlsx({
    "Delegates": [
        ["Name", "Organisation", "Region"],
        ["Ama Mensah", "Ghana", "Africa"],
        ["Bo Larsen", "Norway", "Europe"],
        ["Chen Wei", "Singapore", "Asia and the Pacific"],
    ]
})  # fmt: skip


async def test_a_word_file_and_an_excel_file_become_a_room_with_a_ballot(
    server: EmbeddedStore, tmp_path: Path, tabs: Tabs
) -> None:
    """Programme, seats, links, a region's room, its round and its ballot. Holds R187."""
    with Service(server.url, tmp_path) as service:
        desk = await tabs.open(TABLET, f"{service.base_url}/desk")
        await desk.get_by_label("Key of the secretariat").fill(service.key)
        await desk.keyboard.press("Enter")
        await desk.get_by_role("link", name="New meeting").click()
        await hand_in(desk, "programme.docx", PROGRAMME)
        sessions = desk.locator("[data-tree] > li")
        await expect(sessions).to_have_count(2)
        await sessions.nth(1).locator("summary").click()
        await expect(sessions.nth(1).get_by_label("One room a region")).to_be_checked()
        await desk.get_by_role("button", name="Keep this programme").click()
        await expect(desk.get_by_role("heading", level=1)).to_have_text("Forum on mills and rivers")

        moderating = await desk.get_by_label("Moderator Africa").input_value()
        await seats_from_excel(desk)
        letters = await letters_of(desk, "Ama")

        podium = await tabs.open(TABLET, moderating)
        await prepare_and_open(podium)
        phone = await tabs.open(PHONE, f"{service.base_url}/s")
        await phone.locator("[data-short-code]").fill(letters)
        await phone.locator("[data-short-go]").click()
        await phone.locator(".call a").first.click()
        await phone.locator("[data-card]:visible input").first.check(force=True)
        await phone.locator("[data-vote] .cast-bar button").click()
        await expect(phone.locator("[data-vote] .receipt code").first).to_have_text(RECEIPT)
        await expect(podium.locator(".turnout__row--all")).to_contain_text("1")
        tabs.away = True  # the service ends before its pages do


async def seats_from_excel(desk: Page) -> None:
    """Hand in the list of seats, agree to which region a word is taken for, and make the seats."""
    await desk.locator(".steps").get_by_role("link", name="Seats").click()
    await desk.get_by_role("button", name="Import a list").click()
    await desk.locator("[data-import] input[type=file]").set_input_files(
        {"name": "seats.xlsx", "mimeType": "", "buffer": SEATS}
    )
    panel = desk.locator("[data-import]")
    await panel.get_by_role("button", name="That is it").click()
    await panel.get_by_role("button", name="Make seats: 3").click()
    await expect(desk.locator("[data-table] tbody tr")).to_have_count(3)


async def letters_of(desk: Page, name: str) -> str:
    """Have a new link of somebody's seat shown at the door, and read its eight letters from the screen of the desk."""
    await desk.locator(".steps").get_by_role("link", name="The door").click()
    await desk.locator("[data-find]").fill(name)
    await desk.keyboard.press("Enter")
    await desk.locator("[data-person] [data-act=new-link]").click()
    shown = desk.locator("[data-text=code]:visible")
    await expect(shown).not_to_have_text("")
    return await shown.inner_text()


async def prepare_and_open(podium: Page) -> None:
    """Add a recommendation in the room of the region, prepare a round of it and open it."""
    await podium.click("[data-recommend=add]")
    adding = podium.locator("[data-dialog=add]")
    await adding.locator("[name=lines]").fill("Dredge the canal")
    await adding.locator("[data-answer=add]").click()
    await expect(adding.locator("[name=lines]")).to_have_value("")
    await podium.keyboard.press("Escape")
    await podium.click("[data-act=next]")
    await podium.click("[data-draft-form] [data-answer=draft]")
    await expect(podium.locator("[data-dialog=draft]")).to_be_hidden()
    await podium.click("[data-act=next]")
    await podium.click("[data-dialog=open] [data-answer=open]")
