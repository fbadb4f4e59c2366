"""Personal time, as pages show it: one phone says so in words, and nobody else's page knows whose it is."""

import asyncio
import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from server.cli.meetings import give_time
from tests.browser.conftest import HALL, PHONE, TABLET, Tabs
from tests.browser.rounds import Chamber, a_chamber, begin, cast, change_all, mark_all, receipt_of
from tests.services import Json, Service

CLOCK_S = 5
LONGER_S = 30
NAME = "Somebody Slower"
RECEIPT = re.compile(r"^[A-Z2-7]{10}$")


def heard_by(page: Page) -> list[str]:
    """Listen to everything that a page is told from now on."""
    heard: list[str] = []

    def note(frame: Any) -> None:
        heard.append(frame if isinstance(frame, str) else frame.decode())

    page.on("websocket", lambda socket: socket.on("framereceived", note))
    return heard


async def somebody_with_time(tabs: Tabs, chamber: Chamber, seconds: int, **wishes: Any) -> tuple[Page, Json]:
    """Seat a delegate to whom the secretariat has given time, in front of their phone."""
    kit = chamber.kit
    seated = await asyncio.to_thread(kit.a_delegate, "AM", name=NAME)
    await give_time(kit.service.settings, kit.id, seated["seat_id"], seconds)
    phone = await tabs.open(PHONE, f"{kit.service.base_url}/enter#{seated['credential']}", **wishes)
    await phone.wait_for_url("**/tab/*/delegate/**")
    await phone.goto(f"{phone.url.split('/delegate/')[0]}/{chamber.page}")
    return phone, seated


@pytest.mark.long
async def test_one_phone_votes_on_after_the_close_and_no_other_page_says_whose(service: Service, tabs: Tabs) -> None:
    """The clock of the room ends, its own goes on: a ballot is cast, and changed, before the round is counted."""
    async with a_chamber(service) as chamber:
        slow, seated = await somebody_with_time(tabs, chamber, LONGER_S)
        others = [
            await tabs.join(PHONE, chamber.kit, "AM", chamber.page),
            await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}"),
            await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}"),
            await tabs.enter(TABLET, chamber.kit, "moderator:AF", f"podium/{chamber.room['id']}"),
        ]
        heard = [heard_by(page) for page in others]
        for page in others:
            await page.reload()
        other, screen, podium, _ = others
        own = slow.locator("[data-personal-time]")

        round_ = await chamber.open(closes_after_s=CLOCK_S)
        await expect(own).to_contain_text(f"{LONGER_S} seconds more than the room")
        await expect(slow.locator("[data-text=clock]")).to_be_visible()
        await chamber.chair.wait_for("round_changed", round__state="closing")
        await expect(own).to_contain_text("The room’s time is over, yours is not")
        await expect(slow.locator("[data-announce]")).to_contain_text("yours is not")
        await expect(screen.locator("[data-hall]")).to_have_attribute("data-rim", "closing")
        await expect(podium.locator("[data-text=say]")).to_contain_text("closing")
        await expect(other.locator("[data-text=stateWord]")).to_have_text("Closing")
        await expect(other.locator("[data-personal-time]")).to_be_hidden()
        await begin(slow)
        await mark_all(slow, "for")
        await cast(slow)
        await expect(receipt_of(slow)).to_have_text(RECEIPT)
        first = await receipt_of(slow).inner_text()
        await expect(own).to_be_visible()  # until then a ballot may be changed
        await change_all(slow, "against")
        await cast(slow)
        await expect(receipt_of(slow)).not_to_have_text(first)
        for page in others:
            assert NAME not in await page.content()

        ended = podium.locator("[data-step=closed]")
        await expect(ended).to_have_attribute("aria-current", "step", timeout=(LONGER_S + 10) * 1000)
        await expect(own).to_be_hidden()
        await expect(slow.locator("[data-announce]")).to_contain_text("Voting is closed")
        for told in heard:
            assert told, "they were told of the round"
            assert not [frame for frame in told if seated["seat_id"] in frame or NAME in frame]
            assert not [frame for frame in told if re.search(r'"personal_s":[1-9]|grace', frame)]
        _, listed = await asyncio.to_thread(chamber.kit.ranked_list, round_["id"])
        assert [item["line"]["against"] for item in sorted(listed["items"], key=lambda item: item["number"])] == [
            1,
            0,
            0,
        ]


async def test_who_has_cast_keeps_their_time_and_may_change_their_ballot(service: Service, tabs: Tabs) -> None:
    """Every close lasts as long, whoever has cast: so the phone goes on to say what is true."""
    async with a_chamber(service) as chamber:
        phone, _ = await somebody_with_time(tabs, chamber, 600)
        await chamber.open(closes_after_s=600)
        own, clock = phone.locator("[data-personal-time]"), phone.locator("[data-text=clock]")
        await expect(own).to_be_visible()
        await expect(clock).to_have_text(re.compile(r"^(20:00|19:\d\d)$"))
        await begin(phone)
        await mark_all(phone, "for")
        await cast(phone)
        await expect(receipt_of(phone)).to_have_text(RECEIPT)
        await expect(own).to_be_visible()
        await expect(clock).to_have_text(re.compile(r"^(20:00|19:\d\d)$"))
