"""Proposing by the plain form, where no script runs: its lines, its language, and that it was sent."""

import asyncio
from urllib.parse import urlencode

from tests.services import Json, Kit


async def _propose(kit: Kit, delegate: Json, **fields: str) -> tuple[int, str]:
    """Send the form as a browser does, and read the page that it leads to."""
    question = await asyncio.to_thread(kit.question, "s1")
    path = f"/tab/{delegate['slot']}/delegate/{kit.room('s1')['id']}/propose"
    body = urlencode({"request_id": "p1", "question_id": question, **fields}).encode()
    return await asyncio.to_thread(kit.service.call, "POST", path, body, delegate["credential"])


async def test_a_plain_proposal_is_said_to_be_sent_with_its_number(kit: Kit) -> None:
    """In any language, in its lines, from the side that its letters say; others are not told that it was sent."""
    delegate = await asyncio.to_thread(kit.a_delegate, "AM")
    words = {"title": "תקציב משותף", "text": "שורה\r\nשורה", "language": "other", "other_language": "HE"}
    status, page = await _propose(kit, delegate, **words)
    assert status == 200, page
    assert "Sent. Your recommendation is on the list as 1." in " ".join(page.split())
    assert 'lang="he" dir="rtl">תקציב משותף</h4>' in page
    assert 'class=" words lines"' in page
    assert "שורה\nשורה</p>" in page
    assert ">Hebrew</span>" in page
    another = await asyncio.to_thread(kit.a_delegate, "AM")
    path = f"/tab/{another['slot']}/delegate/{kit.room('s1')['id']}"
    async with kit.phone(kit.room("s1"), "chair") as chair:
        (one,) = chair.snapshot["recommendations"]
    status, page = await asyncio.to_thread(
        kit.service.call, "GET", f"{path}?sent={one['id']}", None, another["credential"]
    )
    assert (status, "Sent." in page) == (200, False)


async def test_words_that_were_changed_on_the_way_back_are_another_proposal(kit: Kit) -> None:
    """Whoever goes back to a form that was sent has the same hidden id in it: the same words are there already."""
    delegate = await asyncio.to_thread(kit.a_delegate, "AM")
    for title in ("One calender", "One calender", "One calendar"):
        status, page = await _propose(kit, delegate, title=title, language="en")
        assert status == 200, page
    async with kit.phone(kit.room("s1"), "chair") as chair:
        assert [one["title"] for one in chair.snapshot["recommendations"]] == ["One calender", "One calendar"]


async def test_a_text_that_was_sent_back_is_changed_by_the_plain_form(kit: Kit) -> None:
    """Its author reads the note beside the form; changed, it is on the list again. Others read neither."""
    delegate, another = [await asyncio.to_thread(kit.a_delegate, "AM") for _ in range(2)]
    await _propose(kit, delegate, title="One calendar", language="en")
    path = f"/tab/{delegate['slot']}/delegate/{kit.room('s1')['id']}"
    async with kit.phone(kit.room("s1"), "chair") as chair:
        (one,) = chair.snapshot["recommendations"]
        await chair.act("return_recommendation", recommendation_id=one["id"], note="Say who keeps it.")
    pages = [
        (await asyncio.to_thread(kit.service.call, "GET", path, None, who["credential"]))[1]
        for who in (delegate, another)
    ]
    assert ["The moderator asks for changes: Say who keeps it." in page for page in pages] == [True, False]
    assert ["One calendar" in page for page in pages] == [True, False]
    form = {"request_id": "e1", "recommendation_id": one["id"], "version": "1", "title": "One calendar, kept by Mali"}
    status, page = await asyncio.to_thread(
        kit.service.call, "POST", f"{path}/edit", urlencode(form).encode(), delegate["credential"]
    )
    assert status == 200, page
    assert "On the list as 1" in page
    async with kit.phone(kit.room("s1"), "chair") as chair:
        (one,) = chair.snapshot["recommendations"]
        assert (one["title"], one["status"], one["note"]) == ("One calendar, kept by Mali", "accepted", "")


async def test_a_plain_proposal_says_what_its_question_asks(kit: Kit) -> None:
    """The form has the fields of every question, and those of the chosen one count; the page says them in a line."""
    question = await asyncio.to_thread(kit.question, "s1")
    options = [{"id": "national", "name": "National"}, {"id": "regional", "name": "Regional"}]
    facets = [
        {"id": "level", "name": "Level", "kind": "one", "options": options},
        {"id": "partners", "name": "Partners", "kind": "several", "options": ["Banks", "Cities"]},
        {"id": "measure", "name": "How it is measured"},
    ]
    _, meeting = await asyncio.to_thread(kit.service.call, "GET", f"/api/meetings/{kit.id}", None, kit.chair)
    session = next(one for one in meeting["sessions"] if one["id"] == "s1")
    asked = [{**one, "facets": facets, "kinds": ["recommendation", "lesson"]} for one in session["questions"]]
    others = [one["id"] for one in meeting["sessions"] if one["id"] != "s1"]
    edit = {"type": "edit_programme", "ref": "1", "request_id": "e1", "version": meeting["version"]}
    changes = {"sessions": [{"id": "s1", "questions": asked}, *others]}
    path = f"/api/rooms/{kit.id}desk/acts"
    status, said = await asyncio.to_thread(
        kit.service.call, "POST", path, {**edit, "changes": changes}, kit.service.key
    )
    assert status == 200, said
    delegate = await asyncio.to_thread(kit.a_delegate, "AM")
    fields = {f"facet.{question}.level": "regional", f"facet.{question}.partners.cities": "cities"}
    fields |= {f"kind.{question}": "lesson", "facet.elsewhere.measure": "By a count"}
    status, page = await _propose(kit, delegate, title="One calendar", language="en", **fields)
    assert status == 200, page
    assert "Lesson learned · Regional · Cities · Not said: How it is measured" in page
    assert f'name="facet.{question}.partners.banks"' in page
