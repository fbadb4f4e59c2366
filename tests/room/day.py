"""A day of a meeting in which everything happens that can be told, and who hears it: one listener of each audience.

The rooms of one process on the real store, without sockets: what is written to a line is what would be sent.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

import msgspec

from server.domain.errors import Refusal
from server.domain.procedure.audiences import audiences_by_role
from server.domain.procedure.people import Person
from server.domain.procedure.programme import Room
from server.live.heard import NEW_NAMES
from server.live.hub import Hub
from server.live.listener import Listener
from server.live.outbox import Outbox
from server.live.pulse import say_pulse
from server.live.snapshot import you_in
from server.live.tally import way_of
from server.protocol import commands, encode, replies
from server.protocol.commands import Command, RecommendationCommand
from tests.builders import a_request, in_days
from tests.conftest import until
from tests.faceted import ANSWERS
from tests.live.test_greeting import Connection, broadcast
from tests.room.cells import World
from tests.room.day_at_the_door import at_the_door, say_things
from tests.room.day_of_agreement import agree
from tests.room.day_of_confirming import confirm
from tests.room.day_of_positions import in_room
from tests.room.day_of_readings import read_again
from tests.room.day_of_speaking import present_and_speak
from tests.room.day_of_texts import send_back
from tests.room.day_of_words import wish
from tests.room.shown import show_list_of
from tests.services import Json

EARS = (
    ("chair", "plenary"), ("moderator", "plenary"), ("delegate", "plenary"), ("foreigner", "plenary"),
    ("observer", "plenary"), ("seated observer", "plenary"), ("screen", "plenary"), ("chair", "AF"),
    ("moderator", "AF"), ("delegate", "AF"), ("neighbour", "AF"), ("screen", "AF"), ("desk", "desk"),
)  # fmt: skip
"""Who listens, and where; the delegate of Africa is the owner of what is proposed."""
RULES: Mapping[str, Json] = {
    "live": {
        "visibility": "live", "secrecy": "recorded", "tie_rule": "lot", "closes_after_s": 600, "with_changes": True,
        "opposition_tolerated": 1, "no_region_leans": True, "both_keys": True,
    },
    "turnout": {"closes_after_s": 600, "secrecy": "recorded", "quorum": "1/3", "deciding_quorum": True},
    "hidden": {"visibility": "hidden", "closes_at": in_days(9, "Africa/Nairobi")},
}  # fmt: skip
OF_THE_PLENARY = NEW_NAMES - {"live_changed", "set_changed"}
"""The names of events that those know who listen there: of sets they know the old ones."""
METHODS = {"live": "across_regions", "turnout": "ranked_pairs", "hidden": "shortlist"}


@dataclass(slots=True)
class Ear:
    """One listener: what was said to it, each message with whether it answers it alone."""

    name: str
    room: Room
    listener: Listener
    line: Connection
    answers: list[Json] = field(default_factory=list)

    @property
    def person(self) -> Person:
        """Who listens."""
        return self.listener.person

    @property
    def audiences(self) -> frozenset[str]:
        """The audiences that they belong to here, whatever they own."""
        return audiences_by_role(self.person.role) | in_room(self.person, self.room)


class Day:
    """A world with ears in it."""

    def __init__(self, world: World) -> None:
        self.world, self.context = world, world.context
        self.hub = Hub(world.context, "a-process", broadcast)
        self.ears: dict[tuple[str, str], Ear] = {}
        self.owned: set[str] = set()

    async def begin(self) -> None:
        """Let everybody in, and greet them."""
        for name, where in EARS:
            room, line = self.world.room(where), Connection()
            listener = Listener(self.world.people[name], Outbox(line))
            self.ears[name, where] = ear = Ear(name, room, listener, line)
            await self.hub.enter(room, listener)
            way = way_of(steps=name in ("screen", "chair"), outlook=name != "observer")
            self.hub.pump(room).listeners.take(listener, way)
            listener.names = NEW_NAMES if where == "AF" else OF_THE_PLENARY
            await self.greet(ear)

    async def greet(self, ear: Ear) -> None:
        """Say `hello` for somebody, as a conversation answers it."""
        pump = self.hub.pump(ear.room)
        await self.hub.halls.greet(ear.room, ear.listener)
        shown = await pump.picture()
        ear.answers.append(json.loads(encode(await you_in(self.context, ear.person, shown))))
        pump.show(ear.listener, shown, "1")
        await say_pulse(pump, broadcast)
        await self.hub.greet(ear.room, ear.listener)

    async def do(self, name: str, where: str, command: Command) -> Json:
        """Do something and keep the answer, a refusal included."""
        try:
            reply = await self.world.do(name, self.world.room(where), command)
        except Refusal as refusal:
            reply = replies.Refused(ref="", code=refusal.code, message="No.", current=refusal.current)
        answer: Json = json.loads(encode(msgspec.structs.replace(reply, ref="1")))
        self.ears[name, where].answers.append(answer)
        return answer

    async def settle(self) -> None:
        """Wait until everybody was told the last decision of their room."""
        proceedings = await self.context.read_proceedings(self.world.meeting.id)
        for ear in self.ears.values():
            said = proceedings.room_seqs.get(ear.room.id, 0)
            await until(lambda listener=ear.listener, said=said: listener.seen >= said, "a decision")

    async def propose(self, where: str, name: str = "delegate") -> str:
        """Propose something with words in every field, and say it twice, as a phone does that has not heard."""
        question = self.world.question(self.world.room(where))
        words = {"title": "A proposal", "text": "Why, and how", "language": "en"}
        said = commands.Propose(request_id=a_request(), question_id=question, facets=ANSWERS, **words)
        found = str((await self.do(name, where, said))["recommendation_id"])
        await self.do(name, where, said)
        if name == "delegate":
            self.owned.add(found)
        return found

    async def on(self, name: str, where: str, kind: type[RecommendationCommand], found: str, **fields: object) -> None:
        """Do something to a recommendation, and say it twice."""
        said = kind(request_id=a_request(), recommendation_id=found, **fields)
        await self.do(name, where, said)
        await self.do(name, where, said)

    async def proposals(self, where: str) -> str:
        """Do everything that can be done to proposals, and say which one stands and is translated."""
        chair, other = ("chair", "foreigner") if where == "plenary" else ("moderator", "neighbour")
        french = {"language": "fr", "title": "Une proposition", "text": "Pourquoi, et comment"}
        stands, stood, fell, taken, waits = [await self.propose(where) for _ in range(5)]
        await self.settle()
        await self.on(chair, where, commands.AcceptRecommendation, stands)
        await self.on(chair, where, commands.TranslateRecommendation, stands, **french)
        await self.on(chair, where, commands.AcceptRecommendation, stood)
        await self.on(chair, where, commands.TranslateRecommendation, stood, **french)
        for one in (stands, stood):
            await self.on(other, where, commands.SupportRecommendation, one, on=True)
        await self.on(chair, where, commands.RejectRecommendation, stood, reason="It was said before.")
        await self.settle()
        await self.on(chair, where, commands.TranslateRecommendation, fell, **french)
        await self.on(chair, where, commands.RejectRecommendation, fell, reason="It is not of this session.")
        await self.on("delegate", where, commands.WithdrawRecommendation, taken)
        await self.on(chair, where, commands.EditRecommendation, waits, title="A better proposal")
        await self.on(chair, where, commands.TranslateRecommendation, waits, **french)
        await send_back(self, where, chair, other, waits)
        await self.do(chair, where, commands.ListWaiting())
        await self.do("delegate", where, commands.FindSimilar(question_id=self.question(where), title="A proposal"))
        await self.propose(where, chair)
        await self.settle()
        return stands

    def question(self, where: str) -> str:
        """Name a guiding question of a room."""
        return self.world.question(self.world.room(where))

    async def round(self, where: str, kind: str, slate: list[str], voters: list[str]) -> str:
        """Take a round from its draft to its published list, with everything that may come in between."""
        chair, method = ("chair", METHODS[kind]) if where == "plenary" else ("moderator", "shortlist")
        rules = {**RULES[kind], "roll_call": method == "across_regions" and kind == "live"}
        draft = commands.PrepareRound(
            request_id=a_request(), method=method, slate=slate, rules=rules, question_id=self.question(where)
        )
        round_id = str((await self.do(chair, where, draft))["round_id"])
        await self.do(chair, where, draft)
        mark = {"across_regions": "for", "shortlist": "approve", "ranked_pairs": "1"}[method]
        steps = [commands.OpenRound, commands.PauseRound, commands.ResumeRound, commands.ExtendRound]
        for step in steps[: 4 if kind != "hidden" else 1]:
            await self.do(chair, where, step(round_id=round_id))
        await self.settle()
        if kind == "hidden":  # everybody once while a round calls
            await asyncio.gather(*(self.greet(ear) for ear in self.ears.values()))
        for number, name in enumerate(voters, start=1):
            cast = await self.do(name, where, ballot(round_id, slate[:1], mark))
            assert cast["type"] == "ballot_cast", cast
            await self.do(name, where, ballot(round_id, slate[:1], mark))  # refused, with what stands instead
            if kind != "hidden":
                heard = self.ears["screen", where].line.said
                await until(lambda: any(said.get("tally_version") == number for said in heard), "a count")  # noqa: B023
        await self.do(chair, where, commands.RecountRound(round_id=round_id))
        await self.settle()
        await self.do(chair, where, commands.CloseRound(round_id=round_id))
        await self.do(chair, where, commands.ReopenRound(round_id=round_id))
        await self.do(chair, where, commands.CloseRound(round_id=round_id))
        await self.settle()
        await self.do(chair, where, commands.PublishRound(round_id=round_id))
        await self.do(chair, where, commands.OpenRound(round_id=round_id))  # refused, with the round as it stands
        await self.settle()
        return round_id

    async def live(self) -> None:
        """Live through all of it, and have everybody say `hello` again at the end."""
        plenary, africa = [await self.proposals(where) for where in ("plenary", "AF")]
        await agree(self)
        region = await self.round("AF", "live", [africa], ["delegate", "neighbour"])
        await self.do("moderator", "AF", commands.SubmitShortlist(round_id=region))
        await confirm(self, africa)
        for kind in ("live", "turnout", "hidden"):
            last = await self.round("plenary", kind, [plenary, africa], ["delegate", "foreigner"])
        await read_again(self, last, plenary)
        await wish(self, plenary)
        await show_list_of(region, africa, self.world, self.ears["chair", "plenary"].line)
        for undo in (partial(commands.VoidRound, reason="By mistake."), commands.DiscardRound):
            draft = commands.PrepareRound(request_id=a_request(), method="shortlist", slate=[plenary])
            drafted = await self.do("chair", "plenary", draft)
            await self.do("chair", "plenary", undo(round_id=drafted["round_id"]))
        await present_and_speak(self, commands.SetLive(question_id=self.question("plenary")))
        edit = {"request_id": a_request(), "version": 1, "changes": {"title": "Under another title"}}
        for command in (commands.EditProgramme(**edit), commands.EditProgramme(**edit | {"request_id": a_request()})):
            await self.do("desk", "desk", command)  # the second is refused, with the programme that stands
        await say_things(self)
        await self.settle()
        await at_the_door(self, last)
        await self.settle()
        for wanted in ("presence_changed", "seats_changed", "alarm_raised", "joining_changed"):
            heard = [self.ears["chair", where].line.said for where in ("plenary", "AF")]
            await until(lambda: all(any(one["type"] == wanted for one in said) for said in heard), wanted)  # noqa: B023
        await asyncio.gather(*(self.greet(ear) for ear in self.ears.values()))
        owner = self.ears["delegate", "plenary"]  # with a link that was renewed after they had cast
        renewed, shown = replace(owner.person, generation=9), await self.hub.pump(owner.room).picture()
        owner.answers.append(json.loads(encode(await you_in(self.context, renewed, shown))))


def ballot(round_id: str, chosen: list[str], mark: str) -> commands.CastBallot:
    """Write a first ballot."""
    marks = dict.fromkeys(chosen, mark)
    return commands.CastBallot(
        round_id=round_id, epoch=1, base_revision=0, request_id=a_request(), ballot_id=a_request(), marks=marks
    )
