"""A plenary room in which somebody counts hands and paper, on the real store."""

from server.domain.counting.ranking import RankedList
from server.domain.procedure.people import Person
from server.protocol import commands
from server.protocol.replies import Counted
from server.room.actions import perform
from server.room.actions.counting import kept_list
from server.room.context import Asker
from server.room.views import turnout_view
from server.store.kept_lists import read_list
from tests.chambers import Chamber

SEATS = {f"north {at}": "NO" for at in range(16)} | {f"south {at}": "SO" for at in range(8)}
Figures = dict[str, dict[str, int]]


class Hall:
    """A chamber in which somebody counts."""

    def __init__(self, chamber: Chamber, items: list[str]) -> None:
        """Take the chamber, and what is put to it."""
        self.chamber, self.items, self.context = chamber, items, chamber.context

    def asker(self, who: str) -> Asker:
        """The chair, or the moderator of a region."""
        role, region = ("chair", "") if who == "chair" else ("moderator", who)
        return Asker(Person(self.chamber.meeting.id, role, region), self.chamber.room)  # type: ignore[arg-type]

    async def enter(self, who: str, round_id: str, marks: Figures, region: str = "NO", channel: str = "hands") -> bool:
        """Enter a count; true where nothing changed."""
        said = commands.EnterCount(round_id=round_id, region_id=region, channel=channel, marks=marks)
        return bool((await perform(self.context, self.asker(who), said)).already)

    async def read(self, who: str, round_id: str, region: str = "NO") -> Counted:
        """Read of a count what is one's to know."""
        return await perform(
            self.context, self.asker(who), commands.ReadCount(round_id=round_id, region_id=region, channel="hands")
        )

    async def turnout(self, round_id: str) -> dict[str, tuple[int, int, int]]:
        """Say the turnout of an open round."""
        round_ = await self.context.round(round_id)
        ((_, tally),) = await self.context.store_of(round_id).rounds.read_tallies([(round_, COLUMNS)])
        return turnout_view(round_, tally)

    async def the_list(self, round_id: str) -> RankedList:
        """Close a round and read its list."""
        await self.chamber.close(round_id)
        return read_list(await kept_list(self.context, await self.context.round(round_id)))

    def all(self, **marks: int) -> Figures:
        """Count every item alike."""
        return {item: dict(marks) for item in self.items}


COLUMNS = ("for", "with_changes", "against", "abstain")
