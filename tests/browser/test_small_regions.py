"""Regions that count together are named as one: before the opening, on the ballot, in the hall, in the list."""

import asyncio
from contextlib import AsyncExitStack

from playwright.async_api import expect

from tests.browser.conftest import HALL, PHONE, TABLET, Tabs
from tests.browser.rounds import a_chamber, begin
from tests.services import Service

POOL = "Americas + Asia and the Pacific"
REGIONS = [
    {"id": "AF", "name": "Africa"},
    {"id": "AM", "name": "Americas"},
    {"id": "AP", "name": "Asia and the Pacific"},
]


async def test_whoever_looks_reads_which_regions_count_as_one(service: Service, tabs: Tabs) -> None:
    """The podium's question, the phone with and without a script, the hall, and the list of phone and hall."""
    async with a_chamber(service, regions=REGIONS) as chamber, AsyncExitStack() as hall:
        kit = chamber.kit
        joined = [await asyncio.to_thread(kit.a_delegate, region) for region in [*["AF"] * 4, *["AM"] * 3, "AP"]]
        voters = [await hall.enter_async_context(kit.phone(chamber.room, one)) for one in joined]
        podium = await tabs.enter(TABLET, kit, "chair", f"podium/{chamber.room['id']}")
        await chamber.chair.act("prepare_round", method="across_regions", slate=chamber.slate, rules={})
        await podium.click("[data-act=next][data-next=open]")
        asked = podium.locator("[data-dialog=open]")
        await expect(asked.locator("[data-text=together]")).to_contain_text(POOL)
        await asked.locator("[data-answer=open]").click()
        await expect(podium.locator("[data-text=rules]").first).to_contain_text(POOL)
        round_ = (await chamber.chair.hello())["rounds"][0]

        phone = await tabs.join(PHONE, kit, "AP", chamber.page)
        await begin(phone)
        await expect(phone.locator("[data-if=pool]:visible")).to_contain_text(POOL)
        plain = await tabs.open(
            PHONE, phone.url, java_script_enabled=False, storage_state=await phone.context.storage_state()
        )
        await expect(plain.locator("[data-if=pool]").first).to_contain_text(POOL)
        screen = await tabs.enter(HALL, kit, "screen", f"screen/{chamber.room['id']}")
        await expect(screen.locator("[data-text=rules]").first).to_contain_text(POOL)
        await expect(podium.locator("[data-list='turnout'] > li")).to_have_count(2)

        for voter in voters:
            await voter.cast(round_, dict.fromkeys(round_["slate"], "for"))
        await chamber.close(round_)
        await chamber.publish(round_)
        await phone.goto(phone.url.partition("#")[0])
        outcome = phone.locator(".outcome:visible")
        await expect(outcome.locator("[data-text=kind]")).to_contain_text(POOL)
        await expect(outcome.locator("[data-list=strip] [data-text=code]").nth(1)).to_have_text("AM+AP")
        await expect(screen.locator("[data-hall]")).to_have_attribute("data-picture", "list")
        await expect(screen.get_by_role("listitem").filter(has_text="AM+AP").first).to_be_visible()
