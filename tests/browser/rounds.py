"""A round as the browser tests need it: opened by a chair on a socket, so that a test is about the page it looks at."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Locator, Page, expect

from server.rehearsal.phone import Phone
from tests.services import Json, Kit, Service

TITLES = ("One shared calendar of meetings", "A focal point in every secretariat", "Observer seats for neighbours")


@dataclass(slots=True)
class Chamber:
    """A meeting, its plenary room, a chair in it and three recommendations."""

    kit: Kit
    room: Json
    chair: Phone
    slate: list[str]

    @property
    def page(self) -> str:
        """The path of the room for a delegate, inside of a tab."""
        return f"delegate/{self.room['id']}"

    async def propose(self, title: str, text: str = "", language: str = "en") -> str:
        """Put a recommendation forward from the podium."""
        question = await asyncio.to_thread(self.kit.question, self.room["agenda_session_id"])
        reply = await self.chair.act("propose", question_id=question, title=title, text=text, language=language)
        return str(reply["recommendation_id"])

    async def open(self, method: str = "across_regions", slate: list[str] | None = None, **rules: Any) -> Json:
        """Open a round over the slate."""
        question = await asyncio.to_thread(self.kit.question, self.room["agenda_session_id"])
        rules = {"secrecy": "recorded", **rules} if method == "across_regions" else rules
        prepared = await self.chair.act(
            "prepare_round", method=method, slate=slate or self.slate, rules=rules, question_id=question
        )
        assert prepared["type"] == "round_prepared", prepared
        return dict((await self.chair.act("open_round", round_id=prepared["round_id"]))["round"])

    async def close(self, round_: Json) -> None:
        """Close a round; the answer comes with the count."""
        assert (await self.chair.act("close_round", round_id=round_["id"]))["type"] == "done"

    async def publish(self, round_: Json) -> None:
        """Show its list to everybody."""
        assert (await self.chair.act("publish_round", round_id=round_["id"]))["type"] == "done"


@asynccontextmanager
async def a_chamber(service: Service, titles: tuple[str, ...] = TITLES, **fields: object) -> AsyncIterator[Chamber]:
    """Found a meeting and seat its chair."""
    kit = await asyncio.to_thread(lambda: service.new_meeting(**fields))
    room = kit.room("s2")
    async with kit.phone(room, "chair") as chair:
        chamber = Chamber(kit, room, chair, [])
        for title in titles:
            chamber.slate.append(await chamber.propose(title, f"What is meant by it: {title.lower()}."))
        yield chamber


def card_of(phone: Page) -> Locator:
    """The card that is in view."""
    return phone.locator("[data-card]:visible")


async def begin(phone: Page) -> None:
    """Follow the call of the open round to its first card."""
    await phone.locator(".call a:visible").first.click()
    await expect(card_of(phone)).to_have_count(1)


async def mark(phone: Page, mark: str) -> None:
    """Mark the card in view, and stay there."""
    await expect(card_of(phone)).to_have_count(1)
    await card_of(phone).locator(f"input[value={mark}]").check(force=True)


async def turn(phone: Page) -> None:
    """Go on to the next card, or to the review, and wait until the card has made way."""
    await expect(card_of(phone)).to_have_count(1)
    card = phone.locator(f"[data-card][data-key='{await card_of(phone).get_attribute('data-key')}']")
    await card.locator("[data-act=next]").click()
    await expect(card).to_be_hidden()


async def mark_all(phone: Page, choice: str = "for", cards: int = 3) -> None:
    """Mark card after card and end at the review."""
    for _ in range(cards):
        await mark(phone, choice)
        await turn(phone)


async def cast(phone: Page) -> None:
    """Cast what is marked."""
    await phone.locator("[data-vote]:visible .cast-bar button").click()


async def cast_in_vain(phone: Page) -> None:
    """Cast on a phone that has no line, and see it say so."""
    await cast(phone)
    await expect(phone.locator("[data-vote] .unsent")).to_be_visible()


async def change_all(phone: Page, choice: str, cards: int = 3) -> None:
    """Change every mark of a ballot that was cast, number by number, and end at the numbers."""
    await phone.locator("[data-vote]:visible .received a.button-main").click()
    for place in range(cards):
        await phone.locator("[data-list=cells] a:visible").nth(place).click()
        await mark(phone, choice)
        await card_of(phone).locator("[data-act=back]").click()
    await expect(phone.locator("[data-list=cells] a[data-state=changed]:visible")).to_have_count(cards)


def receipt_of(phone: Page) -> Locator:
    """The receipt in view: solid, so acknowledged."""
    return phone.locator("[data-vote]:visible .receipt:not(.receipt-none):visible code").first
