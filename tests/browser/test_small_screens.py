"""On a small phone nothing overlaps, is cut or is out of reach: in no language, with no text 40 % longer, with no
letters twice as large.

One thing may end in three dots: the name of the phone's own owner, in the head.
"""

from dataclasses import dataclass, field

import pytest
from playwright.async_api import Page, expect

from server.domain.languages import LANGUAGES
from tests.browser.conftest import PHONE, Tabs, every_day
from tests.browser.layout.ruler import enlarge, faults_of
from tests.browser.rounds import Chamber, a_chamber, begin, card_of, cast, mark, turn
from tests.services import Service

SMALL = {"width": 320, "height": 568}
NARROW = {"width": 320, "height": 740}
NAME = ".topline__name"
MARKS = (".card:not([hidden]) .choice", ".card:not([hidden]) .turn button")
CAST = ".cast-bar:not([hidden]) .button-go"
LONG_WORDS = ("Interregional interoperability of socioeconomic documentation", "A focal point", "Observer seats")
# A word of the service grows by 40 %; words of delegates, codes and figures are what they are.
STRETCH = """() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        if (node.parentElement.closest("script, style, template, option, code, .words, .chip")) continue;
        node.data = node.data.replace(/\\p{L}+/gu, (word) => word + "m".repeat(Math.ceil(word.length * 0.4)));
    }
}"""
GROUNDS = """[...document.querySelectorAll(".card:not([hidden]) .choice")]
    .map((one) => getComputedStyle(one).backgroundColor)"""


@dataclass(slots=True)
class Ruler:
    """What was measured on every page on the way."""

    stretched: bool = False
    times: int = 1
    tall: bool = True
    found: list[str] = field(default_factory=list)

    async def lay(self, page: Page, state: str, *thumb: str) -> None:
        """Measure a page as it stands; on a tall phone what is for the thumb has to be there before anybody scrolls."""
        await enlarge(page, self.times)
        if self.stretched:
            await page.evaluate(STRETCH)
        found = await faults_of(page, thumb=thumb if self.tall else (), may_be_cut=NAME)
        self.found += [f"{state}: {one}" for one in found]


async def a_walk(service: Service, tabs: Tabs, ruler: Ruler, size: dict[str, int], language: str) -> None:
    """Go from the code on the screen to the published list, and lay the ruler on every page."""
    tabs.away = True
    async with a_chamber(service, LONG_WORDS) as chamber:
        base = chamber.kit.service.base_url
        join = f"/join/{chamber.kit.founded['join_code']}"
        main = (".button-main",)
        door = await tabs.open_for_a_look(size, base, locale=language)
        for path, thumb in {
            "/": main,
            join: main,
            "/join/nothing": (),
            "/offline": (),
            "/enter": (),
            "/s": main,
        }.items():
            await door.goto(base + path)
            await door.wait_for_load_state("networkidle")
            await ruler.lay(door, path, *thumb)
        await door.context.close()
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

    async def lay(state: str, *thumb: str) -> None:
        await ruler.lay(phone, state, *thumb)
        if ruler.stretched:
            await phone.reload()

    round_ = await chamber.open(with_changes=True, closes_after_s=900)
    await expect(phone.locator(".call a:visible")).to_have_count(1)
    await lay("call", ".call a")
    await begin(phone)
    await mark(phone, "with_changes")
    await lay("card", *MARKS)
    for _ in range(3):
        await expect(card_of(phone)).to_have_count(1)
        await turn(phone)
    await expect(phone.locator(".review h2")).to_be_visible()
    await lay("review", CAST)
    for way in ("titles", "all"):
        await phone.evaluate("(way) => { location.hash = location.hash.replace(/-[a-z]+$/, `-${way}`); }", way)
        await expect(phone.locator(f"[data-way][href$={way}][aria-current]")).to_be_visible()
        await lay(way, CAST)
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
    await received.locator("a.button-main").click()
    await phone.locator("[data-list=cells] a").nth(1).click()
    await mark(phone, "abstain")
    await lay("change", *MARKS)
    await chamber.close(round_)
    await expect(
        phone.locator("[data-vote] .over, .call[data-kind=closed]").locator("visible=true").first
    ).to_be_visible()
    await ruler.lay(phone, "closed")
    await chamber.publish(round_)
    if ruler.stretched:
        await phone.reload()
    await expect(phone.locator("[data-vote] .over a.button-main")).to_be_visible()
    await lay("over", ".over a.button-main")
    await phone.goto(phone.url.partition("#")[0])
    await expect(phone.locator(".outcome")).to_be_visible()
    await phone.locator("[data-act=my-marks]").click()
    await lay("published")


@pytest.mark.parametrize("language", every_day(LANGUAGES, "ar", "ru"))
async def test_nothing_overflows_at_320_px_in_any_language(service: Service, tabs: Tabs, language: str) -> None:
    """One column, nothing cut, nothing beside the page; and whatever can be touched is 44 px each way."""
    ruler = Ruler(tall=False)
    await a_walk(service, tabs, ruler, SMALL, language)
    assert not ruler.found, "\n".join(ruler.found)


async def test_words_that_are_40_percent_longer_do_not_overflow_at_320_px(service: Service, tabs: Tabs) -> None:
    """A pseudo-locale: every word of the service grows on the page, as a long language would have it."""
    ruler = Ruler(stretched=True, tall=False)
    await a_walk(service, tabs, ruler, SMALL, "en")
    assert not ruler.found, "\n".join(ruler.found)


@pytest.mark.parametrize("language", every_day(LANGUAGES, "en"))
async def test_letters_twice_as_large_overlap_nowhere_at_320_px(service: Service, tabs: Tabs, language: str) -> None:
    """Text at 200 %: no word falls into letters, no tag covers a name, marks and the next step stay at the thumb."""
    ruler = Ruler(times=2)
    await a_walk(service, tabs, ruler, NARROW, language)
    assert not ruler.found, "\n".join(ruler.found)


@pytest.mark.parametrize("language", every_day(LANGUAGES, "ar"))
async def test_no_next_step_is_below_the_fold_of_a_phone(service: Service, tabs: Tabs, language: str) -> None:
    """360 x 740: joining, the call, marks, casting and the way to the list are in view before anybody scrolls."""
    ruler = Ruler()
    await a_walk(service, tabs, ruler, PHONE, language)
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
