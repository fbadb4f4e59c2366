"""A chair proposes one text for two on the podium; the rapporteurs find it on their own, read both, and sign."""

import asyncio
from contextlib import AsyncExitStack

from playwright.async_api import expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.services import Kit, Service

TEXTS = {"AF": "Keep one calendar of all meetings", "AM": "Publish a calendar, open two seats to neighbours"}


async def hand_over(hall: AsyncExitStack, kit: Kit, region: str) -> None:
    """Have the chair hand over a text of a region."""
    chair = await hall.enter_async_context(kit.phone(kit.room("lunch", region), "chair"))
    question = await asyncio.to_thread(kit.question, "lunch")
    text = await chair.act("propose", question_id=question, title=TEXTS[region], text="Before it begins", language="en")
    await chair.act("hand_over", recommendation_ids=[text["recommendation_id"]], session_id="s1")


async def test_two_texts_become_one_on_three_podiums(service: Service, tabs: Tabs) -> None:
    """And other words for the result are answered with others, which the chair refuses."""
    kit = await asyncio.to_thread(service.new_meeting)
    async with AsyncExitStack() as hall:
        for region in TEXTS:
            await hand_over(hall, kit, region)
        chair = await tabs.enter(TABLET, kit, "chair", f"podium/{kit.room('s1')['id']}")
        phone = await tabs.join(PHONE, kit, "AF", f"delegate/{kit.room('lunch', 'AF')['id']}")
        africa = await tabs.enter(TABLET, kit, "moderator:AF", f"podium/{kit.room('lunch', 'AF')['id']}")
        await chair.locator("[data-sign=merge]").click()
        dialog = chair.locator("[data-dialog=propose_merge]")
        for title in TEXTS.values():
            await dialog.get_by_label(title).check()
        await expect(dialog.locator("[name=title]")).to_have_value(TEXTS["AF"])
        await dialog.locator("[name=title]").fill("One calendar, and two seats to neighbours")
        await expect(dialog.locator(".comparison__side mark").first).to_be_visible()
        await dialog.locator("[data-answer=propose_merge]").click()
        await expect(dialog).to_be_hidden()

        asked = africa.locator("[data-signing-card]")
        await expect(asked.locator(".signing__words")).to_contain_text("One calendar, and two seats")
        await asked.locator("[data-sign=agree]").click()
        await expect(asked.locator(".signing__answer").first).to_contain_text("agreed")
        await chair.locator("[data-signing-card] [data-sign=aloud]:visible").click()
        await expect(asked).to_have_count(0)
        row = africa.locator("[data-list=proposals] .podium-row", has_text=TEXTS["AF"])
        await expect(row.locator("[data-if=merged]")).to_have_text("Merged into 1")
        entry = phone.locator(".entry", has_text=TEXTS["AF"])
        await expect(entry.locator("[data-text=fate]")).to_have_text("Merged into 1")
        await phone.reload()
        await expect(entry.locator("[data-text=fate]")).to_have_text("Merged into 1")

        merged = chair.locator("[data-list=proposals] .podium-row", has_text="One calendar, and two seats")
        await merged.locator("[data-sign=reword]").click()
        await chair.locator("[data-dialog=wording] [name=title]").fill("One calendar for all")
        await chair.locator("[data-answer=wording]").click()
        await asked.locator("[data-sign=answer]").click()
        await africa.locator("[data-dialog=wording] [name=title]").fill("One calendar for everybody")
        await africa.locator("[data-answer=wording]").click()
        await chair.locator("[data-signing-card] [data-sign=refuse]").click()
        await chair.locator("[data-dialog=refuse_signing] textarea").fill("The first was shorter.")
        await chair.locator("[data-answer=refuse_signing]").click()
        await expect(asked.locator("[data-if=note]")).to_have_text("Refused. The first was shorter.")
        await merged.locator("[data-sign=undo]").click()
        await expect(row.locator("[data-if=merged]")).to_be_hidden()
        await expect(entry.locator("[data-text=fate]")).to_be_hidden()
