"""People who do not wait: what was answered, asked and marked counts, whatever has come meanwhile or has not yet."""

import asyncio
import json
import re

from playwright.async_api import Page, Route, WebSocketRoute, expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.rounds import a_chamber, begin, card_of, mark_all, receipt_of
from tests.services import Service


async def load_without(page: Page, kind: str) -> None:
    """Load a page again that hears no message of one type from now on."""

    def through(line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        line.on_message(server.send)
        server.on_message(lambda frame: None if json.loads(frame)["type"] == kind else line.send(frame))

    await page.route_web_socket(re.compile("/live/"), through)
    await page.reload()


async def test_a_draft_that_was_answered_is_what_the_next_press_opens(service: Service, tabs: Tabs) -> None:
    """The event comes a tick behind its answer: a second press meanwhile must not ask for a second draft."""

    async with a_chamber(service) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await load_without(podium, "round_changed")
        await podium.click("[data-act=next]")
        await podium.click("[data-draft=rules]")
        await podium.check("[data-draft-form] input[name=secrecy][value=recorded]")
        await podium.click("[data-dialog=draft] [data-answer=draft]")
        await expect(podium.locator("[data-dialog=draft]")).to_be_hidden()
        await podium.click("[data-act=next]")
        await podium.click("[data-dialog=open] [data-answer=open]")
        await expect(podium.locator("[data-step=open]")).to_have_attribute("aria-current", "step")
        [round_] = (await chamber.chair.ask("hello"))["rounds"]
        assert round_["state"] == "open"


async def test_an_answer_is_about_the_round_that_was_asked_about(service: Service, tabs: Tabs) -> None:
    """While one chair is asked whether to discard a round, another prepares the next: that one is not touched."""
    async with a_chamber(service) as chamber:
        prepare = {"method": "across_regions", "slate": chamber.slate}
        await chamber.chair.act("prepare_round", **prepare)
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await podium.click("[data-act=discard]")
        other = (await chamber.chair.act("prepare_round", **prepare))["round_id"]
        await expect(podium.locator("[data-text=roundWords]").first).to_contain_text("Round 2")
        await podium.click("[data-dialog=discard] [data-answer=discard]")
        await expect(podium.locator("[data-dialog=discard]")).to_be_hidden()
        rounds = (await chamber.chair.ask("hello"))["rounds"]
        assert {one["id"]: one["state"] for one in rounds} == {other: "draft"}


async def test_a_press_is_about_the_round_that_was_shown_when_it_came(service: Service, tabs: Tabs) -> None:
    """The script of the question comes late, and another chair prepares meanwhile: that round is not asked about."""
    async with a_chamber(service) as chamber:
        prepare = {"method": "across_regions", "slate": chamber.slate}
        first = (await chamber.chair.act("prepare_round", **prepare))["round_id"]
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        ready = asyncio.Event()

        async def hold(route: Route) -> None:
            await ready.wait()
            await route.continue_()

        await podium.route("**/podium/conducting.js*", hold)
        await podium.reload()
        await podium.click("[data-act=discard]")
        await chamber.chair.act("prepare_round", **prepare)
        await expect(podium.locator("[data-text=roundWords]").first).to_contain_text("Round 2")
        ready.set()
        await expect(podium.locator("[data-dialog=discard]")).to_have_attribute("data-round", first)


async def test_two_presses_cast_one_ballot(service: Service, tabs: Tabs) -> None:
    """The second comes before the button could rest: nothing is sent twice, and nobody reads of another device."""
    async with a_chamber(service) as chamber:
        round_ = await chamber.open()
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await begin(phone)
        await mark_all(phone)
        await phone.evaluate("(press => [press(), press()])(() => document.querySelector('.cast-bar button').click())")
        await expect(receipt_of(phone)).to_be_visible()
        await chamber.chair.wait_for("tally_changed", round_id=round_["id"], turnout__AF=[1, 1, 1])
        assert (await chamber.chair.ask("hello"))["tallies"][round_["id"]]["tally_version"] == 1


async def test_marks_made_before_the_first_picture_outlive_the_page(service: Service, tabs: Tabs) -> None:
    """A page that has not heard of its room yet says that marks stay on the phone; so they do."""

    async with a_chamber(service) as chamber:
        await chamber.open()
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await load_without(phone, "snapshot")
        await expect(phone.locator("body")).to_have_class(re.compile("is-live"))
        for choice in ("for", "against"):  # and thinks again
            await phone.locator(f"[data-card] input[value={choice}]").first.check(force=True)
        again = await tabs.another(phone.context)
        await again.goto(phone.url)
        await begin(again)
        await again.goto(again.url.partition("#")[0] + again.url[again.url.index("#") :].rpartition("-")[0] + "-1")
        await expect(card_of(again).locator("input:checked")).to_have_value("against")
