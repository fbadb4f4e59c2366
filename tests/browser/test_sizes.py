"""The hall with 2, 6, 12 and 16 regions, on every projector: in none of its views anything overlaps, is cut or is lost.

The whole of it is `make layouts`; `make pages` measures twelve regions on a projector of today, sixteen on an old one.
"""

from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
from playwright.async_api import Page, expect

from server.domain.languages import LANGUAGES
from tests.browser.conftest import HALL, Tabs
from tests.browser.layout.large_meeting import LargeMeeting, a_large_meeting
from tests.browser.layout.tape import OLD, SIZES, TODAY, Tape
from tests.services import Json, Service

REASON = ("Two regions were not in the room when it was opened. " * 10)[:500]
CROWD = 120
DARK = ("ar", "ru", "fr")
SIZE = "getComputedStyle(document.querySelector('.vote__title')).fontSize"


@dataclass(slots=True)
class Halls:
    """The hall of one meeting in each language, and what was measured on it."""

    pages: dict[str, Page]
    tape: Tape

    async def lay(self, state: str, **attributes: str) -> None:
        """Wait until the hall is in a state, and measure it."""
        for language, page in self.pages.items():
            for name, value in attributes.items():
                await expect(page.locator("[data-hall]")).to_have_attribute(f"data-{name}", value)
            await self.tape.lay(page, f"{language}, {state}")

    async def turn(self, state: str, *keys: str, **attributes: str) -> None:
        """Turn it by keys, and measure it."""
        for page in self.pages.values():
            for key in keys:
                await page.keyboard.press(key)
        await self.lay(state, **attributes)


async def prepared(halls: Halls, meeting: LargeMeeting, state: str, **attributes: str) -> None:
    """What the service commits to for the lot of a round that is prepared, beside whatever is shown."""
    chair = meeting.chamber.chair
    draft = await chair.act(
        "prepare_round", method="across_regions", slate=meeting.chamber.slate, rules={"tie_rule": "lot"}
    )
    for page in halls.pages.values():
        await expect(page.locator(".hall-lot[data-stage=draft]")).to_be_visible()
    await halls.lay(state, **attributes)
    await chair.act("discard_round", round_id=draft["round_id"], version=0)


async def voting(halls: Halls, meeting: LargeMeeting) -> None:
    """What is voted on: a slate, turnout, and one recommendation in full; closed and published; and its lot."""
    chamber = meeting.chamber
    await prepared(halls, meeting, "a round prepared", picture="idle")
    round_ = await chamber.open(closes_after_s=5400, with_changes=True, tie_rule="lot", roll_call=True)
    await meeting.vote(round_)
    await halls.lay("slate", picture="voting", rim="open")
    await halls.turn("second page of the slate", "PageDown")
    await halls.turn("turnout", "2")
    await halls.turn("one in full", "3")
    await halls.turn("one with a long text", "PageDown")
    await halls.turn("one with a long Chinese text", "PageDown", "PageDown", "PageDown", "PageDown")
    await halls.turn("slate again", "1")
    await chamber.close(round_)
    await halls.lay("closed", rim="closed")
    await chamber.publish(round_)


async def published(halls: Halls, meeting: LargeMeeting) -> None:
    """A list in its seven views, with titles and names of every length."""
    await halls.lay("list", picture="list", view="list")
    await prepared(halls, meeting, "list beside a round prepared", view="list")
    await halls.turn("second page of the list", "PageDown")
    await halls.turn("end of the list, with whom it speaks for", "End")
    await halls.turn("matrix", "Home", "2", view="matrix")
    await halls.turn("second page of the matrix", "PageDown")
    await halls.turn("two rankings", "3", view="rankings")
    await halls.turn("one result", "4", view="line")
    await halls.turn("another result", "PageDown")
    await halls.turn("why it is there", "Home", "5", view="why")
    await halls.turn("why another is there", "PageDown", "PageDown", "PageDown", "PageDown")
    await halls.turn("three units", "Home", "6", view="units")
    await halls.turn("second page of three units", "PageDown")
    await halls.turn("roll call", "Home", "7", view="roll")
    await halls.turn("roll call on another", "PageDown", "PageDown")


