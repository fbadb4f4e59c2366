"""What is compared with a title that somebody types: as many as there are in its letters, which is what it costs."""

from server.protocol import commands
from server.room.actions import perform
from server.room.context import Asker, Context
from tests.builders import a_request
from tests.room.cells import World, a_world

STANDING = ("A shared calendar of meetings", "Общий календарь совещаний", "共同会议日历", "2030")


async def compared_with(world: World, title: str) -> int:
    """Ask what sounds like a title, and say how many were compared with it."""
    room = world.room("plenary")
    asker = Asker(world.people["delegate"], room)
    await perform(world.context, asker, commands.FindSimilar(question_id=world.question(room), title=title))
    found = asker.take_compared()
    assert asker.take_compared() == 0
    return found


async def test_only_what_has_letters_of_the_same_script_is_compared_and_paid_for(context: Context) -> None:
    """What has no letters of the six languages is compared with everything, and everything with it."""
    world = await a_world(context)
    room = world.room("plenary")
    for title in STANDING:
        asked = commands.Propose(request_id=a_request(), question_id=world.question(room), title=title)
        await world.do("chair", room, asked)
    typed = {"calendar": 2, "календарь": 2, "会议日历": 2, "calendar календарь": 3, "2030 год": 2, "203040": 4, "a": 0}
    assert {title: await compared_with(world, title) for title in typed} == typed
