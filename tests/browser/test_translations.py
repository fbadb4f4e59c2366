"""Translations from the podium to the hall: written beside the original, missed before opening, read in every view."""

from typing import Any

from playwright.async_api import expect

from server.words.strings import Strings
from tests.browser.conftest import HALL, PHONE, TABLET, Tabs
from tests.browser.rounds import a_chamber, begin, card_of, mark, turn
from tests.browser.test_accessibility import Axe
from tests.browser.test_small_screens import SMALL, Ruler
from tests.browser.translations import ARABIC, FRENCH, expect_words, handed_over, switch_of, translate, write
from tests.services import Service

WORDS = Strings.read()


async def test_on_the_podium_a_recommendation_is_translated_beside_its_original(service: Service, tabs: Tabs) -> None:
    """What is written in one language waits while another is looked at; all of it is saved at once."""
    async with a_chamber(service) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        row = podium.locator(f"[data-list=proposals] > [data-key='{chamber.slate[0]}']")
        await row.locator("[data-recommend=translate]").click()
        dialog = podium.locator("[data-dialog=translate]")
        original = dialog.locator(".translate__original [data-text=title]")
        await expect_words(original, "One shared calendar of meetings", "en")
        await expect(dialog.locator("select option")).to_have_count(5)
        await write(dialog, "ar", *ARABIC)
        await expect(dialog.locator("[name=title]")).to_have_attribute("dir", "rtl")
        await write(dialog, "fr", "", "")
        await dialog.locator("[name=title]").fill("Un")
        await expect(dialog.locator("[data-counter=title]")).to_have_text("118 characters left")
        await dialog.locator("[data-answer=translate]").click()
        await expect(dialog.locator("[data-refusal]")).to_have_text(
            WORDS.translate("en", "refusal.malformed.translation_of_half")
        )
        await write(dialog, "fr", *FRENCH)
        await dialog.locator("select").select_option("ar")
        await expect(dialog.locator("[name=title]")).to_have_value(ARABIC[0])
        await dialog.locator("[data-answer=translate]").click()
        await expect(dialog).to_be_hidden()
        await expect(row.locator("[data-text=translated]")).to_have_text("Translated into French and Arabic")
        await row.locator("[data-recommend=edit]").click()
        await expect(podium.locator("[data-dialog=edit] [data-text=translated]")).to_have_text(
            "Changing the words removes their translations: French and Arabic."
        )
        await podium.fill("[data-dialog=edit] [name=title]", "One calendar")
        await podium.click("[data-dialog=edit] [data-answer=edit]")
        await expect(row.locator("[data-text=translated]")).to_be_hidden()


async def test_the_chair_is_warned_before_opening_and_can_take_a_translation_away(service: Service, tabs: Tabs) -> None:
    """One line in the draft and one beside the button that opens; what is translated for all or for none is no news."""
    async with a_chamber(service) as chamber:
        await translate(chamber, 0, "fr", *FRENCH)
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await podium.locator("[data-act=next]").click()
        draft = podium.locator("[data-dialog=draft]")
        warning = "Translations are missing: French (2). Delegates read the original instead."
        await expect(draft.locator("[data-text=untranslated]")).to_have_text(warning)
        for place in (1, 2):
            await draft.locator(f"[name=slate][value='{chamber.slate[place]}']").uncheck()
        await expect(draft.locator("[data-text=untranslated]")).to_be_hidden()
        await draft.locator("[data-group]").check()
        await draft.locator("[data-draft=rules]").click()
        await draft.locator("[name=secrecy][value=recorded]").check(force=True)
        await draft.locator("[data-answer=draft]").click()
        await expect(podium.locator(".next__warning")).to_have_text(warning)
        row = podium.locator(f"[data-list=proposals] > [data-key='{chamber.slate[0]}']")
        await row.locator("[data-recommend=translate]").click()
        dialog = podium.locator("[data-dialog=translate]")
        await dialog.locator("select").select_option("fr")
        await expect(dialog.locator("[name=title]")).to_have_value(FRENCH[0])
        await dialog.locator("[data-answer=untranslate]").click()
        await expect(dialog).to_be_hidden()
        await expect(row.locator("[data-text=translated]")).to_be_hidden()
        await expect(podium.locator(".next__warning")).to_be_hidden()


