"""Calls between rooms, as sockets hear them: who is called to what, when, and in how many frames."""

import asyncio
import itertools
from collections.abc import Sequence
from contextlib import AsyncExitStack

import pytest

from server.domain.procedure.rounds import VOTING
from server.live.calls import CallNews, CallTeller
from server.live.picture import take_picture
from server.live.snapshot import Shown
from server.rehearsal.phone import Phone
from server.room.context import Context
from tests.chambers import Chamber, a_chamber
from tests.conftest import until
from tests.room.halls import an_open_round
from tests.services import Json, Kit, Service


def called(ear: Phone, round_: Json) -> list[str]:
    """In which states a round called somebody, one frame after the other."""
    calls = [said for said in ear.heard if said["type"] == "round_called" and said["round_id"] == round_["id"]]
    assert all(set(said) == {"type", "room_id", "round_id", "state"} for said in calls)
    return [said["state"] for said in calls]


async def test_a_plenary_round_calls_every_room_in_one_frame_a_state(service: Service) -> None:
    """Its own room too; whoever comes later is called by the picture. Holds R92."""
    kit: Kit = await asyncio.to_thread(service.new_meeting)
    seats = [await asyncio.to_thread(kit.a_delegate, region) for region in ("AF", "AF", "AM")]
    plenary, other, lunch = kit.room("s1"), kit.room("s2"), kit.room("lunch", "AM")
    async with AsyncExitStack() as stack:
        chair = await stack.enter_async_context(kit.phone(plenary, "chair"))
        where = [(plenary, seats[0]), (other, seats[1]), (lunch, seats[2]), (other, "observer"), (lunch, "screen")]
        ears = [await stack.enter_async_context(kit.phone(room, who)) for room, who in where]
        round_ = await an_open_round(chair, kit)
        for ear in ears:
            await ear.wait_for("round_called", room_id=plenary["id"], round_id=round_["id"], state="open")
        assert (await ears[1].hello())["calls"] == [
            {"room_id": plenary["id"], "round_id": round_["id"], "state": "open"}
        ]
        await chair.ask("close_round", round_id=round_["id"])
        for ear in ears:
            await ear.wait_for("round_called", round_id=round_["id"], state="closed")
            assert called(ear, round_) == ["open", "closing", "closed"]
            assert (await ear.hello())["calls"] == []
        await chair.ask("reopen_round", round_id=round_["id"])
        for ear in ears:
            await until(lambda ear=ear: called(ear, round_)[3:] == ["open"], "the call after the reopening")
        await chair.ask("void_round", round_id=round_["id"], reason="A mistake")
        for ear in ears:
            await ear.wait_for("round_called", state="void")
            assert (await ear.hello())["calls"] == []


async def test_a_region_s_round_calls_its_people_and_nobody_else(service: Service) -> None:
    """In the plenary too, where others sit beside them and hear nothing. Holds R93."""
    kit: Kit = await asyncio.to_thread(service.new_meeting)
    africans = [await asyncio.to_thread(kit.a_delegate, "AF") for _ in range(2)]
    american = await asyncio.to_thread(kit.a_delegate, "AM")
    plenary, lunch = kit.room("s2"), kit.room("lunch", "AF")
    async with AsyncExitStack() as stack:
        moderator = await stack.enter_async_context(kit.phone(lunch, "moderator:AF"))
        theirs = [await stack.enter_async_context(kit.phone(plenary, who)) for who in (africans[0], "chair")]
        others = [
            await stack.enter_async_context(kit.phone(room, who))
            for room, who in ((plenary, american), (plenary, "observer"), (kit.room("lunch", "AM"), "chair"))
        ]
        round_ = await an_open_round(moderator, kit, "lunch")
        for ear in theirs:
            await ear.wait_for("round_called", room_id=lunch["id"], round_id=round_["id"], state="open")
        late = await stack.enter_async_context(kit.phone(kit.room("s1"), africans[1]))
        assert [call["round_id"] for call in late.snapshot["calls"]] == [round_["id"]]
        # what is said after it to the same room has come, and it has not
        chair = await stack.enter_async_context(kit.phone(kit.room("s1"), "chair"))
        second = await an_open_round(chair, kit)
        for ear in others:
            await ear.wait_for("round_called", round_id=second["id"])
            assert called(ear, round_) == []
            assert [call["round_id"] for call in (await ear.hello())["calls"]] == [second["id"]]


async def test_a_call_is_heard_through_another_process(service: Service, second_service: Service) -> None:
    """Holds R79, R92."""
    kit: Kit = await asyncio.to_thread(service.new_meeting)
    voter = await asyncio.to_thread(kit.a_delegate, "AF")
    lunch = kit.room("lunch", "AF")
    async with (
        kit.phone(lunch, "moderator:AF") as moderator,
        kit.at(second_service).phone(kit.room("s1"), voter) as ear,
    ):
        round_ = await an_open_round(moderator, kit, "lunch")
        await ear.wait_for("round_called", round_id=round_["id"], state="open")
        await moderator.ask("close_round", round_id=round_["id"])
        await ear.wait_for("round_called", round_id=round_["id"], state="closed")


