"""While a round is counted, everybody else's ballots go on: nothing holds the loop of a process."""

import asyncio
import json
import random
import time
import uuid

import pytest

from server.domain.errors import Malformed
from server.domain.methods import METHODS
from server.domain.procedure.ballots import Ballot
from server.domain.procedure.rounds import Round, close_round, finish_closing
from server.domain.procedure.rules import Rules
from server.protocol import commands
from server.room.actions import perform
from server.room.actions.counting import count_round, hand_out
from server.room.context import Context
from server.store import keys
from server.store.codec import to_json
from tests.chambers import a_chamber

HELD_S = 0.020
LARGEST_ROOM = 2_000


async def _cast(context: Context, round_: Round, ballots: int, dice: random.Random) -> None:
    """Fill a box with whole ballots of seats that nobody else knows."""
    columns = METHODS[round_.method].columns(round_.rules)
    form = METHODS[round_.method].CARD.form
    store = context.store_of(round_.id)

    def marks() -> str:
        size = len(round_.slate)
        if form == "ticks":
            ticked = dice.sample(range(size), min(5, size))
            return "".join("0" if item in ticked else "." for item in range(size))
        if form == "order":
            return "".join(dice.sample("01234567"[:size], size))
        return "".join(dice.choice("0123456789"[: len(columns)]) for _ in range(size))

    for at in range(0, ballots, 50):
        together = [
            Ballot(round_.id, f"x{seat:05}", seat % len(round_.regions), 1, 0, "r", uuid.uuid4().hex, marks())
            for seat in range(at, min(at + 50, ballots))
        ]
        expires = (await context.meeting(round_.id)).expires_at_s
        outcomes = await asyncio.gather(*(store.casting.cast(one, round_, len(columns), expires) for one in together))
        assert {one.code for one in outcomes} == {"cast"}


async def _round(context: Context, method: str, items: int, ballots: int, regions: int) -> Round:
    """A closed round with so many ballots, of which no list was made."""
    names = [f"R{number}" for number in range(regions)]
    chamber = await a_chamber(context, {f"seat {name}": name for name in names}, names)
    slate = await chamber.put([f"Number {number}" for number in range(min(items, METHODS[method].CARD.largest_slate))])
    draft = commands.PrepareRound(request_id=uuid.uuid4().hex, method=method, slate=slate, rules={"tie_rule": "lot"})
    round_id = (await perform(context, chamber.chair, draft)).round_id
    await perform(context, chamber.chair, commands.OpenRound(round_id=round_id))
    await _cast(context, await context.round(round_id), ballots, random.Random(5))
    closed = finish_closing(close_round(await context.round(round_id), 1), 2)
    client = context.store_of(round_id)._client
    await client.hset(keys.of(chamber.meeting.id, "rounds"), round_id, to_json(closed))
    await client.hset(keys.of_round(round_id), "state", closed.state)
    await client.hincrby(keys.of(chamber.meeting.id, "state"), "decision", 1)
    return await context.round(round_id)


async def _longest_turn(act: asyncio.Task[object]) -> float:
    """Say how long one turn of the loop took at most, in seconds of this thread: other programs are not counted."""
    longest = 0.0
    while not act.done():
        before = time.thread_time()
        await asyncio.sleep(0)
        longest = max(longest, time.thread_time() - before)
    await act
    return longest


@pytest.mark.long
@pytest.mark.parametrize("method", sorted(METHODS))
@pytest.mark.parametrize(("items", "ballots", "regions"), [(40, 200, 6), (250, LARGEST_ROOM, 60)])
async def test_nothing_holds_the_loop_while_a_round_is_counted(
    context: Context, method: str, items: int, ballots: int, regions: int
) -> None:
    """Counted, kept, and handed out as a file: prints the longest turn of the loop and when it is there."""
    round_ = await _round(context, method, items, ballots, regions)

    async def count() -> None:
        await count_round(context, round_)
        await hand_out(context, round_, "json")

    began = time.perf_counter()
    longest = await _longest_turn(asyncio.create_task(count()))
    took = time.perf_counter() - began
    size = f"{len(round_.slate)} items, {ballots} ballots, {regions} regions"
    print(f"{method:18} {size:40} longest turn {longest * 1000:6.1f} ms, there after {took:5.2f} s")
    assert longest < HELD_S


async def test_what_follows_equals_is_counted_apart_however_little_was_cast(context: Context) -> None:
    """Two ballots can be followed for half a second: not where somebody else casts.

    Holds R138.
    """
    for method in (name for name, one in METHODS.items() if one.CARD.branches):
        round_ = await _round(context, method, 3, 2, 1)
        context.counter, before = type(context.counter)(), context.counter
        await before.close()
        await count_round(context, round_)
        assert context.counter.pid is not None, method


async def test_a_draft_of_an_older_release_is_not_opened_beyond_its_bounds(context: Context) -> None:
    """Its rules sheet allowed 250 places: it is refused by the rule's name, and opened once that is changed.

    Holds R139.
    """
    chamber = await a_chamber(context, {"seat": "NO"}, ("NO",))
    slate = await chamber.put(["One"])
    draft = commands.PrepareRound(request_id="r", method="shortlist", slate=slate)
    round_id = (await perform(context, chamber.chair, draft)).round_id
    where, client = keys.of(chamber.meeting.id, "rounds"), context.store_of(round_id)._client
    written = json.loads(await client.hget(where, round_id))
    written["rules"]["places"] = 250
    await client.hset(where, round_id, json.dumps(written))
    await client.hincrby(keys.of(chamber.meeting.id, "state"), "decision", 1)
    with pytest.raises(Malformed) as refused:
        await perform(context, chamber.chair, commands.OpenRound(round_id=round_id))
    assert (refused.value.reason, refused.value.figures) == ("rule_out_of_bounds", {"rule": "places"})
    change = commands.ChangeRound(round_id=round_id, version=1, method="shortlist", slate=slate)
    await perform(context, chamber.chair, change)
    await perform(context, chamber.chair, commands.OpenRound(round_id=round_id))
    assert (await context.round(round_id)).rules.places == Rules().places


async def test_a_meeting_has_at_most_sixty_regions(context: Context) -> None:
    """Whoever founds it, and by whichever road.

    Holds R139.
    """
    await a_chamber(context, {}, [f"R{number}" for number in range(60)])
    with pytest.raises(Malformed) as refused:
        await a_chamber(context, {}, [f"R{number}" for number in range(61)])
    assert (refused.value.reason, refused.value.figures) == ("too_many_regions", {"most": 60})
