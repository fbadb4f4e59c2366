"""The podium in one hand: a question that is longer than the phone keeps its title and its answers in sight."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.layout.ruler import faults_of
from tests.browser.rounds import a_chamber
from tests.services import SIX_REGIONS, Service

EIGHT_REGIONS = [*SIX_REGIONS, {"id": "OC", "name": "Oceania"}, {"id": "CB", "name": "The Caribbean"}]
SIDEWAYS = {"width": PHONE["height"], "height": PHONE["width"]}


@pytest.mark.parametrize("size", [PHONE, SIDEWAYS], ids=["upright", "sideways"])
async def test_closing_asks_within_the_phone(service: Service, tabs: Tabs, size: dict[str, int]) -> None:
    """Eight regions that miss somebody do not push the answers off the screen; what is between them scrolls."""
    async with a_chamber(service, regions=EIGHT_REGIONS) as chamber, AsyncExitStack() as stack:
        for region in EIGHT_REGIONS:
            joined = await asyncio.to_thread(chamber.kit.a_delegate, region["id"])
            await stack.enter_async_context(chamber.kit.phone(chamber.room, joined))
        podium = await tabs.enter(size, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await chamber.open(quorum="1/2")
        await expect(podium.locator("[data-step=open]")).to_have_attribute("aria-current", "step")
        await podium.locator("[data-act=next]").click()
        asked = podium.locator("[data-dialog=close]")
        await expect(asked.locator(".missing-row")).to_have_count(len(EIGHT_REGIONS))
        await expect(asked.locator("h2")).to_be_in_viewport(ratio=1)
        for answer in ("keep", "close"):
            await expect(asked.locator(f"[data-answer={answer}]")).to_be_in_viewport(ratio=1)
        await asked.locator("[data-answer=close]").click()
        await expect(podium.locator("[data-step=closed]")).to_have_attribute("aria-current", "step")


@pytest.mark.parametrize("size", [PHONE, TABLET], ids=["phone", "tablet"])
async def test_whatever_can_be_touched_is_a_finger_wide(service: Service, tabs: Tabs, size: dict[str, int]) -> None:
    """The rail's names are lines of text, and yet 44 px to the finger, as every button."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        podium = await tabs.enter(size, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await expect(podium.locator("[data-step=open]")).to_have_attribute("aria-current", "step")
        if size is PHONE:
            await podium.locator("[data-rail] summary").click()
        await expect(podium.locator("a.rail__name").first).to_be_visible()
        small = [one for one in await faults_of(podium) if one.startswith("small")]
        assert not small, "\n".join(small)
