"""Working on texts in a room: asking their authors for changes, supporting them, and what is kept of their past."""

import asyncio
import json

import pytest

from server.domain.errors import Malformed, NotFound, NotPermitted, Overtaken, TextTooLong, WrongState
from server.domain.procedure.history import MOST_KEPT
from server.domain.procedure.recommendations import Recommendation
from server.protocol import commands, encode
from server.room.admission import find_listed, remove_seat
from server.room.context import Context
from tests.builders import a_request
from tests.room.cells import World, a_world
from tests.services import Json

NOTE = "Say who does it, and by when."


@pytest.fixture
async def world(context: Context) -> World:
    return await a_world(context, moderation="pre")


async def _now(world: World, found: str) -> Recommendation:
    return (await world.context.read_proceedings(found)).recommendations[found]


async def _queue(world: World) -> list[tuple[str, str]]:
    page = await world.do("moderator", world.room("AF"), commands.ListWaiting())
    return [(one.id, one.note) for one in page.recommendations]


async def _return(world: World, found: str, note: str = NOTE, version: int = 0, by: str = "moderator") -> Json:
    asked = commands.ReturnRecommendation(request_id=a_request(), recommendation_id=found, note=note, version=version)
    return json.loads(encode(await world.do(by, world.room("AF"), asked)))


async def _edit(world: World, found: str, title: str, who: str = "neighbour", version: int = 1) -> Json:
    asked = commands.EditRecommendation(request_id=a_request(), recommendation_id=found, title=title, version=version)
    return json.loads(encode(await world.do(who, world.room("AF"), asked)))


async def _support(world: World, found: str, who: str = "delegate", *, on: bool = True, where: str = "AF") -> Json:
    asked = commands.SupportRecommendation(request_id=a_request(), recommendation_id=found, on=on)
    return json.loads(encode(await world.do(who, world.room(where), asked)))


async def _history(world: World, found: str, who: str = "moderator") -> list[Json]:
    reply = await world.do(who, world.room("AF"), commands.ReadHistory(recommendation_id=found))
    return json.loads(encode(reply))["entries"]


async def test_a_text_goes_back_to_its_author_and_waits_again(world: World) -> None:
    """Behind what waits for a moderator; changed, at the end of the queue, and its note is gone."""
    room = world.room("AF")
    first, second = [await world.a_recommendation("neighbour", room, "waits") for _ in range(2)]
    await _return(world, first)
    assert await _queue(world) == [(second, ""), (first, NOTE)]
    third = await world.a_recommendation("neighbour", room, "waits")
    assert [one for one, _ in await _queue(world)] == [second, third, first]
    await _edit(world, first, "Better words")
    assert await _queue(world) == [(second, ""), (third, ""), (first, "")]
    assert (await _now(world, first)).version == 2


async def test_what_stood_leaves_the_list_and_the_set_until_it_was_changed(world: World) -> None:
    """Where the meeting moderates afterwards, it is on the list again at once, under the number that it had."""
    room = world.room("AF")
    found = await world.a_recommendation("neighbour", room)
    label = (await _now(world, found)).label
    await world.do("chair", room, world.to_the_plenary(found))
    await _return(world, found)
    proceedings = await world.context.read_proceedings(found)
    assert (await _now(world, found)).status == "proposed"
    assert not proceedings.sets_of(room.id)
    await _edit(world, found, "Better words")
    assert (await _now(world, found)).status == "proposed"
    await world.do("chair", room, commands.AcceptRecommendation(request_id=a_request(), recommendation_id=found))
    assert ((await _now(world, found)).status, (await _now(world, found)).label) == ("accepted", label)


async def test_without_moderation_a_changed_text_is_on_the_list_at_once(context: Context) -> None:
    world = await a_world(context, moderation="post")
    found = await world.a_recommendation("neighbour", world.room("AF"))
    with pytest.raises(WrongState):  # the support of others may rest on it
        await _edit(world, found, "Other words")
    await _return(world, found)
    await _edit(world, found, "Better words")
    now = await _now(world, found)
    assert (now.status, now.note, now.title, now.back) == ("accepted", "", "Better words", False)


async def test_what_a_note_needs(world: World) -> None:
    """Something that can be seen, no more than 500 characters, an author to read it, and the words that were read."""
    room = world.room("AF")
    found = await world.a_recommendation("neighbour", room, "waits")
    for note, refused in ((" \n", Malformed), ("\u200b", Malformed), ("x" * 501, TextTooLong)):
        with pytest.raises(refused):
            await _return(world, found, note)
    with pytest.raises(Overtaken) as overtaken:
        await _return(world, found, version=2)
    assert getattr(overtaken.value.current, "id", "") == found
    await _return(world, found, "x" * 500, version=1)
    assert (await _return(world, found, "x" * 500))["already"]
    with pytest.raises(WrongState):
        await _return(world, await world.a_recommendation("chair", room))
    with pytest.raises(NotPermitted):
        await _return(world, found, by="neighbour")
    with pytest.raises(NotFound):
        await _edit(world, found, "Theirs", who="delegate")


