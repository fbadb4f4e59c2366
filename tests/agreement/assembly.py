"""An assembly in which anything may happen in any order: texts, sets, merges, wordings and rounds, by chance.

Two chairs and the moderators of two regions act in the plenary and in the rooms of both regions, on a real store and by
a clock of its own; delegates propose and cast. What was done is remembered, so that the log can be held against it.
"""

import itertools
import random
from dataclasses import dataclass, field
from typing import Any

from server.domain.errors import Refusal
from server.domain.procedure.lineage import merges_of
from server.domain.procedure.meeting import Meeting, Proceedings
from server.domain.procedure.people import SIGNING, Person
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import Round
from server.protocol import commands
from server.protocol.commands import Command
from server.room.actions import perform
from server.room.actions.later import Later
from server.room.context import Asker, Context
from server.store.shards import Shards
from tests.builders import a_delegate, a_meeting, a_request

TEXTS = (
    "propose", "propose", "edit_recommendation", "accept_recommendation", "reject_recommendation",
    "withdraw_recommendation", "translate_recommendation", "hand_over", "hand_over", "take_back",
)  # fmt: skip
MERGES = (*["propose_merge"] * 3, *["agree_merge"] * 5, "refuse_merge", "undo_merge")
WORDINGS = (*["propose_wording"] * 4, *["accept_wording"] * 5, "refuse_wording")
ROUNDS = (
    "prepare_round", "open_round", "cast_ballot", "cast_ballot", "close_round", "publish_round", "void_round",
    "reopen_round",
)  # fmt: skip
VERBS = (*TEXTS, *MERGES, *WORDINGS, *ROUNDS)
ON_TEXTS = SIGNING | {verb for verb in TEXTS if verb.endswith("_recommendation")}
FITTING = {"open_round": ("draft",), "close_round": ("open",), "publish_round": ("closed",), "cast_ballot": ("open",),
           "void_round": ("open", "closed"), "reopen_round": ("closed",)}  # fmt: skip


DAY_MS = 86_400_000
_days = itertools.count(1)


class Clock:
    """A clock that goes on with each act, so that every act has instants of its own; each begins on a day of its own.

    All delegates come from one address, which at one instant may let in a thousand.
    """

    def __init__(self) -> None:
        self.ms = next(_days) * DAY_MS

    def __call__(self) -> int:
        return self.ms


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was done: when it began, and when it was answered."""

    act: str
    from_ms: int
    to_ms: int
    told: bool = True


@dataclass(slots=True)
class Assembly:
    """Everybody, everything that was done, and how often it was refused."""

    context: Context
    clock: Clock
    meeting: Meeting
    rooms: dict[str, Room]
    people: list[Person]
    delegates: list[Person]
    done: list[Done] = field(default_factory=list)
    refused: int = 0

    async def now(self) -> Proceedings:
        """Read what was decided."""
        return await self.context.read_proceedings(self.meeting.id)

    async def act(self, verb: str, luck: int) -> bool:
        """Try one act, sensible more often than not, and say whether it was done now."""
        asker, command = await self.think_of(verb, random.Random(luck))
        self.clock.ms += 10
        from_ms = self.clock.ms
        try:
            reply = await self.carry_out(self.context, asker, command)
        except Refusal:
            self.refused += 1
            return False
        if not getattr(reply, "already", False):
            self.done.append(Done(verb, from_ms, self.clock.ms, told=verb != "cast_ballot"))
        return True

    async def think_of(self, verb: str, dice: random.Random, who: Person | None = None) -> tuple[Asker, Command]:
        """Think of an act on what there is now, somebody's if it is said whose."""
        who = who or self._whose(verb, dice)
        where = self._where(verb, await self.now(), dice)
        if where not in ("plenary", who.region_id) and who.region_id:
            where = who.region_id if who.seat_id or dice.random() < 0.8 else "plenary"
        asker = Asker(who, self.rooms[where])
        return asker, written(verb, await self.now(), asker, dice)

    async def carry_out(self, context: Context, asker: Asker, command: Command) -> Any:
        """Do it, to its end: whoever closes a round waits for its count.

        Raises:  a Refusal.
        """
        reply = await perform(context, asker, command)
        if isinstance(reply, Later):
            self.clock.ms = max(self.clock.ms, reply.due_ms)
            return await reply.finish()
        return reply

    def _whose(self, verb: str, dice: random.Random) -> Person:
        who = dice.choice(self.people)
        if verb == "cast_ballot" or (verb in ("propose", "withdraw_recommendation") and dice.random() < 0.3):
            who = dice.choice(self.delegates)
        return who

    def _where(self, verb: str, now: Proceedings, dice: random.Random) -> str:
        """Choose a room in which there is something to do, mostly."""
        if verb in ("hand_over", "take_back"):
            return dice.choice(["AF", "AM"])
        if verb in SIGNING and dice.random() < 0.7:
            return "plenary"
        if verb in FITTING and dice.random() < 0.9:
            fits = {one.room_id for one in now.rounds.values() if one.state in FITTING[verb]}
            if rooms := [name for name, room in self.rooms.items() if room.id in fits]:
                return dice.choice(sorted(rooms))
        return dice.choice(["plenary", "plenary", "plenary", "AF", "AM"])


