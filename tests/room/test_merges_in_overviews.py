"""A merge that waits for regions is in the queue of no room, and the desk counts it in none."""

from server.protocol import commands
from server.room.context import Context
from server.room.overviews import read_overviews
from server.room.views import waiting_in
from tests.builders import a_request
from tests.room.cells import World, a_world


async def _counted(world: World) -> dict[str, tuple[int, int]]:
    """Say by room how many wait, as the desk is told and as its queue has them."""
    known = await world.context.read_proceedings(world.meeting.id)
    told = {one.room_id: one.waiting for one in await read_overviews(world.context, world.meeting.id)}
    return {room.id: (told[room.id], len(waiting_in(known, room))) for room in known.programme.rooms}


async def test_the_desk_counts_what_the_queues_have(context: Context) -> None:
    """One proposal waits in the plenary room and a merge beside it; then the merge is refused."""
    world = await a_world(context)
    plenary = world.room("plenary")
    await world.a_recommendation("delegate", plenary, "waits")
    merge = await world.a_merge()
    counted = await _counted(world)
    assert counted[plenary.id] == (1, 1)
    assert all(told == queued for told, queued in counted.values())
    await world.do("chair", plenary, commands.RefuseMerge(request_id=a_request(), recommendation_id=merge))
    assert (await _counted(world))[plenary.id] == (1, 1)
