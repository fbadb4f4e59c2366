"""Take the pictures of README and docs: `make pictures`.

Plays the sample meeting on a store of its own, with the opinions of the rehearsal, and photographs every page on its
way from the code on the screen to the published list. What a picture shows was waited for; nothing is timed.
"""

import asyncio
import sys
import tempfile
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import expect

from server.engine.embedded import EmbeddedStore
from server.rehearsal.phone import Phone
from tests.browser.conftest import Tabs, a_browser
from tests.browser.desk_pictures import photograph_desk
from tests.browser.gallery import LANGUAGES, SIZES, Easel, Gallery
from tests.browser.rounds import begin, card_of, cast_in_vain, mark, receipt_of, turn
from tests.browser.sample_day import cast_opinions, propose, translate
from tests.services import Json, Kit, Service
from tests.stories.test_a_meeting_from_agenda_to_export import a_big_meeting

VIEWS = ("list", "matrix", "rankings", "line", "why", "units", "roll")


@dataclass(slots=True)
class Play:
    """The meeting as it is played, and who photographs it."""

    kit: Kit
    room: Json
    tabs: Tabs
    gallery: Gallery
    chair: Phone
    phones: list[tuple[Json, Phone]]
    delegates: list[Easel]
    screens: list[Easel]
    podiums: list[Easel]

    async def doors(self) -> None:
        """Photograph what comes before a seat."""
        base, code = self.kit.service.base_url, self.kit.founded["join_code"]
        paths = {"code": "/", "join": f"/join/{code}", "refusal": "/join/nothing"}
        paths |= {"badge": "/s#k7qm4txd", "offline": "/offline"}
        for language in LANGUAGES:
            page = await self.tabs.open_for_a_look(SIZES["phone"]["viewport"], base, locale=language)
            for name, path in paths.items():
                await page.goto(base + path)
                await self.gallery.shoot(f"door-{name}", Easel(page, "phone", language))
            await page.goto(f"{base}/enter#nothing")
            await expect(page.locator("[data-enter-problem]")).to_be_visible()
            await self.gallery.shoot("door-enter", Easel(page, "phone", language))
            await page.context.close()

    async def proposals(self) -> list[Json]:
        """Let regions propose, and photograph the room as it fills."""
        question = await asyncio.to_thread(self.kit.question, "s4", 1)
        await self.chair.act("set_live", question_id=question)
        for one in self.screens:
            await expect(one.page.locator(".welcome__question")).to_contain_text("hold good")
            await self.gallery.shoot("screen-join", one)
        slate = await propose(question, self.phones)
        await translate(slate, self.chair)
        for one in self.screens:
            await expect(one.page.locator(".welcome__newest")).to_contain_text(slate[-1]["title"])
            await self.gallery.shoot("screen-proposals", one)
        for one in self.delegates:
            await expect(one.page.locator("[data-connection]")).to_have_attribute("data-state", "live")
            await expect(one.page.locator(".entry")).to_have_count(len(slate))
            await self.gallery.shoot("delegate-room", one)
            await one.page.locator("nav.agenda").evaluate("(agenda) => agenda.scrollIntoView()")
            await self.gallery.shoot("delegate-agenda", one)
            await one.page.locator("[data-proposal] select[name=question_id]").select_option(question)
            title = one.page.locator("[data-proposal] input[name=title]")
            await title.press_sequentially("One calendar of all mechanisms’ meetings")
            await expect(one.page.locator("[data-similar] li").first).to_be_visible()
            await one.page.locator(".propose").evaluate("(form) => form.scrollIntoView()")
            await self.gallery.shoot("delegate-proposing", one)
            await title.fill("")
            await one.page.evaluate("scrollTo(0, 0)")
        for one in self.podiums:
            await expect(one.page.locator("[data-act=next]")).to_be_enabled()
            await self.gallery.shoot("podium-start", one)
            await one.page.locator("[data-act=next]").click()
            await expect(one.page.locator("[data-dialog=draft]")).to_be_visible()
            await self.gallery.shoot("podium-draft", one)
            await one.page.keyboard.press("Escape")
        return slate

    async def voting(self, slate: list[Json]) -> Json:
        """Open a round, let three quarters cast, and photograph an open round on every device."""
        rules = {"secrecy": "recorded", "closes_after_s": 300, "roll_call": True}
        question = await asyncio.to_thread(self.kit.question, "s4", 1)
        prepared = await self.chair.act("prepare_round", method="across_regions", slate=[one["id"] for one in slate],
                                        rules=rules, question_id=question)  # fmt: skip
        for one in self.podiums:
            await expect(one.page.locator("[data-step][aria-current=step]")).to_have_attribute("data-step", "draft")
            await self.gallery.shoot("podium-ready", one)
        round_ = dict((await self.chair.ask("open_round", round_id=prepared["round_id"]))["round"])
        for one in self.delegates:
            await expect(one.page.locator(".call a:visible")).to_have_count(1)
            await self.gallery.shoot("delegate-call", one)
        here = len(self.phones) * 3 // 4
        await cast_opinions(round_, slate, self.phones[:here], 0)
        for one in self.delegates:
            await self.a_ballot(one, len(slate))
        for one in self.screens:
            await expect(one.page.locator(".vote__cast b")).not_to_have_text("0")
            await self.gallery.shoot("screen-voting", one)
        for one in self.podiums:
            await expect(one.page.locator("[data-step][aria-current=step]")).to_have_attribute("data-step", "open")
            await self.gallery.shoot("podium-open", one)
            await one.page.locator("[data-act=next]").click()
            await expect(one.page.locator("[data-dialog=close]")).to_be_visible()
            await self.gallery.shoot("podium-close", one)
            await one.page.keyboard.press("Escape")
        await cast_opinions(round_, slate, self.phones[here:], 100)
        return round_

    async def a_ballot(self, one: Easel, cards: int) -> None:
        """Fill a ballot on a phone that loses its line when it casts."""
        await begin(one.page)
        for place in range(cards):
            await expect(card_of(one.page)).to_have_count(1)
            await mark(one.page, ("for", "for", "against", "for", "abstain")[place % 5])
            if place == cards // 2:
                await self.gallery.shoot("delegate-ballot", one)
            await turn(one.page)
        await expect(one.page.locator(".review h2")).to_be_visible()
        await self.gallery.shoot("delegate-review", one)
        async with self.tabs.without_a_line(one.page):
            await cast_in_vain(one.page)
            await self.gallery.shoot("delegate-unsent", one)
        await expect(receipt_of(one.page)).to_be_visible()
        await self.gallery.shoot("delegate-receipt", one)
        await one.page.locator("[data-vote]:visible .received a.button-main").click()
        await self.gallery.shoot("delegate-overview", one)
        await one.page.locator("[data-list=cells] a:visible").first.click()
        await mark(one.page, "abstain")
        await self.gallery.shoot("delegate-change", one)

    async def counted(self, round_: Json) -> None:
        """Close, publish, and photograph the list in every view."""
        await self.chair.ask("close_round", round_id=round_["id"])
        for one in self.screens:
            await expect(one.page.locator("[data-hall]")).to_have_attribute("data-rim", "closed")
            await self.gallery.shoot("screen-closed", one)
        for one in self.delegates:
            await expect(one.page.locator("[data-vote] .over")).to_be_visible()
            await self.gallery.shoot("delegate-closed", one)
        for one in self.podiums:
            ahead = one.page.frame_locator("iframe[src$='preview=yes']").locator("[data-hall]")
            await expect(ahead).to_have_attribute("data-picture", "list")
            await self.gallery.shoot("podium-closed", one)
        await self.chair.ask("publish_round", round_id=round_["id"])
        for one in self.delegates:
            await one.page.locator("[data-vote] [data-if=over] a.button-main").click()
            await expect(one.page.locator(".outcome").first).to_be_visible()
            await self.gallery.shoot("delegate-list", one)
        for one in self.screens:
            hall = one.page.locator("[data-hall]")
            await expect(hall).to_have_attribute("data-picture", "list")
            for key, view in enumerate(VIEWS, start=1):
                await one.page.keyboard.press(str(key))
                await expect(hall).to_have_attribute("data-view", view)
                await self.gallery.shoot(f"screen-{view}", one)
        for one in self.podiums:
            hall = one.page.frame_locator(f"iframe[src$='screen/{self.room['id']}']").locator("[data-hall]")
            await expect(hall).to_have_attribute("data-picture", "list")
            await self.gallery.shoot("podium-published", one)

    async def provisional(self, slate: list[Json]) -> None:
        """Photograph a round whose rules show its count while it is open."""
        rules = {"secrecy": "recorded", "visibility": "live"}
        question = await asyncio.to_thread(self.kit.question, "s4", 1)
        prepared = await self.chair.act("prepare_round", method="across_regions", slate=[one["id"] for one in slate],
                                        rules=rules, question_id=question)  # fmt: skip
        round_ = (await self.chair.ask("open_round", round_id=prepared["round_id"]))["round"]
        await cast_opinions(round_, slate, self.phones[::2], 0)
        for one in self.screens:
            await expect(one.page.locator("[data-hall]")).to_have_attribute("data-rim", "live")
            await expect(one.page.locator(".vote__cast b")).not_to_have_text("0")
            await self.gallery.shoot("screen-live", one)


