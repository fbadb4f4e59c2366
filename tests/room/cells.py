"""A meeting in which every act can be tried on everybody's things: the use cases themselves, on the real store.

Moderated before, with named seats, so that proposals wait and people wait for seats.
"""

from collections.abc import AsyncIterator, Coroutine, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from server.domain.agenda.text import read_agenda
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Person, Seat
from server.domain.procedure.programme import Moderation, Programme, Room, desk_room
from server.protocol import commands
from server.protocol.commands import Command
from server.room.actions import perform
from server.room.actions.later import Later
from server.room.arrivals import ask_for_seat, enter, person_of
from server.room.context import Asker, Context
from server.secretariat.actor import SECRETARY
from server.secretariat.founding import Founding, found_meeting
from tests.builders import SIX, a_request
from tests.chambers import DAY_S
from tests.faceted import with_facets
from tests.services import SMALL_AGENDA, Json

SEATS_A_REGION = 40
PATH = {
    "draft": (), "open": ("open",), "unclocked": ("open",), "paused": ("open", "pause"), "closed": ("open", "close"),
    "published": ("open", "close", "publish"),
}  # fmt: skip
"""The steps that lead a round from its draft to where an act fits it."""


@dataclass(slots=True)
class World:
    """One meeting, its people by name, and seats that nobody has taken yet."""

    context: Context
    meeting: Meeting
    programme: Programme
    people: dict[str, Person]
    free: dict[str, Iterator[Seat]]
    slates: dict[str, str] = field(default_factory=dict)
    fresh: bool = True
    """Whether each thing is made anew, as an act that succeeds wants it; a refusal leaves a thing as it is."""
    kept: dict[tuple[str, ...], str] = field(default_factory=dict)

    def room(self, name: str) -> Room:
        """Find the plenary room, the room of a region, or the desk's."""
        if name == "desk":
            return desk_room(self.meeting.id)
        wanted = "" if name == "plenary" else name
        return next(
            room for room in self.programme.rooms if room.region_id == wanted and room.agenda_session_id != "s2"
        )

    def question(self, room: Room) -> str:
        """Name a guiding question of a room."""
        return str(self.programme.agenda.session(room.agenda_session_id).questions[0].id)

    def question_elsewhere(self) -> str:
        """Name a guiding question of the agenda session whose room nobody is in here."""
        return str(self.programme.agenda.session("s2").questions[0].id)

    async def do(self, who: str, room: Room, command: Command) -> Any:
        """Do something as one of the people."""
        reply = await perform(self.context, Asker(self.people[who], room), command)
        return await reply.finish() if isinstance(reply, Later) else reply

    async def a_recommendation(self, owner: str, room: Room, standing: str = "stands", *, fresh: bool = True) -> str:
        """Propose something, and have it accepted unless it is to wait."""
        if not (self.fresh and fresh):
            return await self._once(("recommendation", owner, room.id, standing), self._propose(owner, room, standing))
        return await self._propose(owner, room, standing)

    async def a_round(self, room: Room, state: str = "draft", *, fresh: bool = True) -> str:
        """Draft a shortlist in a room and bring it into a state, with one ballot cast by its delegate."""
        if not (self.fresh and fresh):
            return await self._once(("round", room.id, state), self._draft(room, state))
        return await self._draft(room, state)

    async def a_seat(self, region: str, state: str = "free", *, fresh: bool = True) -> str:
        """Find a seat of a region, with somebody who waits for it or is kept out of it if it is to be so."""
        if not (self.fresh and fresh):
            return await self._once(("seat", region, state), self._seat(region, state))
        return await self._seat(region, state)

    async def _once(self, name: tuple[str, ...], making: Coroutine[None, None, str]) -> str:
        if name in self.kept:
            making.close()
        else:
            self.kept[name] = await making
        return self.kept[name]

    async def _propose(self, owner: str, room: Room, standing: str) -> str:
        proposal = commands.Propose(request_id=a_request(), question_id=self.question(room), title="A proposal")
        found = str((await self.do(owner, room, proposal)).recommendation_id)
        if standing == "stands" and self.people[owner].role == "delegate":
            await self.do("chair", room, commands.AcceptRecommendation(request_id=a_request(), recommendation_id=found))
        return found

    async def _draft(self, room: Room, state: str) -> str:
        if room.id not in self.slates:
            self.slates[room.id] = await self._propose("chair", room, "stands")
        draft = commands.PrepareRound(
            request_id=a_request(),
            method="shortlist",
            slate=[self.slates[room.id]],
            rules={"unclocked": {}, "published": {"secrecy": "recorded"}}.get(state, {"closes_after_s": 600}),
        )
        round_id = str((await self.do("chair", room, draft)).round_id)
        for step in PATH[state]:
            kind = {"open": commands.OpenRound, "pause": commands.PauseRound, "close": commands.CloseRound}
            await self.do("chair", room, kind.get(step, commands.PublishRound)(round_id=round_id))
            if step == "open":
                voter = "foreigner" if room.region_id == "AM" else "neighbour"
                await self.do(voter, room, self.a_ballot(room, round_id))
        return round_id

    def a_ballot(self, room: Room, round_id: str) -> commands.CastBallot:
        """Write a ballot for a round."""
        marks = {self.slates.get(room.id, "none"): "approve"}
        return commands.CastBallot(
            round_id=round_id, epoch=1, base_revision=0, request_id=a_request(), ballot_id=a_request(), marks=marks
        )

    async def a_paper(self, session_id: str) -> str:
        """Put a paper beside an agenda session; there is one of each."""
        return await self._once(("paper", session_id), self._put(session_id))

    async def _put(self, session_id: str) -> str:
        now = (await self.context.read_proceedings(self.meeting.id)).programme
        new = {"session_id": session_id, "kind": "text", "title": "A paper", "text": "Some words"}
        changes = {"papers": [*[paper.id for paper in now.papers], new]}
        edit = commands.EditProgramme(request_id=a_request(), version=now.version, changes=changes)
        await self.do("desk", self.room("desk"), edit)
        return (await self.context.read_proceedings(self.meeting.id)).programme.papers[-1].id

    async def a_handed_one(self) -> str:
        """Have the region of Africa hand a recommendation of its room to the plenary."""
        if not self.fresh:
            return await self._once(("handed",), self._hand_over(self.room("AF")))
        return await self._hand_over(self.room("AF"))

    async def _hand_over(self, room: Room) -> str:
        self.slates.pop(room.id, None)
        round_id = await self._draft(room, "published")
        await self.do("chair", room, commands.SubmitShortlist(round_id=round_id))
        handed = self.slates.pop(room.id)
        await self.do("chair", room, self.to_the_plenary(handed))
        return handed

    async def a_merge(self, *regions: str) -> str:
        """Have the chair propose a merge of texts of regions, whose moderators are asked to sign."""
        named = regions or ("AF", "AM")
        if not self.fresh:
            return await self._once(("merge", *named), self._merge(named))
        return await self._merge(named)

    async def _merge(self, regions: tuple[str, ...]) -> str:
        parents = [await self.a_text_of(region) for region in regions]
        merge = commands.ProposeMerge(request_id=a_request(), parents=parents, title="Merged")
        return str((await self.do("chair", self.room("plenary"), merge)).recommendation_id)

    async def a_text_of(self, region: str) -> str:
        """Have a region hand over a text of its room by hand."""
        found = await self._propose("chair", self.room(region), "stands")
        await self.do("chair", self.room(region), self.to_the_plenary(found))
        return found

    async def a_worded_one(self, region: str = "AF", *, answered: bool = True) -> str:
        """Have the chair propose words for a text of a region, and the region answer with its own."""
        if not self.fresh:
            return await self._once(("worded", region, str(answered)), self._worded(region, answered=answered))
        return await self._worded(region, answered=answered)

    async def _worded(self, region: str, *, answered: bool) -> str:
        found = await self.a_text_of(region)
        self.people["answers"] = replace(self.people["moderator"], region_id=region)
        for who, title in (("chair", "Words"), ("answers", "Other words"))[: 1 + answered]:
            said = commands.ProposeWording(request_id=a_request(), recommendation_id=found, version=1, title=title)
            await self.do(who, self.room("plenary"), said)
        return found

    def to_the_plenary(self, *handed: str) -> commands.HandOver:
        """Write how a region hands over to the plenary session that is looked at here, which is not the next one."""
        session_id = self.room("plenary").agenda_session_id
        return commands.HandOver(request_id=a_request(), recommendation_ids=list(handed), session_id=session_id)

    async def _seat(self, region: str, state: str) -> str:
        seat = next(self.free[region])
        if state == "waited_for":
            code = (await self.context.joining(self.meeting)).code
            await ask_for_seat(self.context, code, seat.id)
        elif state == "barred":
            await self.do("chair", self.room("plenary"), commands.BarSeat(seat_id=seat.id))
        return seat.id