async def an_assembly(shards: Shards, clock: Clock | None = None) -> Assembly:
    """Let them come together."""
    clock = clock or Clock()
    context = Context(shards, clock)
    meeting = await a_meeting(context)
    programme = await context.programme(meeting.id)
    rooms = {name: next(room for room in programme.rooms if room.region_id == name) for name in ("AF", "AM")}
    rooms["plenary"] = next(room for room in programme.rooms if room.kind == "plenary")
    chairs = [Person(meeting.id, "chair")] * 2
    moderators = [Person(meeting.id, "moderator", region) for region in ("AF", "AM")]
    delegates = [await a_delegate(context, meeting, region) for region in ("AF", "AM")]
    return Assembly(context, clock, meeting, rooms, [*chairs, *moderators], delegates)


def written(verb: str, now: Proceedings, asker: Asker, dice: random.Random) -> Command:
    """Write one command on what there is, mostly such that it fits."""
    known, room = list(now.recommendations.values()), asker.room
    here = [one for one in known if one.room_id == room.id or now.is_handed_to(room.agenda_session_id, one.id)]
    stands = [one.id for one in here if one.status == "accepted"] or ["aaaaa001"]
    kind: Any = next(one for one in commands.AnyCommand.__args__ if one.__struct_config__.tag == verb)
    request = {"request_id": a_request()}
    words = {"title": f"Words {dice.randrange(10**6)}", "text": dice.choice(["", "Some text"])}
    if verb == "propose":
        session = now.programme.agenda.session(room.agenda_session_id)
        assert session is not None
        return kind(**request, question_id=session.questions[0].id, **words)
    if verb in ("hand_over", "take_back"):
        own = [one.id for one in known if one.room_id == room.id and one.status in ("accepted", "merged")]
        items = dice.sample(own, min(len(own), 1 + dice.randrange(6))) or ["aaaaa001"]
        to = {"session_id": "s1"} if verb == "hand_over" else {}
        return kind(**request, recommendation_ids=items, **to)
    if verb == "propose_merge":
        free = {one.id for one in known if not merges_of(now, one.id)}
        stands = [one for one in stands if one in free or dice.random() < 0.1]
        parents = dice.sample(stands, min(len(stands), 2 + (dice.random() < 0.2)))
        return kind(**request, parents=parents, **words)
    if verb in ON_TEXTS:
        return kind(**request, **_on_text(verb, known, stands, words, dice))
    if verb == "prepare_round":
        slate = dice.sample(stands, min(len(stands), 1 + dice.randrange(3)))
        method = dice.choice(["shortlist", "across_regions"])
        return kind(**request, method=method, slate=slate, rules={"secrecy": "recorded"})
    rounds = [one for one in now.rounds.values() if one.room_id == room.id]
    fits = [one for one in rounds if one.state in FITTING[verb]] or rounds
    return _on_round(verb, kind, dice.choice(fits) if fits else None, dice)


def _on_text(verb: str, known: list[Any], stands: list[str], words: dict[str, str], dice: random.Random) -> Any:
    merges = [one for one in known if one.merge is not None]
    waiting = [one.id for one in merges if one.status == "proposed"]
    worded = [one.id for one in known if one.wording is not None]
    fitting = {"agree_merge": waiting, "refuse_merge": waiting, "accept_wording": worded, "refuse_wording": worded}
    fitting["undo_merge"] = [one.id for one in merges if one.status in ("proposed", "accepted")]
    fitting["propose_wording"] = worded if worded and dice.random() < 0.5 else stands
    item = dice.choice(fitting.get(verb) or stands)
    found = next((one for one in known if one.id == item), None)
    said: dict[str, Any] = {"recommendation_id": item}
    if verb in ("edit_recommendation", "propose_wording"):
        said |= words | {"version": (found.version if found else 1) + (dice.random() < 0.1)}
    if verb == "translate_recommendation":
        said |= {"language": dice.choice(["fr", "ar"]), "title": "Des mots", "text": found.text if found else ""}
    if verb == "agree_merge":
        merge = found.merge if found else None
        asked = [one.region_id for one in merge.agreements if one.answer == "asked"] if merge else []
        said |= {"region_id": dice.choice(["", *asked]), "asking": merge.asking if merge else 1}
    return said


def _on_round(verb: str, kind: Any, round_: Round | None, dice: random.Random) -> Command:
    round_id = round_.id if round_ else "aaaaa002"
    if verb == "cast_ballot":
        mark = "approve" if round_ and round_.method == "shortlist" else dice.choice(["for", "against"])
        marks = dict.fromkeys(round_.slate[:1] if round_ else (), mark)
        epoch = round_.epoch if round_ else 1
        return kind(
            round_id=round_id, epoch=epoch, base_revision=0, request_id=a_request(), ballot_id=a_request(), marks=marks
        )
    more = {"reason": "By mistake."} if verb == "void_round" else {}
    return kind(round_id=round_id, request_id=a_request(), **more)
