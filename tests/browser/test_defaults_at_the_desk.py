"""The page Defaults of the desk: tried out, kept, undone, and what the podium's next rounds begin with."""

import asyncio

import pytest
from playwright.async_api import Page, expect

from server.domain.languages import LANGUAGES
from tests.browser.conftest import PHONE, TABLET, Tabs, every_day
from tests.browser.layout.ruler import faults_of
from tests.browser.test_accessibility import Axe
from tests.browser.test_seats_at_the_desk import NAMED, UPRIGHT, at_the_desk
from tests.services import Kit, Service


async def test_the_next_round_begins_as_the_desk_has_kept_it(service: Service, tabs: Tabs) -> None:
    """In a region's room and in plenary, from the default and from a preset; a draft that is there stays.

    Holds R193, R197.
    """
    kit = await asyncio.to_thread(service.new_meeting, seats=NAMED)
    lunch, plenary = kit.room("lunch", "AF"), kit.room("s1")
    for room in (lunch, plenary):
        await propose(kit, room)
    draft = await prepared(kit, plenary)
    page = await at_the_desk(tabs, kit, "defaults")
    keep = page.get_by_role("button", name="Keep these defaults")
    await expect(keep).to_be_disabled()
    await contradict_and_mend(page)
    await name_a_preset(page)
    await keep.click()
    await expect(page.locator("[data-undo]")).to_contain_text("Defaults kept.")
    await expect(keep).to_be_disabled()

    region = await tabs.enter(TABLET, kit, "moderator:AF", f"podium/{lunch['id']}")
    assert await begins_with(region) == {"method": "proportional_five", "places": "3", "secrecy": "recorded"}
    await region.locator("[data-preset]").select_option("Quick look")
    await expect(region.locator("[data-text=methodName]")).to_have_text("Score")

    await page.get_by_role("button", name="Undo").click()
    await expect(page.locator("[data-undo]")).to_contain_text("Taken back.")
    await expect(page.locator("[name='region.places']")).to_have_value("5")
    await region.locator("[data-dialog=draft] [data-answer=keep]").click()
    await expect(region.locator("[data-dialog=draft]")).to_be_hidden()
    assert await kept(kit) == {"method": "shortlist", "places": 5, "hand_over_limit": 5}
    assert await prepared(kit, plenary, again=draft) == draft


async def contradict_and_mend(page: Page) -> None:
    """Let regions hand over three: a list of four places is refused beside its card, one of three has its figures."""
    worked = page.locator(".default__worked").first
    await expect(worked).to_contain_text("6 regions with 4 seats")
    await page.get_by_label("Recommendations that a region may hand").fill("3")
    await page.get_by_text("Groups that agree get their share").first.click()
    places = page.locator("[name='region.places']")
    await places.fill("4")
    await places.press("Tab")
    await expect(worked.get_by_role("alert")).to_contain_text("longer than the 3")
    await places.fill("3")
    await places.press("Tab")
    await expect(worked.get_by_role("alert")).to_be_hidden()
    await expect(worked).to_contain_text("hands over up to 3")
    await page.locator("input[name='region.secrecy'][value=recorded]").check()


async def name_a_preset(page: Page) -> None:
    """Keep the rules of another method by a name, rename it, and leave the card as it was."""
    await page.locator("details").filter(has_text="More methods").nth(1).locator("summary").click()
    await page.locator("input[name='plenary.method'][value=score]").check()
    await page.get_by_label("Name", exact=True).fill("Quick")
    await page.get_by_label("Rules as above").select_option("plenary")
    await page.get_by_role("button", name="Add a preset").click()
    name = page.get_by_label("Name of the preset Quick")
    await name.fill("Quick look")
    await name.press("Tab")
    await expect(page.get_by_role("button", name="Remove: Quick look")).to_be_visible()
    await page.locator("input[name='plenary.method'][value=across_regions]").check()


async def begins_with(podium: Page) -> dict[str, object]:
    """Prepare a round, and read what its rules begin with."""
    await podium.click("[data-act=next]")
    dialog = podium.locator("[data-dialog=draft]")
    await expect(dialog).to_be_visible()
    return dict(
        await dialog.evaluate(
            """(dialog) => { const given = new FormData(dialog.querySelector('form'));
            return Object.fromEntries(['method', 'places', 'secrecy'].map((name) => [name, given.get(name)])); }"""
        )
    )


async def propose(kit: Kit, room: dict[str, str]) -> str:
    """Put one recommendation."""
    async with kit.phone(room, "chair") as chair:
        question = await asyncio.to_thread(kit.question, room["agenda_session_id"])
        return str((await chair.act("propose", question_id=question, title="One"))["recommendation_id"])


async def prepared(kit: Kit, room: dict[str, str], again: dict[str, object] | None = None) -> dict[str, object]:
    """Prepare a round and read it, or read it again."""
    async with kit.phone(room, "chair") as chair:
        if again is None:
            slate = [one["id"] for one in chair.snapshot["recommendations"]]
            made = await chair.act("prepare_round", method="across_regions", slate=slate, rules={})
            return dict(made["round"])
        return next(dict(one) for one in chair.snapshot["rounds"] if one["id"] == again["id"])


async def kept(kit: Kit) -> dict[str, object]:
    """Read what regions' rounds begin with."""
    _, said = await asyncio.to_thread(kit.service.call, "GET", f"/api/meetings/{kit.id}", None, kit.service.key)
    region = said["defaults"]["region"]
    limit = said["hand_over_limit"]
    return {"method": region["method"], "places": region["rules"]["places"], "hand_over_limit": limit}


@pytest.mark.parametrize("language", every_day(LANGUAGES, "en", "ar"))
async def test_axe_finds_nothing_on_defaults_and_nothing_is_cut(service: Service, tabs: Tabs, language: str) -> None:
    """With every method and a contradiction shown, on a tablet, lying and upright, and on a phone."""
    kit = await asyncio.to_thread(service.new_meeting, seats=NAMED)
    page, axe, faults = await at_the_desk(tabs, kit, "defaults", locale=language), Axe(language), []
    await page.locator("details").evaluate_all("(found) => found.forEach((one) => { one.open = true; })")
    await page.locator("[data-preset-new] [name=name]").fill("Quick")
    await page.locator("[data-preset-new] button").click()
    await page.locator("select[name='plenary.visibility']").select_option("live")
    await expect(page.locator(".default__worked").last.get_by_role("alert")).to_be_visible()
    await axe.look(page, "defaults")
    for size in (TABLET, UPRIGHT, PHONE):
        await page.set_viewport_size(size)
        faults += [f"{size}: {fault}" for fault in await faults_of(page)]
    assert not axe.found, "\n".join(axe.found)
    assert not faults, "\n".join(faults)
