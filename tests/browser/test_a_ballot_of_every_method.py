"""What the podium offers a phone can answer: a ballot of each method is marked and cast by hand."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import PHONE, Tabs
from tests.browser.rounds import a_chamber, begin, card_of, cast, mark_all, receipt_of, turn
from tests.browser.test_accessibility import Axe
from tests.services import Service

SMALL = {"width": 320, "height": 640}
ORDERING = ("ranked_pairs", "scottish_stv")
TOO_SMALL = """() => [...document.querySelectorAll('[data-vote] :is(button, a, label, summary)')]
  .filter(one => one.checkVisibility()).map(one => [one.getBoundingClientRect(), one.outerHTML])
  .filter(([box]) => Math.min(box.width, box.height) < 44).map(([, text]) => text)"""
WIDER = "() => document.documentElement.scrollWidth > innerWidth"


def act(row: Locator, name: str) -> Locator:
    """The button of a row that does this."""
    return row.locator(f"[data-act={name}]")


async def stands(phone: Page, **context_of: str) -> None:
    """Wait for an order, best first: `n3="1"` is number 3 at place 1, and no place is left out."""
    await expect(phone.locator(".places .place__number")).to_have_text([name[1:] for name in context_of])
    await expect(phone.locator(".places [data-text=place]")).to_have_text(list(context_of.values()))


async def rank_all(phone: Page) -> None:
    """Rank what is there in its order, press by press."""
    for left in (3, 2, 1):
        takes = phone.locator("[data-act=in]:visible")
        await expect(takes).to_have_count(left)
        await takes.first.click()
    await expect(phone.locator("[data-act=in]:visible")).to_have_count(0)


async def begin_ordering(phone: Page) -> Locator:
    """Follow the call to the list and answer its rows."""
    await phone.locator(".call a:visible").first.click()
    rows = phone.locator(".places > li:visible")
    await expect(rows).to_have_count(3)
    await expect(phone.locator("[data-act=in]:visible")).to_have_count(3)  # not the plain form of the server
    return rows


@pytest.mark.parametrize("method", ["balanced_product", "regional_mean"])
async def test_a_judging_ballot_is_marked_card_by_card(service: Service, tabs: Tabs, method: str) -> None:
    async with a_chamber(service) as chamber:
        await chamber.open(method)
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await begin(phone)
        await mark_all(phone)
        await cast(phone)
        await expect(receipt_of(phone)).not_to_be_empty()


async def test_a_choosing_ballot_is_ticked(service: Service, tabs: Tabs) -> None:
    async with a_chamber(service) as chamber:
        await chamber.open("proportional_five")
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
        await phone.locator(".call a:visible").first.click()
        await expect(phone.locator("[data-vote]").first).to_be_visible()
        await phone.locator("[data-vote] input[type=checkbox]").first.check(force=True)
        await cast(phone)
        await expect(receipt_of(phone)).not_to_be_empty()


async def test_a_score_ballot_goes_all_the_way_to_its_list(service: Service, tabs: Tabs) -> None:
    """0 to 5 on each card, one of them taken back; the review says so, the list has the mean of those given."""
    async with a_chamber(service) as chamber:
        round_ = await chamber.open("score", secrecy="recorded")
        phone = await tabs.join(SMALL, chamber.kit, "AF", chamber.page)
        await begin(phone)
        for score in ("5", "2", "4"):
            await card_of(phone).get_by_role("radio", name=score, exact=True).check(force=True)
            assert await phone.evaluate(TOO_SMALL) == []
            assert not await phone.evaluate(WIDER)
            await turn(phone)
        await expect(phone.locator(".review__mark")).to_have_text(["5", "2", "4"])
        await phone.locator(".review__row a").nth(1).click()
        await card_of(phone).get_by_role("radio", name="No score").check(force=True)
        await turn(phone)
        await turn(phone)
        await expect(phone.locator(".review__mark")).to_have_text(["5", "No score", "4"])
        await cast(phone)
        await expect(receipt_of(phone)).not_to_be_empty()
        await chamber.close(round_)
        await chamber.publish(round_)
        await phone.goto(phone.url.split("#", maxsplit=1)[0])
        results = phone.locator(".result")
        await expect(results).to_have_count(3)
        await expect(results.first).to_contain_text("Mean: 5")
        await expect(results.first).to_contain_text("Verdict: ")
        await expect(results.last).to_contain_text("Mean: –")


@pytest.mark.parametrize("method", ORDERING)
async def test_an_order_goes_all_the_way_to_its_list(service: Service, tabs: Tabs, method: str) -> None:
    """Ranked press by press, moved, one left out: what the review says is what the published list is made of."""
    async with a_chamber(service) as chamber:
        round_ = await chamber.open(method, secrecy="recorded", places=1)
        phone = await tabs.join(SMALL, chamber.kit, "AF", chamber.page)
        rows = await begin_ordering(phone)
        assert await phone.evaluate(TOO_SMALL) == []
        await rank_all(phone)
        assert await phone.evaluate(TOO_SMALL) == []
        assert not await phone.evaluate(WIDER)
        await act(rows.nth(2), "up").click()
        await act(rows.nth(2), "out").click()
        await stands(phone, n1="1", n3="2", n2="")
        await phone.locator(".cast-bar:visible a").click()
        await expect(phone.locator(".review__mark")).to_have_text(["1", "2", "Left out"])
        await cast(phone)
        await expect(receipt_of(phone)).not_to_be_empty()
        await chamber.close(round_)
        await chamber.publish(round_)
        await phone.goto(phone.url.split("#", maxsplit=1)[0])
        await expect(phone.locator(".result__title")).to_have_count(3)
        await expect(phone.locator(".result").first).to_contain_text("One shared calendar of meetings")
        await expect(phone.locator(".result").first).to_contain_text("Verdict: ")


async def test_recommendations_can_stand_level_where_the_method_knows_ties(service: Service, tabs: Tabs) -> None:
    """Ranked pairs take a tie and end it again; a transferable vote would be cut short by it, so none is offered."""
    async with a_chamber(service) as chamber:
        await chamber.open("ranked_pairs")
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        rows = await begin_ordering(phone)
        await rank_all(phone)
        await expect(act(rows.first, "level")).to_be_disabled()
        await act(rows.nth(2), "level").click()
        await stands(phone, n1="1", n2="=2", n3="=2")
        await phone.locator(".cast-bar:visible a").click()
        await expect(phone.locator(".review__mark")).to_have_text(["1", "=2", "=2"])
        await phone.locator(".cast-bar:visible a").click()
        await act(rows.nth(1), "level").click()
        await stands(phone, n1="1", n3="2", n2="3")
    async with a_chamber(service) as chamber:
        await chamber.open("scottish_stv")
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await begin_ordering(phone)
        await rank_all(phone)
        await expect(phone.locator("[data-act=level]:visible")).to_have_count(0)


async def test_an_order_is_made_by_keyboard_alone(service: Service, tabs: Tabs) -> None:
    """The focus stays on the button pressed or goes to its neighbour, and each move is said once, politely."""
    async with a_chamber(service) as chamber:
        await chamber.open("ranked_pairs")
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        rows = await begin_ordering(phone)
        said = phone.locator("[data-announce]")
        await act(rows.first, "in").focus()
        for _ in range(3):
            await phone.keyboard.press("Enter")
        await expect(act(rows.nth(2), "up")).to_be_focused()
        await expect(said).to_have_text("\u2068Observer seats for neighbours\u2069: Place 3")
        await phone.keyboard.press("Enter")
        await expect(act(rows.nth(1), "up")).to_be_focused()
        await phone.keyboard.press("Enter")
        await expect(act(rows.first, "up")).to_be_disabled()
        await expect(act(rows.first, "down")).to_be_focused()
        await expect(act(rows.first, "down")).to_have_accessible_name(
            "Move down: \u2068Observer seats for neighbours\u2069"
        )
        await expect(said).to_have_text("\u2068Observer seats for neighbours\u2069: Place 1")
        await phone.keyboard.press("Tab")
        await expect(act(rows.first, "out")).to_be_focused()
        await phone.keyboard.press("Space")
        await expect(said).to_have_text("\u2068Observer seats for neighbours\u2069: Left out")
        await expect(act(rows.nth(2), "in")).to_be_focused()


async def test_a_half_made_order_survives_others_and_a_new_page(service: Service, tabs: Tabs) -> None:
    """What other people do moves no row, and a page that is loaded again has the order as it was."""
    async with a_chamber(service) as chamber:
        await chamber.open("ranked_pairs")
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await begin_ordering(phone)
        for left in (3, 2):
            await expect(phone.locator("[data-act=in]:visible")).to_have_count(left)
            await phone.locator("[data-act=in]:visible").last.click()
        half = {"n3": "1", "n2": "2", "n1": ""}
        await stands(phone, **half)
        await chamber.propose("Something quite different")
        await expect(phone.locator("[data-recommendations-title]")).to_have_text("4 recommendations")
        await stands(phone, **half)
        await phone.reload()
        await expect(phone.locator(".places > li:visible")).to_have_count(3)
        await stands(phone, **half)


@pytest.mark.parametrize("method", ["score", *ORDERING])
async def test_without_script_the_plain_form_is_the_ballot(service: Service, tabs: Tabs, method: str) -> None:
    """Scores are buttons of choice, places a list each; what is left open has no mark in the ballot that arrives."""
    async with a_chamber(service) as chamber:
        await chamber.open(method)
        plain = await tabs.join(PHONE, chamber.kit, "AF", chamber.page, java_script_enabled=False)
        first, second, _ = chamber.slate
        for recommendation, mark in ((first, "2"), (second, "1")):
            field = plain.locator(f"[data-vote] [name='mark.{recommendation}']")
            if method == "score":
                await field.and_(plain.locator(f"[value^='{mark}']")).check(force=True)
            else:
                await field.select_option(mark)
        await plain.locator("[data-vote]:visible .cast-bar button").click()
        await expect(plain.locator(".received p.num").first).to_have_text("2 of 3 marked")
        if method != "score":
            await expect(plain.locator(f"[name='mark.{second}']")).to_have_value("1")


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_axe_finds_nothing_on_a_ballot_that_scores_or_ranks(service: Service, tabs: Tabs, language: str) -> None:
    """At 320 px, from left and from right, light and dark: half filled in, and where it is checked."""
    axe = Axe(language)
    for method in ("score", "ranked_pairs"):
        async with a_chamber(service) as chamber:
            await chamber.open(method)
            phone = await tabs.join(SMALL, chamber.kit, "AF", chamber.page, locale=language)
            if method == "score":
                await begin(phone)
                await card_of(phone).get_by_role("radio", name="4").check(force=True)
            else:
                rows = await begin_ordering(phone)
                await act(rows.first, "in").click()
                await act(rows.nth(1), "in").click()
                await act(rows.nth(1), "level").click()
            await axe.look(phone, f"{method}, half filled in")
            assert not await phone.evaluate(WIDER)
            await phone.evaluate("location.hash = location.hash.replace(/-[^-]*$/, '-review')")
            await expect(phone.locator(".review:visible")).to_have_count(1)
            await axe.look(phone, f"{method}, review")
    assert axe.found == []
