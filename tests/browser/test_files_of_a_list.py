"""The files of a list: from podium and phone, every kind, of this round and of earlier ones."""

from pathlib import Path

import pytest
from playwright.async_api import Page, Route, expect

from server.record.formats import FORMATS
from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.published import TWELVE, a_counted_round
from tests.browser.rounds import a_chamber
from tests.services import Service

pytestmark = pytest.mark.page


async def saved(page: Page, where: str, kind: str, folder: Path) -> tuple[str, bytes]:
    """Tap a kind of file and read what came."""
    async with page.expect_download() as coming:
        await page.locator(f"{where} a[data-file={kind}]").click()
    file = await coming.value
    await file.save_as(folder / file.suggested_filename)
    return file.suggested_filename, (folder / file.suggested_filename).read_bytes()


async def test_every_kind_of_file_is_saved_from_podium_and_phone(service: Service, tabs: Tabs, tmp_path: Path) -> None:
    """The page stays where it is; of the round before, too, while another one is up."""
    async with a_chamber(service, TWELVE) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await chamber.publish(await a_counted_round(chamber))
        for page, where in ((podium, "[data-list-files]"), (phone, ".outcome")):
            await page.locator(f"{where} .files > summary").click()
            for kind in FORMATS:
                name, file = await saved(page, where, kind, tmp_path)
                assert name.endswith(f"round-1-ranked-list.{kind.partition('-')[0]}")
                assert len(file) > 1_000
        assert podium.url.endswith(f"podium/{chamber.room['id']}")
        await a_counted_round(chamber)
        row = podium.locator("[data-list=rounds] > li").last
        await row.locator(".files > summary").click()
        name, _ = await saved(podium, "[data-list=rounds] > li:last-child", "xlsx", tmp_path)
        assert name.endswith("round-1-ranked-list.xlsx")


async def test_a_file_that_takes_long_has_a_bar_and_one_that_fails_a_sentence(service: Service, tabs: Tabs) -> None:
    """After a second, and a button that stops it; what the service says is what the page says."""
    async with a_chamber(service, TWELVE) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await chamber.publish(await a_counted_round(chamber))
        waiting: list[Route] = []

        async def hold(route: Route) -> None:
            waiting.append(route)

        await podium.route("**/ranked-list.xlsx*", hold)
        files = podium.locator("[data-list-files] .files")
        await files.locator("summary").click()
        await expect(files.locator("progress")).to_be_hidden()
        await files.locator("a[data-file=xlsx]").click()
        await expect(files.locator("progress")).to_be_visible()
        await files.locator("a[data-file=xlsx]").click()
        assert len(waiting) == 1
        await waiting[0].fulfill(status=503, json={"code": "try_later", "message": "Other files are being written."})
        await expect(files.locator("[data-files-said]")).to_have_text("Other files are being written.")
        await expect(files.locator("progress")).to_be_hidden()
        await files.locator("a[data-file=xlsx]").click()
        await files.get_by_role("button", name="Stop").click()
        await expect(files.locator("[data-files-said]")).to_have_text("Stopped. There is no file.")
        await expect(files.locator("progress")).to_be_hidden()
        tabs.errors.clear()  # what the refusal made the browser say
