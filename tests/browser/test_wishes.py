"""What somebody would change is written on the phone under the item, and read on the podium after the close."""

from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.rounds import Chamber, a_chamber, begin, card_of, cast, mark, receipt_of, turn
from tests.services import Json, Service

WISH = "and their member States"


async def a_round_with_wishes(chamber: Chamber) -> Json:
    """Open a recorded round of one recommendation whose ballots may carry words."""
    item = await chamber.propose("Train negotiators", "A course on drafting for all mechanisms.")
    return await chamber.open(with_changes=True, wishes=True, slate=[item])


async def quote(phone: Page, begin_at: int, end_at: int) -> None:
    """Select letters of the text of the item in view."""
    select = f"(text) => getSelection().setBaseAndExtent(text.firstChild, {begin_at}, text.firstChild, {end_at})"
    await card_of(phone).locator(".sheet__text").evaluate(select)
    await card_of(phone).get_by_role("button", name="Quote the selected words").click()


async def test_a_wish_is_written_kept_cast_and_read_by_whoever_conducts(service: Service, tabs: Tabs) -> None:
    """Over a reload, with a quote of the text; the overview says that it is there where its owner asks for marks.

    Holds R117, R220.
    """
    async with a_chamber(service) as chamber:
        round_ = await a_round_with_wishes(chamber)
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await begin(phone)
        await expect(phone.locator("[data-wish]:visible")).to_have_count(0)
        await mark(phone, "with_changes")
        field = card_of(phone).locator("textarea")
        await card_of(phone).get_by_label("What would you change?").fill(WISH)
        await expect(card_of(phone)).to_contain_text(f"{len(WISH)}/200")
        await expect(card_of(phone)).to_contain_text("Read with your region, after the close.")
        await phone.reload()
        await expect(field).to_have_value(WISH)
        await quote(phone, 2, 8)
        await expect(card_of(phone).locator("q")).to_have_text("course")
        await turn(phone)
        await phone.get_by_role("link", name="Numbers").click()
        await expect(phone.locator(".jump__cell")).to_have_attribute("aria-label", "Number 1, marked")
        await phone.get_by_role("link", name="My marks").click()
        await expect(phone.locator(".review__row")).to_contain_text("a wish is there")
        await cast(phone)
        receipt = await receipt_of(phone).inner_text()
        await phone.reload()
        await expect(receipt_of(phone)).to_have_text(receipt)
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        panel = podium.locator("[data-wishes-panel]")
        await expect(panel).to_be_hidden()
        await chamber.close(round_)
        await panel.get_by_role("button", name="Read the wishes").click()
        await expect(panel.get_by_role("heading", level=2)).to_have_text("Wishes (1)")
        await expect(panel.locator(".wished__remark")).to_contain_text("Replace course")
        await expect(panel.locator(".wished__remark")).to_contain_text(WISH)
        await panel.get_by_role("button", name="Make a variant of it").click()
        drafted = podium.locator("[data-dialog=read_again] [name=text]")
        await expect(drafted).to_have_value(f"A {WISH} on drafting for all mechanisms.")


async def test_without_its_script_a_page_has_no_field_and_says_so(service: Service, tabs: Tabs) -> None:
    """The length of a plain form would tell who writes; a ballot that it sends is counted. Holds R218."""
    async with a_chamber(service) as chamber:
        round_ = await a_round_with_wishes(chamber)
        door = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        phone = await tabs.another(await tabs.device(PHONE, java_script_enabled=False))
        await phone.context.add_cookies(await door.context.cookies())
        await phone.goto(door.url.partition("#")[0])
        await expect(phone.locator("form.ballot textarea:visible, .wish:visible")).to_have_count(0)
        await expect(phone.locator("form.ballot .note.plain-only")).to_contain_text("has no words")
        await phone.locator("input[value^=with_changes]").check(force=True)
        await phone.get_by_role("button", name="Cast my ballot").click()
        await expect(receipt_of(phone)).to_be_visible()
        await chamber.close(round_)
        assert (await chamber.chair.ask("read_wishes", round_id=round_["id"]))["items"] == []


async def test_a_wish_that_is_changed_is_a_change_of_the_ballot(service: Service, tabs: Tabs) -> None:
    """It is told back to another device of the seat, and can be changed or taken away there."""
    async with a_chamber(service) as chamber:
        round_ = await a_round_with_wishes(chamber)
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await begin(phone)
        await mark(phone, "with_changes")
        await card_of(phone).locator("textarea").fill(WISH)
        await turn(phone)
        await cast(phone)
        await expect(receipt_of(phone)).to_be_visible()
        await phone.evaluate("localStorage.clear()")
        await phone.reload()
        await phone.locator("[data-vote]:visible .received a.button-main").click()
        await phone.locator("[data-list=cells] a:visible").click()
        await expect(card_of(phone).locator("textarea")).to_have_value(WISH)
        await expect(card_of(phone).locator("[data-act=cast]")).to_be_disabled()
        await card_of(phone).locator("textarea").fill("")
        await card_of(phone).locator("textarea").blur()
        await card_of(phone).locator("[data-act=cast]").click()
        await expect(receipt_of(phone)).to_be_visible()
        await chamber.close(round_)
        assert (await chamber.chair.ask("read_wishes", round_id=round_["id"]))["items"] == []