async def later_rounds(halls: Halls, meeting: LargeMeeting) -> None:
    """A provisional count, a void round, a confidential list, a choice, and an order by a figure."""
    round_ = await meeting.chamber.open(visibility="live", closes_after_s=300)
    await meeting.vote(round_)
    await halls.lay("live tally", rim="live")
    await meeting.chamber.chair.act("void_round", round_id=round_["id"], reason=REASON)
    await halls.lay("void", rim="void")
    await meeting.counted(secrecy="confidential", k=3)
    await halls.lay("confidential list", picture="list", view="list")
    await halls.turn("confidential matrix", "2")
    await halls.turn("confidential units", "6", view="units")
    await halls.turn("confidential result", "4")
    await halls.turn("confidential reasons", "End", "5", view="why")
    await meeting.counted(both_keys=True)
    await halls.lay("both keys", picture="list", view="list")
    await halls.turn("reasons of both keys", "5", view="why")
    await meeting.counted("proportional_five", places=5, k=3, tie_rule="lot")
    await halls.lay("choice", picture="list", view="list")
    for page in halls.pages.values():  # not the rows of the list before
        await expect(page.locator(".ranked__row--choice")).to_have_count(6)
    await halls.turn("end of the choice, with whom it speaks for", "End")
    for page in halls.pages.values():
        await expect(page.locator(".spoken-for")).to_be_visible()
    await halls.turn("reasons of a choice", "5", view="why")
    await meeting.counted("score", secrecy="recorded")
    await halls.lay("order by a figure", picture="list", view="list")
    await halls.turn("its matrix", "2", view="matrix")
    await halls.turn("its reasons", "5", view="why")


@dataclass(frozen=True, slots=True)
class Run:
    """What is measured in one meeting; `later` says that more rounds follow the first."""

    regions: int
    languages: tuple[str, ...] = LANGUAGES
    sizes: tuple[tuple[int, int], ...] = SIZES
    later: bool = True


def wishes_of(language: str) -> Json:
    """How a hall is set up; three of the six have dark pages."""
    return {"locale": language, "reduced_motion": "reduce", "color_scheme": "dark" if language in DARK else "light"}


DAILY = [Run(12, ("en",), TODAY), Run(16, ("ar",), OLD, later=False)]
WHOLE = [pytest.param(Run(regions), marks=pytest.mark.long, id=f"all-{regions}") for regions in (2, 6, 12, 16)]


@pytest.mark.parametrize("run", [*DAILY, *WHOLE])
async def test_nothing_overlaps_or_is_cut_in_the_hall(roomy_service: Service, tabs: Tabs, run: Run) -> None:
    """Every view of every kind of round, with regions, titles, questions and texts as long as they may be."""
    tape = Tape(run.sizes, {"whole": True, "target": 0})
    async with a_large_meeting(roomy_service, run.regions) as meeting, AsyncExitStack() as stack:
        chamber = meeting.chamber
        path = f"screen/{chamber.room['id']}"
        pages = {one: await tabs.enter(HALL, chamber.kit, "screen", path, **wishes_of(one)) for one in run.languages}
        halls = Halls(pages, tape)
        await halls.lay("welcome", picture="idle")
        await meeting.sit_down(stack, CROWD if run.later else 0)
        await voting(halls, meeting)
        await published(halls, meeting)
        if run.later:
            await later_rounds(halls, meeting)
    assert tape.laid == (40 if run.later else 25) * len(run.languages) * len(run.sizes)
    assert not tape.found, tape.told


async def test_the_longest_text_has_the_room_that_the_hall_leaves_it(roomy_service: Service, tabs: Tabs) -> None:
    """In the languages whose foot and whose letters take most room, above the turnout of six regions.

    When a shorter one follows it, that one is as large as before.
    """
    tape = Tape(((1366, 768), (1024, 768)), {"whole": True, "target": 0})
    async with a_large_meeting(roomy_service, 6) as meeting, AsyncExitStack() as stack:
        chamber = meeting.chamber
        path = f"screen/{chamber.room['id']}"
        pages = {one: await tabs.enter(HALL, chamber.kit, "screen", path, **wishes_of(one)) for one in ("ru", "zh")}
        halls = Halls(pages, tape)
        await meeting.sit_down(stack)
        await meeting.vote(await chamber.open(closes_after_s=5400, with_changes=True, tie_rule="lot", roll_call=True))
        await halls.lay("slate", picture="voting", rim="open")
        await halls.turn("one in full", "3")
        sizes = [await page.evaluate(SIZE) for page in pages.values()]
        for number in range(2, 7):
            await halls.turn(f"{number} in full", "PageDown")
        await halls.turn("the first again", "Home")
        assert [await page.evaluate(SIZE) for page in pages.values()] == sizes
    assert not tape.found, tape.told
