"""Those who stand at the door of a meeting with named seats, and what alarms a podium: nothing overlaps, is cut or is
out of reach, for whoever waits and for whoever lets them in.

Names and delegations as long as they may be, sixteen regions, the largest letters too. A part of `make layouts`.
"""

import asyncio
from contextlib import AsyncExitStack

import pytest
import redis
from playwright.async_api import expect

from server.room.watch.self_check import CHECK_S
from server.store import keys
from tests.browser.conftest import PHONE, Tabs
from tests.browser.layout.large_meeting import DELEGATIONS, SIXTEEN, LargeMeeting, a_large_meeting
from tests.browser.layout.podiums import Podiums
from tests.browser.layout.tape import Tape
from tests.browser.test_sizes_of_the_podium import NAME, SIZES, a_podium
from tests.services import Json, Service

AT_THE_DOOR = 12
SEATS = [
    {"name": f"{number} {NAME}"[:80], "delegation": DELEGATIONS[0], "region_id": SIXTEEN[number % len(SIXTEEN)]["id"]}
    for number in range(AT_THE_DOOR)
] + [{"name": "Luis Bello", "delegation": "D", "region_id": "AF"}]
LANGUAGES = ("en", "ar", "zh")
ALARM = "[data-list=alarms] > *"
CHECKED_WITHIN_MS = 2_000 * CHECK_S
"""Both counts of a round are held against each other by then."""


@pytest.mark.long
@pytest.mark.parametrize("times", [1, 2])
async def test_nothing_overlaps_or_is_cut_at_the_door(roomy_service: Service, tabs: Tabs, times: int) -> None:
    """Who waits is seen by both sides; one is let in and one refused; then the record goes backwards."""
    tape = Tape(SIZES if times == 1 else ((320, 740),), times=times)
    async with (
        a_large_meeting(roomy_service, 16, 3, seats=SEATS, open_join=True) as meeting,
        AsyncExitStack() as stack,
    ):
        kit, room = meeting.chamber.kit, meeting.chamber.room
        podiums = Podiums({one: await a_podium(tabs, kit, room, one) for one in LANGUAGES}, tape)
        await podiums.see("[data-joining=seats]")
        for language in LANGUAGES:
            await who_waits(tabs, meeting, tape, language)
        for one in kit.founded["seats"][:AT_THE_DOOR]:
            asked = {"join_code": kit.founded["join_code"], "seat_id": one["seat_id"]}
            status, _ = await asyncio.to_thread(roomy_service.call, "POST", "/api/join", asked)
            assert status in {202, 409}, "waits now, or waited already"
        await podiums.see("[data-list=waiting] > li", 5)
        await podiums.see("[data-text=moreWaiting]")
        await podiums.lay("at the door")
        await podiums.press("[data-joining=seats]")
        await podiums.see("[data-list=seats] > li")
        await podiums.lay("dialog seats, many wait")
        await podiums.leave("seats")
        await podiums.press("[data-list=waiting] [data-joining=admit_seat]")
        await podiums.see(".seat-row__answer")
        await podiums.lay("one was let in")
        await what_alarms(podiums, meeting, stack)
    assert not tape.found, tape.told


async def who_waits(tabs: Tabs, meeting: LargeMeeting, tape: Tape, language: str) -> None:
    """A phone looks for its own name, takes it, and waits."""
    door = await tabs.open(PHONE, meeting.chamber.kit.founded["links"]["join"], locale=language)
    await door.locator(".find-input").press_sequentially("Amina")
    await expect(door.locator(".names label").first).to_be_visible()
    await tape.lay(door, f"{language}, names found")
    await door.locator(".names label").first.click()
    await door.locator("[data-names-form] .button-main").click()
    await expect(door.locator("[data-waiting]")).to_be_visible()
    await tape.lay(door, f"{language}, waiting")
    await door.context.close()


async def what_alarms(podiums: Podiums, meeting: LargeMeeting, stack: AsyncExitStack) -> None:
    """Ballots that were acknowledged are gone, in one round and in another: their phone knows it, then the counts."""
    chamber = meeting.chamber
    token: Json = {"seat_token": chamber.kit.founded["seats"][-1]["seat_token"]}
    _, holder = await asyncio.to_thread(chamber.kit.service.call, "POST", "/api/seat", token)
    phone = await stack.enter_async_context(chamber.kit.phone(chamber.room, holder))
    for number in (1, 2):
        round_ = await chamber.open()
        cast = await phone.cast(round_, {round_["slate"][0]: "for"})
        with redis.Redis.from_url(chamber.kit.service.settings.redis_url) as client:  # as a copy of yesterday would be
            client.hdel(keys.of_round(round_["id"], "ballots"), holder["seat_id"])
        await phone.hello(have={round_["id"]: {name: cast[name] for name in ("epoch", "revision", "proof")}})
        await podiums.see(f"{ALARM}[data-key^=store_went_backwards]", number)
        await podiums.lay(f"alarms: {number}")
    await podiums.see(f"{ALARM}[data-key^=counts_differ]", 2, CHECKED_WITHIN_MS)
    await podiums.lay("alarms, and both rounds frozen")
