"""A region confirms its set: asked, counted once a seat, over with the words, and said of what was handed over."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import NotFound, Overtaken, WrongState
from server.domain.procedure.confirming import ask, confirm, standing_in
from server.domain.procedure.meeting import Meeting, Proceedings
from server.domain.procedure.sets import Confirmation
from server.protocol import commands
from server.room.context import Context
from server.room.set_views import set_view
from server.secretariat.actor import SECRETARY
from server.secretariat.log_of_acts import read_whole_log
from server.store.codec import from_json, to_json
from tests.builders import a_request
from tests.domain.procedure.test_answers import ONE, PROGRAMME
from tests.room.cells import World, a_world


@pytest.fixture
async def world(context: Context) -> World:
    """A meeting whose region of Africa hands a text over."""
    return await a_world(context)


async def asked(world: World, *texts: str) -> int:
    """Ask the region about texts, and say the number of the asking."""
    ask = commands.AskConfirmation(request_id=a_request(), recommendation_ids=list(texts))
    await world.do("moderator", world.room("AF"), ask)
    return (await world.context.read_proceedings(world.meeting.id)).confirmations[world.room("AF").id].asked


async def say_yes(world: World, who: str, number: int) -> bool:
    """Say yes; whether it was said before."""
    yes = commands.ConfirmSet(request_id=a_request(), asked=number)
    return bool((await world.do(who, world.room("AF"), yes)).already)


async def standing(world: World) -> Confirmation | None:
    """Say what is asked now."""
    return standing_in(await world.context.read_proceedings(world.meeting.id), world.room("AF"))


async def test_a_seat_is_counted_once_and_whoever_asks_again_begins_at_nought(world: World) -> None:
    """Holds R251."""
    text = await world.a_text_of("AF")
    number = await asked(world, text)
    assert not await say_yes(world, "delegate", number)
    assert await say_yes(world, "delegate", number)
    assert not await say_yes(world, "neighbour", number)
    now = await standing(world)
    assert (now.confirmed, now.entitled) == (2, 40)
    assert await asked(world, text) == number + 1
    assert (await standing(world)).confirmed == 0
    with pytest.raises(Overtaken):
        await say_yes(world, "delegate", number)
    await asked(world)
    with pytest.raises(WrongState):
        await say_yes(world, "delegate", number + 1)


async def test_other_words_end_it_and_what_was_handed_over_says_so_no_more(world: World) -> None:
    """A withdrawn text does the same. Holds R251."""
    text, plenary = await world.a_text_of("AF"), world.room("plenary")
    number = await asked(world, text)
    await say_yes(world, "delegate", number)
    proceedings = await world.context.read_proceedings(text)
    (handed,) = proceedings.sets_of(world.room("AF").id)
    assert set_view(proceedings, handed, plenary).confirmed.confirmed == 1
    assert set_view(proceedings, handed, plenary, "floor").confirmed is None
    edit = commands.EditRecommendation(request_id=a_request(), recommendation_id=text, title="Other words", version=1)
    await world.do("moderator", world.room("AF"), edit)
    assert await standing(world) is None
    proceedings = await world.context.read_proceedings(text)
    assert set_view(proceedings, proceedings.sets_of(world.room("AF").id)[0], plenary).confirmed is None
    with pytest.raises(WrongState):
        await say_yes(world, "delegate", number)
    with pytest.raises(NotFound):
        await asked(world, "nothing")


async def test_no_log_says_which_seat_it_was(world: World) -> None:
    """Holds R252."""
    text = await world.a_text_of("AF")
    number = await asked(world, text)
    for who in ("delegate", "neighbour"):
        await say_yes(world, who, number)
    store = world.context.store_of(world.meeting.id)
    told = await store.decisions.read_announced(world.meeting.id, world.room("AF").id, 0)
    yes = [one for one in told if json.loads(one.event)["type"] == "confirmation_changed"][1:]
    assert {one.actor for one in yes} == {"delegate:AF"}
    lines = [one for one in await read_whole_log(world.context, SECRETARY, world.meeting.id) if one.kind == "set"]
    said = [one.act for one in lines if one.act != "set.hand_over"]  # told in another room, perhaps in the same instant
    assert said == ["set.ask", "set.confirm", "set.confirm"]
    assert not any(seat in f"{lines}" for seat in (world.people["delegate"].seat_id, world.people["neighbour"].seat_id))


def test_a_confirmation_is_kept_as_it_is() -> None:
    one = Confirmation("aaaaa001", 2, (("aaaaa00y", 3),), 22, 14, 5)
    assert from_json(to_json(one), Confirmation) == one


@given(st.lists(st.sampled_from(["ask", "yes", "none"]), max_size=12))
def test_the_count_is_of_the_last_asking(steps: list[str]) -> None:
    """Whatever is asked and said. Holds R251."""
    room = next(one for one in PROGRAMME.rooms if one.kind == "region")
    text = replace(ONE, room_id=room.id, status="accepted")
    now, yes = Proceedings(Meeting("aaaaa", "code"), PROGRAMME, recommendations={text.id: text}), 0
    for step in steps:
        standing = standing_in(now, room)
        if step == "yes":
            if standing is None:
                continue
            after, yes = confirm(now, room, standing.asked), yes + 1
        else:
            after, yes = ask(now, room, [text.id] if step == "ask" else [], entitled=3, now_ms=1), 0
        now = replace(now, confirmations={room.id: after})
    found = standing_in(now, room)
    assert (found.confirmed if found else 0) == yes
    assert found is None or found.entitled >= found.confirmed
