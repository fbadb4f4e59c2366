"""The podium of a large meeting: in every state of a round, and in every question it asks, nothing overlaps, is cut or
is out of reach, on a phone, on a tablet, on a laptop, on a wide screen and on a wall.

Two to sixteen regions, 5 to 500 recommendations with titles and texts as long as they may be; in English by day, in
Arabic by night, in Chinese. The whole of it is `make layouts`; those at the door and alarms: `test_sizes_of_the_door`.
"""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
from playwright.async_api import Page, expect

from server.domain.methods import METHODS
from tests.browser.conftest import TABLET, Tabs
from tests.browser.layout.large_meeting import LargeMeeting, a_large_meeting, recommendations
from tests.browser.layout.podiums import ANSWERS, NEXT, Podiums
from tests.browser.layout.tape import Tape
from tests.services import Json, Kit, Service

SIZES = ((1024, 768), (1366, 768), (1920, 1080), (3840, 2160), (360, 740))
NARROW = ((320, 740),)
ALIKE = "li:nth-child(n + 28):nth-last-child(n + 14)"
"""What repeats: titles and texts begin again after twelve; of a long list the first rows and the last are looked at."""
LONG = "A reason that is as long as the service takes it, for people who want to know. " * 6
ROW = "[data-list=proposals] > li:nth-child(2)"
LINES = "1. One calendar\n2. " + "Interregional interoperability " * 5 + "\n3. " + "xylem " * 21
RULES = ("across_regions", "shortlist", "score", "scottish_stv")
SLATE = 24
SHEET = {"secrecy": "confidential", "closes_after_s": 5400, "quorum": "1/2", "with_changes": True, "k": 3}
NAME = "Amina Diallo, Member State delegate with a very long name, of many words, and more"[:80]
HANDED = 5


@dataclass(frozen=True, slots=True)
class Run:
    """What is measured in one meeting; `asked` says that every question is."""

    many: int
    regions: int = 16
    languages: tuple[str, ...] = ("en", "ar")
    sizes: tuple[tuple[int, int], ...] = SIZES
    asked: bool = True
    times: int = 1


DAILY = [
    Run(12, 16, ("en",), (SIZES[0], SIZES[-1]), asked=False),
    Run(12, 16, ("ar",), SIZES[-1:], asked=False),
    Run(5, 2, ("en", "zh"), NARROW, asked=False, times=2),
]
WHOLE = {
    "all-5": Run(5, 2, ("en", "zh")),
    "all-24": Run(24, 16),
    "all-60": Run(60, 6, ("ar", "zh")),
    "all-500": Run(500, 12),
    "twice-24": Run(24, 12, ("en", "ar", "zh"), NARROW, times=2),
}


@pytest.mark.parametrize(
    "run", [*DAILY, *(pytest.param(run, marks=pytest.mark.long, id=name) for name, run in WHOLE.items())]
)
async def test_nothing_overlaps_or_is_cut_on_the_podium(roomy_service: Service, tabs: Tabs, run: Run) -> None:
    """From an empty room to a list that was published, and one that was declared void."""
    tape = Tape(run.sizes, {"passed": ALIKE}, run.times)
    async with a_large_meeting(roomy_service, run.regions, run.many) as meeting, AsyncExitStack() as stack:
        chamber = meeting.chamber
        podiums = Podiums({one: await a_podium(tabs, chamber.kit, chamber.room, one) for one in run.languages}, tape)
        await podiums.see(NEXT)
        await podiums.lay("nothing prepared")
        if run.asked:
            await what_is_written(podiums, meeting)
            await the_seats(podiums, meeting)
        await meeting.sit_down(stack)
        await a_draft(podiums, run)
        await a_round(podiums, meeting, run.asked)
        if run.asked:
            await later_rounds(podiums, meeting)
            await what_a_region_hands_over(podiums, tabs, meeting)
            await without_a_line(podiums, tabs)
    assert not tape.found, tape.told


async def a_podium(tabs: Tabs, kit: Kit, room: Json, language: str) -> Page:
    """Enter as the chair, in a language."""
    wishes = {"color_scheme": "dark"} if language == "ar" else {}
    return await tabs.enter(
        TABLET, kit, "chair", f"podium/{room['id']}", locale=language, reduced_motion="reduce", **wishes
    )


