"""From an empty service to a meeting that is founded: its programme in a Word file, looked through and put right."""

import asyncio
import time
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from server.domain.languages import LANGUAGES
from server.engine.embedded import EmbeddedStore
from tests.browser.conftest import PHONE, TABLET, Tabs, every_day
from tests.browser.layout.ruler import faults_of
from tests.browser.test_accessibility import Axe
from tests.secretariat.reading.papers import docx, p
from tests.services import Service

UPRIGHT = {"width": 768, "height": 1024}
PROGRAMME = docx(
    p("Forum on mills and rivers"),
    p("Session 1: Water", "Heading1"),
    p("09:30 – 11:00"),
    p("Guiding questions"),
    p("Who owns the weir?", number=1),
    p("What is paid for it?", number=1),
    p("The miller speaks"),
    p("Session 2: Wind", "Heading1"),
    p("Is there enough of it?"),
)
LONGEST_MENDING_S = 60


async def come_in(page: Page, service: Service) -> str:
    """Have the key turned into the cookie of a tab, and say where its desk is."""
    opened = await page.context.request.post(f"{service.base_url}/api/desk", data={"key": service.key})
    return f"{service.base_url}{(await opened.json())['page']}"


async def hand_in(page: Page, name: str = "programme.docx", given: bytes = PROGRAMME) -> None:
    """Choose a file, as in the window of the system."""
    await page.locator("[data-file]").set_input_files({"name": name, "mimeType": "", "buffer": given})


def line(page: Page, words: str) -> Locator:
    """Find a line of the document by its words."""
    return page.locator("[data-lines] > li").filter(has_text=words)


async def test_a_word_file_becomes_a_meeting_and_its_links_are_shown(
    server: EmbeddedStore, tmp_path: Path, tabs: Tabs
) -> None:
    """Without a command or an id; a line that was read wrong is mended within a minute. Holds R184."""
    with Service(server.url, tmp_path) as service:
        page = await tabs.open(TABLET, f"{service.base_url}/desk")
        await page.get_by_label("Key of the secretariat").fill(service.key)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_have_text("There is no meeting on this service yet.")
        await page.get_by_role("link", name="New meeting").click()
        await hand_in(page)
        await expect(page.locator("[data-tree] > li")).to_have_count(2)
        began_s = time.monotonic()
        await line(page, "The miller speaks").get_by_role("button").click()
        await page.get_by_role("group", name="What line").get_by_role("button", name="session").click()
        await expect(page.locator("[data-tree] > li")).to_have_count(3)
        assert time.monotonic() - began_s < LONGEST_MENDING_S
        await page.locator("[data-tree] > li").nth(1).locator("summary").first.click()
        await page.locator("[data-tree] > li").nth(1).get_by_label("Title").fill("The miller and the town")
        await page.locator("[data-tree] > li").nth(1).get_by_label("No voting").check()
        await page.locator("[data-tree] > li").nth(1).get_by_label("Starts").fill("11:15")
        await page.reload()
        await expect(page.locator("[data-tree] > li").nth(1)).to_contain_text("The miller and the town")
        await expect(page.locator("[data-tree] > li").nth(1)).to_contain_text("11:15")
        await page.get_by_role("button", name="Keep this programme").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Forum on mills and rivers")
        await expect(page.locator(".desk__rows > li")).to_have_text(["Water", "The miller and the town", "Wind"])
        shown = service.call("GET", f"/api/meetings/{page.url.rpartition('/')[2]}", None, service.key)[1]["sessions"]
        assert [(one["kind"], one["starts"]) for one in shown] == [
            ("plenary", "09:30"), ("no_voting", "11:15"), ("plenary", ""),
        ]  # fmt: skip
        await expect(page.locator(".links input")).to_have_count(1 + 3 + 6)
        await page.go_back()
        await expect(page.locator("[data-tree] > li")).to_have_count(0)


