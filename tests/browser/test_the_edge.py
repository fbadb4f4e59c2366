"""The edge in a real browser: strict headers and our own scripts, a bad fragment, a device that is left."""

from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.rounds import a_chamber, begin, card_of, mark
from tests.services import Service

READY = "navigator.serviceWorker.ready.then((found) => found.active.state !== 'redundant')"
INNER = "() => { try { document.createElement('p').innerHTML = '<b>x</b>'; } catch (fault) { return fault.name; } }"
RAW = """async () => {
  try { await navigator.serviceWorker.register('/service-worker.js?raw'); } catch (fault) { return fault.name; }
}"""
POLICY = "() => { try { trustedTypes.createPolicy('other', {}); } catch (fault) { return fault.name; } }"
KEPT = "(slot) => Object.keys(localStorage).filter((name) => name.includes(slot))"


async def test_only_our_scripts_make_markup_or_scripts(service: Service, tabs: Tabs) -> None:
    """The browser enforces what the headers say, and the keeper of the shell is registered all the same."""
    async with a_chamber(service) as chamber:
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page, service_workers="allow")
        assert await phone.evaluate(READY)
        assert await phone.evaluate(INNER) == "TypeError"
        assert await phone.evaluate(RAW) == "TypeError"
        assert await phone.evaluate(POLICY) == "TypeError"
        tabs.errors.clear()  # what the attempts made the browser say


async def test_a_fragment_that_is_not_well_encoded_stops_no_page(service: Service, tabs: Tabs) -> None:
    """Whoever follows a link with a bad fragment has the room before them, and a ballot that works."""
    async with a_chamber(service) as chamber:
        phone = await tabs.join(PHONE, chamber.kit, "AF", f"{chamber.page}#ballot-%")
        await expect(phone.locator("body")).to_have_class("phone is-live")
        await chamber.open()
        await begin(phone)
        await phone.evaluate("location.hash = '#ballot-%E0%A4%A'")
        await expect(phone.locator("[data-view=room]")).to_be_visible()
        await begin(phone)
        await expect(card_of(phone)).to_have_count(1)
    arriving = await tabs.open(PHONE, f"{service.base_url}/enter#%")
    await expect(arriving.locator("[data-enter-problem]")).to_be_visible()


async def leave(page: Page) -> None:
    """Open the question and answer it."""
    await page.locator(".leave > summary").click()
    await page.locator(".leave button").click()
    await page.wait_for_url(lambda url: url.endswith("/"))


async def test_a_phone_that_was_left_knows_nothing_of_its_seat(service: Service, tabs: Tabs) -> None:
    """Neither cookie nor storage: the way back leads nowhere, and another tab of the device is as it was."""
    async with a_chamber(service) as chamber:
        await chamber.open()
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        slot = phone.url.split("/tab/")[1].split("/")[0]
        other = await tabs.another(phone.context)
        await other.goto(chamber.kit.founded["links"]["chair"])
        await other.wait_for_url("**/podium/**")
        await begin(phone)
        await mark(phone, "against")
        assert await phone.evaluate(KEPT, slot)
        await phone.evaluate("location.hash = ''")
        await leave(phone)
        assert await phone.evaluate(KEPT, slot) == []
        assert await phone.evaluate("localStorage.getItem('plenum-seat')") is None
        assert not [one for one in await phone.context.cookies() if slot in one["name"]]
        tabs.away = True
        assert (await phone.request.get(f"{service.base_url}/tab/{slot}/")).status == 403
        await other.reload()
        await expect(other.locator("[data-podium]")).to_be_visible()


async def test_a_podium_is_left(service: Service, tabs: Tabs) -> None:
    """The chair's link stays good: whoever has it comes back with it."""
    async with a_chamber(service) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await leave(podium)
        again = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await expect(again.locator("[data-podium]")).to_be_visible()
