"""From the desk to the phone and the hall: a paper is written at the desk, read on phones, shown by the podium."""

import asyncio
import json
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from server.domain.languages import LANGUAGES
from tests.browser.conftest import HALL, PHONE, TABLET, Tabs, every_day
from tests.browser.layout.ruler import faults_of
from tests.browser.test_accessibility import Axe
from tests.browser.test_seats_at_the_desk import at_the_desk
from tests.files import a_pdf, a_png
from tests.services import Json, Kit, Service
from tests.web.test_papers import a_file, edit, shown

ROWS = "Africa\t62.5\nThe Americas: 25 %\nEurope and Central Asia 0"


async def put(page: Page, name: str, title: str, **fields: str) -> None:
    """Write a paper beside the first agenda session, and keep it."""
    section = page.locator("[data-key='at-s1']")
    await section.get_by_role("button", name=name).click()
    form = section.locator("form")
    await expect(form.get_by_label("Title")).to_be_focused()
    await form.get_by_label("Title").fill(title)
    for label, words in fields.items():
        await form.get_by_label(label.replace("_", " ")).first.fill(words)
    await form.get_by_role("button", name="Keep").click()


async def test_a_finding_goes_from_the_desk_to_the_phone_and_the_hall(
    service: Service, tabs: Tabs, tmp_path: Path
) -> None:
    """By hand alone; what is refused is still written there; nobody reloads anything. Holds R190, R192."""
    kit = await asyncio.to_thread(service.new_meeting)
    room = kit.room("s1")["id"]
    phone = await tabs.join(PHONE, kit, "AF", f"delegate/{room}")
    podium = await tabs.enter(TABLET, kit, "chair", f"podium/{room}")
    hall = await tabs.enter(HALL, kit, "screen", f"screen/{room}")
    desk = await at_the_desk(tabs, kit, "papers")
    tabs.away = True  # what is refused is no complaint of a page
    await put(desk, "Add findings", "What people say", One_row="Africa 62.5\nno number")
    form = desk.locator("form.paper-form")
    await expect(form.get_by_role("alert")).to_contain_text("Line 2 has no number")
    await form.get_by_label("One row").fill(ROWS)
    await form.get_by_label("Unit").fill("%")
    await expect(form.locator("[data-list=preview] > div")).to_have_count(3)
    await form.get_by_label("Source").fill("A survey of 2026")
    await form.get_by_role("button", name="Keep").click()
    await expect(desk.locator("[data-undo]")).to_contain_text("What people say: added.")
    await expect(desk.locator(".beside__paper").get_by_role("button", name="Edit: What")).to_be_focused()

    told = phone.locator(".programme__session[data-key=s1] .papers")
    await expect(told).to_contain_text("What people say")
    await expect(told.locator(".findings > div").first).to_contain_text("62.5")
    await expect(told).to_contain_text("Source: A survey of 2026")

    await podium.get_by_role("button", name="What people say").click()
    await expect(podium.get_by_role("button", name="What people say")).to_have_attribute("aria-pressed", "true")
    await expect(hall.locator("[data-hall]")).to_have_attribute("data-picture", "paper")
    await expect(hall.locator(".paper__rows > div")).to_have_count(3)
    await expect(hall.locator(".paper__rows > div").first).to_contain_text("62.5")
    assert not await faults_of(hall)
    await a_file_is_put_and_taken_back(desk, phone, podium, hall, tmp_path)


async def a_file_is_put_and_taken_back(desk: Page, phone: Page, podium: Page, hall: Page, tmp_path: Path) -> None:
    """A page that is called a PDF is refused; a PDF goes to phone and hall, up, away, and back."""
    told = phone.locator(".programme__session[data-key=s1] .papers")
    file = tmp_path / "page.pdf"
    file.write_bytes(b"<html>")
    await put(desk, "Add a file", "The study")
    form = desk.locator("form.paper-form")
    await expect(form.get_by_role("alert")).to_contain_text("Choose a file first")
    await form.get_by_label("PDF").set_input_files(file)
    await form.get_by_role("button", name="Keep").click()
    await expect(form.get_by_role("alert")).to_contain_text("no PDF, PNG or JPEG")
    await expect(form.get_by_label("Title")).to_have_value("The study")
    file.write_bytes(a_pdf(600_000))
    await form.get_by_label("PDF").set_input_files(file)
    await form.get_by_role("button", name="Keep").click()
    await expect(form).to_have_count(0)
    await expect(told.get_by_role("link", name="The study")).to_have_attribute("rel", "noopener")
    async with phone.expect_download() as coming:
        await told.get_by_role("link", name="The study").click()
    await (await coming.value).save_as(tmp_path / "saved.pdf")
    assert (tmp_path / "saved.pdf").read_bytes() == file.read_bytes()
    await podium.get_by_role("button", name="The study").click()
    await expect(hall.get_by_alt_text("QR code of the paper")).to_be_visible()
    await desk.get_by_role("button", name="Move up: The study").click()
    await expect(told.locator("li").first).to_contain_text("The study")
    await desk.get_by_role("button", name="Remove: The study").click()
    await expect(told.locator("li")).to_have_count(1)
    await expect(hall.locator("[data-hall]")).to_have_attribute("data-picture", "idle")
    await desk.get_by_role("button", name="Undo").click()
    await expect(told.locator("li").first).to_contain_text("The study")


