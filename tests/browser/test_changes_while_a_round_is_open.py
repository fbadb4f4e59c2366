"""The desk changes what it will while a round is open: the round is counted by what it was opened with."""

import asyncio

from playwright.async_api import Page, expect

from tests.browser.conftest import Tabs
from tests.browser.rounds import Chamber, a_chamber
from tests.browser.test_seats_at_the_desk import NAMED, at_the_desk
from tests.services import Json, Service


async def the_round(chamber: Chamber, round_: Json) -> Json:
    """What an open round says of itself: its slate, rules, regions, and who may vote in it and has."""
    picture = await chamber.chair.hello()
    shown = next(one for one in picture["rounds"] if one["id"] == round_["id"])
    return {name: value for name, value in shown.items() if name not in ("closes_in_ms", "opened_ms_ago")} | {
        "tally": picture["tallies"][round_["id"]]
    }


async def test_whatever_the_desk_does_no_number_of_an_open_round_moves(service: Service, tabs: Tabs) -> None:
    """Title, order, a region of a seat, a new seat, a hand-over and a new link, all by pages. Holds R148, R175."""
    async with a_chamber(service, seats=NAMED) as chamber:
        kit = chamber.kit
        round_ = await chamber.open()
        first, second = kit.founded["seats"][:2]
        for seat, mark in ((first, "for"), (second, "against")):
            token = {"seat_token": seat["seat_token"]}
            _, arrived = await asyncio.to_thread(service.call, "POST", "/api/seat", token)
            async with kit.phone(chamber.room, arrived) as phone:
                await phone.cast(round_, dict.fromkeys(round_["slate"], mark))
        before = await the_round(chamber, round_)

        programme = await at_the_desk(tabs, kit, "programme")
        await programme.get_by_label("Title of the meeting").fill("Another title")
        await programme.locator("[data-tree] > li").last.locator("summary").first.focus()
        await programme.keyboard.press("Alt+ArrowUp")
        await programme.get_by_role("button", name="Keep this programme").click()
        await expect(programme.get_by_role("heading", level=1)).to_have_text("Another title")
        await expect(programme.locator(".desk__rows > li")).to_have_text(
            ["The past", "The plenary", "Working Lunch: The future"]
        )
        assert await the_round(chamber, round_) == before

        seats = await at_the_desk(tabs, kit, "seats")
        await edit(seats, "Zoé Été")
        await seats.locator("tbody form").get_by_label("Region").select_option("EC")
        await seats.locator("tbody form").get_by_role("button", name="Keep").click()
        await expect(seats.locator("tbody form")).to_have_count(0)
        await seats.get_by_role("button", name="Add a seat").click()
        await seats.locator("[data-new]").get_by_label("Name").fill("Late")
        await seats.keyboard.press("Enter")
        await expect(seats.locator("[data-table] tbody tr")).to_have_count(6)
        await edit(seats, "李明")
        await seats.get_by_role("textbox", name="Name", exact=True).fill("Somebody else")
        await seats.get_by_role("button", name="Hand over to this name").click()
        await expect(seats.get_by_role("img", name="QR code of the personal link")).to_be_visible()
        await seats.keyboard.press("Escape")
        await edit(seats, "Ada")
        await seats.get_by_role("button", name="New link").click()
        await expect(seats.get_by_role("img", name="QR code of the personal link")).to_be_visible()
        assert await the_round(chamber, round_) == before

        await chamber.close(round_)
        await chamber.publish(round_)
        ranked = (await asyncio.to_thread(kit.ranked_list, round_["id"]))[1]
        regions = ranked["items"][0]["regions"]
        assert (regions["AF"]["for"], regions["AF"]["against"]) == (1, 1), "counted where they sat when it was opened"


async def edit(seats: Page, name: str) -> None:
    """Make the row of somebody a form."""
    await seats.get_by_role("button", name=f"Edit: {name}").click()
    await expect(seats.locator("tbody form")).to_have_count(1)
