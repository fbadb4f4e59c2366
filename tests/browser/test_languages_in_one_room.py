"""Many languages in one room: each device speaks its own, Arabic from the right, and what is counted is one count."""

import re

from playwright.async_api import expect

from server.words.strings import Strings
from tests.browser.conftest import HALL, PHONE, Tabs
from tests.browser.rounds import a_chamber, begin, card_of, cast, mark_all, receipt_of
from tests.services import Service

RECEIPT = re.compile(r"^[A-Z2-7]{10}$")
ARABIC = "صندوق صغير للسفر لفائدة الأمانات"
WORDS = Strings.read()


async def test_an_arabic_phone_votes_while_the_screen_is_in_french(service: Service, tabs: Tabs) -> None:
    """The phone mirrors its line and keeps codes as they are; the screen says everything in French; one count."""
    async with a_chamber(service) as chamber:
        arabic = await chamber.propose(ARABIC, language="ar")
        phone = await tabs.join(PHONE, chamber.kit, "AS", chamber.page, locale="ar")
        screen = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}", locale="fr")
        round_ = await chamber.open(slate=[*chamber.slate, arabic])
        await expect(screen.locator("html")).to_have_attribute("lang", "fr")
        await expect(screen.locator("[data-hall]")).to_have_attribute("data-picture", "voting")
        await expect(screen.locator("body")).to_contain_text(WORDS.translate("fr", "round_state.open"))

        await expect(phone.locator("html")).to_have_attribute("dir", "rtl")
        await begin(phone)
        head = phone.locator("[data-header]")
        await expect(head).to_contain_text(WORDS.translate("ar", "round_state.open"))
        chip, tag = await head.locator(".chip").bounding_box(), await head.locator(".tag").bounding_box()
        assert chip is not None
        assert tag is not None
        assert chip["x"] > tag["x"], "the line begins at the right"
        first, second = [await one.bounding_box() for one in await card_of(phone).locator(".choice").all()][:2]
        assert first is not None
        assert second is not None
        assert first["x"] > second["x"]
        english = card_of(phone).locator(".sheet__title")
        await expect(english).to_have_attribute("lang", "en")
        assert await english.evaluate("(one) => getComputedStyle(one).direction") == "ltr"
        await mark_all(phone, cards=4)
        await cast(phone)
        await expect(receipt_of(phone)).to_have_text(RECEIPT)
        await expect(receipt_of(phone)).to_have_attribute("dir", "ltr")
        await expect(screen.locator("[data-text=castAll]")).to_have_text("1")

        await chamber.close(round_)
        await chamber.publish(round_)
        await expect(screen.locator("[data-hall]")).to_have_attribute("data-picture", "list")
        title = screen.get_by_text(ARABIC).locator("visible=true").first
        await expect(title).to_be_visible()
        assert await title.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
        await phone.locator("[data-vote] [data-if=over] a[href='#room']").click()
        await expect(phone.locator(".outcome")).to_contain_text(WORDS.translate("ar", "verdict.works_across"))
