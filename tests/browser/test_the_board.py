"""The board: what regions handed over, merged and reworded at the desk and beside the podium, by keyboard alone."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import expect

from server.domain.languages import LANGUAGES
from server.rehearsal.phone import Phone
from tests.browser.conftest import PHONE, TABLET, Tabs, every_day
from tests.browser.layout.ruler import faults_of
from tests.browser.test_accessibility import Axe
from tests.browser.test_seats_at_the_desk import at_the_desk
from tests.services import Json, Kit, Service

LAPTOP = {"width": 1366, "height": 900}
FOLLOWS_MS = 5_000
TEXTS = {
    "AF": ("Keep one calendar of all meetings of mechanisms", "Pair young secretariats with experienced ones"),
    "AM": ("Publish a calendar and open two seats to neighbours", "Keep a library of tested practices and a contact"),
    "AP": ("Twin secretariats to exchange methods",),
    "EC": ("Keep a library of tested practices, with a contact", "Hold one meeting between two regions each year"),
    "AS": ("Offer interpretation so that no language is left out",),
}
ALIKE = ("AM-2", "EC-1")


async def hand_over(kit: Kit, here: AsyncExitStack) -> tuple[dict[str, str], dict[str, Phone]]:
    """Let five of six regions hand their texts over; say the ids by label, and hold every moderator's line."""
    _, meeting = await asyncio.to_thread(kit.service.call, "GET", f"/api/meetings/{kit.id}", None, kit.chair)
    lunch = next(one for one in meeting["sessions"] if one["id"] == "lunch")
    ids, lines = {}, {}
    for region, texts in TEXTS.items():
        room: Json = next(one for one in kit.founded["rooms"] if one["region_id"] == region)
        lines[region] = await here.enter_async_context(kit.phone(room, f"moderator:{region}"))
        for number, title in enumerate(texts, start=1):
            said = await lines[region].act(
                "propose", question_id=lunch["questions"][0]["id"], title=title, language="en", text=f"{title}."
            )
            ids[f"{region}-{number}"] = said["recommendation_id"]
        await lines[region].act("hand_over", recommendation_ids=[ids[f"{region}-{n + 1}"] for n in range(len(texts))])
    return ids, lines


@pytest.mark.parametrize("language", every_day(LANGUAGES, "en", "ar"))
async def test_the_board_is_read_at_the_desk(service: Service, tabs: Tabs, language: str) -> None:
    """Alike ones beside each other, a merge in the free columns, new things within seconds."""
    kit = await asyncio.to_thread(service.new_meeting)
    axe, faults = Axe(language), []
    async with AsyncExitStack() as here:
        ids, lines = await hand_over(kit, here)
        page = await at_the_desk(tabs, kit, "board", LAPTOP, locale=language)
        await expect(page.locator("[data-card]")).to_have_count(8)
        alike = page.locator(".board__row--alike [data-card]")
        await expect(alike).to_have_count(2)
        assert [await one.get_attribute("data-label") for one in await alike.all()] == list(ALIKE)
        numbers = await page.locator("[data-card] b.card__n").all_inner_texts()
        assert sorted(numbers, key=int) == [str(n) for n in range(1, 9)]
        chair = await here.enter_async_context(kit.phone(kit.room("s2"), "chair"))
        merged = await chair.act(
            "propose_merge", parents=[ids["AF-1"], ids["AM-1"]], title="One calendar, and two seats for neighbours",
            text="Every secretariat fills in one shared calendar before the year begins.", language="en",
        )  # fmt: skip
        await expect(page.locator(".board__row--merge .merge")).to_be_visible(timeout=FOLLOWS_MS)
        await expect(page.locator(".agree [data-state=wait]")).to_have_count(2)
        await lines["AF"].act("agree_merge", recommendation_id=merged["recommendation_id"], asking=1)
        await expect(page.locator(".agree [data-state=yes]")).to_have_count(1, timeout=FOLLOWS_MS)
        for size in (LAPTOP, TABLET, PHONE):
            await page.set_viewport_size(size)
            faults += [f"{size}: {fault}" for fault in await faults_of(page)]
            await axe.look(page, f"board {size}")
        await page.set_viewport_size(LAPTOP)
        await page.locator("button[name=view][value=table]").click()
        await expect(page.locator(".board__table tbody tr")).to_have_count(8)
        await axe.look(page, "table")
    assert not axe.found, "\n".join(axe.found)
    assert not faults, "\n".join(faults)


