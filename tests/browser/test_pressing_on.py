"""A chair who presses on without waiting: what was answered is on the podium, whether its event has come or not."""

import json
import re

from playwright.async_api import WebSocketRoute, expect

from tests.browser.conftest import TABLET, Tabs
from tests.browser.rounds import a_chamber
from tests.services import Service

PREPARE = "[data-dialog=draft] [data-answer=draft]"


async def test_a_draft_that_was_answered_is_what_the_next_press_opens(service: Service, tabs: Tabs) -> None:
    """The event comes a tick behind its answer: a second press meanwhile must not ask for a second draft."""

    def without_events(page: WebSocketRoute) -> None:
        server = page.connect_to_server()
        page.on_message(server.send)
        server.on_message(lambda frame: None if json.loads(frame)["type"] == "round_changed" else page.send(frame))

    async with a_chamber(service) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await podium.route_web_socket(re.compile("/live/"), without_events)
        await podium.reload()
        await podium.click("[data-act=next]")
        await podium.check("[data-draft] input[name=secrecy][value=recorded]")
        await podium.click(PREPARE)
        await expect(podium.locator("[data-dialog=draft]")).to_be_hidden()
        await podium.click("[data-act=next]")
        await expect(podium.locator("[data-step=open]")).to_have_attribute("aria-current", "step")
        [round_] = (await chamber.chair.ask("hello"))["rounds"]
        assert round_["state"] == "open"
