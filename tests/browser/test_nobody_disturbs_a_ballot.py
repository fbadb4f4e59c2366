"""What belongs to one person stays with that person: marks, focus, the view; a seat has one ballot on two devices."""

import re

from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, Tabs
from tests.browser.rounds import a_chamber, begin, card_of, cast, cast_in_vain, mark, mark_all, receipt_of, turn
from tests.services import Service

RECEIPT = re.compile(r"^[A-Z2-7]{10}$")
FOCUSED = "document.activeElement.name + ' ' + document.activeElement.value"


async def tab_until(phone: Page, selector: str, patience: int = 40) -> None:
    """Walk with the Tab key until the focus is where it should be able to go."""
    for _ in range(patience):
        if await phone.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
        await phone.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


async def test_from_the_join_page_to_the_receipt_with_the_keyboard_alone(service: Service, tabs: Tabs) -> None:
    """Tab, arrows and enter are enough: joining leads to the room where the round is; each target shows its focus."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        phone = await tabs.open(PHONE, chamber.kit.founded["links"]["join"])
        await tab_until(phone, "input[name=region_id]")
        await phone.keyboard.press("ArrowDown")
        await tab_until(phone, "[data-join] button")
        await phone.keyboard.press("Enter")
        await phone.wait_for_url(f"**/{chamber.page}")
        await expect(phone.locator(".call a")).to_be_visible()
        await tab_until(phone, ".call a")
        await phone.keyboard.press("Enter")
        for place in ("1", "2", "3"):
            await expect(phone.locator("[data-vote]:visible [data-text=place]").first).to_have_text(place)
            await tab_until(phone, ".card:not([hidden]) input[type=radio]")
            await phone.keyboard.press("ArrowRight")
            await expect(card_of(phone).locator("input:checked")).to_have_value("against")
            ring = await phone.evaluate("getComputedStyle(document.activeElement.closest('label')).outlineStyle")
            assert ring == "solid", "the focus is seen"
            await tab_until(phone, ".card:not([hidden]) [data-act=next]")
            await phone.keyboard.press("Enter")
        await expect(phone.locator(".review h2")).to_be_focused()
        await tab_until(phone, ".cast-bar button")
        await phone.keyboard.press("Enter")
        await expect(receipt_of(phone)).to_have_text(RECEIPT)


async def test_what_others_do_moves_neither_marks_nor_focus_nor_view(service: Service, tabs: Tabs) -> None:
    """Proposals, another round, another ballot and a pause arrive while somebody stands on the second card."""
    async with a_chamber(service) as chamber:
        round_ = await chamber.open(closes_after_s=600)
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await begin(phone)
        await mark(phone, "against")
        await turn(phone)
        await card_of(phone).locator("input[value=for]").focus()
        await phone.keyboard.press("Space")
        await phone.evaluate("window.radio = document.activeElement")
        before = await phone.evaluate(FOCUSED)
        address, heading = phone.url, await card_of(phone).locator(".sheet__title").inner_text()

        late = await chamber.propose("A proposal that comes late")
        await chamber.chair.act("edit_recommendation", recommendation_id=late, title="A proposal with other words")
        await chamber.chair.act("pause_round", round_id=round_["id"])
        await chamber.chair.act("extend_round", round_id=round_["id"], seconds=60)
        second = await chamber.open(slate=[late], closes_after_s=600)
        async with chamber.kit.phone(chamber.room, chamber.kit.a_delegate("AM")) as other:
            await other.cast(round_, dict.fromkeys(round_["slate"], "for"))
        await chamber.close(second)
        await chamber.publish(second)
        await expect(phone.locator("[data-connection]")).to_contain_text(re.compile(r"\w"))
        await expect(phone.locator(f".outcomes [data-key='{second['id']}']")).to_have_count(1)

        assert await phone.evaluate("window.radio === document.activeElement && window.radio.isConnected")
        assert await phone.evaluate(FOCUSED) == before
        assert phone.url == address
        assert await card_of(phone).locator(".sheet__title").inner_text() == heading
        marks = await phone.evaluate("[...document.querySelectorAll('.card input:checked')].map((one) => one.value)")
        assert marks == ["against", "for"]


async def test_a_proposal_half_typed_survives_what_happens_in_the_room(service: Service, tabs: Tabs) -> None:
    """The caret stays in the field while proposals and a round arrive."""
    async with a_chamber(service) as chamber:
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
        title = phone.locator("[data-proposal] input[name=title]")
        await title.type("Half a ")
        await chamber.propose("Another one")
        await chamber.open()
        await expect(phone.locator(".call a")).to_be_visible()
        await phone.keyboard.type("sentence")
        await expect(title).to_have_value("Half a sentence")
        await expect(title).to_be_focused()


async def test_the_second_device_of_a_seat_wins_and_the_first_is_told(service: Service, tabs: Tabs) -> None:
    """The first phone stops with a sentence and a button; taking over again is an act of its owner."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        first = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await expect(first.locator("[data-connection]")).to_have_attribute("data-state", "live")
        second = await tabs.open(PHONE, first.url, storage_state=await first.context.storage_state())
        line = first.locator("[data-connection]")
        await expect(line).to_have_attribute("data-state", "stopped")
        await expect(line.locator("[data-act=reconnect]")).to_be_visible()
        await line.locator("[data-act=reconnect]").click()
        await expect(second.locator("[data-connection]")).to_have_attribute("data-state", "stopped")
        await expect(line).to_have_attribute("data-state", "live")


