"""Dialogs of the podium that stand open while others act, or come again about another round."""

import asyncio

from playwright.async_api import Page, expect

from tests.browser.conftest import TABLET, Tabs
from tests.browser.rounds import Chamber, a_chamber
from tests.services import Service


async def a_draft_that_is_being_changed(chamber: Chamber, tabs: Tabs) -> tuple[Page, str]:
    """Have a chair change a draft of three: two are left, and ten minutes."""
    prepared = await chamber.chair.act("prepare_round", method="across_regions", slate=chamber.slate)
    podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
    await podium.click("[data-act=change]:visible")
    draft = podium.locator("[data-dialog=draft]")
    await expect(draft.locator("h2").first).to_have_text("Change round 1")
    await draft.locator("[name=slate]").nth(1).uncheck()
    await draft.locator("[data-draft=minutes][data-minutes='10']").click()
    return podium, prepared["round_id"]


async def test_a_draft_that_is_gone_is_said_to_be_and_what_was_chosen_stays(service: Service, tabs: Tabs) -> None:
    """Another podium discards it: the same choices make a round of their own."""
    async with a_chamber(service) as chamber:
        podium, one = await a_draft_that_is_being_changed(chamber, tabs)
        draft = podium.locator("[data-dialog=draft]")
        await chamber.chair.act("discard_round", round_id=one)
        await expect(draft.locator("[data-text=gone]")).to_contain_text("Somebody else discarded round 1 meanwhile.")
        await expect(draft.locator("[data-answer=draft]")).to_have_text("Prepare with 2 recommendations")
        await draft.locator("[data-answer=draft]").click()
        await expect(draft).to_be_hidden()
        [round_] = (await chamber.chair.ask("hello"))["rounds"]
        assert (round_["slate"], round_["rules"]["closes_after_s"]) == ([chamber.slate[0], chamber.slate[2]], 600)
        await podium.click("[data-act=change]:visible")
        await expect(draft.locator("[data-text=gone]")).to_be_hidden()


async def test_a_draft_that_was_opened_is_said_to_be_and_not_changed(service: Service, tabs: Tabs) -> None:
    """Another podium opens it: it is voted on as it was read there."""
    async with a_chamber(service) as chamber:
        podium, one = await a_draft_that_is_being_changed(chamber, tabs)
        draft = podium.locator("[data-dialog=draft]")
        await chamber.chair.act("open_round", round_id=one)
        await expect(draft.locator("[data-text=gone]")).to_contain_text("Somebody else opened round 1 meanwhile.")
        await expect(draft.locator("[name=slate]:checked")).to_have_count(2)
        await draft.locator("[data-answer=keep]").click()
        [round_] = (await chamber.chair.ask("hello"))["rounds"]
        assert (round_["state"], round_["slate"]) == ("open", chamber.slate)


async def test_a_reason_belongs_to_the_round_it_was_typed_for(service: Service, tabs: Tabs) -> None:
    """Whoever looks away keeps it; about the next round nothing is typed yet."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        asked = podium.locator("[data-dialog=void]")
        reason = asked.locator("[name=reason]")
        await podium.click("[data-act=void]:visible")
        await reason.fill("The wrong slate.")
        await asked.locator("[data-answer=keep]").click()
        await podium.click("[data-act=void]:visible")
        await expect(reason).to_have_value("The wrong slate.")
        await asked.locator("[data-answer=void]").click()
        await expect(asked).to_be_hidden()
        await chamber.open()
        await podium.click("[data-act=void]:visible")
        await expect(asked.locator("h2")).to_contain_text("2")
        await expect(reason).to_have_value("")


async def test_opening_says_how_many_may_vote_in_this_round(service: Service, tabs: Tabs) -> None:
    """In a region's room its own seats, in the plenary all; observers and who is kept out are not counted."""
    seats = [
        {"name": f"{region} {n}", "region_id": region, "votes": n > 0}
        for region, many in (("AF", 4), ("AM", 3))
        for n in range(many)
    ]
    async with a_chamber(service, seats=seats) as chamber:
        lunch = chamber.kit.room("lunch", "AF")
        async with chamber.kit.phone(lunch, "chair") as chair:
            question = await asyncio.to_thread(chamber.kit.question, "lunch")
            one = await chair.act("propose", question_id=question, title="One desk")
            await chair.act("prepare_round", method="shortlist", slate=[one["recommendation_id"]])
        await chamber.chair.act("prepare_round", method="across_regions", slate=chamber.slate)
        for room, words, rows in (
            (lunch, "3 seats", ["AF 3 seats, 0 connected"]),
            (chamber.room, "5 seats", ["AF 3 seats, 0 connected", "AM 2 seats, 0 connected"]),
        ):
            podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{room['id']}")
            await podium.click("[data-act=next]")
            asked = podium.locator("[data-dialog=open]")
            await expect(asked.locator("[data-text=seats]")).to_have_text(words)
            said = [" ".join(one.split()) for one in await asked.locator("[data-list=missing] > li").all_inner_texts()]
            assert said[: len(rows)] == rows
        roll = (await chamber.chair.ask("list_seats"))["seats"]
        barred = next(one["seat_id"] for one in roll if one["name"] == "AM 2")
        await chamber.chair.act("bar_seat", seat_id=barred)
        await expect(asked.locator("[data-text=seats]")).to_have_text("4 seats")
        moderator = await tabs.enter(TABLET, chamber.kit, "moderator:AF", f"podium/{lunch['id']}")
        await moderator.click("[data-act=next]")
        await expect(moderator.locator("[data-dialog=open] [data-text=seats]")).to_have_text("3 seats")
