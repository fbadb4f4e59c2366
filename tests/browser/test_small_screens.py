"""At 320 px nothing overflows: in no language, with no text 40 % longer, with no letters twice as large.

One thing may end in three dots: the name of the phone's own owner, in the head.
"""

from dataclasses import dataclass, field

import pytest
from playwright.async_api import Page, expect

from server.domain.languages import LANGUAGES
from tests.browser.conftest import Tabs
from tests.browser.rounds import Chamber, a_chamber, begin, card_of, cast, mark, turn
from tests.services import Service

SMALL = {"width": 320, "height": 568}
DOUBLED = {"width": 640, "height": 1136}
LONG_WORDS = ("Interregional interoperability of socioeconomic documentation", "A focal point", "Observer seats")
# A word of the service grows by 40 %; words of delegates, codes and figures are what they are.
STRETCH = """() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        if (node.parentElement.closest("script, style, template, option, code, .words, .chip")) continue;
        node.data = node.data.replace(/\\p{L}+/gu, (word) => word + "m".repeat(Math.ceil(word.length * 0.4)));
    }
}"""
MEASURE = """() => {
    const wide = document.documentElement.clientWidth;
    const unseen = ".visually-hidden, .symbols, svg, .topline__name";
    const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(unseen);
    const name = (one) => `${one.tagName.toLowerCase()}.${one.className} "${one.textContent.trim().slice(0, 40)}"`;
    const found = [];
    const whole = document.documentElement.scrollWidth;
    if (whole > wide) found.push(`the page is ${whole} wide`);
    for (const one of document.body.querySelectorAll("*")) {
        if (!seen(one)) continue;
        const box = one.getBoundingClientRect();
        if (box.width && (box.left < -1 || box.right > wide + 1)) found.push(`outside: ${name(one)}`);
        const clips = getComputedStyle(one).overflowX !== "visible" && !one.matches("select, input, textarea");
        if ((clips || one.matches("button, a, label")) && one.scrollWidth > one.clientWidth + 1 && one.clientWidth)
            found.push(`cut: ${name(one)} ${one.scrollWidth} > ${one.clientWidth}`);
    }
    return found;
}"""
TARGETS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => getComputedStyle(one).display !== "inline")
    .map((one) => [one, (one.closest("label") ?? one).getBoundingClientRect()])
    .filter(([one, box]) => box.width < 44 || box.height < 44)
    .map(([one, box]) => `${one.tagName} ${one.className} ${one.name ?? ""} ${box.width} x ${box.height}`)"""


GROUNDS = """[...document.querySelectorAll(".card:not([hidden]) .choice")]
    .map((one) => getComputedStyle(one).backgroundColor)"""


@dataclass(slots=True)
class Ruler:
    """What was measured on every page on the way."""

    stretched: bool = False
    enlarged: bool = False
    found: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)

    async def lay(self, page: Page, state: str) -> None:
        """Measure a page as it stands."""
        if self.enlarged:
            await page.evaluate("document.documentElement.style.fontSize = '212.5%'")
        if self.stretched:
            await page.evaluate(STRETCH)
        self.found += [f"{state}: {one}" for one in await page.evaluate(MEASURE)]
        self.small += [f"{state}: {one}" for one in await page.evaluate(TARGETS)]


async def a_walk(service: Service, tabs: Tabs, ruler: Ruler, size: dict[str, int], language: str) -> None:
    """Go from the code on the screen to the published list, and lay the ruler on every page."""
    tabs.away = True
    async with a_chamber(service, LONG_WORDS) as chamber:
        base = chamber.kit.service.base_url
        for path in ("/", f"/join/{chamber.kit.founded['join_code']}", "/join/nothing", "/offline", "/enter"):
            page = await tabs.open_for_a_look(size, base, locale=language)
            await page.goto(base + path)
            await page.wait_for_load_state("networkidle")
            await ruler.lay(page, path)
            await page.context.close()
        phone = await tabs.join(size, chamber.kit, "EC", chamber.page, locale=language)
        await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
        await phone.locator(".wishes summary").click()
        await phone.locator(".programme details summary").last.click()
        await ruler.lay(phone, "room")
        await phone.reload()
        await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
        await a_vote(ruler, chamber, phone)


async def a_vote(ruler: Ruler, chamber: Chamber, phone: Page) -> None:
    """Measure a ballot in every state of its life; a stretched page is loaded again, to begin from its own words."""

    async def lay(state: str) -> None:
        await ruler.lay(phone, state)
        if ruler.stretched:
            await phone.reload()

    round_ = await chamber.open(with_changes=True, closes_after_s=900)
    await expect(phone.locator(".call a:visible")).to_have_count(1)
    await lay("call")
    await begin(phone)
    await mark(phone, "with_changes")
    await lay("card")
    for _ in range(3):
        await expect(card_of(phone)).to_have_count(1)
        await turn(phone)
    await expect(phone.locator(".review h2")).to_be_visible()
    await lay("review")
    await expect(phone.locator(".review h2")).to_be_visible()
    await phone.context.set_offline(True)
    await cast(phone)
    await expect(phone.locator("[data-vote] .unsent")).to_be_visible()
    await ruler.lay(phone, "not sent yet")
    await phone.context.set_offline(False)
    received = phone.locator("[data-vote] .received")
    await expect(received).to_be_visible()
    if ruler.stretched:
        await phone.reload()
        await expect(received).to_be_visible()
    await lay("receipt")
    await chamber.close(round_)
    await expect(
        phone.locator("[data-vote] .over, .call[data-kind=closed]").locator("visible=true").first
    ).to_be_visible()
    await ruler.lay(phone, "closed")
    await chamber.publish(round_)
    await phone.goto(phone.url.partition("#")[0])
    await expect(phone.locator(".outcome")).to_be_visible()
    await lay("published")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_nothing_overflows_at_320_px_in_any_language(service: Service, tabs: Tabs, language: str) -> None:
    """One column, nothing cut, nothing beside the page; and whatever can be touched is 44 px each way."""
    ruler = Ruler()
    await a_walk(service, tabs, ruler, SMALL, language)
    assert not ruler.found, "\n".join(ruler.found)
    assert not ruler.small, "\n".join(ruler.small)


async def test_words_that_are_40_percent_longer_do_not_overflow_at_320_px(service: Service, tabs: Tabs) -> None:
    """A pseudo-locale: every word of the service grows on the page, as a long language would have it."""
    ruler = Ruler(stretched=True)
    await a_walk(service, tabs, ruler, SMALL, "en")
    assert not ruler.found, "\n".join(ruler.found)


async def test_letters_twice_as_large_do_not_overflow(service: Service, tabs: Tabs) -> None:
    """Text at 200 % on a page of 640 px: everything is still there, in one column."""
    ruler = Ruler(enlarged=True)
    await a_walk(service, tabs, ruler, DOUBLED, "en")
    assert not ruler.found, "\n".join(ruler.found)


async def test_with_forced_colours_a_mark_is_still_seen(service: Service, tabs: Tabs) -> None:
    """The reader's palette wins, and what is chosen still differs from what is not, by more than a colour of ours."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        phone = await tabs.join(SMALL, chamber.kit, "AF", chamber.page, forced_colors="active")
        await begin(phone)
        await mark(phone, "for")
        grounds = await phone.evaluate(GROUNDS)
        assert grounds[0] != grounds[1] == grounds[2]
        border = await phone.evaluate("getComputedStyle(document.querySelector('.choice')).borderTopStyle")
        assert border == "solid"
