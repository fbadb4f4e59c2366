"""Acts whose answer did not come: the same words again are the same act, other words are another one."""

import json
import re

import pytest
from playwright.async_api import Locator, Page, WebSocketRoute, expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.rounds import a_chamber
from tests.conftest import until
from tests.services import Service

REFUSED = {"type": "refused", "code": "not_confirmed", "message": "Nobody knows whether it arrived.", "current": None}
LONGEST_PAUSE_MS = 8_000


class Lost:
    """A line on which acts of one type arrive, as long as it `loses` them without their answers.

    Shape:   `asked` are the refs of whatever was said on it and is not answered yet.
    """

    def __init__(self, act: str) -> None:
        """Take the type of the acts."""
        self.act, self.loses = act, True
        self.asked: set[str] = set()
        self._refs: set[str] = set()

    async def load(self, page: Page) -> None:
        """Load a page again that is on this line."""
        await page.clock.install()
        await page.route_web_socket(re.compile("/live/"), self._through)
        await page.reload()

    def _through(self, line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        self.asked.clear()  # of a line that is gone nothing is answered any more

        def up(frame: str | bytes) -> None:
            said = json.loads(frame)
            self.asked |= {said["ref"]} if "ref" in said else set()
            if said["type"] == self.act:
                self._refs.add(said["ref"])
            server.send(frame)

        def down(frame: str | bytes) -> None:
            ref = json.loads(frame).get("ref")
            line.send(json.dumps({**REFUSED, "ref": ref}) if self.loses and ref in self._refs else frame)
            self.asked.discard(ref)

        line.on_message(up)
        server.on_message(down)


@pytest.fixture
def service(roomy_service: Service) -> Service:
    """Where the clock of a page is hurried on, it asks at a pace at which a service lets nobody go on."""
    return roomy_service


async def give_up(page: Page, lost: Lost, problem: Locator) -> None:
    """Let the page ask again and again, at a pace that nobody has to wait for, until it says that nobody answers.

    What is on its way is waited for: to a page whose clock is ahead of its line every line would be dead.
    """
    while not await problem.is_visible():
        await until(lambda: not lost.asked, "the answers")
        await page.clock.run_for(LONGEST_PAUSE_MS)
    await expect(problem).to_have_text(REFUSED["message"])


async def test_words_that_were_changed_without_an_answer_are_not_lost(service: Service, tabs: Tabs) -> None:
    """The first proposal arrived and its answer did not; what is sent then stands beside it, once. Holds R128."""
    async with a_chamber(service, ()) as chamber:
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        lost = Lost("propose")
        await lost.load(phone)
        title, send = phone.locator("[data-proposal] [name=title]"), phone.locator("[data-proposal] [data-text=send]")
        entry = phone.locator(".entry:visible h4")
        await title.fill("One calender")
        await send.click()
        await give_up(phone, lost, phone.locator("[data-proposal] [data-text=problem]"))
        lost.loses = False
        await send.click()
        await expect(title).to_have_value("")
        await expect(entry).to_have_text(["One calender"])
        lost.loses = True
        await title.fill("One dezk")
        await send.click()
        await give_up(phone, lost, phone.locator("[data-proposal] [data-text=problem]"))
        lost.loses = False
        await title.fill("One desk")
        await send.click()
        await expect(title).to_have_value("")
        await expect(entry).to_have_text(["One calender", "One dezk", "One desk"])


async def test_a_proposal_that_nobody_answered_is_the_same_one_after_a_reload(service: Service, tabs: Tabs) -> None:
    """The words are still there, and sending them once more puts no second one beside it. Holds R128."""
    async with a_chamber(service, ()) as chamber:
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        lost = Lost("propose")
        await lost.load(phone)
        title, send = phone.locator("[data-proposal] [name=title]"), phone.locator("[data-proposal] [data-text=send]")
        await title.fill("One calendar")
        await send.click()
        await give_up(phone, lost, phone.locator("[data-proposal] [data-text=problem]"))
        lost.loses = False
        await phone.reload()
        await expect(title).to_have_value("One calendar")
        await send.click()
        await expect(title).to_have_value("")
        await expect(phone.locator(".entry:visible h4")).to_have_text(["One calendar"])


async def test_a_line_whose_text_was_changed_without_an_answer_is_not_lost(service: Service, tabs: Tabs) -> None:
    """On the podium: the title has stayed, its text has not."""
    async with a_chamber(service, ()) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        lost = Lost("propose")
        await lost.load(podium)
        await podium.locator("[data-recommend=add]").click()
        adding = podium.locator("[data-dialog=add]")
        await adding.locator("[name=lines]").fill("One desk")
        await adding.locator("[name=text]").fill("For two.")
        await adding.locator("[data-answer=add]").click()
        await give_up(podium, lost, adding.locator(".added__problem"))
        lost.loses = False
        await adding.locator("[name=text]").fill("For all.")
        await adding.locator("[data-answer=add]").click()
        await expect(adding.locator("[name=lines]")).to_have_value("")
        known = (await chamber.chair.ask("hello"))["recommendations"]
        assert [one["text"] for one in known] == ["For two.", "For all."]


async def test_lines_that_nobody_answered_are_the_same_ones_after_a_reload(service: Service, tabs: Tabs) -> None:
    """On the podium, several at a time: none is there twice. Holds R128."""
    async with a_chamber(service, ()) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        lost = Lost("propose")
        await lost.load(podium)
        await podium.locator("[data-recommend=add]").click()
        adding = podium.locator("[data-dialog=add]")
        await adding.locator("[name=lines]").fill("One desk\nOne calendar")
        await adding.locator("[data-answer=add]").click()
        while await adding.locator(".added__problem").count() < 2:
            await podium.clock.run_for(LONGEST_PAUSE_MS)
        lost.loses = False
        await podium.reload()
        await podium.locator("[data-recommend=add]").click()
        await expect(adding.locator("[name=lines]")).to_have_value("One desk\nOne calendar")
        await adding.locator("[data-answer=add]").click()
        await expect(adding.locator("[name=lines]")).to_have_value("")
        known = (await chamber.chair.ask("hello"))["recommendations"]
        assert [one["title"] for one in known] == ["One desk", "One calendar"]


async def test_a_round_is_prepared_once_however_often_it_is_pressed_without_an_answer(
    service: Service, tabs: Tabs
) -> None:
    """The first press arrived and its answer did not: the second one is told that the round is there."""
    async with a_chamber(service) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        lost = Lost("prepare_round")
        await lost.load(podium)
        await podium.click("[data-act=next]")
        draft = podium.locator("[data-dialog=draft]")
        await draft.locator("[data-answer=draft]").click()
        await give_up(podium, lost, draft.locator("[data-refusal]"))
        lost.loses = False
        await draft.locator("[data-answer=draft]").click()
        await expect(draft).to_be_hidden()
        assert len((await chamber.chair.ask("hello"))["rounds"]) == 1
