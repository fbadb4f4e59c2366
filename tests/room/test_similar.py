"""Similar proposals: what is already there is found while somebody types, in any script, and never in another room."""

import asyncio

import pytest

from tests.services import Json, Kit, Service

STANDING = {
    "en": "One shared calendar of meetings",
    "fr": "Un fonds de voyage pour les secrétariats",
    "ar": "صندوق صغير للسفر لفائدة الأمانات",
    "ru": "Общий календарь совещаний",
    "zh": "设立共同的会议日历",
}


async def found_by(kit: Kit, room: Json, who: Json | str, title: str, question: str) -> list[str]:
    """Ask as one person, and name what is found."""
    async with kit.phone(room, who) as phone:
        titles = {one["id"]: one["title"] for one in phone.snapshot["recommendations"]}
        reply = await phone.ask("find_similar", question_id=question, title=title)
        assert reply["type"] == "similar", reply
        scores = [one["score"] for one in reply["recommendations"]]
        assert all(72 <= score <= 100 for score in scores)
        return [titles[one["id"]] for one in reply["recommendations"]]


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("one shared calend", "en"),
        ("A calendar, shared, of the meetings", "en"),
        ("fonds de voyage", "fr"),
        ("صندوق للسفر", "ar"),
        ("общий календарь", "ru"),
        ("会议日历", "zh"),
    ],
)
async def test_the_closest_proposal_is_found_while_typing(service: Service, typed: str, language: str) -> None:
    """A beginning, another order, other capitals and signs: the closest comes first."""
    kit = await asyncio.to_thread(service.new_meeting)
    room, question = kit.room("s2"), await asyncio.to_thread(kit.question, "s2")
    async with kit.phone(room, "chair") as chair:
        for code, title in STANDING.items():
            await chair.act("propose", question_id=question, title=title, language=code)
    found = await found_by(kit, room, await asyncio.to_thread(kit.a_delegate), typed, question)
    assert found[:1] == [STANDING[language]]


async def test_nothing_is_found_that_is_not_close_or_not_there(service: Service) -> None:
    """Other words, another room, withdrawn, or hardly anything typed: nothing."""
    kit = await asyncio.to_thread(service.new_meeting)
    room, region_room = kit.room("s1"), kit.room("lunch", "AF")
    asked = [await asyncio.to_thread(kit.question, "s1", number) for number in (0, 1)]
    async with kit.phone(room, "chair") as chair:
        gone = await chair.act("propose", question_id=asked[0], title="An archive of decisions")
        await chair.act("withdraw_recommendation", recommendation_id=gone["recommendation_id"])
        await chair.act("propose", question_id=asked[0], title=STANDING["en"])
    delegate = await asyncio.to_thread(kit.a_delegate)
    for title, question in (
        ("Travel visas for youth", asked[0]),
        ("An archive of decisions", asked[0]),
        (" o ", asked[0]),
    ):
        assert await found_by(kit, room, delegate, title, question) == []
    lunch = await asyncio.to_thread(kit.question, "lunch")
    assert await found_by(kit, region_room, delegate, STANDING["en"], lunch) == []


async def test_what_stands_under_the_question_comes_first_and_the_room_after_it(service: Service) -> None:
    """The same words under another question are found, behind what is less close under this one; also translated."""
    kit = await asyncio.to_thread(service.new_meeting)
    room = kit.room("s1")
    asked = [await asyncio.to_thread(kit.question, "s1", number) for number in (0, 1)]
    async with kit.phone(room, "chair") as chair:
        await chair.act("propose", question_id=asked[0], title=STANDING["en"], language="en")
        await chair.act(
            "propose", question_id=asked[1], title="A shared calendar for meetings and papers", language="en"
        )
        french = await chair.act("propose", question_id=asked[1], title=STANDING["fr"], language="fr")
        english = {"language": "en", "title": "A travel fund for the secretariats", "text": ""}
        await chair.act("translate_recommendation", recommendation_id=french["recommendation_id"], **english)
    delegate = await asyncio.to_thread(kit.a_delegate)
    both = [STANDING["en"], "A shared calendar for meetings and papers"]
    assert await found_by(kit, room, delegate, STANDING["en"], asked[0]) == both
    assert await found_by(kit, room, delegate, STANDING["en"], asked[1]) == both[::-1]
    assert await found_by(kit, room, delegate, "Travel fund of secretariats", asked[0]) == [STANDING["fr"]]


async def test_whoever_may_not_propose_is_not_told(service: Service) -> None:
    """An observer and the screen have nothing to type."""
    kit = await asyncio.to_thread(service.new_meeting)
    for role in ("observer", "screen"):
        async with kit.phone(kit.room("s1"), role) as phone:
            reply = await phone.ask("find_similar", question_id="q", title="Anything at all")
            assert (reply["type"], reply["code"]) == ("refused", "not_permitted")