async def test_of_two_desks_on_one_paper_the_second_is_told(service: Service, tabs: Tabs) -> None:
    """It hears what stands there now, keeps what it has written, and decides. Holds R190."""
    kit = await asyncio.to_thread(service.new_meeting)
    text = {"session_id": "s1", "kind": "text", "title": "Read this", "text": "Some words"}
    await asyncio.to_thread(edit, kit, 1, [text])
    (paper,) = await asyncio.to_thread(shown, kit)
    desk = await at_the_desk(tabs, kit, "papers")
    tabs.away = True
    await desk.get_by_role("button", name="Edit: Read this").click()
    form = desk.locator("form.paper-form")
    await form.get_by_label("Text").fill("Mine")
    await asyncio.to_thread(edit, kit, 2, [{"id": paper["id"], "text": "Theirs"}])
    await form.get_by_role("button", name="Keep").click()
    await expect(form.get_by_role("alert")).to_contain_text("Theirs")
    await expect(form.get_by_label("Text")).to_have_value("Mine")
    assert (await asyncio.to_thread(shown, kit))[0]["text"] == "Theirs"
    await form.get_by_role("button", name="Keep").click()
    await expect(form).to_have_count(0)
    assert (await asyncio.to_thread(shown, kit))[0]["text"] == "Mine"


def a_full_meeting(service: Service) -> tuple[Kit, list[Json]]:
    """A meeting with a paper of each kind beside its first session."""
    kit = service.new_meeting()
    picture, pdf = a_file(kit, a_png(40, 30), "plan.png"), a_file(kit, a_pdf(2_000_000), "study.pdf")
    long = "of the consultation mechanisms on migration and its uses"
    others = [
        {"session_id": "s1", "kind": "link", "title": f"The text {long}", "address": "https://example.org/a?b=c"},
        {"session_id": "s1", "kind": "text", "title": "To read", "text": "\n".join(["One line of it. " * 9] * 6)},
        {"session_id": "s1", "kind": "figures", "title": "Findings", "unit": "per cent", "source": f"A survey {long}",
         "rows": [{"label": f"{n} {long[: n * 3]}", "value": str(n)} for n in range(1, 17)]},
        {"session_id": "", "kind": "text", "title": "House rules", "text": "Speak slowly."},
        {"session_id": "", "kind": "text", "title": "Terms of reference", "text": "\n".join(["One line of it."] * 60)},
        {"session_id": "", "kind": "text", "title": "Verse", "text": "\n".join(["One line of it."] * 15)},
    ]  # fmt: skip
    status, said = edit(kit, 3, [picture["id"], pdf["id"], *others])
    assert status == 200, json.dumps(said)
    return kit, shown(kit)


@pytest.mark.parametrize("language", every_day(LANGUAGES, "en", "ar"))
async def test_axe_finds_nothing_and_nothing_is_cut(service: Service, tabs: Tabs, language: str) -> None:
    """On the desk with a form open, on a phone with everything open, and on the hall with each kind."""
    kit, papers = await asyncio.to_thread(a_full_meeting, service)
    room, axe, faults = kit.room("s1")["id"], Axe(language), []
    desk = await at_the_desk(tabs, kit, "papers", locale=language)
    await desk.locator("[data-key='at-lunch'] [data-kind=figures]").click()
    await desk.locator("textarea[name=rows]").fill(ROWS)
    await axe.look(desk, "desk")
    for size in (TABLET, PHONE):
        await desk.set_viewport_size(size)
        faults += [f"desk {size}: {fault}" for fault in await faults_of(desk)]
    phone = await tabs.join(PHONE, kit, "AF", f"delegate/{room}", locale=language)
    await phone.evaluate("document.querySelectorAll('.programme details').forEach((one) => { one.open = true; })")
    await axe.look(phone, "phone")
    faults += [f"phone: {fault}" for fault in await faults_of(phone)]
    hall = await tabs.enter(HALL, kit, "screen", f"screen/{room}", locale=language)
    async with kit.phone(kit.room("s1"), "chair") as chair:
        for paper in papers:
            name, done = paper["title"], await chair.ask("show_in_hall", view="paper", item=paper["id"])
            assert done["type"] == "done", done
            await expect(hall.locator(".paper__title")).to_have_text(name)
            await axe.look(hall, name)
            faults += [f"hall, {name}: {fault}" for fault in await faults_of(hall)]
    assert not axe.found, "\n".join(axe.found)
    assert not faults, "\n".join(faults)
