"""A text that a moderator sends back: its author reads the note, and the podium the history."""

import asyncio

from playwright.async_api import expect

from tests.browser.conftest import PHONE, TABLET, Tabs
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


async def test_the_author_changes_it_on_the_phone_and_others_support_it(service: Service, tabs: Tabs) -> None:
    """What was typed outlives a reload; whoever types the same may support it, and all see how many."""
    async with a_chamber(service, ("One that stands",)) as chamber:
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await phone.fill("[data-proposal] [name=title]", "A lighthouse in every port")
        await phone.locator("[data-proposal] button:not([type])").last.click()
        title = "A lighthouse in every port"
        said = await chamber.chair.wait_for("recommendation_changed", recommendation__title=title)
        found = said["recommendation"]["id"]
        await chamber.chair.act("return_recommendation", recommendation_id=found, note="Say who pays for it.")
        own = phone.locator(f"[data-own] [data-key='{found}']")
        fate = own.locator("[data-text=fate]")
        await expect(fate).to_have_text("The moderator asks for changes: Say who pays for it.")
        await own.locator("[data-own-edit] summary").click()
        await own.locator("[name=title]").fill(f"{title}, paid by it")
        await phone.reload()
        await expect(own.locator("[name=title]")).to_have_value(f"{title}, paid by it")
        await own.locator("[data-own-edit] button").click()
        await expect(fate).to_have_text("On the list as 2")
        await own.locator("[data-own-past] summary").click()
        await expect(own.locator(".history__entry")).to_have_count(3)
        other = await tabs.join(PHONE, chamber.kit, "AM", chamber.page)
        await other.fill("[data-proposal] [name=title]", title)
        support = other.locator("[data-list=similar] button")
        await support.click()
        await expect(support).to_have_attribute("aria-pressed", "true")
        await expect(other.locator("[data-list=similar] [data-text=count]")).to_have_text("1 supports this")
        entry = other.locator(f".entry[data-key='{found}']")
        await expect(entry.locator("[data-text=supportWords]")).to_have_text("1 supports this")
        await entry.locator("[data-act=support]").click()
        await expect(entry.locator("[data-text=supportWords]")).to_be_hidden()
