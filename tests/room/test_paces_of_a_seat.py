"""One seat that does something over and over: whatever a log keeps of it has a pace, which is the seat's own."""

import msgspec
import pytest

from server.domain.errors import TooFast
from server.domain.procedure.people import acts_of
from server.protocol import commands
from server.room.actions import ACTIONS, perform
from server.room.context import SEAT_DECISIONS_AT_ONCE, Asker, Context
from server.room.paces import Paces
from tests.builders import a_request
from tests.room.cells import World, a_world

HALL = "10.0.0.1"
"""The one address of a whole hall."""
KEEPS_NOTHING = {
    "find_similar": "it reads",
    "read_history": "it reads",
    "cast_ballot": "a seat has one record in a round, which the next ballot replaces; no log has any",
}
"""What a delegate may do however often the budget of a seat allows: nothing is longer for it afterwards."""


async def edit(world: World, who: str, found: str, title: str, version: int = 1) -> None:
    """Change the words of a proposal that waits, from the one address of the hall."""
    asked = commands.EditRecommendation(request_id=a_request(), recommendation_id=found, title=title, version=version)
    await perform(world.context, Asker(world.people[who], world.room("AF"), HALL), asked)


async def test_a_seat_that_edits_over_and_over_is_slowed_down_alone(context: Context) -> None:
    """The log of the room keeps each of its texts; its neighbour at the same address edits as before. Holds R259."""
    world = await a_world(context)
    mine, theirs = [await world.a_recommendation(who, world.room("AF"), "waits") for who in ("delegate", "neighbour")]
    context.proposals = Paces(1_000, 100_000, "proposals")
    for number in range(SEAT_DECISIONS_AT_ONCE):
        await edit(world, "delegate", mine, f"Words {number}", number + 1)
    with pytest.raises(TooFast):
        await edit(world, "delegate", mine, "Words once more", SEAT_DECISIONS_AT_ONCE + 1)
    await edit(world, "neighbour", theirs, "Better words")
    known = (await context.read_proceedings(world.meeting.id)).recommendations
    assert (known[mine].title, known[theirs].title) == (f"Words {SEAT_DECISIONS_AT_ONCE - 1}", "Better words")


async def test_what_changes_nothing_and_what_is_asked_once_more_use_up_nothing(context: Context) -> None:
    """A phone that says the same again, because it heard no answer, loses nothing by it. Holds R259."""
    world = await a_world(context)
    mine = await world.a_recommendation("delegate", world.room("AF"), "waits")
    context.seat_decisions = Paces(0.000_001, 1, "")
    await edit(world, "delegate", mine, "A proposal")
    asker = Asker(world.people["delegate"], world.room("AF"), HALL)
    for _ in range(2):
        asked = commands.EditRecommendation(request_id="2", recommendation_id=mine, title="Better words", version=1)
        await perform(context, asker, asked)
    with pytest.raises(TooFast):
        await edit(world, "delegate", mine, "Words once more", 2)


@pytest.mark.parametrize("where", ["AF", "plenary"])
async def test_every_act_of_a_delegate_has_the_pace_of_the_seat_or_keeps_nothing(context: Context, where: str) -> None:
    """With no allowance left it is refused, before anything is looked at: none was forgotten. Holds R259."""
    world = await a_world(context)
    room = world.room(where)
    by_name = {str(kind.__struct_config__.tag): kind for kind in ACTIONS}
    context.seat_decisions = Paces(0.000_001, 0, "")
    asker = Asker(world.people["delegate"], room, HALL)
    acts = sorted(set(acts_of(asker.person, room)) - set(KEEPS_NOTHING))
    assert len(acts) >= 5
    said = {"question_id": world.question(room), "title": "Words", "recommendation_id": "none", "round_id": "none"}
    for act in acts:
        asked = {"type": act, "request_id": a_request(), "on": True, "version": 1, "asked": 1, **said}
        with pytest.raises(TooFast):
            await perform(context, asker, msgspec.convert(asked, by_name[act]))
