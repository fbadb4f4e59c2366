"""Translations as the browser tests need them: some words, the switch of a phone, and what to expect of words."""

import asyncio

from playwright.async_api import Locator, Page, expect

from tests.browser.rounds import Chamber

FRENCH = ("Un calendrier commun des réunions", "Ce qui est entendu par là.")
ARABIC = ("تقويم مشترك للاجتماعات", "ما المقصود بذلك.")


def switch_of(phone: Page) -> Locator:
    """The switch of languages on a phone."""
    return phone.locator("#text-language")


async def translate(chamber: Chamber, context: int, language: str, title: str, text: str) -> None:
    """Translate a recommendation of the slate from the chair's socket."""
    words = {"language": language, "title": title, "text": text}
    reply = await chamber.chair.act("translate_recommendation", recommendation_id=chamber.slate[context], **words)
    assert reply["type"] == "done", reply


async def handed_over(chamber: Chamber, region: str, title: str) -> str:
    """Take a recommendation through a region's shortlist round to this plenary, from the chair's socket."""
    kit = chamber.kit
    room = kit.room("lunch", region)
    async with kit.phone(room, "chair") as chair, kit.phone(room, kit.a_delegate(region)) as delegate:
        question = await asyncio.to_thread(kit.question, "lunch")
        reply = await chair.act("propose", question_id=question, title=title, language="en")
        one = str(reply["recommendation_id"])
        prepared = await chair.act("prepare_round", method="shortlist", slate=[one])
        opened = await chair.act("open_round", round_id=prepared["round_id"])
        await delegate.cast(opened["round"], {one: "approve"})
        for act in ("close_round", "publish_round"):
            done = await chair.act(act, round_id=prepared["round_id"])
            assert done["type"] == "done", done
        session_id = chamber.room["agenda_session_id"]
        assert (await chair.act("hand_over", recommendation_ids=[one], session_id=session_id))["type"] == "done"
    return one


async def write(dialog: Locator, language: str, title: str, text: str) -> None:
    """Write a translation into the dialog."""
    await dialog.locator("select").select_option(language)
    await dialog.locator("[name=title]").fill(title)
    await dialog.locator("[name=text]").fill(text)


async def expect_words(found: Locator, title: str, language: str) -> None:
    """Expect words, and that they carry their language and their direction."""
    await expect(found).to_have_text(title)
    await expect(found).to_have_attribute("lang", language)
    direction = "rtl" if language == "ar" else "ltr"
    await expect(found).to_have_attribute("dir", direction)
    assert await found.evaluate("(one) => getComputedStyle(one).direction") == direction
