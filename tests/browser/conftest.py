"""A real browser: Debian's Chromium, a tab a person, and no test passes over an error in its console."""

import re
import shutil
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.services import Json, Kit

PHONE = {"width": 360, "height": 740}
TABLET = {"width": 1024, "height": 768}
HALL = {"width": 1920, "height": 1080}
CHROMIUM = ("chromium-headless-shell", "chromium")
"""The same engine twice; the first draws no window around its pages, and takes half the time."""
BACK_WITHIN_MS = 15_000
"""For whoever waits for a page to be back: a page may wait for eight seconds before it tries its line again."""
STORIES = frozenset({
    "a_ballot_on_bad_wifi", "a_round_in_the_browser", "called", "changes_while_a_round_is_open", "following",
    "from_documents_to_a_ballot", "nobody_disturbs_a_ballot", "pressing_on", "scan_and_vote", "the_edge",
    "the_hall_follows",
})  # fmt: skip
"""What `make test` tells of the pages: a day as its people live it. Every other file is of `make pages` alone."""
_NETWORK = re.compile(r"WebSocket connection|net::ERR_|Failed to load resource")


@dataclass(slots=True)
class Tabs:
    """The tabs of one browser, and what went wrong in any of them."""

    browser: Browser
    errors: list[str] = field(default_factory=list)
    away: bool = False
    """Whether the network is meant to fail: what a browser says of that is then no complaint of a page."""

    async def open(self, size: dict[str, int], address: str, **wishes: Any) -> Page:
        """Open an address in a tab of its own, as another person with another device."""
        page = await self.another(await self.device(size, **wishes))
        await page.goto(address)
        return page

    async def another(self, context: BrowserContext) -> Page:
        """Open an empty tab on a device that is there already."""
        page = await context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda said: self._note(page, said.type, said.text))
        page.on("pageerror", lambda fault: self._note(page, "error", str(fault)))
        return page

    async def enter(self, size: dict[str, int], kit: Kit, who: str, page_path: str, **wishes: Any) -> Page:
        """Hold the link of a role, and go to a page of the tab."""
        role, _, region = who.partition(":")
        credentials = kit.founded["credentials"]
        credential = credentials["moderators"][region] if region else credentials[role]
        return await self._come_in(size, kit, "enter", {"credential": credential}, page_path, **wishes)

    async def join(self, size: dict[str, int], kit: Kit, region: str, page_path: str, **wishes: Any) -> Page:
        """Take a seat by the code on the screen and a region, as a delegate does, and go to a page of the tab."""
        asked = {"join_code": kit.founded["join_code"], "region_id": region}
        return await self._come_in(size, kit, "join", asked, page_path, **wishes)

    async def open_for_a_look(self, size: dict[str, int], address: str, **wishes: Any) -> Page:
        """Open an address in a tab that stays: the page without a line goes away by itself when the service answers."""
        page = await self.open(size, address, **wishes)
        await page.route("**/health", lambda _: None)
        return page

    @asynccontextmanager
    async def without_a_line(self, page: Page) -> AsyncIterator[None]:
        """Cut a tab's line; afterwards it is back."""
        self.away = True
        await page.context.set_offline(True)
        yield
        await page.context.set_offline(False)

    async def device(self, size: dict[str, int], **wishes: Any) -> BrowserContext:
        """Take a device out of its box.

        The worker that keeps the shell on the device is left out unless it is `allow`ed: it fetches every script once
        more, which is a quarter of what a page costs.
        """
        return await self.browser.new_context(viewport=size, **{"service_workers": "block"} | wishes)

    async def _come_in(
        self, size: dict[str, int], kit: Kit, door: str, asked: Json, page_path: str, **wishes: Any
    ) -> Page:
        """Do what the page of a door does, with the cookie that it leaves on the device, and open one page only.

        The pages of the doors, and where each leads, are what `test_taking_a_seat`, `test_arriving`,
        `test_scan_and_vote` and `test_three_tabs` walk through; to load them on the way is half of what a test costs.
        """
        context = await self.device(size, **wishes)
        answer = await context.request.post(f"{kit.service.base_url}/api/{door}", data=asked)
        assert answer.status == 201, await answer.text()
        page = await self.another(context)
        await page.goto(f"{kit.service.base_url}/tab/{(await answer.json())['slot']}/{page_path}")
        return page

    def _note(self, page: Page, kind: str, text: str) -> None:
        if kind == "error" and not (self.away and _NETWORK.search(text)):
            self.errors.append(f"{page.url}: {text}")


def every_day(variants: Iterable[Any], *daily: Any) -> list[Any]:
    """The variants of a test: those of every day, and all others, which `make languages` adds."""
    return [
        one if one in daily else pytest.param(*(one if isinstance(one, tuple) else (one,)), marks=pytest.mark.long)
        for one in variants
    ]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run every test of this folder in the loop in which the browser was started, and mark what is no story."""
    here = Path(__file__).parent
    for item in items:
        if here not in item.path.parents:
            continue
        if pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
        if item.path.stem.removeprefix("test_") not in STORIES:
            item.add_marker(pytest.mark.page)


@asynccontextmanager
async def a_browser() -> AsyncIterator[Browser]:
    """Start a browser."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert chromium, "no chromium on the path: `make browser` installs it on Debian"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One browser for the whole run: what a person keeps is in their own context, and goes with it."""
    async with a_browser() as started:
        yield started


@pytest_asyncio.fixture(loop_scope="session")
async def tabs(browser: Browser) -> AsyncIterator[Tabs]:
    """The tabs of one test, which must not complain; afterwards all of them are closed."""
    opened = Tabs(browser)
    yield opened
    for context in browser.contexts:
        await context.close()
    assert not opened.errors, "\n".join(opened.errors)
