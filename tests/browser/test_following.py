"""Every page follows a change of the programme, and nothing that somebody is at is lost by it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Page, expect

from server.rehearsal.phone import Phone
from tests.browser.conftest import BACK_WITHIN_MS, HALL, PHONE, TABLET, Tabs
from tests.browser.rounds import Chamber, a_chamber, begin, card_of
from tests.builders import a_request
from tests.services import Json, Service

WITHIN_MS = 1_500
"""A second, and what a loaded machine takes for its own."""


@asynccontextmanager
async def a_desk(chamber: Chamber) -> AsyncIterator[Phone]:
    """Enter the desk's room."""
    credential = await asyncio.to_thread(chamber.kit.desk)
    async with Phone(chamber.kit.service.base_url, f"{chamber.kit.id}desk", credential) as desk:
        yield desk


async def edited(desk: Phone, **changes: object) -> Json:
    """Edit the programme as it stands."""
    version = (await desk.hello())["programme"]["version"]
    done = await desk.ask("edit_programme", request_id=a_request(), version=version, changes=changes)
    assert done["type"] == "done", done
    programme: Json = (await desk.hello())["programme"]
    return programme


async def words_in(page: Page, words: str) -> None:
    """Wait for words on a page."""
    await expect(page.get_by_text(words).first).to_be_attached(timeout=WITHIN_MS)


async def test_phone_podium_and_hall_follow_titles_questions_order_and_rooms(service: Service, tabs: Tabs) -> None:
    """Without a reload: what a page had in its memory is still there. Holds R177."""
    async with a_chamber(service, ()) as chamber, a_desk(chamber) as desk:
        kit, page = chamber.kit, chamber.page
        phone = await tabs.join(PHONE, kit, "AF", page)
        screen = await tabs.enter(HALL, kit, "screen", f"screen/{chamber.room['id']}")
        podium = await tabs.enter(TABLET, kit, "chair", f"podium/{chamber.room['id']}")
        pages = (phone, screen, podium)
        for one in pages:
            await expect(one.locator("[data-question-text], [data-text=question]").first).not_to_be_empty()
            await one.evaluate("window.before = true")
        sessions = (await desk.hello())["programme"]["sessions"]
        mine = next(one for one in sessions if one["id"] == chamber.room["agenda_session_id"])
        others = [one["id"] for one in sessions if one["id"] != mine["id"]]
        asked = [
            {**mine["questions"][0], "text": "Asked in other words?"},
            *mine["questions"][1:],
            "Asked for the first time?",
        ]
        now = await edited(
            desk,
            title="Another title",
            sessions=[
                *others,
                {"id": mine["id"], "title": "Another session", "questions": asked},
                {"title": "A session that is new", "questions": ["What is new?"]},
            ],
        )
        for words in ("Another session", "Asked in other words?", "A session that is new", "What is new?"):
            await words_in(phone, words)
        for words in ("Another session", "Asked in other words?", "A session that is new"):
            await words_in(podium, words)
        new = now["sessions"][-1]["room_ids"][0]
        await expect(podium.locator(f".rail a[href$='/podium/{new}']")).to_be_visible()
        await expect(phone.locator(f".programme a[href$='/delegate/{new}']")).to_have_count(1)
        order = await podium.locator(".rail [data-session]").evaluate_all(
            "(all) => all.map((one) => one.dataset.session)"
        )
        assert order == [one["id"] for one in now["sessions"]]
        await expect(phone.locator("#proposal-question option")).to_have_count(len(asked))
        await expect(screen).to_have_title("Screen · Another title · Plenum", timeout=WITHIN_MS)
        for one in pages:
            assert await one.evaluate("window.before") is True
        await podium.locator(f".rail a[href$='/podium/{new}']").click()
        await expect(podium.locator("[data-text=question]").first).to_have_text("A session that is new")


async def test_a_half_filled_ballot_focus_and_scroll_survive_every_change(service: Service, tabs: Tabs) -> None:
    """Marks that were not cast, the words of a proposal, and where somebody is. Holds R177."""
    async with a_chamber(service, ("First", "Second", "Third")) as chamber, a_desk(chamber) as desk:
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await phone.locator("#proposal-title").fill("Half a proposal")
        summary = phone.locator(".programme summary").first  # closed, as another session's is
        await summary.click()
        await summary.focus()
        before = await phone.evaluate("scrollY")
        sessions = (await desk.hello())["programme"]["sessions"]
        await edited(desk, sessions=[{"id": one["id"], "note": "A note"} for one in sessions])
        await edited(desk, title="Another title", sessions=[one["id"] for one in reversed(sessions)])
        await edited(desk, sessions=[{"id": one["id"], "title": f"{one['title']} anew"} for one in sessions])
        await words_in(phone, f"{sessions[-1]['title']} anew")
        await expect(phone.locator("#proposal-title")).to_have_value("Half a proposal")
        assert await phone.evaluate("document.activeElement.tagName") == "SUMMARY"
        assert await phone.evaluate("document.activeElement.parentElement.open") is True
        assert abs(await phone.evaluate("scrollY") - before) <= 4
        await chamber.open()
        await begin(phone)
        choice = card_of(phone).locator("input[type=radio]").first
        await choice.check(force=True)
        await choice.focus()
        await edited(desk, title="Once more", sessions=[{"id": one["id"], "title": one["title"]} for one in sessions])
        await expect(phone.locator(".programme__title").first).not_to_contain_text("anew", timeout=WITHIN_MS)
        await expect(choice).to_be_checked()
        assert await choice.evaluate("(one) => one === document.activeElement")


async def test_a_phone_that_slept_through_a_change_follows_when_it_is_back(service: Service, tabs: Tabs) -> None:
    """It heard of no event: the picture that it is shown then says of which version the programme is."""
    async with a_chamber(service, ()) as chamber, a_desk(chamber) as desk:
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await expect(phone.locator("body.is-live")).to_be_visible()
        sessions = (await desk.hello())["programme"]["sessions"]
        async with tabs.without_a_line(phone):
            await edited(desk, sessions=[{"id": one["id"], "title": f"{one['title']} anew"} for one in sessions])
        await expect(phone.locator(".programme__title").first).to_contain_text("anew", timeout=BACK_WITHIN_MS)


async def test_a_session_that_is_asked_its_first_question_takes_proposals_at_once(service: Service, tabs: Tabs) -> None:
    """On the phone and on the podium, which had no form for them before."""
    async with a_chamber(service, ()) as chamber, a_desk(chamber) as desk:
        mine = chamber.room["agenda_session_id"]
        ids = [one["id"] for one in (await desk.hello())["programme"]["sessions"]]
        await edited(desk, sessions=[{"id": one, "questions": []} if one == mine else one for one in ids])
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        forms = phone.locator("[data-proposal]"), podium.locator("[data-recommend=add]")
        for form in forms:
            await expect(form).to_have_count(0)
        await edited(desk, sessions=[{"id": one, "questions": ["The first?"]} if one == mine else one for one in ids])
        for form in forms:
            await expect(form).to_be_visible(timeout=BACK_WITHIN_MS)
