"""The report at the desk, as a secretariat finds it after the meeting."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import TABLET, Tabs
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
