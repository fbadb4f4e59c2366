"""A region of one or two that chooses for itself: who opens it and who votes in it is told what the choice tells."""

import asyncio

from playwright.async_api import expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.services import Service


async def test_where_too_few_may_vote_to_hide_a_choice_it_is_said_before_anybody_votes(
    service: Service, tabs: Tabs
) -> None:
    """The podium's question, the phone before its first mark, the form without a script. Holds R147."""
    kit = await asyncio.to_thread(service.new_meeting)
    room = kit.room("lunch", "AF")
    question = await asyncio.to_thread(kit.question, "lunch")
    async with kit.phone(room, "chair") as chair:
        slate = [
            (await chair.act("propose", question_id=question, title=title))["recommendation_id"]
            for title in ("One calendar", "A focal point")
        ]
        phone = await tabs.join(PHONE, kit, "AF", f"delegate/{room['id']}")
        podium = await tabs.enter(TABLET, kit, "chair", f"podium/{room['id']}")
        await chair.act("prepare_round", method="shortlist", slate=slate, rules={"k": 3})
        await podium.click("[data-act=next][data-next=open]")
        asked = podium.locator("[data-dialog=open]")
        await expect(asked.locator("[data-text=few]")).to_contain_text("Fewer than 3 may vote")
        await asked.locator("[data-answer=open]").click()
        await phone.locator(".call a:visible").first.click()
        await expect(phone.locator(".ticks [data-card]:visible")).to_have_count(2)
        known = phone.locator("[data-text=all_known]:visible")
        await expect(known).to_contain_text("fewer than 3 could vote")
        plain = await tabs.open(
            PHONE, phone.url, java_script_enabled=False, storage_state=await phone.context.storage_state()
        )
        await expect(plain.locator("[data-text=all_known]").first).to_contain_text("fewer than 3 could vote")
