"""The phone of a large meeting: sixteen regions to choose from, a room of sixty, a ballot of sixty, and their list.

At 360 x 740, at 320 with letters twice as large, and as wide as a laptop and a wall; `test_small_screens.py` goes the
same way in a small meeting. The whole of it is `make layouts`.
"""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from server.domain.languages import LANGUAGES
from server.web.first_drawing import MOST_DRAWN
from tests.browser.conftest import PHONE, Tabs
from tests.browser.layout.large_meeting import LargeMeeting, a_large_meeting
from tests.browser.layout.tape import Tape
from tests.browser.rounds import begin, card_of, cast, mark, receipt_of, turn
from tests.services import Service

UPRIGHT, NARROW = ((360, 740),), ((320, 740),)
WIDE = ((1024, 768), (1366, 768), (1920, 1080), (3840, 2160))
NAME = ".topline__name"
UNFOLD = """() => {
    for (const one of document.querySelectorAll(".wishes, .leave, .programme details, .entry details"))
        one.open = !one.closest(".entry + .entry + .entry");
}"""
"""Everything but the texts from the third recommendation on."""
ASK_WHY = (
    """() => { for (const one of [...document.querySelectorAll(".result .why")].slice(0, 12)) one.open = true; }"""
)
"""Of every title there is."""
CALL = """() => {
    for (const one of document.querySelectorAll(".result .why")) one.open = false;
    for (const one of [...document.querySelectorAll(".result .roll")].slice(0, 2)) one.open = true;
}"""
LINES = """(one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return new Set([...range.getClientRects()].map((box) => box.top)).size;
}"""


@dataclass(frozen=True, slots=True)
class Run:
    """What is measured in one meeting."""

    many: int
    language: str
    sizes: tuple[tuple[int, int], ...] = UPRIGHT
    times: int = 1
    regions: int = 16
    scheme: Literal["dark", "light"] = "light"


DAILY = [Run(12, "ar"), Run(5, "ru", NARROW, times=2)]
WHOLE = [
    pytest.param(Run(many, one), marks=pytest.mark.long, id=f"all-{many}-{one}")
    for many in (5, 60)
    for one in LANGUAGES
] + [
    *(pytest.param(Run(60, one, NARROW, times=2), marks=pytest.mark.long, id=f"twice-{one}") for one in ("ar", "ru")),
    pytest.param(Run(24, "zh", NARROW, 2, 6, "dark"), marks=pytest.mark.long, id="twice-24-zh"),
    pytest.param(Run(24, "en", UPRIGHT + WIDE, 1, 2, "dark"), marks=pytest.mark.long, id="wide-24-en"),
    pytest.param(Run(24, "ar", UPRIGHT + WIDE, 1, 6, "dark"), marks=pytest.mark.long, id="wide-24-ar"),
    pytest.param(Run(24, "zh", UPRIGHT + WIDE, 1, 12), marks=pytest.mark.long, id="wide-24-zh"),
]


@pytest.mark.parametrize("run", [*DAILY, *WHOLE])
async def test_nothing_overlaps_or_is_cut_on_the_phone_of_a_large_meeting(
    roomy_service: Service, tabs: Tabs, run: Run
) -> None:
    """From the choice of a region to the published list, with every title and text as long as it may be."""
    tape = Tape(run.sizes, {"may_be_cut": NAME}, run.times)
    async with a_large_meeting(roomy_service, run.regions, run.many) as meeting, AsyncExitStack() as stack:
        chamber = meeting.chamber
        wishes = {"locale": run.language, "reduced_motion": "reduce", "color_scheme": run.scheme}
        door = await tabs.open(PHONE, chamber.kit.founded["links"]["join"], **wishes)
        await tape.lay(door, "join")
        await door.context.close()
        await meeting.sit_down(stack)
        phone = await tabs.join(PHONE, chamber.kit, meeting.regions[-1]["id"], chamber.page, **wishes)
        await the_room(phone, tape, run.many)
        await a_ballot(phone, tape, meeting)
    assert not tape.found, tape.told


async def the_room(phone: Page, tape: Tape, many: int) -> None:
    """The list of what was proposed, the form below it, and the agenda unfolded."""
    await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
    drawn = min(many, MOST_DRAWN)
    await expect(phone.locator(".entry")).to_have_count(drawn)
    if drawn < many:
        await phone.locator("[data-act=more]").click()
        await expect(phone.locator(".entry")).to_have_count(many)
    await phone.locator("[data-proposal] input[name=title]").press_sequentially("focal point")
    await expect(phone.locator("[data-similar] li").first).to_be_visible()
    await phone.evaluate(UNFOLD)
    await tape.lay(phone, "room")


async def a_ballot(phone: Page, tape: Tape, meeting: LargeMeeting) -> None:
    """A card, its overview in three ways, the receipt, the change of one mark, and the list."""
    chamber = meeting.chamber
    round_ = await chamber.open(with_changes=True, closes_after_s=5400, roll_call=True)
    await expect(phone.locator(".call a:visible")).to_have_count(1)
    await tape.lay(phone, "call")
    await begin(phone)
    await mark(phone, "with_changes")
    await turn(phone)
    await expect(card_of(phone)).to_have_count(1)
    await tape.lay(phone, "card with a long text")
    for way in ("review", "titles", "all"):
        await phone.evaluate("([id, way]) => { location.hash = `#ballot-${id}-${way}`; }", [round_["id"], way])
        await expect(phone.locator(f"[data-way][href$={way}][aria-current]")).to_be_visible()
        await tape.lay(phone, way)
    await cast(phone)
    await expect(receipt_of(phone)).to_be_visible()
    await tape.lay(phone, "receipt")
    await phone.locator("[data-vote]:visible .received a.button-main").click()
    await phone.locator("[data-list=cells] a:visible").nth(4).click()
    await mark(phone, "against")
    await tape.lay(phone, "change")
    await meeting.vote(round_)
    await chamber.close(round_)
    await expect(
        phone.locator("[data-vote] .over, .call[data-kind=closed]").locator("visible=true").first
    ).to_be_visible()
    await tape.lay(phone, "closed")
    await chamber.publish(round_)
    await expect(phone.locator("[data-vote] .over a.button-main")).to_be_visible()
    await phone.goto(phone.url.partition("#")[0])
    await expect(phone.locator(".outcome")).to_be_visible()
    await phone.locator("[data-act=my-marks]").click()
    await tape.lay(phone, "published")
    await phone.evaluate(ASK_WHY)
    await expect(phone.locator(".why[open] .why__line").first).to_be_visible()
    await tape.lay(phone, "published, and why")
    await phone.evaluate(CALL)
    await expect(phone.locator(".roll[open] .roll__line").first).to_be_visible()
    await tape.lay(phone, "published, and the roll call")


async def test_a_label_stays_on_one_line(service: Service, tabs: Tabs) -> None:
    """By what a recommendation is called is read at one look: AF-1, also where one reads from right to left."""
    kit = await asyncio.to_thread(service.new_meeting)
    lunch = kit.room("lunch", "AF")
    async with kit.phone(lunch, "chair") as chair:
        question = await asyncio.to_thread(kit.question, "lunch")
        await chair.act("propose", question_id=question, title="One calendar", language="en")
        phone = await tabs.join(PHONE, kit, "AF", f"delegate/{lunch['id']}", locale="ar")
        label = phone.locator(".entry__number")
        await expect(label).to_have_text("AF-1")
        assert await label.evaluate(LINES) == 1
        assert (await label.evaluate("(one) => one.scrollWidth - one.clientWidth")) <= 0
