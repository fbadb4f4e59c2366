"""A moderator chooses on the podium what the region hands over, puts it in order, replaces it and takes it back."""

import asyncio
from contextlib import AsyncExitStack

from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.services import Json, Service

TITLES = ("A common roster", "One calendar", "Twin secretariats", "Seats for neighbours", "A shared library", "A fund")


def row_of(podium: Page, title: str) -> Locator:
    """The row of a recommendation in the panel of what is handed over."""
    return podium.locator(".hand-row", has_text=title)


async def hand_over(podium: Page) -> None:
    """Press the button, and answer what it asks once."""
    await podium.locator("[data-hand=hand_over]").click()
    dialog = podium.locator("[data-dialog=hand_over]")
    await expect(dialog.locator("[data-answer=keep]")).to_be_focused()
    await dialog.locator("[data-answer=hand_over]").click()
    await expect(dialog).to_be_hidden()


async def test_a_region_chooses_hands_over_replaces_and_takes_back(service: Service, tabs: Tabs) -> None:
    """What was handed over is on the region's phones, and in the plenary that hears it, by region, in its order."""
    kit = await asyncio.to_thread(lambda: service.new_meeting(hand_over_limit=3))
    lunch, plenary = kit.room("lunch", "AF"), kit.room("s2")
    async with AsyncExitStack() as hall:
        chair = await hall.enter_async_context(kit.phone(lunch, "chair"))
        question = await asyncio.to_thread(kit.question, "lunch")
        for title in TITLES:
            await chair.act("propose", question_id=question, title=title, language="en")
        podium = await tabs.enter(TABLET, kit, "moderator:AF", f"podium/{lunch['id']}")
        phone = await tabs.join(PHONE, kit, "AF", f"delegate/{lunch['id']}")
        chairs = await tabs.enter(TABLET, kit, "chair", f"podium/{plenary['id']}")
        await expect(chairs.locator("[data-handing] small")).to_have_text("0 of 6 regions")

        panel = podium.locator("[data-handing]")
        await expect(panel.locator("small")).to_have_text("0 of 3")
        await panel.locator("summary").click()
        for title in TITLES[:4]:
            await row_of(podium, title).locator("input").check()
        await expect(panel.locator("[data-if=handMany]")).to_have_text("At most 3: take 1 away.")
        await expect(panel.locator("[data-hand=hand_over]")).to_be_hidden()
        await row_of(podium, TITLES[0]).locator("input").uncheck()
        await row_of(podium, TITLES[3]).locator("[data-hand=up]").click()
        await hand_over(podium)
        for one in (podium, chairs):  # what was chosen by hand has no list to show, to print or to fetch
            await expect(one.locator("[data-list=rounds] > li")).to_have_count(0)
        await expect(panel.locator(".handing__set")).to_contain_text("3 handed over to Session 2 at")
        order = [TITLES[1], TITLES[3], TITLES[2]]
        await expect(chairs.locator("[data-list=handed] h3")).to_have_text(order)
        await expect(chairs.locator("[data-handing] small")).to_have_text("1 of 6 regions")
        handed = phone.locator(".entry__handed:visible")
        await expect(handed).to_have_text(["handed over to Session 2"] * 3)
        await phone.reload()
        await expect(handed).to_have_text(["handed over to Session 2"] * 3)

        await row_of(podium, TITLES[2]).locator("input").uncheck()
        await expect(panel.locator("[data-if=handChanged]")).to_be_visible()
        await hand_over(podium)
        await expect(chairs.locator("[data-list=handed] h3")).to_have_text(order[:2])
        opened = await an_open_round(kit.phone(plenary, "chair"), await ids_of(chair, order[:1]))
        await expect(row_of(podium, order[0]).locator("input")).to_be_disabled()
        await panel.locator("[data-hand=take_back]").click()
        await expect(chairs.locator("[data-list=handed] h3")).to_have_text(order[:1])
        await expect(panel.locator("[data-hand=take_back]")).to_be_hidden()
        assert opened["state"] == "open"

        await panel.locator("[data-hand=change]").click()
        await panel.locator("select").select_option("s1")
        await row_of(podium, TITLES[4]).locator("input").check()
        await hand_over_refused(podium)


async def test_of_two_podiums_the_second_decides_with_the_first_in_sight(service: Service, tabs: Tabs) -> None:
    """While one chooses and is asked, another hands over and takes back: neither goes unseen. Holds R129."""
    kit = await asyncio.to_thread(service.new_meeting)
    lunch = kit.room("lunch", "AF")
    async with kit.phone(lunch, "chair", ["set_changed"]) as chair:
        question = await asyncio.to_thread(kit.question, "lunch")
        for title in TITLES:
            await chair.act("propose", question_id=question, title=title, language="en")
        ids = await ids_of(chair, list(TITLES))
        podium = await tabs.enter(TABLET, kit, "moderator:AF", f"podium/{lunch['id']}")
        panel, dialog = podium.locator("[data-handing]"), podium.locator("[data-dialog=hand_over]")
        await panel.locator("summary").click()
        await row_of(podium, TITLES[0]).locator("input").check()
        await chair.act("hand_over", recommendation_ids=ids[3:5], session_id="s2")
        await expect(panel.locator("[data-if=handOvertaken]")).to_be_visible()
        await expect(panel.locator("[data-if=handOvertaken]")).to_contain_text("Somebody else was faster")
        await expect(row_of(podium, TITLES[0]).locator("input")).to_be_checked()
        await panel.locator("[data-hand=hand_over]").click()
        await expect(dialog.locator("[data-text=words]")).to_contain_text("Somebody else was faster")
        await chair.act("hand_over", recommendation_ids=ids[2:5], session_id="s2")
        await dialog.locator("[data-answer=hand_over]").click()
        await expect(dialog.locator("[data-refusal]")).to_contain_text("Somebody else was faster")
        await expect(dialog.locator("[data-text=words]")).to_contain_text("3")
        assert (await chair.hello())["sets"][0]["recommendation_ids"] == ids[2:5]
        await dialog.locator("[data-answer=hand_over]").click()
        await expect(dialog).to_be_hidden()
        await expect(panel.locator("[data-if=handOvertaken]")).to_be_hidden()
        assert (await chair.hello())["sets"][0]["recommendation_ids"] == ids[:1]


async def hand_over_refused(podium: Page) -> None:
    """What is being voted on stays where it is: the service says so, beside the question."""
    await podium.locator("[data-hand=hand_over]").click()
    dialog = podium.locator("[data-dialog=hand_over]")
    await dialog.locator("[data-answer=hand_over]").click()
    await expect(dialog.locator("[data-refusal]")).to_contain_text("Voting on this has been opened")
    await dialog.locator("[data-answer=keep]").click()


async def ids_of(phone: object, titles: list[str]) -> list[str]:
    """Find recommendations by their titles."""
    known = (await phone.hello())["recommendations"]  # type: ignore[attr-defined]
    return [one["id"] for title in titles for one in known if one["title"] == title]


async def an_open_round(entering: object, slate: list[str]) -> Json:
    """Have the chair open a round in the plenary."""
    async with entering as chair:  # type: ignore[attr-defined]
        prepared = await chair.act("prepare_round", method="across_regions", slate=slate)
        return dict((await chair.act("open_round", round_id=prepared["round_id"]))["round"])
