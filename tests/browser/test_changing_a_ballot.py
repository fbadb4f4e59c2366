"""A ballot that was cast is changed in four taps, by the numbers of its overview; an item has one number everywhere."""

import re

from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import PHONE, Tabs
from tests.browser.rounds import Chamber, a_chamber, begin, card_of, cast, mark, receipt_of, turn
from tests.browser.test_nobody_disturbs_a_ballot import tab_until
from tests.services import Service

FORTY = tuple(f"Recommendation {letter}{digit} on work in common" for letter in "abcd" for digit in range(10))
RECEIPT = re.compile(r"^[A-Z2-7]{10}$")


def cell(phone: Page, number: int) -> Locator:
    """The cell of a number in the overview."""
    return phone.locator(f"[data-list=cells] a:visible:text-is('{number}')")


def cells(phone: Page, state: str) -> Locator:
    """All cells of a state."""
    return phone.locator(f"[data-list=cells] a[data-state={state}]:visible")


async def a_cast_ballot(chamber: Chamber, tabs: Tabs, **marks: str) -> Page:
    """A phone whose ballot was cast by another device of its seat, and that shows the receipt."""
    phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
    await begin(phone)
    for place, id_ in enumerate(chamber.slate):
        if str(place + 1) not in marks.get("without", "").split():
            await phone.locator(f"[data-card][data-key='{id_}'] input[value=for]").evaluate("(one) => one.click()")
    await phone.evaluate("location.hash = location.hash.replace(/-\\d+$/, '-review')")
    await cast(phone)
    await expect(receipt_of(phone)).to_have_text(RECEIPT)
    return phone


async def test_one_of_forty_marks_is_changed_in_four_taps(service: Service, tabs: Tabs) -> None:
    """Change my ballot, the number, the mark, cast the change: each a tap on what is in view. Holds R118."""
    async with a_chamber(service, FORTY) as chamber:
        round_ = await chamber.open()
        phone = await a_cast_ballot(chamber, tabs)
        await phone.evaluate("window.taps = 0; addEventListener('pointerdown', () => window.taps++, true)")
        receipt = await receipt_of(phone).inner_text()
        await phone.locator("[data-vote]:visible .received a.button-main").click()
        await cell(phone, 30).click()
        await card_of(phone).locator("label:has(input[value=against])").click()
        await card_of(phone).locator("[data-act=cast]").click()
        await expect(receipt_of(phone)).to_have_text(RECEIPT)
        await expect(receipt_of(phone)).not_to_have_text(receipt)
        assert await phone.evaluate("window.taps") == 4
        await phone.reload()
        await phone.locator("[data-vote]:visible .received a.button-main").click()
        await expect(cells(phone, "changed")).to_have_count(0)
        await phone.get_by_role("link", name="My marks").click()
        await expect(phone.locator(".review__row:has-text('Against')")).to_contain_text(f"30{FORTY[29]}")
        assert round_["slate"][29] == chamber.slate[29]


