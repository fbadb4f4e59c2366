"""The phone keeps the ballot: through a tunnel, through a lost answer, through a restart of the service."""

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, Route, WebSocketRoute, expect

from tests.browser.conftest import BACK_WITHIN_MS, HALL, PHONE, TABLET, Tabs
from tests.browser.rounds import a_chamber, begin, card_of, cast, cast_in_vain, mark, mark_all, receipt_of, turn
from tests.services import Service

RECEIPT = re.compile(r"^[A-Z2-7]{10}$")


def casts_sent(phone: Page) -> list[dict[str, Any]]:
    """Listen for the ballots that leave a phone, in order."""
    sent: list[dict[str, Any]] = []

    def note(frame: str | bytes) -> None:
        said = json.loads(frame)
        if said["type"] == "cast_ballot":
            sent.append(said)

    phone.on("websocket", lambda socket: socket.on("framesent", note))
    return sent


def slot_of(phone: Page) -> str:
    """The slot of a tab, which everything personal hangs on."""
    return phone.url.split("/tab/")[1].split("/")[0]


async def test_offline_in_the_middle_of_a_ballot_and_back(service: Service, tabs: Tabs) -> None:
    """Marks go on without a line, the ballot says that it is not sent, and goes out by itself when the line is back."""
    async with a_chamber(service) as chamber:
        round_ = await chamber.open()
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        sent = casts_sent(phone)
        await phone.reload()
        await begin(phone)
        await mark(phone, "for")
        await turn(phone)
        async with tabs.without_a_line(phone):
            await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "lost")
            await mark(phone, "against")
            await turn(phone)
            await mark(phone, "abstain")
            await turn(phone)
            await cast_in_vain(phone)
            assert sent == []
            name = f"plenum:{slot_of(phone)}:{round_['id']}"
            kept = await phone.evaluate("(name) => JSON.parse(localStorage.getItem(name)).sending", name)
        await expect(receipt_of(phone)).to_have_text(RECEIPT)
        await expect(phone.locator("[data-vote] .unsent")).to_be_hidden()
        assert [one["request_id"] for one in sent] == [kept["request_id"]]
        assert list(sent[0]["marks"].values()) == ["for", "against", "abstain"]
        assert (
            await phone.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('plenum:')).length") == 0
        )
        await chamber.chair.wait_for("tally_changed", round_id=round_["id"], turnout__AF=[1, 1, 1])


async def test_a_lost_answer_brings_the_same_request_again_and_one_ballot(service: Service, tabs: Tabs) -> None:
    """The service recorded the ballot and the answer was lost: the same request again finds the same receipt."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        phone = await tabs.join(PHONE, chamber.kit, "AM", chamber.page)
        asked: list[str] = []
        swallowed: list[str] = []

        def through(page: WebSocketRoute) -> None:
            server = page.connect_to_server()

            def up(frame: str | bytes) -> None:
                if (said := json.loads(frame))["type"] == "cast_ballot":
                    asked.append(said["request_id"])
                server.send(frame)

            async def down(frame: str | bytes) -> None:
                if (said := json.loads(frame))["type"] == "ballot_cast" and not swallowed:
                    swallowed.append(said["receipt"])
                    await page.close(code=1012)
                else:
                    page.send(frame)

            page.on_message(up)
            server.on_message(down)

        await phone.route_web_socket(re.compile("/live/"), through)
        await phone.reload()
        await begin(phone)
        await mark_all(phone)
        await cast(phone)
        await expect(receipt_of(phone)).to_have_text(RECEIPT)
        assert len(asked) == 2
        assert len(set(asked)) == 1, "the same request"
        assert await receipt_of(phone).inner_text() == swallowed[0]
        await expect(phone.locator("[data-vote]:visible [data-text=receipt_line]")).to_contain_text("First")


async def test_a_page_that_was_closed_over_an_unsent_ballot_sends_it_when_it_comes_back(
    service: Service, tabs: Tabs
) -> None:
    """What is kept hangs on the slot, not on the page: the next page of this tab sends it on."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        phone = await tabs.join(PHONE, chamber.kit, "AP", chamber.page)
        await begin(phone)
        await mark_all(phone, "against")
        async with tabs.without_a_line(phone):
            await cast_in_vain(phone)
            address = phone.url
            await phone.close()
            again = await tabs.another(phone.context)
        await again.goto(address)
        await expect(receipt_of(again)).to_have_text(RECEIPT)