async def test_two_moderators_at_once(world: World) -> None:
    """One sends back, one accepts: the text ends in one state, and both acts or one stand in its history."""
    room = world.room("AF")
    for _ in range(5):
        found = await world.a_recommendation("neighbour", room, "waits")
        accept = commands.AcceptRecommendation(request_id=a_request(), recommendation_id=found)
        await asyncio.gather(_return(world, found), world.do("chair", room, accept))
        now = await _now(world, found)
        acts = [one["act"] for one in await _history(world, found)]
        assert (now.status, bool(now.note), acts) in [
            ("accepted", False, ["accepted", "sent_back", "proposed"]),
            ("proposed", True, ["sent_back", "accepted", "proposed"]),
        ]


async def test_what_conductors_took_off_is_restored_and_what_its_author_withdrew_is_not(world: World) -> None:
    room = world.room("AF")
    accept = commands.AcceptRecommendation
    for who, restorable in (("moderator", True), ("neighbour", False)):
        found = await world.a_recommendation("neighbour", room)
        await world.do(who, room, commands.WithdrawRecommendation(request_id=a_request(), recommendation_id=found))
        again = accept(request_id=a_request(), recommendation_id=found)
        if restorable:
            await world.do("moderator", room, again)
            assert (await _history(world, found))[0]["act"] == "restored"
        else:
            with pytest.raises(WrongState):
                await world.do("moderator", room, again)


async def test_support_is_a_count_of_seats(world: World) -> None:
    """Once a seat, taken back at will, never one's own, and only of what is on the list of the own room. Holds R226."""
    room = world.room("AF")
    found = await world.a_recommendation("neighbour", room)
    await _support(world, found)
    assert (await _support(world, found))["already"]
    assert (await _now(world, found)).supporters == 1
    await _support(world, found, on=False)
    assert (await _support(world, found, on=False))["already"]
    assert (await _now(world, found)).supporters == 0
    with pytest.raises(NotPermitted):
        await _support(world, found, "neighbour")
    with pytest.raises(NotFound):
        await _support(world, await world.a_recommendation("neighbour", room, "waits"))
    await _return(world, found)
    with pytest.raises(WrongState):
        await _support(world, found)


async def test_a_removed_seat_supports_nothing_any_more(world: World) -> None:
    """The count goes down with it, and nothing that was on its way comes after."""
    room = world.room("AF")
    found = await world.a_recommendation("neighbour", room)
    await _support(world, found)
    seat_id = world.people["delegate"].seat_id
    listed = await find_listed(world.context, world.meeting, seat_id)
    await remove_seat(world.context, world.meeting, "chair", listed)
    assert (await _now(world, found)).supporters == 0
    with pytest.raises(NotPermitted):
        await _support(world, found)
    assert (await _now(world, found)).supporters == 0


async def test_a_history_says_who_by_role_to_those_who_conduct_alone(world: World) -> None:
    """Its author reads the same acts and words, and of others neither role nor region."""
    room = world.room("AF")
    found = await world.a_recommendation("neighbour", room, "waits")
    await _return(world, found)
    await _edit(world, found, "Better words")
    told = await _history(world, found)
    assert [(one["act"], one["role"], one["region_id"]) for one in told] == [
        ("edited", "delegate", "AF"), ("sent_back", "moderator", "AF"), ("proposed", "delegate", "AF"),
    ]  # fmt: skip
    assert (told[0]["title"], told[0]["was_title"], told[1]["note"]) == ("Better words", told[2]["title"], NOTE)
    own = await _history(world, found, "neighbour")
    assert [(one["act"], one["mine"]) for one in own] == [("edited", True), ("sent_back", False), ("proposed", True)]
    assert {(one["role"], one["region_id"]) for one in own} == {("", "")}
    with pytest.raises(NotFound):
        await _history(world, found, "delegate")


async def test_a_history_keeps_its_newest_entries(world: World) -> None:
    found = await world.a_recommendation("chair", world.room("AF"))
    for number in range(1, MOST_KEPT + 3):
        await _edit(world, found, f"Words {number}", who="chair", version=number)
    told = await _history(world, found)
    assert [one["title"] for one in told] == [f"Words {number}" for number in range(MOST_KEPT + 2, 2, -1)]
