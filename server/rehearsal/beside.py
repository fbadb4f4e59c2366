"""A rehearsal beside a service, for its desk: played on a copy, told line by line to the meeting, and wiped.

As a program: `python -m server.rehearsal.beside MEETING DELEGATES TOKEN PLACE`, with the settings of the service; its
input is held open by whoever began it. Invariants: whatever happens, the copy is wiped, and what is left of it counted;
it ends when somebody stops it, when nobody holds its input any more, when its time is up, or when the meeting is gone.
"""

import asyncio
import json
import os
import signal
import sys

from websockets.exceptions import WebSocketException

from server.domain.errors import NotFound
from server.domain.procedure.meeting import Meeting
from server.host.attached import attached
from server.rehearsal.company import Company
from server.rehearsal.copied import found_copy, spread, wipe_copy
from server.rehearsal.door import Door
from server.rehearsal.tempo import Tempo, Told
from server.room.context import Context
from server.secretariat.erasing import count_left, erase_rehearsed
from server.secretariat.founding import free_id
from server.settings import Settings, read_settings
from server.tasks import end

EXPIRES_IN_S = 3_600
LONGEST_S = 15 * 60.0
LOOKING_S = 5 * 60.0
LOOK_EVERY_S = 0.5
NICE = 5
SEED = 8


class Board:
    """What the desk is told of one rehearsal, and asks of it."""

    def __init__(self, context: Context, meeting: Meeting, token: str, place: int) -> None:
        """Take the meeting, and what was claimed for its rehearsal."""
        self._context, self._meeting = context, meeting
        self._token, self._place = token, place
        self._store = context.store_of(meeting.id).rehearsals
        self._told: list[dict[str, object]] = []
        self._fresh = False
        self.is_over = False

    def tell(self, elapsed_s: int, told: Told) -> None:
        """Take a line; it is kept with the next look."""
        self._told.append({"at_s": elapsed_s, "code": told.code, "who": told.who, "n": told.n, "all": told.all})
        self._fresh = True

    async def say(self, **said: str | int) -> None:
        """Keep what is said, and the lines so far, unless another rehearsal has begun meanwhile."""
        await self._store.note(self._meeting, {**said, "told": json.dumps(self._told)}, by=self._token)
        self._fresh = False

    async def watch(self) -> None:
        """Renew what was claimed, until somebody stops the rehearsal or it is nobody's any more."""
        while await self._store.renew(self._meeting.id, self._token):
            await self._context.shards.directory.renew_rehearsal(self._place, self._token)
            if (await self._store.read(self._meeting.id)).get("stop"):
                return
            if self._fresh:
                await self.say()
            await asyncio.sleep(LOOK_EVERY_S)

    async def let_go(self) -> None:
        """Let another rehearsal begin."""
        await self._store.let_go(self._meeting.id, self._token)
        await self._context.shards.directory.let_go_rehearsal(self._place, self._token)


async def play(
    settings: Settings, meeting_id: str, delegates: int, *, token: str, place: int, held: int, pace: float = 1.0
) -> None:
    """Play a rehearsal from its copy to the last key of it, as long as nobody ends it.

    Shape:   `token` and `place` are what was claimed for it; `held` is a pipe that somebody holds at its other end.
    Units:   as `rehearse`.
    """
    async with attached(settings) as (context, credentials):
        meeting = await context.meeting(meeting_id)
        board = Board(context, meeting, token, place)
        watching = asyncio.create_task(board.watch())
        try:
            before = await context.store_of(meeting.id).rehearsals.read(meeting.id)
            await erase_rehearsed(context, meeting.id, before)  # its player may have been killed
            programme = await context.programme(meeting.id)
            copy_id = await free_id(context)
            await board.say(copy=copy_id)  # before it is there: a kill in between leaves none that nobody finds
            copy = await found_copy(context, meeting, programme, EXPIRES_IN_S, copy_id)
            ended = "failed"
            try:
                door, tempo = Door(settings.base_url), Tempo(pace, SEED, board.tell)
                await door.require_open()
                seats = await context.store_of(meeting.id).seats.read_all(meeting.id)
                over_regions = spread(delegates, programme, seats)
                played = copy, await context.programme(copy.id)
                company = Company(door, tempo, credentials, played, over_regions)
                ended = await _first_of(asyncio.create_task(_live(company, board, copy)), watching, held)
                ended = "done" if board.is_over else ended
            except (ConnectionError, NotFound, TimeoutError, WebSocketException, ValueError):  # also erased meanwhile
                ended = "failed"
            finally:
                gone = await wipe_copy(context, copy)
                await board.say(ended=ended, gone=gone, left=await count_left(context, copy))
        finally:
            await _end(watching)
            await board.let_go()


async def _live(company: Company, board: Board, copy: Meeting) -> None:
    """Live the day, and then let people look for a while."""
    try:
        await company.live()
        board.is_over = True
        await board.say(over=copy.id)
        await asyncio.sleep(LOOKING_S)
    finally:
        await company.go_home()


async def _first_of(day: asyncio.Task[None], watching: asyncio.Task[None], held: int) -> str:
    """Wait until the day is over or ended, and say how; what went wrong in it is raised."""
    alone = asyncio.create_task(_left_alone(held))
    try:
        await asyncio.wait({day, watching, alone}, timeout=LONGEST_S, return_when=asyncio.FIRST_COMPLETED)
        if not day.done():
            return "stopped"
        day.result()
        return "done"
    finally:
        for task in (day, alone):
            await _end(task)


async def _left_alone(held: int) -> None:
    """Wait until nobody holds the other end of a pipe, or somebody asks this process to end."""
    ended, loop = asyncio.Event(), asyncio.get_running_loop()

    def look() -> None:
        if not os.read(held, 1_024):
            ended.set()

    loop.add_reader(held, look)
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    try:
        await ended.wait()
    finally:
        loop.remove_reader(held)
        loop.remove_signal_handler(signal.SIGTERM)


async def _end(task: asyncio.Task[None]) -> None:
    await end(task)
    if not task.cancelled():
        task.exception()


def main() -> None:
    """Play what is asked for by the words of the command."""
    meeting_id, delegates, token, place = sys.argv[1:]
    os.nice(NICE)  # ballots first
    held = sys.stdin.fileno()
    asyncio.run(play(read_settings(), meeting_id, int(delegates), token=token, place=int(place), held=held))


if __name__ == "__main__":
    main()
