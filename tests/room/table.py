"""A table of a meeting at which two regions sit with the chair: each handed over one text from a room of its own."""

from dataclasses import dataclass
from typing import Any

from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.people import Person
from server.domain.procedure.recommendations import Recommendation
from server.protocol import commands
from server.room.context import Context
from tests.builders import a_request
from tests.room.cells import World, a_world

WORDS = {
    "title": "One calendar, and two seats for neighbours",
    "text": "Every secretariat fills it in.",
    "language": "en",
}


@dataclass(slots=True)
class Table:
    """A meeting in which Africa and the Americas handed over one text each, from rooms of their own."""

    world: World
    africa: str = ""
    americas: str = ""

    async def do(self, who: str, where: str, kind: Any, **said: Any) -> Any:
        """Do something with a request of its own."""
        return await self.world.do(who, self.world.room(where), kind(request_id=a_request(), **said))

    async def text(self, where: str, who: str = "chair", title: str = "A text") -> str:
        """Propose something that stands at once."""
        question = self.world.question(self.world.room(where))
        said = await self.do(who, where, commands.Propose, question_id=question, title=title)
        return str(said.recommendation_id)

    async def hand_over(self, where: str, *items: str) -> None:
        """Hand texts of a region to the plenary that is looked at here."""
        await self.world.do("chair", self.world.room(where), self.world.to_the_plenary(*items))

    async def merge(self, who: str = "chair", where: str = "plenary", *parents: str, **said: Any) -> str:
        """Propose a merge, of what both regions handed over where nothing else is said."""
        wanted = list(parents or (self.africa, self.americas))
        reply = await self.do(who, where, commands.ProposeMerge, parents=wanted, **{**WORDS, **said})
        return str(reply.recommendation_id)

    async def on(self, who: str, where: str, kind: Any, found: str, **said: Any) -> Any:
        """Do something to a recommendation."""
        return await self.do(who, where, kind, recommendation_id=found, **said)

    async def open_with(self, *slate: str, where: str = "plenary") -> str:
        """Open a round on a slate."""
        drafted = await self.do("chair", where, commands.PrepareRound, method="shortlist", slate=list(slate))
        await self.world.do("chair", self.world.room(where), commands.OpenRound(round_id=drafted.round_id))
        return str(drafted.round_id)

    async def step(self, kind: Any, round_id: str, where: str = "plenary", **said: Any) -> None:
        """Take a step with a round."""
        await self.world.do("chair", self.world.room(where), kind(round_id=round_id, **said))

    async def now(self) -> Proceedings:
        """Read what was decided."""
        return await self.world.context.read_proceedings(self.world.meeting.id)

    async def found(self, item: str) -> Recommendation:
        """Read a recommendation."""
        return (await self.now()).recommendations[item]

    async def sets(self, where: str) -> list[tuple[str, ...]]:
        """Read what a room handed over."""
        return [one.recommendation_ids for one in (await self.now()).sets_of(self.world.room(where).id)]


async def a_table(context: Context) -> Table:
    """Let both regions hand over."""
    world = await a_world(context)
    world.people["moderator AM"] = Person(world.meeting.id, "moderator", "AM")
    world.people["moderator AP"] = Person(world.meeting.id, "moderator", "AP")
    table = Table(world)
    table.africa, table.americas = await table.text("AF"), await table.text("AM")
    await table.hand_over("AF", table.africa)
    await table.hand_over("AM", table.americas)
    return table