async def test_two_texts_are_merged_and_numbered_by_keyboard(service: Service, tabs: Tabs) -> None:
    """M takes a text, M on another asks for the one text; signed aloud, the round has the board's order. Holds R241."""
    kit, room, axe = await asyncio.to_thread(service.new_meeting), None, Axe("en")
    room = kit.room("s2")
    async with AsyncExitStack() as here:
        await hand_over(kit, here)
        page = await tabs.enter(LAPTOP, kit, "chair", f"podium/{room['id']}/board", locale="en")
        first = page.locator("[data-label='AF-1']")
        await first.focus()
        await page.keyboard.press("ArrowDown")
        await expect(page.locator(":focus")).to_have_attribute("data-label", "AF-2")
        await page.keyboard.press("ArrowUp")
        await page.keyboard.press("m")
        await expect(first).to_have_attribute("aria-pressed", "true")
        await page.keyboard.press("ArrowRight")
        await expect(page.locator(":focus")).to_have_attribute("data-label", "AM-1")
        await page.keyboard.press("m")
        dialog = page.locator("[data-dialog=propose_merge]")
        await expect(dialog.get_by_label("Title")).to_have_value(TEXTS["AF"][0])
        await axe.look(page, "merge")
        await dialog.get_by_label("Title").fill("One calendar")
        await dialog.get_by_role("button", name="Propose this text").click()
        await expect(page.locator(".merge")).to_contain_text("One calendar", timeout=FOLLOWS_MS)
        aloud = page.get_by_role("button", name="Agreed aloud…")
        for left in (2, 1):
            await expect(aloud).to_have_count(left, timeout=FOLLOWS_MS)
            await aloud.first.click()
            await axe.look(page, "aloud")
            await page.get_by_role("button", name="Record the agreement").click()
            await expect(page.locator("[data-dialog=aloud]")).to_be_hidden()
        await expect(page.locator(".merge")).to_have_count(0, timeout=FOLLOWS_MS)
        await expect(page.locator(".board__merged [data-card]")).to_have_count(2, timeout=FOLLOWS_MS)
        cards = page.locator("[data-card]:has(b.card__n)")
        numbered = {int(await one.locator("b").inner_text()): await one.get_attribute("data-card")
                    for one in await cards.all()}  # fmt: skip
        await page.get_by_role("button", name="Prepare a round with these").click()
        ticked = page.locator("[data-dialog=draft] [data-list=order] > [data-key]")
        await expect(ticked).to_have_count(7)
        order = [await one.get_attribute("data-key") for one in await ticked.all()]
        assert order == [numbered[n] for n in range(1, 8)]
    assert not axe.found, "\n".join(axe.found)


@pytest.mark.parametrize("language", every_day(LANGUAGES, "en", "ar"))
async def test_the_desk_merges_and_rewords(service: Service, tabs: Tabs, language: str) -> None:
    """With the dialogs of the podium's board: a merge that is agreed aloud, and other words for a region's text."""
    kit, axe, faults = await asyncio.to_thread(service.new_meeting), Axe(language), []
    async with AsyncExitStack() as here:
        ids, lines = await hand_over(kit, here)
        page = await at_the_desk(tabs, kit, "board", LAPTOP, locale=language)
        await page.locator("[data-label='AF-1']").focus()
        for key in ("m", "ArrowRight", "m"):
            await page.keyboard.press("ArrowLeft" if language == "ar" and key == "ArrowRight" else key)
        dialog = page.locator("[data-dialog=propose_merge]")
        await expect(dialog.locator("[data-list=mergeable] :checked")).to_have_count(2)
        await dialog.locator("[name=title]").fill("One calendar")
        await axe.look(page, "merge")
        faults += [f"merge: {fault}" for fault in await faults_of(page)]
        await dialog.locator("[data-answer=propose_merge]").click()
        aloud = page.locator("[data-act=aloud]")
        for left in (2, 1):
            await expect(aloud).to_have_count(left, timeout=FOLLOWS_MS)
            await aloud.first.click()
            await page.locator("[data-answer=aloud]").click()
            await expect(page.locator("[data-dialog=aloud]")).to_be_hidden()
        await expect(page.locator(".board__merged [data-card]")).to_have_count(2, timeout=FOLLOWS_MS)
        await page.locator("[data-label='AF-2']").focus()
        await page.keyboard.press("m")
        await page.locator("[data-act=reword]").click()
        words = page.locator("[data-dialog=wording]")
        await words.locator("[name=title]").fill("Pair young and old secretariats")
        await axe.look(page, "wording")
        await words.locator("[data-answer=wording]").click()
        await expect(page.locator("[data-wording]")).to_contain_text("Pair young and old", timeout=FOLLOWS_MS)
        await expect(page.locator("[data-wording] [data-act=withdraw]")).to_be_visible()
        faults += [f"words: {fault}" for fault in await faults_of(page)]
        await axe.look(page, "words")
        asked = {"recommendation_id": ids["AF-2"], "title": "Pair young and old secretariats"}
        text = f"{TEXTS['AF'][1]}."
        done = await lines["AF"].act("accept_wording", **asked, text=text)
        assert done["type"] == "done", done
        await expect(page.locator("[data-wording]")).to_have_count(0, timeout=FOLLOWS_MS)
        await expect(page.locator("[data-label='AF-2']")).to_contain_text("Pair young and old")
    assert not axe.found, "\n".join(axe.found)
    assert not faults, "\n".join(faults)