async def what_is_written(podiums: Podiums, meeting: LargeMeeting) -> None:
    """Recommendations: all rows, found, ticked, added, edited by two, translated, rejected; and what the keys do."""
    await podiums.unfold(".rail")
    await podiums.see(f"{ROW} [data-recommend=edit]")
    await podiums.press("[data-tick-all]")
    await podiums.see("[data-recommend=reject]")
    await podiums.lay("everything ticked")
    await podiums.ask("reject", ["[data-recommend=reject]"], reason=LONG)
    await podiums.press("[data-recommend=untick]")
    await podiums.ask("reject", [f"{ROW} [data-recommend=reject_recommendation]"], reason=LONG)
    await podiums.ask("add", ["[data-recommend=add]"], lines=LINES)
    await podiums.ask("translate", [f"{ROW} [data-recommend=translate]"], language="ru", title="О" * 120, text=LONG)
    await podiums.ask("keys", ["[data-act=keys]"])
    await podiums.ask("edit", [f"{ROW} [data-recommend=edit]"])
    await podiums.press(f"{ROW} [data-recommend=edit]")
    await podiums.fill(title="Seats for neighbours in each of the working groups", text=LONG)
    key = await next(iter(podiums.pages.values())).locator(ROW).get_attribute("data-key")
    title = "Seats for neighbours"
    await meeting.chamber.chair.act("edit_recommendation", recommendation_id=key, title=title, version=1)
    await podiums.see(".comparison")
    await podiums.lay("dialog edit, overtaken", ANSWERS)
    await podiums.leave("edit")


async def the_seats(podiums: Podiums, meeting: LargeMeeting) -> None:
    """The list of seats, one of them barred, and where they came from; a new code, and what removing asks."""
    for region in meeting.regions:
        await asyncio.to_thread(lambda one=region["id"]: meeting.chamber.kit.a_delegate(one, name=NAME))
    await podiums.press("[data-joining=seats]")
    await podiums.see("[data-list=seats] > li")
    await podiums.lay("dialog seats", ".dialog__acts [data-answer]")
    await podiums.press("[data-list=seats] > li [data-joining=bar_seat]")
    await podiums.see("[data-joining=unbar_seat]")
    await podiums.lay("dialog seats, one barred", ".dialog__acts [data-answer]")
    await podiums.ask("remove_seat", ["[data-list=seats] > li [data-joining=remove_seat]"])
    await podiums.ask("remove_joins", ["[data-joining=remove_joins]"])
    await podiums.press("[data-joining=unbar_seat]")
    await podiums.leave("seats")
    await podiums.ask("new_join_code", ["[data-joining=new_join_code]"])


async def a_draft(podiums: Podiums, run: Run) -> None:
    """Choosing, and every rule of every kind of method; nothing is prepared."""
    await podiums.press(NEXT)
    await podiums.see("[data-dialog=draft] [name=slate]")
    await podiums.lay("dialog draft", ANSWERS)
    await podiums.press("[data-draft=rules]")
    await podiums.unfold("[data-dialog=draft]")
    for method in RULES if run.asked else RULES[:1]:
        await podiums.press(f"[data-draft-form] label:has([value={method}])")
        await podiums.lay(f"dialog draft, rules of {method}", ANSWERS)
    if run.asked:
        await podiums.press("[data-draft=rules]")
        if run.many > METHODS[RULES[-1]].CARD.largest_slate:
            await podiums.press("[data-dialog=draft] [data-answer=draft]")
            await podiums.see("[data-dialog=draft] [data-refusal]")
            await podiums.lay("dialog draft, refused", ANSWERS)
        await podiums.press("[data-group]", "[data-draft=only][data-only=ticked]")
        await podiums.press("[data-dialog=draft] [data-answer=draft]")
        await podiums.see("[data-dialog=draft] [data-refusal]")
        await podiums.lay("dialog draft, nothing ticked", ANSWERS)
    await podiums.leave("draft")