async def test_a_phone_that_is_called_knows_whether_its_seat_has_cast(service: Service) -> None:
    """Its own ballot in a round that calls it is in its greeting, in whichever room; somebody else's is not."""
    kit: Kit = await asyncio.to_thread(service.new_meeting)
    voter, other = [await asyncio.to_thread(kit.a_delegate, "AF") for _ in range(2)]
    lunch = kit.room("lunch", "AF")
    async with AsyncExitStack() as stack:
        moderator = await stack.enter_async_context(kit.phone(lunch, "moderator:AF"))
        round_ = await an_open_round(moderator, kit, "lunch")
        async with kit.phone(lunch, voter) as phone:
            assert (await phone.cast(round_, {round_["slate"][0]: "for"}))["type"] == "ballot_cast"
        async with kit.phone(kit.room("s1"), voter) as phone, kit.phone(kit.room("s1"), other) as another:
            assert phone.you["ballots"][round_["id"]]["revision"] == 1
            assert another.you["ballots"] == {}


async def test_what_is_live_is_a_session_set_from_any_room(service: Service) -> None:
    """Every room hears the session; old fields go on: the room is the plenary's, or nobody's. Holds R94."""
    kit: Kit = await asyncio.to_thread(service.new_meeting)
    rooms = [kit.room("s1"), kit.room("s2"), kit.room("lunch", "AF")]
    async with AsyncExitStack() as stack:
        chair = await stack.enter_async_context(kit.phone(rooms[0], "chair"))
        ears = [await stack.enter_async_context(kit.phone(room, "screen", ["live_changed"])) for room in rooms]
        steps = [
            ("s2", kit.question("s2"), rooms[1]["id"]),
            ("lunch", kit.question("lunch"), ""),
            ("s1", "", rooms[0]["id"]),
        ]
        for session, question, room_id in steps:
            done = await chair.act("set_live", session_id=session, question_id=question)
            assert done["type"] == "done"
            live = {"session_id": session, "agenda_session_id": session, "question_id": question, "room_id": room_id}
            for ear in ears:
                assert (await ear.wait_for("live_changed", live__session_id=session))["live"] == {
                    **live,
                    "round_id": "",
                }
                assert (await ear.hello())["live"] == {**live, "round_id": ""}
        for wrong in ({"session_id": "s9"}, {"session_id": "s2", "question_id": kit.question("lunch")}):
            assert (await chair.act("set_live", **wrong))["code"] == "not_found"
        moderator = await stack.enter_async_context(kit.phone(rooms[2], "moderator:AF"))
        assert (await moderator.act("set_live", session_id="lunch"))["code"] == "not_permitted"


def states(news: Sequence[CallNews]) -> dict[str, str]:
    """Say by round what was told of it last."""
    return {one.name.removeprefix("call "): one.state for one in news}


@pytest.mark.parametrize("shown_at", range(5))
async def test_a_picture_and_what_is_told_after_it_come_to_the_calls_there_are(context: Context, shown_at: int) -> None:
    """However old the picture is that somebody is shown, and whenever between two turns of the pump. Holds R69."""
    chamber: Chamber = await a_chamber(context, {"Amina": "AF"}, ["AF"])
    teller, pictures, decisions = CallTeller(chamber.room), [], []
    (item,) = await chamber.put(["One"])

    async def note() -> None:
        pictures.append(Shown(await take_picture(context, chamber.room), context.now_ms()))
        decisions.append(pictures[-1].picture.proceedings)

    await note()
    first = await chamber.open([item])
    await note()
    second = await chamber.open([item])
    await note()
    await chamber.close(first)
    await note()
    await chamber.close(second)
    await note()
    for told_at, then_at in itertools.combinations_with_replacement(range(5), 2):
        teller = CallTeller(chamber.room)
        already = states(teller.news(decisions[0], 0))
        if told_at:
            already |= states(teller.news(decisions[told_at], decisions[told_at].decision))
        person = chamber.seated["Amina"]
        knows = {call.round_id: call.state for call in pictures[shown_at].lasting.called(person).calls}
        knows |= states(teller.newer_than(pictures[shown_at]))
        last = max(then_at, shown_at, told_at)
        news = states(teller.news(decisions[last], decisions[last].decision + 1))
        there_are = {call.round_id: call.state for call in pictures[last].lasting.called(person).calls}
        for who, known in (("whoever was shown it", knows), ("whoever was there before", already)):
            open_ = {name: state for name, state in {**known, **news}.items() if state in VOTING}
            assert open_ == there_are, (who, told_at, then_at)
