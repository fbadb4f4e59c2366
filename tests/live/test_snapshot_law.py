"""Snapshot + events = fresh snapshot, whatever people do, in whatever order, refused or not.

First in one process with a clock of its own, where a history costs milliseconds; then through real sockets, with the
tallies, the order of every message, and many hands at once.
"""

import asyncio
import itertools
import json
import random
from contextlib import AsyncExitStack, suppress
from functools import partial

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.domain.errors import Refusal
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.people import Person
from server.domain.procedure.programme import Programme, Room
from server.live.heard import Heard
from server.live.picture import take_picture
from server.live.snapshot import Shown
from server.protocol import encode
from server.protocol.decode import decode
from server.room.actions import perform
from server.room.actions.later import Later
from server.room.context import Asker, Context
from server.store.shards import Shards
from tests.builders import BY_DELEGATES, VERBS, History, a_delegate, a_meeting
from tests.conftest import until
from tests.pictures import Witness, differences, picture_of, reduce
from tests.services import Json, Kit, Service

_turns = itertools.count()
ACTS = st.tuples(st.sampled_from(VERBS), st.integers(0, 9), st.booleans(), st.integers(0, 10**6))
WAYS_TO_A_LIST = ("propose", "propose", "prepare_round", "open_round", "cast_ballot", "close_round", "publish_round")


class _Clock:
    """A clock that goes on only when it is told to."""

    def __init__(self) -> None:
        self.ms = 1_000_000

    def __call__(self) -> int:
        return self.ms


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    acts=st.lists(ACTS, min_size=5, max_size=40), after=st.integers(0, 20), whole=st.booleans(), before=st.booleans()
)
async def test_any_history_of_decisions_adds_up_to_a_fresh_snapshot(
    shards: Shards, acts: list[tuple[str, int, bool, int]], after: int, whole: bool, before: bool
) -> None:
    """For every audience: those who conduct, the floor, and each owner of proposals; moderated before or not.

    Holds R69.
    """
    clock = _Clock()
    context = Context(shards, clock)
    meeting = await a_meeting(context, moderation="pre" if before else "post")
    programme = await context.programme(meeting.id)
    plenary = next(room for room in programme.rooms if room.kind == "plenary")
    lunch = next(room for room in programme.rooms if room.region_id == "AF")
    delegates = [await a_delegate(context, meeting, region) for region in ("AF", "AF", "AM")]
    people = [Person(meeting.id, "chair"), Person(meeting.id, "moderator", "AF"), Person(meeting.id, "observer")]
    # The chair twice over: a history in which most is refused tells little.
    people += [*delegates, Person(meeting.id, "chair"), Person(meeting.id, "chair")]
    history = History({room.id: questions_of(programme, room) for room in (plenary, lunch)})
    if whole:
        beginning = [(verb, 3 if verb == "cast_ballot" else 0, False, 7) for verb in WAYS_TO_A_LIST]
        acts = [*beginning, ("submit_shortlist", 0, False, 7), *acts]
    ears = [("conducting", ""), ("floor", ""), ("floor", delegates[0].seat_id), ("floor", delegates[2].seat_id)]
    pictures: dict[tuple[str, tuple[str, str]], Json] = {}
    for number, (verb, who, in_plenary, luck) in enumerate(acts):
        if number == min(after, len(acts) - 1):
            pictures = {
                (room.id, who): await a_picture(context, room, *who) for room in (plenary, lunch) for who in ears
            }
        person, room = people[who % len(people)], plenary if in_plenary else lunch
        asked = history.command(verb, room.id, person.key, luck)
        try:
            reply = await perform(context, Asker(person, room), decode(json.dumps({**asked, "ref": "1"})))
            if isinstance(reply, Later):
                clock.ms = max(clock.ms, reply.due_ms)
                reply = await reply.finish()
        except Refusal:
            continue
        history.learn(asked, json.loads(encode(reply)), room.id, person.key)
        clock.ms += luck % 500
    for room, who in itertools.product((plenary, lunch), ears):
        told = pictures[room.id, who]
        announced = await shards.of(room.id).decisions.read_announced(
            meeting_of(room.id), room.id, told["seq"], most=10_000
        )
        for one in announced:
            told = reduce(told, json.loads(Heard(one).frame(*who)))
        fresh = await a_picture(context, room, *who)
        stopped = [{**picture, "tallies": {}, "calls": {}} for picture in (told, fresh)]
        for picture in stopped:
            picture["rounds"] = {key: a_clock_face(round_) for key, round_ in picture["rounds"].items()}
        assert not differences(*stopped)


def questions_of(programme: Programme, room: Room) -> list[str]:
    """List the guiding questions that a room is there for."""
    asked = programme.agenda.all_questions()
    return [question.id for session, question in asked if session.id == room.agenda_session_id]


async def a_picture(context: Context, room: Room, audience: str, seat_id: str) -> Json:
    """Show the room as a fresh hello of somebody would."""
    person = Person(meeting_of(room.id), "delegate", room.region_id, seat_id)
    shown = Shown(await take_picture(context, room), context.now_ms())
    return picture_of(json.loads(shown.snapshot("1", outlook=True, audience=audience, person=person)))