async def a_world(context: Context, moderation: Moderation = "pre", americas: int = SEATS_A_REGION) -> World:
    """Found a meeting with a chair, a moderator, delegates of two regions, observers and a screen."""
    named = [
        Seat("", f"{region} {number}", "D", region, "fr")
        for region, seats in (("AF", SEATS_A_REGION), ("AM", americas))
        for number in range(seats)
    ]
    named.append(Seat("", "Watcher", "D", "AF", votes=False))
    agenda = with_facets(read_agenda(SMALL_AGENDA, ["lunch"]))
    founding = Founding(agenda=agenda, regions=SIX, seats=tuple(named), open_join=True, moderation=moderation)
    meeting, seats = await found_meeting(context, SECRETARY, founding, context.now_ms() // 1_000 + 30 * DAY_S)
    free = {
        region: iter([seat for seat in seats if seat.region_id == region and seat.votes]) for region in ("AF", "AM")
    }
    seated = {"delegate": "AF", "neighbour": "AF", "foreigner": "AM"}
    people = {name: person_of(next(free[region]), meeting.id) for name, region in seated.items()}
    people["seated observer"] = person_of(seats[-1], meeting.id)
    for person in people.values():
        await enter(context, person)
    people |= {role: Person(meeting.id, role) for role in ("chair", "observer", "screen")}
    people |= {"desk": Person(meeting.id, "desk"), "secretariat": Person("", "secretariat").within(meeting.id)}
    people["moderator"] = Person(meeting.id, "moderator", "AF")
    return World(context, meeting, await context.programme(meeting.id), people, free)


def nothing_of(world: World) -> str:
    """Name something of a meeting that is not there."""
    return f"{world.meeting.id}zzz"


async def papers(world: World, other: World, room: Room) -> AsyncIterator[tuple[str, str, bool, Json]]:
    """One of a room's agenda session, of the meeting as a whole, of another session and meeting, and none."""
    for label, whose, item in (
        ("a paper of this session", "others", await world.a_paper(room.agenda_session_id)),
        ("a paper of the whole meeting", "others", await world.a_paper("")),
        ("a paper of another session", "elsewhere", await world.a_paper("s2")),
        ("a paper of another meeting", "elsewhere", await other.a_paper(room.agenda_session_id)),
        ("no paper", "elsewhere", nothing_of(world)),
    ):
        yield label, whose, True, {"view": "paper", "item": item}


async def sessions(room: Room) -> AsyncIterator[tuple[str, str, bool, Json]]:
    """The agenda session of this room, one of another, and none that there is: they are the whole meeting's."""
    for label, whose, found in (
        ("the session of this room", "others", room.agenda_session_id),
        ("the session of another room", "others", "s2"),
        ("a session there is not", "elsewhere", "s99"),
    ):
        yield label, whose, True, {"session_id": found}
