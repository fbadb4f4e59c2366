"""Accessibility by machine: axe finds nothing on any page, in any state, in any language, light and dark."""

from dataclasses import dataclass, field
from importlib import resources

import pytest
from playwright.async_api import Page, expect

from server.domain.languages import LANGUAGES
from tests.browser.conftest import HALL, PHONE, TABLET, Tabs, every_day
from tests.browser.rounds import Chamber, a_chamber, begin, cast, change_all, mark, receipt_of, turn
from tests.services import Json, Service

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RUN = """(rules) => axe.run(document, { resultTypes: ["violations"], iframes: false, ...rules }).then((told) =>
    told.violations.map((one) =>
        `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.any[0]?.message ?? ""}`).join(" | ")}`))"""
SCHEMES: dict[str, Json] = {
    "light": {},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}
"""What is asked: in the dark what colours decide, since nothing else is different there (`test_contrast.py`)."""


@dataclass(slots=True)
class Axe:
    """What axe found so far."""

    language: str
    found: list[str] = field(default_factory=list)
    looked: int = 0

    async def look(self, page: Page, state: str) -> None:
        """Look at a page as it stands, light and dark."""
        await expect(page.locator("html")).to_have_attribute("lang", self.language)
        await expect(page.locator("html")).to_have_attribute("dir", "rtl" if self.language == "ar" else "ltr")
        if not await page.evaluate("'axe' in window"):
            await page.evaluate(AXE)
        for scheme, rules in SCHEMES.items():
            await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            self.found += [f"{state}, {scheme}: {violation}" for violation in await page.evaluate(RUN, rules)]
            self.looked += 1


@pytest.mark.parametrize("language", every_day(LANGUAGES, "en"))
async def test_axe_finds_nothing_on_any_page(service: Service, tabs: Tabs, language: str) -> None:
    """From the code on the screen to the published list, on phone, screen and podium."""
    axe = Axe(language)
    tabs.away = True  # a page that is not there is looked at too, and a phone without a line
    async with a_chamber(service) as chamber:
        await the_doors(tabs, axe, chamber)
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page, locale=language)
        watcher = await tabs.enter(PHONE, chamber.kit, "observer", chamber.page, locale=language)
        screen = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}", locale=language)
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}", locale=language)
        pages = {"phone": phone, "observer": watcher, "screen": screen, "podium": podium}
        await at_rest(axe, pages)
        await a_shortlist(axe, chamber, phone)
        await a_vote(axe, chamber, pages)
    assert not axe.found, "\n".join(axe.found)
    assert axe.looked >= 40


async def the_doors(tabs: Tabs, axe: Axe, chamber: Chamber) -> None:
    """Look at every page that comes before a seat, and at the one that stands for a page that is not there."""
    base = chamber.kit.service.base_url
    page = await tabs.open_for_a_look(PHONE, base, locale=axe.language)
    for state, path in (
        ("code", "/"),
        ("join", f"/join/{chamber.kit.founded['join_code']}"),
        ("enter", "/enter#nothing"),
        ("badge", "/s#k7qm4txd"),
        ("refusal", "/join/nothing"),
        ("no line", "/offline"),
    ):
        await page.goto(base + path)
        await axe.look(page, state)
    await page.close()


async def at_rest(axe: Axe, pages: dict[str, Page]) -> None:
    """Look at everything before a round."""
    for name, page in pages.items():
        if name in ("phone", "observer"):
            await expect(page.locator("[data-connection]")).to_have_attribute("data-state", "live")
        await axe.look(page, f"{name} at rest")
    phone = pages["phone"]
    await phone.locator("[data-proposal] input[name=title]").press_sequentially("shared calendar")
    await expect(phone.locator("[data-similar] li").first).to_be_visible()
    await phone.locator(".wishes summary").click()
    await axe.look(phone, "phone proposing")


async def a_shortlist(axe: Axe, chamber: Chamber, phone: Page) -> None:
    """Look at a ballot of ticks, and at its list."""
    round_ = await chamber.open("shortlist", max_choices=2)
    await phone.locator(".call a:visible").first.click()
    await expect(phone.locator(".tick:visible")).to_have_count(3)
    await phone.locator(".tick input").first.check()
    await axe.look(phone, "phone ticking")
    await chamber.close(round_)
    await expect(phone.locator("[data-vote] .over")).to_be_visible()
    await axe.look(phone, "phone, voting is over")
    await chamber.publish(round_)
    await phone.locator("[data-vote] [data-if=over] a[href='#room']").click()
    await expect(phone.locator(".outcome")).to_be_visible()
    await axe.look(phone, "phone with a shortlist")


async def a_vote(axe: Axe, chamber: Chamber, pages: dict[str, Page]) -> None:
    """Look at everything while a round is open, closed and published."""
    phone = pages["phone"]
    round_ = await chamber.open(closes_after_s=900, with_changes=True)
    await expect(phone.locator(".call a:visible")).to_have_count(1)
    for name, page in pages.items():
        await axe.look(page, f"{name}, voting is open")
    await begin(phone)
    await mark(phone, "with_changes")
    await axe.look(phone, "phone marking")
    await turn(phone)
    await mark(phone, "for")
    await turn(phone)
    await turn(phone)
    await expect(phone.locator(".review h2")).to_be_visible()
    await axe.look(phone, "phone reviewing")
    await phone.context.set_offline(True)
    await cast(phone)
    await expect(phone.locator("[data-vote] .unsent")).to_be_visible()
    await axe.look(phone, "phone, not sent yet")
    await phone.context.set_offline(False)
    await expect(receipt_of(phone)).to_be_visible()
    await axe.look(phone, "phone with a receipt")
    await change_all(phone, "abstain")
    await axe.look(phone, "phone, numbers of a ballot that is being changed")
    await phone.locator("[data-list=cells] a:visible").first.click()
    await axe.look(phone, "phone changing")
    await chamber.close(round_)
    await expect(phone.locator("[data-vote] .over")).to_be_visible()
    for name, page in pages.items():
        await axe.look(page, f"{name}, closed")
    await chamber.publish(round_)
    await phone.locator("[data-vote] [data-if=over] a[href='#room']").click()
    await expect(phone.locator(".outcome").first).to_be_visible()
    await expect(pages["screen"].locator("[data-hall]")).to_have_attribute("data-picture", "list")
    for name, page in pages.items():
        await axe.look(page, f"{name}, published")
