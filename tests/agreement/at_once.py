"""Several act at the same time: two chairs, two moderators and the delegates, each on a line, in two processes.

What somebody does is thought of on what is there at that moment, and done in whichever order the store takes it. Some
press twice, in both processes; some do what another is about to do. A store that is killed meanwhile answers nobody:
whoever was not answered says the same again, under the same request id.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from msgspec.structs import replace

from server.domain.errors import Refusal
from server.domain.procedure.people import Person
from server.protocol.commands import Command
from server.room.context import Asker, Context
from server.store import StoreFault
from server.store.shards import Shards
from tests.agreement.assembly import MERGES, ROUNDS, TEXTS, WORDINGS, Assembly, Clock, an_assembly
from tests.builders import a_request

BY_SEATS = ("cast_ballot", "cast_ballot", "propose", "withdraw_recommendation")
BY_ROLE = {"moderator": (*TEXTS, *MERGES, *WORDINGS), "chair": (*MERGES, *WORDINGS, *ROUNDS, *ROUNDS, "hand_over")}
NOTHING = "aaaaa00"
"""What a command speaks of where there is nothing to speak of."""
SECOND_THOUGHTS = 6
PRESSED_TWICE = SAME_AS_ANOTHER = 0.15


class TurnClock(Clock):
    """A clock that goes on with each turn of the loop in which somebody looks at it.

    What is decided is so dated by an instant of its own: of two that look in one turn, both read what was decided
    before, and one of them comes too late.
    """

    def __init__(self) -> None:
        super().__init__()
        self._looked = False

    def __call__(self) -> int:
        if not self._looked:
            self._looked = True
            self.ms += 1
            asyncio.get_running_loop().call_soon(self._forget)
        return self.ms

    def _forget(self) -> None:
        self._looked = False


@dataclass(slots=True)
class AtOnce:
    """An assembly on two processes, what was done in it for sure and perhaps, and what was not answered."""

    assembly: Assembly
    processes: tuple[Context, Context]
    begun_ms: int
    done: Counter[str] = field(default_factory=Counter)
    maybe: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    unanswered: list[tuple[Asker, Command]] = field(default_factory=list)
    _latest: dict[str, tuple[Asker, Command]] = field(default_factory=dict)

    async def burst(self, dice: random.Random, acts: int) -> None:
        """Let everybody do a few things at the same time."""
        everybody = (*self.assembly.people, *self.assembly.delegates)
        lines = [(who, random.Random(dice.randrange(10**9))) for who in everybody]
        await asyncio.gather(*(self._line(place, *line, acts) for place, line in enumerate(lines)))

    async def burst_cut_off(self, dice: random.Random, acts: int, cut: Callable[[], Awaitable[None]]) -> int:
        """Let everybody act, cut all off in the middle of it, and let them say again what was not answered.

        Shape:   says how many were not answered.
        """
        going = asyncio.create_task(self.burst(dice, acts))
        for _ in range(dice.randrange(200)):
            await asyncio.sleep(0)
        await cut()
        await going
        again, self.unanswered = self.unanswered, []
        for asker, command in again:
            await self.do(self.processes[dice.randrange(2)], asker, command, again=True)
        assert not self.unanswered, "whoever asks again is answered"
        return len(again)

    async def _line(self, place: int, who: Person, dice: random.Random, acts: int) -> None:
        """Let somebody act, on what is there when it is thought of; some press twice, others do what somebody does."""
        process, other = self.processes[place % 2], self.processes[1 - place % 2]
        for _ in range(acts):
            asker, command = await self._thought_of(who, dice)
            if dice.random() < PRESSED_TWICE:
                await asyncio.gather(self.do(process, asker, command), self.do(other, asker, command))
            else:
                await self.do(process, asker, command)

    async def _thought_of(self, who: Person, dice: random.Random) -> tuple[Asker, Command]:
        """Think of something, or of what another of the same role is about to do."""
        asker, command = self._latest.get(who.role, (None, None))
        if asker is None or command is None or who.seat_id or dice.random() > SAME_AS_ANOTHER:
            for _ in range(SECOND_THOUGHTS):
                verb = dice.choice(BY_SEATS if who.seat_id else BY_ROLE[who.role])
                asker, command = await self._sure_to_think(verb, who, dice)
                if NOTHING not in f"{command}":
                    break
            self._latest[who.role] = asker, command
            return asker, command  # type: ignore[return-value]  # there is one thought at least
        return Asker(who, asker.room), replace(command, request_id=a_request())

    async def _sure_to_think(self, verb: str, who: Person, dice: random.Random) -> tuple[Asker, Command]:
        while True:
            try:
                return await self.assembly.think_of(verb, dice, who)
            except StoreFault:  # nobody thinks of anything while the store is away
                await asyncio.sleep(0)

    async def do(self, process: Context, asker: Asker, command: Command, *, again: bool = False) -> None:
        """Do it; of what is said again and was done already nobody knows by whom, this request or another."""
        verb = str(command.__struct_config__.tag)
        try:
            reply = await self.assembly.carry_out(process, asker, command)
        except Refusal as refused:
            self.refused[refused.code] += 1
        except StoreFault:
            self.unanswered.append((asker, command))
        else:
            already = getattr(reply, "already", False)
            self.done[verb] += not already
            self.maybe[verb] += already and again


async def at_once(shards: Shards, others: Shards) -> AtOnce:
    """Let them come together."""
    clock = TurnClock()
    assembly = await an_assembly(shards, clock)
    return AtOnce(assembly, (assembly.context, Context(others, clock)), clock.ms)
