"""A text that a moderator sends back: its author reads the note, and the podium the history."""

import asyncio

from playwright.async_api import expect

from tests.browser.conftest import TABLET, Tabs
from tests.browser.rounds import a_chamber
from tests.services import Service


async def test_the_podium_sends_back_and_reads_the_history(service: Service, tabs: Tabs) -> None:
    """By its dialogs, with a note; the history has every act, and marks what differs between two versions."""
    async with a_chamber(service, ("One that stands",)) as chamber:
        seat = await asyncio.to_thread(chamber.kit.a_delegate, "AF")
        question = await asyncio.to_thread(chamber.kit.question, chamber.room["agenda_session_id"])
        async with chamber.kit.phone(chamber.room, seat) as author:
            said = {"question_id": question, "title": "A light in every port", "text": "For all ships."}
            found = (await author.act("propose", **said))["recommendation_id"]
            podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
            row = podium.locator(f"[data-list=proposals] [data-key='{found}']")
            await row.locator("[data-recommend=return]").click()
            await podium.fill("[data-dialog=return] [name=note]", "Say who pays for it.")
            await podium.click("[data-dialog=return] [data-answer=return]")
            note = row.locator("[data-text=noteWords]")
            await expect(note).to_have_text("What should be changed: Say who pays for it.")
            words = {"title": "A light in every port, paid by its owner", "version": 1}
            await author.act("edit_recommendation", recommendation_id=found, **words)
            await expect(note).to_be_hidden()
            await row.locator("[data-recommend=history]").click()
            entries = podium.locator("[data-dialog=history] .history__entry")
            await expect(entries).to_have_count(3)
            await expect(entries.first.locator("mark")).to_have_text(", paid by its owner")