async def test_a_ballot_from_before_the_other_device_asks_its_owner(service: Service, tabs: Tabs) -> None:
    """A ballot that waited in a tunnel never overwrites a newer one by itself."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        first = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await begin(first)
        await mark_all(first, "for")
        async with tabs.without_a_line(first):
            await cast_in_vain(first)
            second = await tabs.open(
                PHONE,
                first.url.partition("#")[0],
                storage_state={"cookies": (await first.context.storage_state())["cookies"], "origins": []},
            )
            await begin(second)
            await mark_all(second, "against")
            await cast(second)
            await expect(receipt_of(second)).to_have_text(RECEIPT)
        newer = first.locator("[data-vote] .newer")
        await expect(newer).to_be_visible()
        await newer.locator("[data-act=cast-mine]").click()
        await expect(receipt_of(first)).to_have_text(RECEIPT)
        await expect(first.locator("[data-vote]:visible [data-text=receipt_line]")).to_contain_text("2")


async def test_an_observer_sees_the_round_and_has_nothing_to_mark(service: Service, tabs: Tabs) -> None:
    """No ballot, no form to propose: the buttons are not hidden, they are not there."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        phone = await tabs.enter(PHONE, chamber.kit, "observer", chamber.page)
        await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
        await expect(phone.locator(".call")).to_be_visible()
        await expect(phone.locator(".entry")).to_have_count(3)
        assert (
            await phone.locator("[data-vote], [data-proposal], .call a:visible, [data-act=withdraw]:visible").count()
            == 0
        )


async def test_a_receipt_is_there_again_after_a_reload_and_the_ballot_can_be_changed(
    service: Service, tabs: Tabs
) -> None:
    """The service knows the ballot of a seat; a change starts from the marks that were cast."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await begin(phone)
        await mark_all(phone, "for")
        await cast(phone)
        receipt = await receipt_of(phone).inner_text()
        await phone.reload()
        await expect(receipt_of(phone)).to_have_text(receipt)
        await phone.locator("[data-vote]:visible .received a.button-main").click()
        await phone.locator("[data-list=cells] a:visible").first.click()
        await expect(card_of(phone).locator("input:checked")).to_have_value("for")
        await mark(phone, "against")
        await card_of(phone).locator("[data-act=cast]").click()
        await expect(receipt_of(phone)).to_have_text(RECEIPT)
        await expect(receipt_of(phone)).not_to_have_text(receipt)
        await expect(phone.locator("[data-vote]:visible [data-text=receipt_line]")).to_contain_text("2")
