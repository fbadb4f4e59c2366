"""Delegates who vote again and again while a store is broken, and what is kept of it held against what they heard."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from server.domain.errors import NotConfirmed, NotRecorded, TryLater
from server.protocol import commands
from server.room.actions import perform
from server.room.context import Asker
from server.store import StoreFault
from server.store.packing import read_record
from tests.builders import a_request
from tests.chambers import Chamber
from tests.conftest import until

SEATS = {f"delegate {at}": "AF" for at in range(6)}


class Voter:
    """A delegate who casts again and again, and knows what was acknowledged."""

    def __init__(self, chamber: Chamber, name: str, round_id: str, item: str) -> None:
        """Begin with nothing."""
        self._chamber, self._name, self._round_id, self._item = chamber, name, round_id, item
        self.acknowledged = 0
        self.longest_s = 0.0
        self.ends = False

    async def vote(self) -> None:
        """Cast until told to end; what is not recorded or not confirmed is asked again, as a phone does."""
        loop = asyncio.get_running_loop()
        heard_s = loop.time()
        while not self.ends:
            mark = "for" if self.acknowledged % 2 else "against"
            ballot = commands.CastBallot(
                round_id=self._round_id, epoch=1, base_revision=self.acknowledged, request_id=a_request(),
                ballot_id=a_request(), marks={self._item: mark},
            )  # fmt: skip
            while True:
                try:
                    cast = await perform(
                        self._chamber.context, Asker(self._chamber.seated[self._name], self._chamber.room), ballot
                    )
                except (NotRecorded, NotConfirmed, TryLater, StoreFault, OSError):
                    await asyncio.sleep(0.05)
                else:
                    break
            self.acknowledged = cast.revision
            self.longest_s, heard_s = max(self.longest_s, loop.time() - heard_s), loop.time()
            await asyncio.sleep(0.01)


@asynccontextmanager
async def voting(chamber: Chamber) -> AsyncIterator[list[Voter]]:
    """Let everybody vote, and hold afterwards what is kept against what was acknowledged. Holds R48."""
    round_id = await chamber.open(slate := await chamber.put(["One"]))
    voters = [Voter(chamber, name, round_id, slate[0]) for name in SEATS]
    tasks = [asyncio.create_task(voter.vote()) for voter in voters]
    await until(lambda: all(voter.acknowledged > 3 for voter in voters), "everybody votes")
    yield voters
    then = [voter.acknowledged for voter in voters]
    await until(
        lambda: all(now.acknowledged > was for now, was in zip(voters, then, strict=True)), "all vote again", 20
    )
    for voter in voters:
        voter.ends = True
    await asyncio.gather(*tasks)
    _, records = await chamber.context.store_of(round_id).rounds.read_box(await chamber.context.round(round_id))
    kept = sorted(read_record(one).revision for one in records.values())
    assert kept == sorted(voter.acknowledged for voter in voters)
