"""Recommendations on phones in the language of their reader; what is not translated stands as it was proposed."""

from playwright.async_api import Page, expect

from server.words.strings import Strings
from tests.browser.conftest import PHONE, Tabs
from tests.browser.rounds import a_chamber, begin, card_of, cast, mark, receipt_of, turn
from tests.browser.translations import ARABIC, FRENCH, expect_words, switch_of, translate
from tests.services import Service

WORDS = Strings.read()
MARKED = "[...document.querySelectorAll('.card input:checked')].map((one) => one.value)"


async def test_each_phone_reads_its_own_language_or_the_original_with_a_tag(service: Service, tabs: Tabs) -> None:
    """An Arabic phone begins in Arabic, from the right; what is not translated says which language it is in."""
    async with a_chamber(service) as chamber:
        await translate(chamber, 0, "ar", *ARABIC)
        await chamber.open()
        phone = await tabs.join(PHONE, chamber.kit, "AS", chamber.page, locale="ar")
        await begin(phone)
        await expect_words(card_of(phone).locator(".sheet__title"), ARABIC[0], "ar")
        await expect_words(card_of(phone).locator(".sheet__text"), ARABIC[1], "ar")
        english = WORDS.translate("ar", "language.en")
        original = WORDS.translate("ar", "recommendation.original", language=english)
        await expect(card_of(phone).locator("[data-text=original]")).to_have_text(original)
        await expect(card_of(phone).locator(".language-tag")).to_be_hidden()
        await turn(phone)
        await expect_words(card_of(phone).locator(".sheet__title"), "A focal point in every secretariat", "en")
        await expect(card_of(phone).locator(".language-tag")).to_have_text(english)


async def test_a_phone_switches_in_the_middle_of_a_ballot_and_loses_nothing(service: Service, tabs: Tabs) -> None:
    """Marks, focus and place stay where they are; the choice is there again after loading the page anew."""
    async with a_chamber(service) as chamber:
        await translate(chamber, 0, "fr", *FRENCH)
        await chamber.open()
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await begin(phone)
        first = phone.locator(f"[data-card][data-key='{chamber.slate[0]}']")
        await expect_words(first.locator(".sheet__title"), "One shared calendar of meetings", "en")
        await mark(phone, "against")
        await turn(phone)
        await mark(phone, "for")
        address, scrolled = phone.url, await phone.evaluate("scrollY")
        await switch_of(phone).focus()
        await switch_of(phone).select_option("fr")
        await expect(card_of(phone).locator(".language-tag")).to_have_text("English")
        await expect_words(card_of(phone).locator(".sheet__title"), "A focal point in every secretariat", "en")
        await expect(switch_of(phone)).to_be_focused()
        assert (phone.url, await phone.evaluate("scrollY")) == (address, scrolled)
        assert await phone.evaluate(MARKED) == ["against", "for"]
        await card_of(phone).locator("[data-act=back]").click()
        await expect(first).to_be_visible()  # the words of a card that is still hidden say nothing of where one is
        await expect_words(first.locator(".sheet__title"), FRENCH[0], "fr")
        await expect(first.locator(".sheet__text")).to_have_text(FRENCH[1])
        await expect(first.locator("input:checked")).to_have_value("against")
        for _ in chamber.slate:
            await turn(phone)
        await expect_words(phone.locator(".review__row .words").first, FRENCH[0], "fr")
        await cast(phone)
        await expect(receipt_of(phone)).to_be_visible()
        await phone.goto(phone.url.partition("#")[0] + "#room")
        await phone.reload()
        await expect(switch_of(phone)).to_have_value("fr")
        await expect_words(phone.locator(f".entry[data-key='{chamber.slate[0]}'] .entry__title"), FRENCH[0], "fr")


async def test_without_scripts_a_ballot_is_in_the_language_of_its_page(service: Service, tabs: Tabs) -> None:
    """The server says the words; the switch, which nothing would answer, is not there."""
    async with a_chamber(service) as chamber:
        await translate(chamber, 0, "ar", *ARABIC)
        await chamber.open()
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page, locale="ar", java_script_enabled=False)
        cards = phone.locator("[data-card]")
        await expect_words(cards.nth(0).locator(".sheet__title"), ARABIC[0], "ar")
        await expect(cards.nth(0).locator(".sheet__text")).to_have_text(ARABIC[1])
        await expect_words(cards.nth(1).locator(".sheet__title"), "A focal point in every secretariat", "en")
        await expect(cards.nth(1).locator(".language-tag")).to_have_text(WORDS.translate("ar", "language.en"))
        await expect(switch_of(phone)).to_be_hidden()


async def test_every_form_of_a_ballot_is_read_in_another_language_and_keeps_its_marks(
    service: Service, tabs: Tabs
) -> None:
    """Ticks and an order change their words and nothing else."""
    async with a_chamber(service) as chamber:
        await translate(chamber, 0, "fr", *FRENCH)
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
        ticks = await chamber.open("shortlist", max_choices=2)
        await begin_with(phone, ".tick")
        await phone.locator(".tick input").first.check()
        await switch_of(phone).select_option("fr")
        await expect_words(phone.locator(".tick .words:visible").first, FRENCH[0], "fr")
        await expect(phone.locator(".tick:visible .language-tag").nth(1)).to_have_text("English")
        await expect(phone.locator(".tick input").first).to_be_checked()
        await chamber.close(ticks)
        await expect(phone.locator("[data-vote] .over")).to_be_visible()
        await phone.goto(phone.url.partition("#")[0] + "#room")
        await chamber.open("ranked_pairs")
        await begin_with(phone, ".place")
        first = phone.locator(f".place[data-key='{chamber.slate[0]}']")
        await first.locator("[data-act=in]").click()
        await expect_words(first.locator(".words").first, FRENCH[0], "fr")
        await switch_of(phone).select_option("en")
        await expect_words(first.locator(".words").first, "One shared calendar of meetings", "en")
        await expect(first).to_have_attribute("data-state", "ranked")


async def begin_with(phone: Page, part: str) -> None:
    """Follow the call of the round that is open to its ballot."""
    await phone.locator(".call[data-kind=open] a:visible").click()
    await expect(phone.locator(part).locator("visible=true")).to_have_count(3)
