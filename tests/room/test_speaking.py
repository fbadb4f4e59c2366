"""A list of speakers in a room: phones ask where they may, the room hears all of it, and no log says a name."""

import pytest

from server.domain.errors import WrongState
from server.protocol.speaking import AddSpeaker, AskToSpeak, CallSpeaker, EndSpeakers, SetUpSpeakers
from server.room.context import Context
from tests.builders import a_request
from tests.room.cells import a_world


async def test_phones_ask_once_the_conductor_lets_them_and_no_log_says_a_name(context: Context) -> None:
    """Off at first; the list ends with everything in it. Holds R281."""
    world = await a_world(context)
    room = world.room("AF")
    with pytest.raises(WrongState, match="no_asking"):
        await world.do("delegate", room, AskToSpeak(request_id=a_request()))
    await world.do("moderator", room, SetUpSpeakers(request_id=a_request(), on=True, seconds=60))
    await world.do("delegate", room, AskToSpeak(request_id=a_request()))
    assert (await world.do("delegate", room, AskToSpeak(request_id=a_request()))).already
    await world.do("moderator", room, AddSpeaker(request_id=a_request(), region_id="AF", name="Somebody by name"))
    await world.do("moderator", room, CallSpeaker(request_id=a_request(), speaker=2))
    kept = (await context.read_proceedings(room.id)).speakers[room.id]
    assert [one.seat for one in kept.waiting] == [world.people["delegate"].number]
    assert kept.turn is not None
    assert kept.turn.speaker.name == "Somebody by name"
    await world.do("moderator", room, EndSpeakers(request_id=a_request()))
    ended = (await context.read_proceedings(room.id)).speakers[room.id]
    assert (ended.waiting, ended.turn, ended.spoken, ended.asking) == ((), None, (), False)
    acts = await context.store_of(world.meeting.id).acts.read(world.meeting.id)
    told = [(act.act, act.detail) for act in acts if "speak" in act.act]
    assert told == [
        ("set_up_speakers", ""), ("add_speaker", ""), ("call_speaker", "AF"), ("end_speakers", ""),
    ]  # fmt: skip
