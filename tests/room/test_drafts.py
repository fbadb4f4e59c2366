"""Drafts: two podiums have the same one, neither overwrites the other, and one that is discarded was never there."""

import json
from typing import Any

import pytest
from redis import Redis

from server.domain.errors import NotFound, Overtaken, WrongState
from server.protocol import commands
from server.room.context import Context
from server.store import keys
from server.store.shards import Shards
from tests.builders import a_request
from tests.room.cells import World, a_world


async def a_draft(world: World, *, slate: int = 3) -> tuple[str, list[str]]:
    """Prepare a round of the plenary on a few recommendations."""
    room = world.room("plenary")
    items = [await world.a_recommendation("chair", room) for _ in range(slate)]
    prepared = await world.do(
        "chair", room, commands.PrepareRound(request_id=a_request(), method="across_regions", slate=items)
    )
    return prepared.round_id, items


def a_change(round_id: str, slate: list[str], version: int, **said: object) -> commands.ChangeRound:
    """Write what a podium sends."""
    wanted = {"method": "score", "rules": {"closes_after_s": 120}, **said}
    return commands.ChangeRound(round_id=round_id, slate=slate, version=version, **wanted)  # type: ignore[arg-type]


async def test_two_podiums_do_not_overwrite_each_other(context: Context) -> None:
    """Both read version 1; the second is shown what the first made of it, and may change that. Holds R102."""
    world = await a_world(context)
    room = world.room("plenary")
    round_id, (one, two, three) = await a_draft(world)
    first = await world.do("chair", room, a_change(round_id, [three, one], 1))
    assert (first.already, first.round.version, first.round.slate) == (False, 2, (three, one))
    assert (first.round.method, first.round.rules.closes_after_s, first.round.number_in_room) == ("score", 120, 1)
    with pytest.raises(Overtaken) as refused:
        await world.do("chair", room, a_change(round_id, [two], 1))
    stands: Any = refused.value.current
    assert (stands.version, stands.slate) == (2, (three, one))
    again = await world.do("chair", room, a_change(round_id, [three, one], 1))
    assert (again.already, again.round.version) == (True, 2)  # pressed twice
    assert (await world.do("chair", room, a_change(round_id, [two], 2))).round.slate == (two,)


async def test_a_draft_is_opened_as_it_was_read(context: Context) -> None:
    """Whoever said yes to six titles does not open a vote on others. Holds R102."""
    world = await a_world(context)
    room = world.room("plenary")
    round_id, (one, *_) = await a_draft(world)
    await world.do("chair", room, a_change(round_id, [one], 1))
    with pytest.raises(Overtaken):
        await world.do("chair", room, commands.OpenRound(round_id=round_id, version=1))
    with pytest.raises(Overtaken):
        await world.do("chair", room, commands.DiscardRound(round_id=round_id, version=1))
    opened = await world.do("chair", room, commands.OpenRound(round_id=round_id, version=2))
    assert (opened.round.state, opened.round.slate) == ("open", (one,))
    for late in (a_change(round_id, [one], 2, method="shortlist"), commands.DiscardRound(round_id=round_id)):
        with pytest.raises(WrongState):
            await world.do("chair", room, late)


async def test_a_discarded_draft_leaves_a_line_in_the_log_of_acts_and_nothing_else(
    context: Context, shards: Shards, store_url: str
) -> None:
    """No round, no number, no key; the room hears that it is gone, without a reason. Holds R103."""
    world = await a_world(context)
    room = world.room("plenary")
    kept = await a_draft(world)
    round_id, items = await a_draft(world)
    done = await world.do("chair", room, commands.DiscardRound(round_id=round_id, request_id="once", version=1))
    assert (done.already, done.round) == (False, None)
    assert (await world.do("chair", room, commands.DiscardRound(round_id=round_id, request_id="once"))).already
    proceedings = await context.read_proceedings(world.meeting.id)
    assert set(proceedings.rounds) == {kept[0]}
    with Redis.from_url(store_url) as client:
        assert not client.exists(keys.of_round(round_id))
    told = await shards.of(room.id).decisions.read_announced(world.meeting.id, room.id, 0)
    last = told[-1]
    assert (json.loads(last.event), last.actor) == ({"type": "round_discarded", "round_id": round_id}, "chair")
    assert last.floor == b""  # everybody hears the same
    for late in (commands.OpenRound(round_id=round_id), a_change(round_id, items, 1)):
        with pytest.raises(NotFound):
            await world.do("chair", room, late)
    fresh = await world.do(
        "chair", room, commands.PrepareRound(request_id=a_request(), method="score", slate=items[:1])
    )
    assert (fresh.round.number, fresh.round.number_in_room) == (2, 2)


async def test_what_is_changed_stands_in_the_room_as_what_is_prepared(context: Context) -> None:
    """The same is asked of a slate: each once, what stands here, not too long for its method."""
    world = await a_world(context)
    room = world.room("plenary")
    round_id, (one, *_) = await a_draft(world)
    elsewhere = await world.a_recommendation("chair", world.room("AF"))
    for slate, code in (([], "malformed"), ([one, one], "malformed"), ([elsewhere], "not_found")):
        with pytest.raises((NotFound, Exception)) as refused:
            await world.do("chair", room, a_change(round_id, slate, 1))
        assert refused.value.code == code  # type: ignore[attr-defined]
    assert (await context.round(round_id)).version == 1
