"""By which number a thing is called: a round by its room, a recommendation by where it comes from and by its slate."""

import json

from server.protocol import commands
from server.room.context import Context
from tests.builders import a_request
from tests.room.cells import World, a_world


async def rounds_of(world: World, room_name: str) -> list[tuple[int, int]]:
    """Say by which two numbers the rounds of a room go, oldest first."""
    known = (await world.context.read_proceedings(world.meeting.id)).rounds.values()
    room = world.room(room_name)
    return sorted((one.number, one.called) for one in known if one.room_id == room.id)


async def test_rounds_count_per_room(context: Context) -> None:
    """The plenary's first is its round 1, although two regions had three before; programs keep their own number."""
    world = await a_world(context)
    for name in ("AF", "AM", "AF", "plenary", "AM", "plenary"):
        await world.a_round(world.room(name))
    assert await rounds_of(world, "plenary") == [(4, 1), (6, 2)]
    assert await rounds_of(world, "AF") == [(1, 1), (3, 2)]
    assert await rounds_of(world, "AM") == [(2, 1), (5, 2)]


async def test_a_recommendation_is_called_by_its_region_and_the_plenary_s_own_by_its_number(context: Context) -> None:
    """Given once it stands, and not before; counted in its own room, whatever happens in others."""
    world = await a_world(context)
    stands = [("neighbour", "AF"), ("foreigner", "AM"), ("neighbour", "AF"), ("chair", "plenary"), ("chair", "AM")]
    given = [await world.a_recommendation(owner, world.room(room)) for owner, room in stands]
    waits = await world.a_recommendation("neighbour", world.room("AF"), "waits")
    known = (await context.read_proceedings(world.meeting.id)).recommendations
    assert [known[one].called for one in given] == ["AF-1", "AM-1", "AF-2", "1", "AM-2"]
    assert known[waits].called == ""
    for act in ("reject", "accept"):
        kind = commands.RejectRecommendation if act == "reject" else commands.AcceptRecommendation
        await world.do("chair", world.room("AF"), kind(request_id=a_request(), recommendation_id=given[0]))
    await world.do(
        "chair", world.room("AF"), commands.AcceptRecommendation(request_id=a_request(), recommendation_id=waits)
    )
    known = (await context.read_proceedings(world.meeting.id)).recommendations
    assert (known[given[0]].called, known[waits].called) == ("AF-1", "AF-3")


async def test_a_list_calls_an_item_by_its_slate_and_by_where_it_comes_from(context: Context) -> None:
    """Beside the number of the meeting, which keeps its meaning."""
    world = await a_world(context)
    room = world.room("AF")
    first, second = [await world.a_recommendation("neighbour", room) for _ in range(2)]
    prepared = await world.do(
        "chair", room, commands.PrepareRound(request_id=a_request(), method="shortlist", slate=[second, first])
    )
    for kind in (commands.OpenRound, commands.CloseRound, commands.PublishRound):
        await world.do("chair", room, kind(round_id=prepared.round_id))
    kept = await context.store_of(room.id).rounds.read_lists([await context.round(prepared.round_id)])
    ranked = json.loads(await context.files.make(prepared.round_id, kept[prepared.round_id], "json"))
    called = {one["recommendation_id"]: (one["slate_number"], one["label"], one["number"]) for one in ranked["items"]}
    assert called == {second: (1, "AF-2", 2), first: (2, "AF-1", 1)}