async def a_round(podiums: Podiums, meeting: LargeMeeting, asked: bool) -> None:
    """Prepared, opened, voted on, closed, and published."""
    chamber = meeting.chamber
    question = await asyncio.to_thread(chamber.kit.question, "s2")
    prepared = await chamber.chair.act(
        "prepare_round", method="across_regions", slate=chamber.slate[:SLATE], question_id=question, rules=SHEET
    )
    await podiums.step("draft")
    if asked:
        await podiums.ask("discard", ["[data-act=discard]"])
        await podiums.ask("draft", ["[data-act=change]"])
    await podiums.press(NEXT)
    await podiums.see("[data-dialog=open][open]")
    await podiums.unfold("[data-dialog=open]")
    await podiums.lay("dialog open", ANSWERS)
    await podiums.leave("open")
    round_ = dict((await chamber.chair.act("open_round", round_id=prepared["round_id"]))["round"])
    await meeting.vote(round_)
    await podiums.step("open")
    await podiums.ask("close", [NEXT])
    if asked:
        await podiums.ask("void", ["[data-act=void]"], reason=LONG)
    await chamber.close(round_)
    await podiums.step("closed")
    if asked:
        await podiums.press("[data-act=read]")
        await podiums.see(".ranked__row")
        await podiums.lay("closed, and the list is read")
        await podiums.ask("publish", [NEXT])
        await podiums.ask("reopen", ["[data-act=reopen]"])
    await chamber.publish(round_)
    await podiums.see(".ranked__row")
    await podiums.unfold(".panel--list")
    await podiums.step("published")


async def later_rounds(podiums: Podiums, meeting: LargeMeeting) -> None:
    """A choice, an order by a figure, and a round that was declared void."""
    for method, rules in (("proportional_five", {"places": 4}), ("score", {"secrecy": "recorded"})):
        slate = meeting.chamber.slate[:12]
        await meeting.counted(method, slate=slate, **rules)
        await podiums.see(".ranked__row", len(slate))
        await podiums.unfold(".panel--list")
        await podiums.lay(f"published, {method}")
    round_ = await meeting.chamber.open(slate=meeting.chamber.slate[:SLATE], visibility="live")
    await meeting.vote(round_)
    await podiums.step("open")
    await meeting.chamber.chair.act("void_round", round_id=round_["id"], reason=LONG)
    await podiums.see(".now .tag-closed")
    await podiums.lay("declared void")


async def without_a_line(podiums: Podiums, tabs: Tabs) -> None:
    """What is shown may be old: it says so, and is measured."""
    tabs.away = True
    for language, page in podiums.pages.items():
        async with tabs.without_a_line(page):
            await expect(page.locator("[data-if=old]:visible").first).to_be_visible(timeout=60_000)
            await podiums.tape.lay(page, f"{language}, without a line")


async def what_a_region_hands_over(podiums: Podiums, tabs: Tabs, meeting: LargeMeeting) -> None:
    """A region chooses among many, is asked, and changes it; then it is in the plenary."""
    kit = meeting.chamber.kit
    lunch = kit.room("lunch", meeting.regions[-1]["id"])
    question = await asyncio.to_thread(kit.question, "lunch")
    async with kit.phone(lunch, "chair") as chair:
        ids = []
        for one in recommendations(SLATE):
            reply = await chair.act("propose", question_id=question, **one)
            ids.append(reply["recommendation_id"])
        regional = Podiums({one: await a_podium(tabs, kit, lunch, one) for one in podiums.pages}, podiums.tape)
        await regional.see("[data-handing] summary")
        await regional.unfold("[data-handing]")
        for place in range(3):
            await regional.press(f"[data-list=rest] > li:nth-child({place + 1}) input")
        await regional.lay("region, choosing")
        await regional.ask("hand_over", ["[data-hand=hand_over]"])
        await chair.act("hand_over", recommendation_ids=ids[:HANDED], session_id="s2")
        await regional.see(".handing__set")
        await regional.press("[data-hand=change]")
        await regional.lay("region, handed over meanwhile")
    await podiums.see("[data-list=handed] > fieldset")
    await podiums.lay("handed over")
