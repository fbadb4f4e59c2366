"""Rooms of many recommendations: found, filtered, accepted together, added line by line, edited by two at once."""

import asyncio

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.rounds import Chamber, a_chamber
from tests.browser.test_accessibility import Axe
from tests.browser.test_small_screens import SMALL, Ruler
from tests.services import Service

_TYPE = """typed => {
  const field = document.querySelector("[data-find]");
  return typed.map((words) => {
    const began = performance.now();
    field.value = words;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    document.body.offsetHeight;
    return Math.round(performance.now() - began);
  });
}"""
"""Type into the search, and say how long each key took until the page was laid out anew."""


async def fill(chamber: Chamber, standing: int, waiting: int) -> None:
    """Have so many stand and so many wait; one of them is in Hebrew, in two lines."""
    for n in range(standing):
        await chamber.propose(f"Keep the library of practices, part {n}")
    await chamber.propose("תקציב משותף", "שורה ראשונה\nשורה שנייה", "he")
    question = await asyncio.to_thread(chamber.kit.question, "s2")
    for first in range(0, waiting, 40):  # one seat proposes fifty and no more
        async with chamber.kit.phone(chamber.room, await asyncio.to_thread(chamber.kit.a_delegate)) as phone:
            for n in range(first, min(waiting, first + 40)):
                await phone.act("propose", question_id=question, title=f"Waiting {n}", language="en")


async def statuses(podium: Page) -> list[str]:
    """Read the choices of status with their figures."""
    return [" ".join(words.split()) for words in await podium.locator(".chip-choice").all_inner_texts()]


async def test_many_are_found_and_answered_together(service: Service, tabs: Tabs) -> None:
    """What waits is read to its end; one that is refused does not stop the rest, and is named with its reason."""
    async with a_chamber(service, (), moderation="pre") as chamber:
        await fill(chamber, 20, 55)
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        rows = podium.locator("[data-list=proposals] > [data-key]")
        await expect(podium.locator(".chip-choice").nth(1)).to_contain_text("55")
        assert await statuses(podium) == ["All 76", "Waiting 55", "Accepted 21"]
        await expect(rows).to_have_count(30)
        for drawn in (60, 76):
            await podium.locator("[data-recommend=more]").click()
            await expect(rows).to_have_count(drawn)
        await podium.fill("[data-find]", "PRACTICES library")
        await expect(rows).to_have_count(20)
        await podium.fill("[data-find]", "תקציב")
        await expect(rows).to_have_count(1)
        hebrew = rows.first
        await expect(hebrew.locator("h3")).to_have_attribute("dir", "rtl")
        assert len((await hebrew.locator("[data-text=text]").inner_text()).split("\n")) == 2, "its lines stay lines"
        await podium.fill("[data-find]", "nothing like it")
        await podium.locator("[data-recommend=all]").click()
        await expect(podium.locator("[data-find]")).to_have_value("")

        await podium.locator(".chip-choice", has_text="Waiting").click()
        await podium.locator("[data-tick-all]").check()
        await expect(podium.locator("[data-recommend=accept]")).to_have_text("Accept 55")
        await rows.nth(1).locator("[data-tick-row]").uncheck()
        await expect(podium.locator("[data-recommend=reject]")).to_have_text("Reject 54…")
        await podium.locator("[data-recommend=accept]").click()
        await expect(podium.locator(".recs__said")).to_have_text("Accepted: 54.", timeout=30_000)
        assert await statuses(podium) == ["All 76", "Waiting 1", "Accepted 75"]

        await podium.locator(".chip-choice", has_text="Accepted").click()
        await podium.fill("[data-find]", "library")
        await expect(rows).to_have_count(20)
        bound = await rows.nth(2).get_attribute("data-key")
        await podium.locator("[data-tick-all]").check()
        await podium.locator("[data-recommend=reject]").click()
        await expect(podium.locator("[data-dialog=reject] h2")).to_have_text("Reject 20 recommendations?")
        await chamber.chair.act("withdraw_recommendation", recommendation_id=bound)
        await podium.fill("[data-dialog=reject] [name=reason]", "They are one.")
        await podium.locator("[data-dialog=reject] [data-answer=reject]").click()
        await expect(podium.locator(".recs__said")).to_have_text("Rejected: 19.")
        await expect(podium.locator("[data-list=refused] > *")).to_have_count(1)
        await expect(podium.locator("[data-list=refused]")).to_contain_text("Keep the library of practices, part 2")


