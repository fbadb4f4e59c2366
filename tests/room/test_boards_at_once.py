"""A board of a room that somebody has filled with the same words: it is laid out beside the loop, and says the same."""

import asyncio
import time
from dataclasses import replace

from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.recommendations import MOST_IN_ROOM
from server.room.boards import read_board
from server.room.context import Context
from tests.room.cells import a_world

HELD_S = 0.020


async def _longest_turn(act: asyncio.Task[object]) -> float:
    """Say how long one turn of the loop took at most, in seconds of this thread: other programs are not counted."""
    longest = 0.0
    while not act.done():
        before = time.thread_time()
        await asyncio.sleep(0)
        longest = max(longest, time.thread_time() - before)
    await act
    return longest


def _filled(known: Proceedings, one: str) -> Proceedings:
    """Fill the room of a text with its words, as often as a room takes them."""
    found = known.recommendations[one]
    same = {f"{one}x{at}": replace(found, id=f"{one}x{at}", number=at + 100) for at in range(MOST_IN_ROOM)}
    return replace(known, recommendations={**known.recommendations, **same})


async def test_a_room_full_of_the_same_words_does_not_hold_the_loop(context: Context) -> None:
    """Ballots pass while its board is laid out, and all of it is one group, numbered without a gap."""
    world = await a_world(context)
    room = world.room("AF")
    one = await world.a_recommendation("delegate", room)
    full = _filled(await context.read_proceedings(world.meeting.id), one)
    async with context.alike.of(full):
        pass  # what is compared once is kept; looked at here is what every opening of the page does
    reading = asyncio.create_task(read_board(context, full, room, world.people["chair"]))
    longest = await _longest_turn(reading)
    board = reading.result()
    assert [card.number for card in board.cards] == list(range(1, MOST_IN_ROOM + 2))
    assert (board.alike, len(board.parts[0].rows)) == (1, 1)
    assert longest < HELD_S