async def test_the_hall_and_the_published_list_speak_the_language_of_their_page(service: Service, tabs: Tabs) -> None:
    """The projector says what is translated in its language and the rest as it was proposed; so does a phone's list."""
    async with a_chamber(service) as chamber:
        await translate(chamber, 0, "ar", *ARABIC)
        screen = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}", locale="ar")
        await expect_words(screen.locator(f".proposal-line[data-key='{chamber.slate[0]}'] .words"), ARABIC[0], "ar")
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
        round_ = await chamber.open(visibility="live")
        async with chamber.kit.phone(chamber.room, chamber.kit.a_delegate("AM")) as other:
            await other.cast(round_, dict.fromkeys(round_["slate"], "for"))
        await expect_words(screen.locator(".live-row .words").first, ARABIC[0], "ar")
        await chamber.close(round_)
        await chamber.publish(round_)
        rows = screen.locator(".ranked__row:visible")
        first = rows.and_(screen.locator(f"[data-key='{chamber.slate[0]}']")).locator(".ranked__title")
        second = rows.and_(screen.locator(f"[data-key='{chamber.slate[1]}']")).locator(".ranked__title")
        await expect_words(first, ARABIC[0], "ar")
        await expect_words(second, "A focal point in every secretariat", "en")
        await screen.keyboard.press("2")
        await expect(screen.locator("[data-drawing]")).to_contain_text(ARABIC[0].split()[0])
        await screen.reload()
        await expect_words(first, ARABIC[0], "ar")

        result = phone.locator(f".result[data-key='{chamber.slate[0]}'] .result__title")
        await expect_words(result, "One shared calendar of meetings", "en")
        await switch_of(phone).select_option("ar")
        await expect_words(result, ARABIC[0], "ar")
        other_result = phone.locator(f".result[data-key='{chamber.slate[1]}']")
        await expect(other_result.locator(".language-tag")).to_have_text("English")


async def test_in_plenary_the_chair_translates_what_a_region_handed_over(service: Service, tabs: Tabs) -> None:
    """Under its region's name, with nothing else to do to it; an Arabic phone in plenary reads it on its ballot."""
    async with a_chamber(service, titles=()) as chamber:
        one = await handed_over(chamber, "AF", "A desk for travel")
        podium = await tabs.enter(PHONE, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        group = podium.locator("[data-list=handed] > [data-key=AF]")
        await expect(group.locator("legend")).to_have_text(WORDS.translate("en", "draft.group.handed", region="Africa"))
        row = group.locator(f"[data-key='{one}']")
        await expect(row.locator("button:visible")).to_have_text(["Translate…", "Propose other words…", "History…"])
        await expect(podium.locator("[data-list=proposals] > *")).to_have_count(0)
        await row.locator("[data-recommend=translate]").click()
        dialog = podium.locator("[data-dialog=translate]")
        await expect_words(dialog.locator(".translate__original [data-text=title]"), "A desk for travel", "en")
        await dialog.locator("select").select_option("ar")
        await dialog.locator("[name=title]").fill(ARABIC[0])
        await dialog.locator("[data-answer=translate]").click()
        await expect(dialog).to_be_hidden()
        await expect(row.locator("[data-text=translated]")).to_have_text("Translated into Arabic")
        axe, ruler = Axe("en"), Ruler()
        await axe.look(podium, "podium with a shortlist")
        await ruler.lay(podium, "podium with a shortlist")
        assert not axe.found + ruler.found, "\n".join(axe.found + ruler.found)
        await chamber.open(slate=[one])
        phone = await tabs.join(PHONE, chamber.kit, "AS", chamber.page, locale="ar")
        await begin(phone)
        await expect_words(card_of(phone).locator(".sheet__title"), ARABIC[0], "ar")


async def test_switch_tag_and_dialog_please_axe_and_fit_320_px(service: Service, tabs: Tabs) -> None:
    """In Arabic as in English; whatever can be touched is 44 px each way."""
    for language in ("en", "ar"):
        axe, ruler = Axe(language), Ruler()
        wishes: dict[str, Any] = {"locale": language}
        async with a_chamber(service) as chamber:
            await translate(chamber, 0, "fr", *FRENCH)
            podium = await tabs.enter(SMALL, chamber.kit, "chair", f"podium/{chamber.room['id']}", **wishes)
            await podium.locator("[data-recommend=translate]:visible").first.click()
            await podium.locator("[data-dialog=translate] select").select_option("fr")
            await axe.look(podium, "podium translating")
            await ruler.lay(podium, "podium translating")
            await chamber.open()
            phone = await tabs.join(SMALL, chamber.kit, "AF", chamber.page, **wishes)
            await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
            await switch_of(phone).select_option("fr")
            await expect(phone.locator(".entry .language-tag:visible").first).to_be_visible()
            await axe.look(phone, "room")
            await ruler.lay(phone, "room")
            await begin(phone)
            await axe.look(phone, "card")
            await ruler.lay(phone, "card")
            await mark(phone, "for")
            await turn(phone)
            await expect(card_of(phone).locator(".language-tag")).to_be_visible()
            await axe.look(phone, "card with a tag")
            await ruler.lay(phone, "card with a tag")
        assert not axe.found, "\n".join(axe.found)
        assert not ruler.found, "\n".join(ruler.found)
