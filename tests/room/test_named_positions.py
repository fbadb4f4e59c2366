"""A region of two seats takes part by its named position: from the draft to the list, and who hears what meanwhile."""

import json

import pytest

from server.domain.counting.ranking import RankedList
from server.domain.errors import Malformed, NotFound, NotPermitted, Overtaken, RoundNotOpen, TextTooLong
from server.domain.procedure.people import Person
from server.protocol import commands
from server.room.actions.counting import kept_list
from server.room.context import Context
from server.room.positions import confirmed_by, named_in
from server.secretariat.actor import SECRETARY
from server.secretariat.log_of_acts import read_whole_log
from server.store.kept_lists import read_list
from tests.builders import a_request
from tests.room.cells import World, a_world

SMALL = "AM"


async def an_open_round(world: World, **rules: object) -> tuple[str, str]:
    """Open a round in plenary in which the small region says by name where it stands."""
    room = world.room("plenary")
    item = await world.a_recommendation("chair", room)
    draft = commands.PrepareRound(
        request_id=a_request(), method="across_regions", slate=[item], rules={"named_positions": [SMALL], **rules}
    )
    round_id = str((await world.do("chair", room, draft)).round_id)
    await world.do("chair", room, commands.OpenRound(round_id=round_id))
    return round_id, item


@pytest.fixture
async def world(context: Context) -> World:
    """A meeting whose second region has two seats, one of them here, and a moderator."""
    world = await a_world(context, americas=2)
    world.people["speaker"] = Person(world.meeting.id, "moderator", SMALL)
    return world


async def say(world: World, round_id: str, item: str, state: str, *, who: str = "speaker", words: str = "") -> bool:
    """Enter what the region says; true where it was said already."""
    said = commands.RecordPosition(round_id=round_id, recommendation_id=item, state=state, words=words)
    return bool((await world.do(who, world.room("plenary"), said)).already)


async def the_list(world: World, round_id: str) -> RankedList:
    """Close a round and read its list."""
    await world.do("chair", world.room("plenary"), commands.CloseRound(round_id=round_id))
    return read_list(await kept_list(world.context, await world.context.round(round_id)))


async def test_what_is_entered_and_confirmed_stands_in_the_list(world: World) -> None:
    """Its seats cast nothing, and no figure of votes has a part of them. Holds R254."""
    round_id, item = await an_open_round(world)
    room = world.room("plenary")
    opened = await world.context.round(round_id)
    assert SMALL not in opened.taking_part
    assert [(one.region_id, one.seats, one.here) for one in opened.named] == [(SMALL, 2, 1)]
    ballot = commands.CastBallot(
        round_id=round_id, epoch=1, base_revision=0, request_id=a_request(), ballot_id=a_request(), marks={item: "for"}
    )
    with pytest.raises(NotPermitted) as no:
        await world.do("foreigner", room, ballot)
    assert no.value.reason == "by_position"
    await world.do("delegate", room, ballot)
    assert not await say(world, round_id, item, "opposes", words=" Not before 2030 ")
    assert await say(world, round_id, item, "opposes", words="Not before 2030")
    confirm = commands.ConfirmPosition(round_id=round_id, version=1)
    assert [(await world.do("foreigner", room, confirm)).already for _ in range(2)] == [False, True]
    ranked = await the_list(world, round_id)
    own = ranked.items[0].placing.regions[-1]
    assert own.named is not None
    assert (own.state, own.named.words, own.named.confirmed, own.named.seats) == ("opposes", "Not before 2030", 1, 2)
    assert ranked.items[0].placing.line.cast == 1