@pytest.fixture
def own_service(store_url: str, tmp_path: Path) -> Iterator[Service]:
    """A service that a test may stop and start."""
    with Service(store_url, tmp_path) as running:
        yield running


async def test_a_restart_of_the_service_loses_nothing_under_anybody(own_service: Service, tabs: Tabs) -> None:
    """A half-filled ballot stays, a receipt stays, every page comes back by itself, and the round goes on."""
    async with a_chamber(own_service) as chamber:
        await chamber.open()
        kit = chamber.kit
        half = await tabs.join(PHONE, kit, "AF", chamber.page)
        done = await tabs.join(PHONE, kit, "AM", chamber.page)
        screen = await tabs.enter(HALL, kit, "screen", f"screen/{chamber.room['id']}")
        podium = await tabs.enter(TABLET, kit, "chair", f"podium/{chamber.room['id']}")
        await begin(half)
        await mark(half, "against")
        await turn(half)
        await mark(half, "for")
        await begin(done)
        await mark_all(done)
        await cast(done)
        receipt = await receipt_of(done).inner_text()

        tabs.away = True
        await asyncio.to_thread(own_service.stop)
        for phone in (half, done):
            await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "lost")
        await expect(card_of(half).locator("input:checked")).to_have_value("for")
        await asyncio.to_thread(own_service.start)

        for phone in (half, done):
            back = expect(phone.locator("[data-connection]"))
            await back.to_have_attribute("data-state", "live", timeout=BACK_WITHIN_MS)
        await expect(receipt_of(done)).to_have_text(receipt)
        await expect(card_of(half).locator("input:checked")).to_have_value("for")
        await turn(half)
        await mark(half, "abstain")
        await turn(half)
        await cast(half)
        await expect(receipt_of(half)).to_have_text(RECEIPT)
        await expect(screen.locator("[data-text=castAll]")).to_have_text("2")
        await expect(podium.locator("[data-line]")).to_have_attribute("data-line", "live", timeout=BACK_WITHIN_MS)
        await podium.click("[data-act=next]")
        await podium.click("[data-dialog=close] [data-answer=close]")
        await expect(podium.locator("[data-step=closed]")).to_have_attribute("aria-current", "step")
        await expect(half.locator("[data-vote] .over")).to_be_visible()


async def test_a_ballot_is_cast_without_any_script(service: Service, tabs: Tabs) -> None:
    """The page from the server is whole: plain radios, one form, and the receipt on the page that answers it."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        phone = await tabs.join(PHONE, chamber.kit, "EC", chamber.page, java_script_enabled=False)
        for choice, card in zip(("for", "against", "abstain"), await phone.locator("[data-card]").all(), strict=True):
            await card.locator(f"input[value^={choice}]").check(force=True)
        await phone.locator(".cast-bar button").click()
        await phone.wait_for_url(f"**/{chamber.page}")
        await expect(phone.locator(".received .receipt code")).to_have_text(RECEIPT)
        for choice, card in zip(("for", "against", "abstain"), await phone.locator("[data-card]").all(), strict=True):
            await expect(card.locator("input:checked")).to_have_value(re.compile(rf"^{choice}\.*$"))


async def test_scripts_that_never_arrive_leave_a_ballot_that_works(service: Service, tabs: Tabs) -> None:
    """A page whose modules are lost on the way is the plain form."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        phone = await tabs.join(PHONE, chamber.kit, "AS", chamber.page)
        tabs.away = True

        async def lose(route: Route) -> None:
            await route.abort()

        await phone.route("**/*.js", lose)
        await phone.reload()
        for card in await phone.locator("[data-card]").all():
            await card.locator("input[value^=for]").check(force=True)
        await phone.locator(".cast-bar button").click()
        await expect(phone.locator(".received .receipt code")).to_have_text(RECEIPT)