async def test_a_cell_says_that_a_mark_is_there_and_never_which(service: Service, tabs: Tabs) -> None:
    """Marked, not marked, changed and not cast, in words too; what was marked is seen by whoever asks. Holds R117."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        phone = await a_cast_ballot(chamber, tabs, without="2")
        await phone.locator("[data-vote]:visible .received a.button-main").click()
        await expect(phone.locator(".review h2")).to_be_focused()
        casting = phone.locator(".cast-bar:visible button")
        await expect(casting).to_be_disabled()
        await cell(phone, 3).click()
        await expect(card_of(phone).locator("[data-act=cast]")).to_be_disabled()
        await mark(phone, "against")
        await expect(card_of(phone).locator("[data-act=cast]")).to_have_text("Cast the change")
        await card_of(phone).locator("[data-act=back]").click()
        await expect(cell(phone, 3)).to_be_focused()
        names = phone.locator("[data-list=cells] a")
        assert [await one.get_attribute("aria-label") for one in await names.all()] == [
            "Number 1, marked",
            "Number 2, not marked",
            "Number 3, changed, not cast",
        ]
        looks = '(one) => one.outerHTML.replace(/\\d+|tabindex="[^"]*"/g, \'\')'
        await cell(phone, 1).click()
        before = await cell_look(phone, looks)
        await mark(phone, "abstain")
        assert await cell_look(phone, looks) == before
        await mark(phone, "for")
        await card_of(phone).locator("[data-act=back]").click()
        await expect(casting).to_have_text("Cast the change")
        await expect(phone.locator(".review__mark:visible")).to_have_count(0)
        await phone.get_by_role("link", name="My marks").click()
        await expect(phone.locator(".review__mark:visible")).to_have_text(["For", "No mark", "Against"])
        await phone.get_by_role("link", name="Titles").click()
        await expect(phone.locator(".review__mark:visible")).to_have_text(["marked", "not marked", "changed, not cast"])
        await phone.locator(".review__row a:visible").nth(2).click()
        await mark(phone, "for")
        await card_of(phone).locator("[data-act=back]").click()
        await expect(casting).to_be_disabled()


async def cell_look(phone: Page, looks: str) -> str:
    """How the cell of number 1 looks while its card is open: as it was left, whatever the mark."""
    return str(await phone.locator("[data-list=cells] a").first.evaluate(looks))


async def test_a_ballot_is_changed_by_keyboard_alone(service: Service, tabs: Tabs) -> None:
    """Arrows walk the cells as they stand, and are one stop of the Tab key."""
    async with a_chamber(service, FORTY) as chamber:
        await chamber.open()
        phone = await a_cast_ballot(chamber, tabs)
        await tab_until(phone, ".received a.button-main")
        await phone.keyboard.press("Enter")
        await expect(phone.locator("[data-text=review_title]")).to_be_focused()
        await tab_until(phone, "[data-list=cells] a", 6)
        await phone.keyboard.press("ArrowRight")
        await expect(cell(phone, 2)).to_be_focused()
        await phone.keyboard.press("End")
        await expect(cell(phone, 40)).to_be_focused()
        await phone.keyboard.press("ArrowUp")
        await phone.keyboard.press("Enter")
        await tab_until(phone, ".card:not([hidden]) input[type=radio]")
        await phone.keyboard.press("ArrowRight")
        await tab_until(phone, ".card:not([hidden]) [data-act=cast]")
        await phone.keyboard.press("Enter")
        await expect(receipt_of(phone)).to_have_text(RECEIPT)


async def test_an_item_has_one_number_on_card_button_and_list(service: Service, tabs: Tabs) -> None:
    """Its place in the slate, whatever numbers the recommendations had before. Holds R116."""
    async with a_chamber(service, FORTY[:6]) as chamber:
        slate = [chamber.slate[place] for place in (4, 1, 5)]
        round_ = await chamber.open(slate=slate)
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await begin(phone)
        for place in (1, 2, 3):
            await expect(phone.locator("[data-text=place]:visible")).to_have_text(str(place))
            await expect(card_of(phone).locator("legend")).to_have_text(f"Your mark on number {place}")
            await expect(card_of(phone).locator("[data-act=next]")).to_have_text(
                f"Next: number {place + 1}" if place < 3 else "Check and cast"
            )
            await mark(phone, "for")
            await turn(phone)
        numbers = phone.locator(".review__row [data-text=number]")
        await expect(numbers).to_have_text(["1", "2", "3"])
        await cast(phone)
        await expect(receipt_of(phone)).to_have_text(RECEIPT)
        await chamber.close(round_)
        await chamber.publish(round_)
        await phone.locator("[data-vote]:visible [data-if=listed]").click()
        for place, id_ in enumerate(slate, start=1):
            await expect(phone.locator(f".result[data-key='{id_}'] .result__number")).to_contain_text(f"{place}")


FIRST = {
    "score": ("[data-card] label:has(input[value='5'])", "[data-way] >> nth=2", ".cast-bar button"),
    "proportional_five": ("[data-card] label:has(input)", ".cast-bar button"),
    "ranked_pairs": ("[data-act=in]", "[data-act=in]", ".cast-bar a", ".cast-bar button"),
}
THEN = {
    "score": ("[data-list=cells] a >> nth=0", "[data-card] label:has(input[value='4'])", "[data-card] [data-act=cast]"),
    "proportional_five": ("[data-card] label:has(input) >> nth=1", ".cast-bar button"),
    "ranked_pairs": ("[data-act=down]", ".cast-bar a", ".cast-bar button"),
}
"""What is tapped to cast a ballot of a method, and then, after *Change my ballot*, to change it."""


async def test_ballots_of_other_forms_are_changed_in_four_taps_too(service: Service, tabs: Tabs) -> None:
    """A score by its number; ticks and an order stand on one page, and nothing has to be jumped to. Holds R118."""
    for method, taps in THEN.items():
        async with a_chamber(service) as chamber:
            await chamber.open(method)
            phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
            await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
            await phone.locator(".call a:visible").click()
            receipt = ""
            for ballot in (FIRST[method], taps):
                for tapped in ballot:
                    if tapped.startswith("[data-way]"):
                        await phone.locator(".progress__all:visible").click()
                    await phone.locator(f"[data-vote]:visible {tapped} >> visible=true").first.click()
                await expect(receipt_of(phone)).to_have_text(RECEIPT)
                await expect(receipt_of(phone)).not_to_have_text(receipt)
                receipt = await receipt_of(phone).inner_text()
                await phone.locator("[data-vote]:visible .received a.button-main").click()
            assert len(taps) < 4