async def test_a_rapporteur_adds_line_by_line_and_two_edit_at_once(service: Service, tabs: Tabs) -> None:
    """Lines are shown before they are sent, and kept over a reload; of two edits the second sees the first."""
    async with a_chamber(service) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        adding = podium.locator("[data-dialog=add]")
        await podium.locator("[data-recommend=add]").click()
        lines = adding.locator("[name=lines]")
        await lines.fill(f"1. One desk\n2. {'x' * 125}\n3. Two desks")
        await expect(adding.locator(".added__line .words")).to_have_text(["One desk", "x" * 125, "Two desks"])
        await expect(adding.locator(".added__problem:visible")).to_have_count(1)
        await podium.reload()
        await podium.locator("[data-recommend=add]").click()
        await adding.locator("[data-answer=add]").click()
        await expect(adding.locator("[data-text=added]")).to_have_text(
            "Added: numbers 4, 5. The field is ready for more."
        )
        await expect(lines).to_have_value("x" * 125)
        await lines.fill("")
        await adding.locator("[data-answer=keep]").click()
        added = podium.locator(".podium-row", has_text="Two desks")
        await expect(added).to_be_visible()

        one = chamber.slate[0]
        row = podium.locator(f"[data-list=proposals] > [data-key='{one}']")
        await row.locator("[data-recommend=edit]").click()
        editing = podium.locator("[data-dialog=edit]")
        title = editing.locator("[name=title]")
        await title.fill("A calendar of all meetings")
        await chamber.chair.act("edit_recommendation", recommendation_id=one, title="One calendar for all", version=1)
        await expect(editing.locator(".comparison")).to_be_visible()
        await expect(title).to_have_value("A calendar of all meetings")
        await expect(editing.locator("[data-list=theirs-title] .differs")).to_have_text(["One", "for"])
        for size in (TABLET, SMALL):
            await podium.set_viewport_size(size)
            axe, ruler = Axe("en"), Ruler()
            await axe.look(podium, "podium, two texts")
            await ruler.lay(podium, "podium, two texts")
            assert not axe.found + ruler.found, "\n".join(axe.found + ruler.found)
        await editing.locator("[data-answer=edit]").click()
        await expect(editing).to_be_hidden()
        await expect(row.locator("h3")).to_have_text("A calendar of all meetings")

        await row.locator("[data-recommend=edit]").click()
        await chamber.chair.act("edit_recommendation", recommendation_id=one, title="Shorter", version=3)
        await expect(title).to_have_value("Shorter")
        await expect(editing.locator(".comparison")).to_be_hidden()


async def test_a_proposal_is_kept_until_it_is_sent_and_then_is_said_to_be(service: Service, tabs: Tabs) -> None:
    """Over a reload and a look into another room; sent, it has a number, and the form is empty and not in doubt."""
    async with a_chamber(service) as chamber:
        for n in range(20):
            await chamber.propose(f"Keep the library of practices, part {n}")
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        form = phone.locator("[data-proposal]")
        here = phone.url
        await form.locator("[name=title]").fill("Uma mesa para todos")
        await form.locator("[name=language]").select_option("other")
        await form.locator("[name=other_language]").fill("pt-br")
        await expect(form.locator("[data-text=languageName]")).to_have_text("Portuguese (Brazil)")
        await phone.goto(here.replace(chamber.room["id"], chamber.kit.room("s1")["id"]))
        await expect(form.locator("[name=title]")).to_have_value("")
        await phone.goto(here)
        await phone.reload()
        await expect(form.locator("[name=title]")).to_have_value("Uma mesa para todos")
        await expect(form.locator("[name=other_language]")).to_have_value("pt-br")
        await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
        await form.locator("button").click()
        await expect(form.locator(".sent")).to_have_text(
            "Sent. Your recommendation is on the list as 24. The form is ready for another one."
        )
        await expect(form.locator("[name=title]")).to_have_value("")
        assert not await form.locator(":user-invalid").count(), "an emptied form is not shown as wrong"
        entry = phone.locator(".entry", has_text="Uma mesa para todos")
        await expect(entry.locator(".language-tag")).to_have_text("Portuguese (Brazil)")
        await phone.fill("#find-entry", "mesa")
        await expect(phone.locator(".entry:visible")).to_have_count(1)
        await expect(phone.locator("[data-text=found]")).to_have_text("1 found")
        axe, ruler = Axe("en"), Ruler()
        await axe.look(phone, "a room that is searched")
        await ruler.lay(phone, "a room that is searched")
        assert not axe.found + ruler.found, "\n".join(axe.found + ruler.found)
        await phone.reload()
        await expect(form.locator("[name=title]")).to_have_value("")


@pytest.mark.long
async def test_five_hundred_stay_quick(service: Service, tabs: Tabs) -> None:
    """A key typed into the search is answered at once, however many there are; an emptied field draws thirty rows."""
    async with a_chamber(service, ()) as chamber:
        for n in range(499):
            await chamber.propose(f"Keep the library of practices, part {n}", "Why, and how. " * 30)
        await chamber.propose("תקציב משותף", "", "he")
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        rows = podium.locator("[data-list=proposals] > [data-key]")
        await expect(rows).to_have_count(30)
        *keys_ms, emptied_ms = await podium.evaluate(_TYPE, ["l", "li", "library", "library 4", "library 49", ""])
        assert max(keys_ms) < 150, keys_ms
        assert emptied_ms < 500
        await podium.fill("[data-find]", "תקציב")
        await expect(rows).to_have_count(1)
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await expect(phone.locator("[data-find-entries]")).to_be_visible()
        await phone.fill("#find-entry", "practices 499")
        await expect(phone.locator(".entry:visible")).to_have_count(1)
