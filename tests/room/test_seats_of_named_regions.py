"""Seats of regions that take part by position: who moves, comes late or is called, and a region that is taken away."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from server.domain.errors import Bound, NotPermitted
from server.domain.procedure.calls import calling, is_called
from server.domain.procedure.people import Seat
from server.domain.procedure.programme import Region
from server.live.picture import take_picture
from server.live.snapshot import Shown, you_in
from server.protocol import commands
from server.room.arrivals import person_of
from server.secretariat.actor import SECRETARY
from server.secretariat.seating import add_seats, edit_seat
from tests.builders import SIX, a_request
from tests.room.cells import World
from tests.room.test_named_positions import SMALL, an_open_round, say, the_list, world

__all__ = ["world"]


async def moved(world: World, who: str, region_id: str) -> None:
    """Seat somebody in another region, as the desk does."""
    seat_id = world.people[who].seat_id
    await edit_seat(world.context, SECRETARY, world.meeting.id, seat_id, {"region_id": region_id})
    world.people[who] = replace(world.people[who], region_id=region_id)


async def cast(world: World, who: str, round_id: str, item: str, *, base: int = 0, epoch: int = 1) -> int:
    """Cast For, and say which revision that was."""
    request_id, ballot_id, marks = a_request(), a_request(), {item: "for"}
    ballot = commands.CastBallot(
        round_id=round_id, epoch=epoch, base_revision=base, request_id=request_id, ballot_id=ballot_id, marks=marks
    )
    return int((await world.do(who, world.room("plenary"), ballot)).revision)


async def say_regions(world: World, regions: Sequence[Region]) -> None:
    """Say anew which regions there are, as the desk does."""
    now = (await world.context.read_proceedings(world.meeting.id)).programme
    changes = {"regions": [{"id": one.id, "name": one.name} for one in regions]}
    edit = commands.EditProgramme(request_id=a_request(), version=now.version, changes=changes)
    await world.do("desk", world.room("desk"), edit)


async def test_a_seat_that_moves_votes_or_not_as_its_region_did_at_the_opening(world: World) -> None:
    """Out of a named region it casts nothing; into one it goes on voting, and whoever comes late there casts nothing.

    Holds R257.
    """
    round_id, item = await an_open_round(world)
    await moved(world, "foreigner", "AF")
    await moved(world, "neighbour", SMALL)
    (late,) = await add_seats(world.context, SECRETARY, world.meeting.id, [Seat("", "Late", "D", SMALL)])
    world.people["late"] = person_of(late, world.meeting.id)
    for who in ("foreigner", "late"):
        with pytest.raises(NotPermitted, match="by_position"):
            await cast(world, who, round_id, item)
    shown = Shown(await take_picture(world.context, world.room("plenary")), 0)
    told = {who: (await you_in(world.context, world.people[who], shown)).casts_in for who in world.people}
    assert {who: ids for who, ids in told.items() if ids} == {"neighbour": [round_id]}
    assert [await cast(world, "neighbour", round_id, item, base=base) for base in (0, 1)] == [1, 2]
    assert await cast(world, "delegate", round_id, item) == 1
    assert (await the_list(world, round_id)).items[0].placing.line.cast == 2


async def test_both_moves_hold_for_a_round_that_is_opened_again(world: World) -> None:
    """Who may cast is settled once; what a region said by name stands as well."""
    round_id, item = await an_open_round(world)
    await moved(world, "foreigner", "AF")
    await the_list(world, round_id)
    await world.do("chair", world.room("plenary"), commands.ReopenRound(round_id=round_id))
    with pytest.raises(NotPermitted, match="by_position"):
        await cast(world, "foreigner", round_id, item, epoch=2)


async def test_seats_of_a_named_region_are_called_and_others_as_before(world: World) -> None:
    """From wherever they are: so they hear that their position may be confirmed. Holds R92."""
    round_id, _ = await an_open_round(world)
    proceedings = await world.context.read_proceedings(world.meeting.id)
    round_, room = proceedings.rounds[round_id], world.room("plenary")
    for who in ("foreigner", "delegate", "observer", "screen", "chair"):
        assert is_called(world.people[who], round_, room)
    assert [[one.id for one in calling(proceedings, world.people[who])] for who in ("foreigner", "delegate")] == [
        [round_id]
    ] * 2
    assert calling(proceedings, world.people["observer"]) == []


async def test_a_region_that_takes_part_by_position_is_not_removed_and_may_be_renamed(world: World) -> None:
    """Also once its seats have all gone elsewhere: its column stands in the list."""
    round_id, item = await an_open_round(world)
    for seat_id in [world.people["foreigner"].seat_id, next(world.free[SMALL]).id]:
        await edit_seat(world.context, SECRETARY, world.meeting.id, seat_id, {"region_id": "AF"})
    with pytest.raises(Bound, match="programme"):
        await say_regions(world, [one for one in SIX if one.id != SMALL])
    await say_regions(world, [replace(one, name="The Americas") if one.id == SMALL else one for one in SIX])
    await say(world, round_id, item, "backs")
    ranked = await the_list(world, round_id)
    assert [one.name for one in ranked.regions if one.named] == ["The Americas"]