def a_clock_face(round_: Json) -> Json:
    """Leave out how much time is left: this clock jumps, and an event says what was left when it was said."""
    running = round_["clock"]["running"]
    return {**round_, "clock": {"running": False, "remaining_ms": running or round_["clock"]["remaining_ms"]}}


async def test_whoever_listens_from_the_beginning_has_what_a_fresh_hello_shows(service: Service) -> None:
    """Eight meetings at once, each with seven people in two rooms who do as they like, three things at a time.

    Holds R67, R68, R69.
    """
    async with asyncio.TaskGroup() as meetings:
        for seed in range(8):
            meetings.create_task(a_day_of_chance(service, random.Random(seed)))
    assert "defect" not in service.log.read_text()


async def a_day_of_chance(service: Service, dice: random.Random) -> None:
    kit = await asyncio.to_thread(partial(service.new_meeting, moderation=dice.choice(["pre", "post"])))
    async with AsyncExitStack() as hall:
        day = _Day(kit, dice)
        ears = ("screen", "chair")
        early = {(name, who): await a_witness(hall, kit, room, who) for name, room in day.rooms.items() for who in ears}
        await day.begin(hall)
        for _ in range(3):
            for _ in range(20):
                await asyncio.gather(*(day.do(*day.a_hand()) for _ in range(3)))
            await asyncio.gather(*day.closing)
        for (name, who), listener in early.items():
            fresh = await a_witness(hall, kit, day.rooms[name], who)
            await caught_up(listener, fresh.picture)
        for _, phone in day.people:
            assert not phone.spoke_too_early()
            assert not phone.fault


class _Day:
    """A plenary room, a region's room, and the people in them; the first three conduct."""

    def __init__(self, kit: Kit, dice: random.Random) -> None:
        self.kit, self.dice = kit, dice
        self.rooms = {"plenary": kit.room("s1"), "lunch": kit.room("lunch", "AF")}
        questions = {"plenary": [kit.question("s1"), kit.question("s1", 1)], "lunch": [kit.question("lunch")]}
        self.history = History({self.rooms[name]["id"]: known for name, known in questions.items()})
        self.people: list[tuple[str, Witness]] = []
        self.closing: list[asyncio.Task[None]] = []

    async def begin(self, hall: AsyncExitStack) -> None:
        """Let everybody in, and take both rooms once through a whole round."""
        delegates = [self.kit.a_delegate(region)["credential"] for region in ("AF", "AF", "AM")]
        moderator = self.kit.founded["credentials"]["moderators"]["AF"]
        seats = [("plenary", "chair"), ("lunch", "chair"), ("lunch", moderator)]
        seats += [("plenary", one) for one in delegates] + [("lunch", delegates[1]), ("plenary", "observer")]
        self.people = [(name, await a_witness(hall, self.kit, self.rooms[name], who)) for name, who in seats]
        for verb in (*WAYS_TO_A_LIST, "submit_shortlist"):
            voters = self.people[4], self.people[6]
            for name, phone in voters if verb == "cast_ballot" else self.people[:2]:
                await self.do(verb, name, phone)
            await asyncio.gather(*self.closing)

    def a_hand(self) -> tuple[str, str, Witness]:
        """Say who does what next: those who conduct anything at all, the others mostly what they may."""
        conducts = self.dice.random() < 0.5
        verb = self.dice.choice(VERBS if conducts else BY_DELEGATES)
        return (verb, *self.dice.choice(self.people[:3] if conducts else self.people[3:]))

    async def do(self, verb: str, name: str, phone: Witness) -> None:
        """Do one thing; a close is answered when it has been counted, and nobody waits for it."""
        if verb == "close_round":
            self.closing.append(asyncio.create_task(self._do(verb, name, phone)))
        else:
            await self._do(verb, name, phone)

    async def _do(self, verb: str, name: str, phone: Witness) -> None:
        room_id = self.rooms[name]["id"]
        asked = self.history.command(verb, room_id, phone.you["seat_id"], self.dice.randrange(10**6))
        reply = await phone.ask(verb, **{key: value for key, value in asked.items() if key != "type"})
        assert reply.get("code") != "unexpected", (asked, reply)
        self.history.learn(asked, reply, room_id, phone.you["seat_id"])


async def a_witness(hall: AsyncExitStack, kit: Kit, room: Json, who: str) -> Witness:
    """Let somebody in who remembers everything they are told; every other one takes the steps of a tally."""
    token = kit.founded["credentials"].get(who, who)
    known = ["delta", "set_changed", "signing_changed", "presentation_changed", "named_changed", "count_changed"]
    known.append("speakers_changed")
    accepts = known if next(_turns) % 2 else []
    return await hall.enter_async_context(Witness(kit.service.base_url, room["id"], token, accepts))


async def caught_up(listener: Witness, fresh: Json) -> None:
    """Wait until a listener has what a fresh snapshot shows, and say what is missing if it never does."""
    with suppress(AssertionError):
        await until(lambda: listener.fault or not differences(listener.picture, fresh), "the same picture", 10)
    assert not listener.fault
    assert not differences(listener.picture, fresh)
