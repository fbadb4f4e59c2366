"""However often something is decided: answers to requests, and the log of a room, do not grow without bound."""

from server.protocol import commands
from server.room.actions import perform
from server.room.context import Asker, Context
from server.store import keys
from tests.room.cells import World, a_world

MOST_ANSWERS, MOST_EVENTS = 50_000, 20_000
"""As in `votes.lua` and `decisions.lua`."""
A_NODE = 100
"""So many entries of a stream may lie in one piece, which goes as a whole."""


async def support(world: World, found: str, request: str, *, on: bool = True) -> int:
    """Support a text under a request, and say which decision that was."""
    asked = commands.SupportRecommendation(request_id=request, recommendation_id=found, on=on)
    reply = await perform(world.context, Asker(world.people["delegate"], world.room("AF")), asked)
    return int(reply.seq)  # type: ignore[union-attr] # it waits for nothing


async def flood(context: Context, meeting_id: str, name: str) -> None:
    """Have as many answers stand as are kept in one generation."""
    store = context.store_of(meeting_id).decisions
    answers = {f"{name}#{number}": "1 " for number in range(MOST_ANSWERS)}
    await store._client.hset(keys.of(meeting_id, "requests"), mapping=answers)  # type: ignore[arg-type]


async def test_a_request_is_known_until_two_generations_of_others_were_answered(context: Context) -> None:
    """What was just asked is known over a change of generations; what lies behind a flood is forgotten. Holds R258."""
    world = await a_world(context)
    found = await world.a_recommendation("neighbour", world.room("AF"))
    meeting_id = world.meeting.id
    first = await support(world, found, "first")
    await flood(context, meeting_id, "some")
    second = await support(world, found, "second", on=False)
    assert await support(world, found, "first") == first
    await flood(context, meeting_id, "others")
    third = await support(world, found, "third")
    assert await support(world, found, "second", on=False) == second
    assert await support(world, found, "first", on=False) > third
    client = context.store_of(meeting_id).decisions._client
    for name in ("requests", "requests_before"):
        assert await client.hlen(keys.of(meeting_id, name)) <= MOST_ANSWERS + 2  # type: ignore[misc]


async def test_of_the_log_of_a_room_the_newest_stay(context: Context) -> None:
    """And whoever asks from where it was cut is told what there is, under the numbers that it has."""
    world = await a_world(context)
    room, meeting_id = world.room("AF"), world.meeting.id
    found = await world.a_recommendation("neighbour", room)
    store = context.store_of(meeting_id).decisions
    where, began = keys.of(meeting_id, f"events:{room.id}"), await support(world, found, "first")
    many = MOST_EVENTS + 1_000
    async with store._client.pipeline(transaction=False) as together:
        for number in range(many):
            words = {"event": '{"type":"decided"}', "actor": "chair", "at_ms": "1"}
            together.xadd(where, words, id=f"{began + 1 + number}-0")  # type: ignore[arg-type]
        together.hset(keys.of(meeting_id, "seqs"), room.id, str(began + many))
        await together.execute()
    newest = await support(world, found, "second", on=False)
    assert newest == began + many + 1
    assert MOST_EVENTS <= await store._client.xlen(where) <= MOST_EVENTS + A_NODE
    told = await store.read_announced(meeting_id, room.id, began, most=3)
    assert told[0].seq > began + 1
    assert [one.seq for one in told] == list(range(told[0].seq, told[0].seq + 3))
