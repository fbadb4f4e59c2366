"""Opened from the home screen: the shell is on the phone, personal things are not, and wishes stay this phone's own."""

import re

from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, Tabs
from tests.browser.rounds import a_chamber, begin, card_of, cast, mark, mark_all, receipt_of, turn
from tests.services import Service

RECEIPT = re.compile(r"^[A-Z2-7]{10}$")
READY = "navigator.serviceWorker.ready.then((found) => found.active.state !== 'redundant')"
KEPT = """caches.keys()
    .then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
    .then((found) => found.flat().map((request) => new URL(request.url).pathname))"""
VIBRATIONS = "window.trembled = []; navigator.vibrate = (how) => window.trembled.push(how)"


async def test_without_a_line_a_reload_says_so_and_the_ballot_comes_back(service: Service, tabs: Tabs) -> None:
    """The offline page stands in, and when the line is back the half-filled ballot is where it was."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page, service_workers="allow")
        assert await phone.evaluate(READY)
        await begin(phone)
        await mark(phone, "against")
        await turn(phone)
        tabs.away = True
        await phone.context.set_offline(True)
        await phone.reload()
        await expect(phone.locator("body")).to_have_attribute("data-page", "offline")
        await expect(phone.locator("h1")).to_be_visible()
        painted = await phone.evaluate("getComputedStyle(document.querySelector('.button-main')).borderRadius")
        assert painted != "0px", "the sheets of the shell are there too"
        await phone.context.set_offline(False)
        await expect(phone.locator("body")).to_have_attribute("data-page", "delegate")
        await expect(card_of(phone)).to_have_count(1)
        await expect(card_of(phone).locator("legend")).to_contain_text("2")
        marks = await phone.evaluate("[...document.querySelectorAll('.card input:checked')].map((one) => one.value)")
        assert marks == ["against"]


async def test_the_phone_keeps_no_personal_page_and_no_answer(service: Service, tabs: Tabs) -> None:
    """What the worker keeps is the same for everybody: versioned files, words, and the page without a line."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page, service_workers="allow")
        assert await phone.evaluate(READY)
        await phone.reload()
        await begin(phone)
        await mark_all(phone)
        await cast(phone)
        await expect(receipt_of(phone)).to_have_text(RECEIPT)
        kept = await phone.evaluate(KEPT)
        assert any(path.endswith("/js/delegate/delegate.js") for path in kept)
        assert any(path.startswith("/strings/") for path in kept)
        assert [path for path in kept if not path.startswith(("/static/", "/strings/")) and path != "/offline"] == []


async def test_the_icon_on_the_home_screen_leads_back_to_the_seat(service: Service, tabs: Tabs) -> None:
    """The manifest says where to begin, and from there the phone finds its seat by itself."""
    async with a_chamber(service) as chamber:
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page, service_workers="allow")
        address = await phone.get_attribute("link[rel=manifest]", "href")
        manifest = await (await phone.request.get(service.base_url + str(address))).json()
        for icon in manifest["icons"]:
            folder = str(address).rpartition("/")[0]
            assert (await phone.request.get(f"{service.base_url}{folder}/{icon['src']}")).ok
        await phone.goto(service.base_url + manifest["start_url"])
        await phone.wait_for_url("**/tab/*/delegate/**")
        await phone.goto(service.base_url)
        await expect(phone.locator("[data-back-to-seat]")).to_be_visible()


async def test_another_language_keeps_the_half_filled_ballot_and_is_of_this_tab_alone(
    service: Service, tabs: Tabs
) -> None:
    """The words change, the marks and the card in view do not; a second tab of the same phone stays as it was."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page, locale="en-GB", service_workers="allow")
        await begin(phone)
        await mark(phone, "against")
        await turn(phone)
        await mark(phone, "for")
        await phone.locator(".wishes summary").click()
        await phone.select_option("#wishes-language", "fr")
        await expect(phone.locator("html")).to_have_attribute("lang", "fr")
        await expect(card_of(phone)).to_have_count(1)
        await expect(card_of(phone).locator("legend")).to_contain_text("2")
        await expect(card_of(phone).locator("input:checked")).to_have_value("for")
        await turn(phone)
        await mark(phone, "for")
        await turn(phone)
        await cast(phone)
        await expect(receipt_of(phone)).to_have_text(RECEIPT)
        other = await tabs.another(phone.context)
        await other.goto(chamber.kit.founded["links"]["join"])
        await expect(other.locator("html")).to_have_attribute("lang", "en")


async def test_a_phone_trembles_only_where_its_owner_wished_it(service: Service, tabs: Tabs) -> None:
    """Off by default; switched on it tells of the opening and of the receipt, and it stays on after a reload."""
    async with a_chamber(service) as chamber:
        calm = await tabs.join(PHONE, chamber.kit, "AF", chamber.page, service_workers="allow")
        eager = await tabs.join(PHONE, chamber.kit, "AM", chamber.page, service_workers="allow")
        for phone in (calm, eager):
            await phone.add_init_script(VIBRATIONS)
            await phone.reload()
            await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
        await eager.locator(".wishes summary").click()
        await eager.locator("[data-nudge=vibrate]").check()
        await eager.reload()
        await expect(eager.locator("[data-connection]")).to_have_attribute("data-state", "live")
        await chamber.open()
        for phone in (calm, eager):
            await vote(phone)
        assert await calm.evaluate("window.trembled") == []
        assert await eager.evaluate("window.trembled") == [[60, 60, 60], [40]]


async def vote(phone: Page) -> None:
    """From the call to the receipt."""
    await begin(phone)
    await mark_all(phone)
    await cast(phone)
    await expect(receipt_of(phone)).to_have_text(RECEIPT)
