"""The report at the desk, as a secretariat finds it after the meeting."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.test_files_of_a_list import saved
from tests.services import Service
from tests.web.test_desk_log import a_morning

pytestmark = pytest.mark.page


async def test_the_report_is_read_on_the_page_and_saved_without_leaving_it(
    service: Service, tabs: Tabs, tmp_path: Path
) -> None:
    """Its sentences lead to their acts; Word in the language that was chosen."""
    kit = await a_morning(service)
    page = await tabs.open(TABLET, f"{service.base_url}/desk")
    opened = await page.context.request.post(f"{service.base_url}/api/desk", data={"key": service.key})
    await page.goto(f"{service.base_url}{(await opened.json())['page']}/{kit.id}/report")
    frame = page.frame_locator("iframe")
    await expect(frame.locator("h1")).to_have_text("Report of the meeting")
    await expect(page.locator("[data-pages]")).to_contain_text("Pages: ")
    await expect(page.locator("[data-page-of=acts]")).to_have_text(re.compile(r"^\d+$"))
    await frame.locator("a.basis").first.click()
    await page.get_by_label("Merges").uncheck()
    await page.get_by_label("French").check()
    await page.get_by_role("button", name="Show").click()
    await expect(frame.locator("h1")).to_have_text("Rapport de la réunion")
    await expect(frame.locator("#merges")).to_have_count(0)
    name, file = await saved(page, ".report__files", "docx", tmp_path)
    assert name == "plenum-report.docx"
    assert len(file) > 1_000
    assert "/report?" in page.url


async def test_the_chair_publishes_it_and_phones_are_led_to_it_until_it_is_taken_back(
    service: Service, tabs: Tabs
) -> None:
    """On a page that is open all the while, whose language the report has. Holds R284."""
    kit = await a_morning(service)
    lunch = kit.room("lunch", "AF")["id"]
    podium = await tabs.enter(TABLET, kit, "chair", f"podium/{lunch}")
    phone = await tabs.enter(PHONE, kit, "observer", f"delegate/{kit.room('s2')['id']}")
    link = phone.get_by_role("link", name="Report of the meeting")
    await expect(link).to_have_count(0)
    await podium.get_by_role("button", name="Publish the report").click()
    await expect(podium.locator("[data-report]")).to_contain_text("Everybody in the meeting can read the report")
    await expect(podium.get_by_role("button", name="Publish the report")).to_be_hidden()
    async with phone.context.expect_page() as opening:
        await link.click()
    report = await opening.value
    await expect(report.locator("h1")).to_have_text("Report of the meeting")
    async with phone.expect_download() as coming:
        await phone.locator("[data-whole]").get_by_role("link", name="Word").click()
    assert (await coming.value).suggested_filename == "plenum-report.docx"
    await podium.get_by_role("button", name="Take the report back").click()
    await expect(link).to_have_count(0)
    await report.reload()
    await expect(report.locator("body")).to_contain_text("not published, or no longer")