async def test_whatever_is_done_by_keys_can_be_undone_and_no_word_is_lost(service: Service, tabs: Tabs) -> None:
    """Letters say what a line is, arrows walk and move; a file that is refused leaves what was there. Holds R185."""
    page = await tabs.open(TABLET, f"{service.base_url}/desk")
    await page.goto(f"{await come_in(page, service)}/new")
    asked = "Forum\n\nSession 1: A\n\nGuiding questions\n- Why?\n- Who?"
    await page.get_by_label("Paste the programme here").fill(asked)
    leaves = page.locator("[data-leaves] textarea")
    await expect(leaves).to_have_count(2)
    await line(page, "Who?").get_by_role("button").focus()
    await page.keyboard.press("o")
    await expect(line(page, "Who?")).to_contain_text("objective")
    await expect(line(page, "Who?").get_by_role("button")).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("u")
    await expect(line(page, "Why?")).to_contain_text("sub-question")
    tabs.away = True  # that a picture is refused is no complaint of the page
    await hand_in(page, "picture.png", b"\x89PNG\r\n\x1a\n")
    await expect(page.get_by_role("alert")).to_contain_text("only pictures")
    await expect(line(page, "Why?")).to_contain_text("sub-question")
    for _ in range(2):
        await page.keyboard.press("Control+z")
    await expect(line(page, "Who?")).to_contain_text("question")
    await page.locator("[data-tree] summary").first.click()
    await leaves.nth(1).focus()
    await page.keyboard.press("Alt+ArrowUp")
    await expect(leaves.nth(0)).to_have_value("Who?")
    await expect(leaves.nth(0)).to_be_focused()
    await page.keyboard.press("Control+z")
    await expect(leaves.nth(0)).to_have_value("Why?")
    await page.keyboard.press("Control+y")
    await expect(leaves.nth(0)).to_have_value("Who?")
    await leaves.nth(1).focus()
    await page.keyboard.press("Alt+ArrowRight")
    await expect(page.locator("[data-leaves] > li[data-taken=sub_question]")).to_have_count(1)


async def test_of_two_who_change_a_programme_neither_change_is_lost(service: Service, tabs: Tabs) -> None:
    """The second is told, finds both changes on the page, and keeps them."""
    kit = await asyncio.to_thread(service.new_meeting)
    first, second = [await tabs.open(TABLET, f"{service.base_url}/desk") for _ in range(2)]
    for page, place, title in ((first, 0, "The near past"), (second, 2, "The last plenary")):
        await page.goto(f"{await come_in(page, service)}/{kit.id}/programme")
        session = page.locator("[data-tree] > li").nth(place)
        await session.locator("summary").first.click()
        await session.get_by_label("Title").fill(title)
    tabs.away = True  # that the second is refused is no complaint of the page
    for page in (first, second):
        await page.get_by_role("button", name="Keep this programme").click()
        if page is first:
            await expect(page.locator("[data-page=desk-meeting]")).to_be_visible()
    await expect(second.get_by_role("alert")).to_contain_text("changed meanwhile")
    await expect(second.locator("[data-tree] > li").first).to_contain_text("The near past")
    await second.get_by_role("button", name="Keep this programme").click()
    await expect(second.locator(".desk__rows > li")).to_have_text(
        ["The near past", "Working Lunch: The future", "The last plenary"]
    )
    shown = service.call("GET", f"/api/meetings/{kit.id}", None, service.key)[1]
    assert [one["id"] for one in shown["sessions"]] == ["s1", "lunch", "s2"]


@pytest.mark.parametrize("language", every_day(LANGUAGES, "en", "ar"))
async def test_axe_finds_nothing_and_nothing_is_cut(service: Service, tabs: Tabs, language: str) -> None:
    """With a document, a menu and a session open; on a tablet, lying and upright, and on a phone."""
    page, axe, faults = await tabs.open(TABLET, f"{service.base_url}/desk", locale=language), Axe(language), []
    await page.goto(f"{await come_in(page, service)}/new")
    await axe.look(page, "empty")
    await hand_in(page)
    await expect(page.locator("[data-tree] > li")).to_have_count(2)
    await page.locator("[data-tree] summary").first.click()
    await line(page, "Who owns the weir?").get_by_role("button").click()
    await axe.look(page, "a line and a session open")
    for size in (TABLET, UPRIGHT, PHONE):
        await page.set_viewport_size(size)
        faults += [f"{size}: {fault}" for fault in await faults_of(page)]
    assert not axe.found, "\n".join(axe.found)
    assert not faults, "\n".join(faults)
