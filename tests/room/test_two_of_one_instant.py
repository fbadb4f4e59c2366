"""Two acts of one millisecond on one thing, which two rooms hear: the log of acts has each once, as what it was."""

from server.protocol import commands
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.log_of_acts import read_whole_log
from tests.builders import a_request
from tests.room.cells import a_world

INSTANT_MS = 1_800_000_000_000


async def test_two_supports_of_one_instant_are_two_supports(context: Context) -> None:
    """The plenary hears of a text that a region has handed over: nobody has taken a support back."""
    world = await a_world(context)
    africa = world.room("AF")
    handed = await world.a_handed_one()
    context.now_ms = lambda: INSTANT_MS
    for who in ("delegate", "neighbour"):
        asked = commands.SupportRecommendation(request_id=a_request(), recommendation_id=handed, on=True)
        await world.do(who, africa, asked)
    log = await read_whole_log(context, SECRETARY, world.meeting.id)
    acts = [one.act for one in log if one.thing == handed and one.at_ms == INSTANT_MS]
    assert acts == ["text.supported"] * 2
