"""The company of a rehearsal: simulated delegates, moderators and a chair living one day on the copy of a meeting.

Refuses to know how the copy came and goes. Invariant: everything that is said goes through the doors and sockets that
anybody else would use.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Person, Role
from server.domain.procedure.programme import Programme, Region, Room
from server.rehearsal.conductor import Conductor
from server.rehearsal.course import chart_course
from server.rehearsal.delegates import Delegate, hang_up
from server.rehearsal.door import Door, Json
from server.rehearsal.opinions import Opinions
from server.rehearsal.phone import Phone
from server.rehearsal.plenary import Plenary, read_in_english
from server.rehearsal.proposals import Draft, read_drafts
from server.rehearsal.tempo import Tempo, Told, together
from server.secretariat.credentials import Credentials

# Human seconds: how long the company takes over each part of the day.
ARRIVING_S = 2.5
ARRIVING_PER_DELEGATE_S = 0.03
PROPOSING_S = 8.0
SHORTLISTING_S = 9.0
WALKING_S = 2.0
MAX_CHOICES = 5
KNOWN = ("set_changed", "signing_changed", "live_changed")
"""The events that the podiums of today know by these names."""


class Company:
    """Everybody who plays the day."""

    def __init__(
        self,
        door: Door,
        tempo: Tempo,
        credentials: Credentials,
        played: tuple[Meeting, Programme],
        spread: Mapping[str, int],
    ) -> None:
        """Gather delegates as they are spread over the regions; nobody has joined yet."""
        self._meeting, self._programme = played
        regions = [region.id for region in self._programme.regions]
        self._door = door
        self._tempo = tempo
        self._credentials = credentials
        self._course = chart_course(self._programme)
        self._drafts = read_drafts(regions)
        appeal = {draft.title: draft.appeal for drafts in self._drafts.values() for draft in drafts}
        self._opinions = Opinions(tempo, regions, appeal)
        self._delegates = {
            region_id: [Delegate(door, tempo, region_id, number + 1) for number in range(count)]
            for region_id, count in spread.items()
        }

    @property
    def _everybody(self) -> list[Delegate]:
        return [delegate for group in self._delegates.values() for delegate in group]

    async def live(self) -> Json:
        """Live the day, and return the ranked list it comes to; the delegates stay in the plenary."""
        course = self._course
        if course.region_rooms:
            first = next(iter(course.region_rooms.values()))
            async with self._conductor(first, "chair") as chair:
                await chair.point_at(course.proposing[0])
            await together(self._meet(region) for region in self._programme.regions)
        else:
            async with self._conductor(course.plenary, "chair") as chair:
                await chair.point_at(course.proposing[0])
            await together(self._arrive_and_propose(course.plenary, region.id) for region in self._programme.regions)
        return await self._hold_plenary()

    async def go_home(self) -> None:
        """Hang up every phone."""
        await hang_up(self._everybody)

    async def _meet(self, region: Region) -> None:
        """Let one region propose, choose, hand over its list, and walk to the plenary."""
        room, group = self._course.region_rooms[region.id], self._delegates[region.id]
        async with self._conductor(room, "moderator", region.id) as moderator:
            await self._arrive_and_propose(room, region.id)
            seen = await moderator.read_room()
            slate = [said for said in seen["recommendations"] if said["status"] == "accepted"]
            self._tempo.say(Told("shortlisting", region.name, len(slate)))

            async def vote(round_id: str) -> None:
                await together(
                    delegate.vote(round_id, ballots, SHORTLISTING_S)
                    for delegate in group
                    if (ballots := self._opinions.shortlist_ballots(delegate.key, region.id, slate, MAX_CHOICES))
                )

            await read_in_english(moderator, slate)
            ids = [said["id"] for said in slate]
            round_id = await moderator.hold_round("shortlist", ids, self._course.proposing[0], SHORTLISTING_S, vote)
            handed = await moderator.hand_over(round_id)
        self._tempo.say(Told("handed" if handed else "none_handed", region.name))
        await self._walk(group, self._course.plenary)

    async def _arrive_and_propose(self, room: Room, region_id: str) -> None:
        """Let the delegates of a region come in one after the other; whoever is in begins to propose."""
        group, drafts = self._delegates[region_id], self._drafts[region_id]
        arriving_s = ARRIVING_S + ARRIVING_PER_DELEGATE_S * len(self._everybody)

        async def arrive(delegate: Delegate, own: Sequence[Draft]) -> None:
            await self._tempo.pause(self._tempo.dice("arrive", delegate.key).uniform(0, arriving_s))
            await delegate.join(self._meeting.join_code)
            await delegate.enter(room.id)
            await delegate.propose(own, self._course.proposing, PROPOSING_S)

        name = next(region.name for region in self._programme.regions if region.id == region_id)
        self._tempo.say(Told("arriving", name, len(group)))
        await together(arrive(delegate, drafts[place :: len(group)]) for place, delegate in enumerate(group))

    async def _walk(self, group: Sequence[Delegate], room: Room) -> None:
        async def walk(delegate: Delegate) -> None:
            await self._tempo.pause(self._tempo.dice("walk", delegate.key).uniform(0, WALKING_S))
            await delegate.enter(room.id)

        await together(walk(delegate) for delegate in group)

    async def _hold_plenary(self) -> Json:
        async def read_list(round_id: str) -> Json:
            credential = await self._credentials.issue(Person(self._meeting.id, "chair"))
            return await self._door.ranked_list(round_id, credential)

        plenary = Plenary(self._course, self._everybody, (self._opinions, self._tempo), self._conductor, read_list)
        return await plenary.hold()

    @asynccontextmanager
    async def _conductor(self, room: Room, role: Role, region_id: str = "") -> AsyncIterator[Conductor]:
        credential = await self._credentials.issue(Person(self._meeting.id, role, region_id))
        async with Phone(self._door.base_url, room.id, credential, accepts=KNOWN) as phone:
            yield Conductor(phone, self._tempo, self._programme.secrecy, self._meeting.hand_over_limit)
