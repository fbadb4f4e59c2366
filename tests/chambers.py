"""A meeting without sockets: the use cases themselves on the real store, to replay votes that really took place."""

import itertools
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.agenda.text import read_agenda
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Person, Seat
from server.domain.procedure.programme import Region, Room
from server.protocol import commands
from server.protocol.replies import BallotCast
from server.room.actions import perform
from server.room.actions.closing import finish_closing
from server.room.arrivals import enter, person_of
from server.room.context import Asker, Context
from server.secretariat.actor import SECRETARY
from server.secretariat.founding import Founding, found_meeting
from tests.services import SMALL_AGENDA

DAY_S = 86_400


@dataclass(slots=True)
class Chamber:
    """A plenary room with its chair and its seated delegates, by name."""

    context: Context
    meeting: Meeting
    room: Room
    seated: Mapping[str, Person]

    @property
    def chair(self) -> Asker:
        """The chair in this room."""
        return Asker(Person(self.meeting.id, "chair"), self.room)

    async def put(self, titles: Sequence[str]) -> list[str]:
        """Have the chair put recommendations before the room, and say their ids."""
        question = (
            (await self.context.programme(self.meeting.id)).agenda.session(self.room.agenda_session_id).questions[0].id
        )
        proposed = []
        for title in titles:
            asked = commands.Propose(request_id=uuid.uuid4().hex, question_id=question, title=title[:120])
            proposed.append((await perform(self.context, self.chair, asked)).recommendation_id)
        return proposed

    async def open(self, slate: Sequence[str], method: str = "across_regions", **rules: object) -> str:
        """Prepare and open a round on a slate, of the regions-first order unless said otherwise, and say its id."""
        draft = commands.PrepareRound(request_id=uuid.uuid4().hex, method=method, slate=list(slate), rules=rules)
        round_id = (await perform(self.context, self.chair, draft)).round_id
        await perform(self.context, self.chair, commands.OpenRound(round_id=round_id))
        return str(round_id)

    async def cast(
        self, name: str, round_id: str, marks: Mapping[str, str], base_revision: int = 0, epoch: int = 1
    ) -> BallotCast:
        """Cast the whole ballot of one delegate."""
        ballot = commands.CastBallot(
            round_id=round_id,
            epoch=epoch,
            base_revision=base_revision,
            request_id=uuid.uuid4().hex,
            ballot_id=uuid.uuid4().hex,
            marks=dict(marks),
        )
        return await perform(self.context, Asker(self.seated[name], self.room), ballot)

    async def close(self, round_id: str) -> None:
        """Announce the close, and close for good without waiting for ballots that nobody has sent."""
        await perform(self.context, self.chair, commands.CloseRound(round_id=round_id))
        await finish_closing(self.context, self.room, round_id, (await self.context.round(round_id)).epoch)


async def a_chamber(
    context: Context, seats: Mapping[str, str], region_names: Sequence[str], *, days: int = 1
) -> Chamber:
    """A meeting in which every seat (name → region) is taken by its holder."""
    regions = tuple(Region(name, name, name[:3]) for name in region_names)
    founding = Founding(
        agenda=read_agenda(SMALL_AGENDA),
        regions=regions,
        seats=tuple(Seat("", name, name, region) for name, region in seats.items()),
    )
    meeting, made = await found_meeting(context, SECRETARY, founding, context.now_ms() // 1_000 + days * DAY_S)
    seated = {}
    for seat in made:
        seated[seat.name] = person_of(seat, meeting.id)
        await enter(context, seated[seat.name])
    rooms = (await context.programme(meeting.id)).rooms
    room = next(room for room in rooms if room.kind == "plenary")
    return Chamber(context, meeting, room, seated)


def by_voter(events: Sequence[tuple[str, str, str]]) -> dict[str, list[tuple[str, str]]]:
    """Sort an event log (voter, statement, mark) into what each voter said, in order."""
    ordered = sorted(events, key=lambda event: event[0])
    return {
        voter: [(statement, mark) for _, statement, mark in said]
        for voter, said in itertools.groupby(ordered, key=lambda event: event[0])
    }
