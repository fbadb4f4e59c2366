"""What the desk says is on every phone and podium, in the reader's language, until it is put away or taken back."""

import asyncio

import pytest
from playwright.async_api import Page, expect

from server.domain.languages import LANGUAGES
from tests.browser.conftest import TABLET, Tabs, every_day
from tests.browser.layout.ruler import faults_of
from tests.browser.test_accessibility import Axe
from tests.browser.test_all_rooms import lunch
from tests.browser.test_seats_at_the_desk import at_the_desk
from tests.builders import a_request
from tests.services import Service

FOLLOWS_MS = 3_000
SMALL = {"width": 320, "height": 640}
EVIL = "<img src=x onerror=alert(1)> & <b>bold</b>"


async def a_phone(tabs: Tabs, service: Service, joined: dict[str, object], room_id: str, **wishes: object) -> Page:
    """Open the page of a delegate in a room."""
    page = await tabs.another(await tabs.device(SMALL, **wishes))
    entered = await page.context.request.post(
        f"{service.base_url}/api/enter", data={"credential": joined["credential"]}
    )
    slot = (await entered.json())["slot"]
    await page.goto(f"{service.base_url}/tab/{slot}/delegate/{room_id}")
    return page


async def test_what_the_desk_says_is_read_put_away_and_taken_back(service: Service, tabs: Tabs) -> None:
    """In two languages, by a phone that is there, one that comes later and a podium; a reminder in one room alone.

    Holds R210.
    """
    kit = await asyncio.to_thread(service.new_meeting)
    plenary, africa = kit.room("s1"), lunch(kit)
    people = [await asyncio.to_thread(kit.a_delegate) for _ in range(2)]
    desk = await at_the_desk(tabs, kit, "rooms", TABLET)
    phone = await a_phone(tabs, service, people[0], plenary["id"])
    await desk.get_by_label("Message in this language").fill(EVIL)
    await desk.get_by_text("French", exact=True).click()
    await desk.get_by_label("Message in this language").fill("On commence à deux heures.")
    await desk.get_by_role("button", name="Send", exact=True).click()
    banner = phone.locator(".bulletin")
    await expect(banner.locator(".lines")).to_have_text(EVIL, timeout=FOLLOWS_MS)
    assert await banner.locator("img, b").count() == 0
    later = await a_phone(tabs, service, people[1], africa["id"], locale="fr")
    await expect(later.locator(".bulletin .lines")).to_have_text("On commence à deux heures.")
    await desk.locator(f"tr[data-key={africa['id']}]").get_by_role("button").click()
    await expect(later.locator(".bulletin")).to_have_count(2, timeout=FOLLOWS_MS)
    await expect(banner).to_have_count(1)
    size = await phone.get_by_role("button", name="Put away").bounding_box()
    assert size is not None
    assert size["height"] >= 44
    await phone.get_by_role("button", name="Put away").press("Enter")
    await expect(banner).to_have_count(0)
    await phone.reload()
    await expect(phone.locator("body.is-live")).to_be_attached()
    await expect(banner).to_have_count(0)
    await desk.locator("[data-list=said] li").first.get_by_role("button").click()
    await expect(later.locator(".bulletin")).to_have_count(1, timeout=FOLLOWS_MS)
    await expect(later.locator(".bulletin .lines")).to_contain_text("textes")


@pytest.mark.parametrize("language", every_day(LANGUAGES, "en", "ar"))
async def test_five_hundred_signs_fit_on_a_small_phone_and_the_podium(
    service: Service, tabs: Tabs, language: str
) -> None:
    """Nothing is cut and axe finds nothing, in Arabic on a page of any language; the podium has it too. Holds R210."""
    kit = await asyncio.to_thread(service.new_meeting)
    room, words = kit.room("s1"), ("يرجى تقديم نصوص منطقتكم الآن " * 20)[:500]
    async with kit.phone({"id": f"{kit.id}desk"}, await asyncio.to_thread(kit.desk)) as desk:
        assert (await desk.ask("say_to_all", request_id=a_request(), text=words, language="ar"))["type"] == "done"
    joined = await asyncio.to_thread(kit.a_delegate)
    phone = await a_phone(tabs, service, joined, room["id"], locale=language)
    podium = await tabs.another(await tabs.device(TABLET, locale=language))
    entered = await podium.context.request.post(f"{service.base_url}/api/enter", data={"credential": kit.chair})
    await podium.goto(f"{service.base_url}/tab/{(await entered.json())['slot']}/podium/{room['id']}")
    axe, faults = Axe(language), []
    for name, page in (("phone", phone), ("podium", podium)):
        await expect(page.locator(".bulletin .lines")).to_have_attribute("dir", "rtl")
        await expect(page.locator("[data-put-away]")).to_be_visible()
        await axe.look(page, name)
        faults += [f"{name}: {fault}" for fault in await faults_of(page)]
    assert not axe.found, "\n".join(axe.found)
    assert not faults, "\n".join(faults)