async def test_a_change_asks_the_seats_to_confirm_anew(world: World) -> None:
    """Who confirms what they have not read is shown what stands."""
    round_id, item = await an_open_round(world)
    room, confirm = world.room("plenary"), commands.ConfirmPosition(round_id=round_id, version=1)
    with pytest.raises(Overtaken):
        await world.do("foreigner", room, commands.ConfirmPosition(round_id=round_id, version=0))
    await say(world, round_id, item, "opposes")
    await world.do("foreigner", room, confirm)
    proceedings = await world.context.read_proceedings(world.meeting.id)
    assert confirmed_by(proceedings.rounds.values(), world.people["foreigner"]) == {round_id: 1}
    await say(world, round_id, item, "backs")
    with pytest.raises(Overtaken) as overtaken:
        await world.do("foreigner", room, confirm)
    assert overtaken.value.current.version == 2  # type: ignore[attr-defined]
    (told,) = named_in(await world.context.read_proceedings(world.meeting.id), room, SMALL)
    assert (told.version, told.confirmed, told.seats, told.positions[item].state) == (2, 0, 2, "backs")


async def test_nobody_else_says_anything_and_nothing_is_said_before_or_after(world: World) -> None:
    """Neither another region, nor the chair, nor for what is not on the slate. Holds R255."""
    round_id, item = await an_open_round(world)
    room = world.room("plenary")
    for who in ("chair", "moderator", "foreigner", "observer", "screen"):
        with pytest.raises((NotPermitted, NotFound)):
            await say(world, round_id, item, "backs", who=who)
    for who in ("delegate", "speaker", "chair"):
        with pytest.raises((NotPermitted, NotFound)):
            await world.do(who, room, commands.ConfirmPosition(round_id=round_id, version=1))
    with pytest.raises(NotFound):
        await say(world, round_id, "m1r99", "backs")
    with pytest.raises(TextTooLong):
        await say(world, round_id, item, "backs", words="x" * 201)
    with pytest.raises(Malformed):
        await say(world, round_id, item, "withheld")
    await the_list(world, round_id)
    with pytest.raises(RoundNotOpen):
        await say(world, round_id, item, "backs")


async def test_only_small_regions_of_secret_rounds_and_never_all(world: World) -> None:
    """In the draft, and once more at the opening, for a region may have grown. Holds R253."""
    for rules, reason in (
        ({"named_positions": ["AF"]}, "named_not_small"),
        ({"named_positions": [SMALL], "secrecy": "recorded"}, "named_in_recorded"),
        ({"named_positions": ["XX"]}, "named_unknown"),
        ({"named_positions": [one.id for one in world.programme.regions]}, "named_all"),
    ):
        with pytest.raises(Malformed) as no:
            await an_open_round(world, **rules)
        assert no.value.reason == reason
    silent = commands.PrepareRound(
        request_id=a_request(), method="no_objection", slate=["x"], rules={"named_positions": [SMALL]}
    )
    with pytest.raises(Malformed, match="named_silent"):
        await world.do("chair", world.room("plenary"), silent)


async def test_whatever_the_region_says_others_are_told_the_same_before_the_close(world: World) -> None:
    """Round, events and log of acts: no state, no words, no name of a seat. Holds R255."""
    round_id, item = await an_open_round(world)
    room = world.room("plenary")
    before = await world.context.store_of(world.meeting.id).acts.read_room(world.meeting.id, room.id)
    await say(world, round_id, item, "opposes", words="Never ever")
    await world.do("foreigner", room, commands.ConfirmPosition(round_id=round_id, version=1))
    told = (await world.context.store_of(world.meeting.id).acts.read_room(world.meeting.id, room.id))[len(before) :]
    assert [(one.floor, one.own, json.loads(one.event)) for one in told] == [(b"", b"", {"type": "decided"})] * 2
    assert [one.region for one in told] == [SMALL] * 2
    assert b"Never ever" in told[0].theirs
    lines = await read_whole_log(world.context, SECRETARY, world.meeting.id)
    written = [(one.act, one.actor, one.detail) for one in lines if one.act.endswith("_position")]
    assert written == [
        ("record_position", f"moderator:{SMALL}", SMALL),
        ("confirm_position", f"delegate:{SMALL}", SMALL),
    ]
    assert "Never ever" not in str(lines)
    assert world.people["foreigner"].seat_id not in str([one for one in lines if one.act == "confirm_position"])