async def _a_delegate(tabs: Tabs, kit: Kit, seat: Json, room: Json, language: str) -> Easel:
    page = await tabs.open(SIZES["phone"]["viewport"], f"{kit.service.base_url}/enter#{seat['seat_token']}",
                           locale=language)  # fmt: skip
    await page.wait_for_url("**/tab/*/delegate/**")
    slot = page.url.split("/tab/")[1].split("/")[0]
    await page.goto(f"{kit.service.base_url}/tab/{slot}/delegate/{room['id']}?lang={language}")
    return Easel(page, "phone", language)


async def _standing(tabs: Tabs, kit: Kit, path: str, role: str, *sizes: str) -> list[Easel]:
    found = []
    for size in sizes:
        for language in LANGUAGES:
            look = {key: value for key, value in SIZES[size].items() if key != "viewport"}
            opened = await tabs.enter(SIZES[size]["viewport"], kit, role, f"{path}?lang={language}",
                                      locale=language, **look)  # fmt: skip
            found.append(Easel(opened, size, language))
    return found


async def _play(kit: Kit, tabs: Tabs) -> None:
    room = kit.room("s4")
    *seats, first, second = kit.founded["seats"]
    tabs.away = True  # a page that is not there is photographed too, and a phone without a line
    arrived = [kit.service.call("POST", "/api/seat", {"seat_token": seat["seat_token"]})[1] for seat in seats]
    async with AsyncExitStack() as hall:
        chair = await hall.enter_async_context(kit.phone(room, "chair"))
        phones = [(one, await hall.enter_async_context(kit.phone(room, one))) for one in arrived]
        delegates = [
            await _a_delegate(tabs, kit, seat, room, language)
            for seat, language in zip((first, second), LANGUAGES, strict=True)
        ]
        screens = await _standing(tabs, kit, f"screen/{room['id']}", "screen", "16x9", "4x3")
        podiums = await _standing(tabs, kit, f"podium/{room['id']}", "chair", "tablet", "phone")
        play = Play(kit, room, tabs, Gallery(), chair, phones, delegates, screens, podiums)
        play.gallery.clear()
        await chair.act("open_joining")
        await play.doors()
        await photograph_desk(kit, tabs, play.gallery)
        slate = await play.proposals()
        await play.counted(await play.voting(slate))
        await play.provisional(slate)
        play.gallery.write_page()
        play.gallery.hang()
    assert not tabs.errors, tabs.errors


async def _main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with EmbeddedStore(data / "store") as store, Service(store.url, data) as service:
            kit = await asyncio.to_thread(a_big_meeting, service)
            async with a_browser() as browser:
                await _play(kit, Tabs(browser))


if __name__ == "__main__":
    sys.exit(asyncio.run(_main()))
