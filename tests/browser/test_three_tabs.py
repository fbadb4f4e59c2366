"""README's "Try it with three tabs", step by step, on the sample meeting that `make run` founds."""

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.rounds import cast, change_all, mark, receipt_of, turn
from tests.services import Service

PROPOSED = ("One calendar for all mechanisms", "A contact point in every capital")


class SampleService(Service):
    """`plenum serve --sample` on a fresh folder, with a store of its own."""

    @property
    def program(self) -> Sequence[str]:
        """The command of `make run`."""
        return (sys.executable, "-m", "server", "serve", "--sample")

    def link(self, role: str) -> str:
        """A link of the sample meeting, as the operator asks for it."""
        asked = [sys.executable, "-m", "server", "links"]
        told = subprocess.run(asked, env=self._environment, capture_output=True, text=True, check=True).stdout
        found = re.search(rf"^ +{role} +(http\S+)", told, re.MULTILINE)
        assert found, told
        return found[1]


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[SampleService]:
    """The service of `make run`."""
    with SampleService("", tmp_path) as running:
        yield running


async def take_a_seat(page: Page, join_link: str, region: str) -> None:
    """Open the join link in this tab and take a seat in a region."""
    await page.goto(join_link)
    await page.locator(f"input[name=region_id][value={region}]").check()
    await page.locator("[data-join] button").click()
    await page.wait_for_url("**/tab/*/delegate/**")


async def go_to(podium: Page, link: Locator, room: str) -> None:
    """Follow a link of the agenda to a room, and make it the live one."""
    await link.click()
    await expect(podium.locator(".podium__top")).to_contain_text(room)
    await expect(podium.locator("[data-line=live]")).to_be_visible()
    await podium.locator(".rail__session:has([aria-current=page]) [data-act=set_live]:visible").first.click()
    await expect(podium.locator(".rail__session[data-when=here] [aria-current=page]")).to_be_visible()


async def next_act(podium: Page, step: str) -> None:
    """Press the one next act, answer what it asks, and see the round at its next step."""
    await podium.locator("[data-act=next]").click()
    asked = podium.locator("dialog[open] :is(.dialog__acts .button-main, .prep__acts .button-go)")
    reached = podium.locator(f"[data-step={step}][aria-current=step]")
    await expect(asked.or_(reached).first).to_be_visible()
    if await asked.count():
        await asked.click()
    await expect(reached).to_be_visible()


async def draft(podium: Page, method: str) -> None:
    """Prepare a round by the method that the room offers first."""
    await podium.locator("[data-act=next]").click()
    await expect(podium.locator(f"[data-draft-form] input[value={method}]")).to_be_checked()
    await podium.locator("[data-draft-form] [data-answer=draft]").click()
    await expect(podium.locator("[data-step=draft]")).to_have_attribute("aria-current", "step")


async def vote(phone: Page, choice: str, way: str = ".call a:visible") -> None:
    """Mark every recommendation alike, and cast."""
    await phone.locator(way).first.click()
    for _ in PROPOSED:
        await mark(phone, choice)
        await turn(phone)
    await cast(phone)
    await expect(receipt_of(phone)).to_be_visible()


async def test_readme_can_be_followed_with_three_tabs(sample: SampleService, tabs: Tabs, tmp_path: Path) -> None:
    """One browser, a chair and two delegates of two regions, from the working lunch to the list that is downloaded."""
    links = {role: await asyncio.to_thread(sample.link, role) for role in ("chair", "join", "screen")}
    podium = await tabs.open(TABLET, links["chair"])
    device = podium.context

    await go_to(podium, podium.locator(".rail__rooms a", has_text="Africa"), "Africa")
    second, third = [await tabs.another(device) for _ in range(2)]
    for phone, region in ((second, "AF"), (third, "AM")):
        await phone.set_viewport_size(PHONE)
        await take_a_seat(phone, links["join"], region)

    for title in PROPOSED:
        await second.fill("[data-proposal] input[name=title]", title)
        await second.click("[data-proposal] button")
        await expect(podium.get_by_role("heading", name=title)).to_be_visible()
    await draft(podium, "shortlist")
    await next_act(podium, "open")
    await second.locator(".call a:visible").first.click()
    for choice in await second.locator(".tick input").all():
        await choice.check()
    await cast(second)
    await expect(receipt_of(second)).to_be_visible()
    await next_act(podium, "closed")
    await next_act(podium, "published")
    await podium.locator("[data-act=next][data-next=submit]").click()
    await podium.locator("[data-dialog=hand_over] [data-answer=hand_over]").click()
    await expect(podium.locator("[data-act=next]")).not_to_have_attribute("data-next", "submit")

    await go_to(podium, podium.get_by_role("link", name="Session 4", exact=True), "Plenary")
    await expect(podium.get_by_role("heading", name=PROPOSED[0])).to_be_visible()
    await draft(podium, "across_regions")
    await next_act(podium, "open")
    await second.locator("[data-vote] [data-if=over] a[href='#room']").click()
    for phone, choice in ((second, "for"), (third, "against")):
        await vote(phone, choice, ".called__way a:visible")
    await change_all(second, "against", len(PROPOSED))
    await cast(second)
    await expect(receipt_of(second)).to_be_visible()
    await next_act(podium, "closed")

    screen = await tabs.open(TABLET, links["screen"])
    await expect(screen.locator("[data-hall]")).to_have_attribute("data-picture", "voting")
    await next_act(podium, "published")
    await expect(screen.locator("[data-hall]")).to_have_attribute("data-picture", "list")
    for title in PROPOSED:
        await expect(screen.get_by_text(title).locator("visible=true").first).to_be_visible()
    await podium.locator("[data-list-files] .files > summary").click()
    async with podium.expect_download() as coming:
        await podium.locator("[data-list-files] a[data-file=csv]").click()
    await (await coming.value).save_as(tmp_path / "list.csv")
    assert PROPOSED[0] in await asyncio.to_thread((tmp_path / "list.csv").read_text, "utf-8-sig")
