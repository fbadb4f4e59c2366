"""Snapshot + events = fresh snapshot, whatever people do, in whatever order, refused or not.

First in one process with a clock of its own, where a history costs milliseconds; then through real sockets, with the
tallies, the order of every message, and many hands at once.
"""

import asyncio
import json
import random
from contextlib import AsyncExitStack

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.domain.errors import Refusal
from server.domain.meeting import meeting_of
from server.domain.people import Person
from server.protocol import encode
from server.protocol.decode import decode
from server.room.actions import perform
from server.room.actions.later import Later
from server.room.place import Asker, Place
from server.room.snapshot import event_frame, snapshot_view, take_picture
from server.store import Store
from tests.builders import VERBS, History, a_delegate, a_meeting
from tests.conftest import until
from tests.pictures import Witness, differences, picture_of, reduce
from tests.services import Json, Kit, Service

ACTS = st.tuples(st.sampled_from(VERBS), st.integers(0, 9), st.booleans(), st.integers(0, 10**6))
WAYS_TO_A_LIST = ("propose", "propose", "prepare_round", "open_round", "cast_ballot", "close_round", "publish_round")


class _Clock:
    """A clock that goes on only when it is told to."""

    def __init__(self) -> None:
        self.ms = 1_000_000

    def __call__(self) -> int:
        return self.ms


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(ACTS, min_size=5, max_size=40), after=st.integers(0, 20), whole=st.booleans())
async def test_any_history_of_decisions_adds_up_to_a_fresh_snapshot(
    store: Store, acts: list[tuple[str, int, bool, int]], after: int, whole: bool
) -> None:
    clock = _Clock()
    place = Place(store, clock)
    meeting = await a_meeting(place)
    plenary = next(room for room in meeting.rooms if room.kind == "plenary")
    lunch = next(room for room in meeting.rooms if room.region_id == "AF")
    delegates = [await a_delegate(place, meeting, region) for region in ("AF", "AF", "AM")]
    people = [Person(meeting.id, "chair"), Person(meeting.id, "moderator", "AF"), Person(meeting.id, "observer")]
    # The chair twice over: a history in which most is refused tells little.
    people += [*delegates, Person(meeting.id, "chair"), Person(meeting.id, "chair")]
    history = History([question.id for _, question in meeting.agenda.all_questions()])
    if whole:
        acts = [(verb, 0, luck % 2 == 0, luck) for luck, verb in enumerate(WAYS_TO_A_LIST)] + acts
    pictures: dict[str, Json] = {}
    for number, (verb, who, in_plenary, luck) in enumerate(acts):
        if number == min(after, len(acts) - 1):
            pictures = {room.id: await a_picture(place, room) for room in (plenary, lunch)}
        person, room = people[who % len(people)], plenary if in_plenary else lunch
        asked = history.command(verb, room.id, person.key, luck)
        try:
            reply = await perform(place, Asker(person, room), decode(json.dumps({**asked, "ref": "1"})))
            if isinstance(reply, Later):
                clock.ms = max(clock.ms, reply.due_ms)
                reply = await reply.finish()
        except Refusal:
            continue
        history.learn(asked, json.loads(encode(reply)), room.id, person.key)
        clock.ms += luck % 500
    for room in (plenary, lunch):
        told = pictures[room.id]
        announced = await store.decisions.read_announced(meeting_of(room.id), room.id, told["seq"], most=10_000)
        for one in announced:
            told = reduce(told, json.loads(event_frame(one.seq, one.event)))
        fresh = await a_picture(place, room)
        stopped = [{**picture, "tallies": {}} for picture in (told, fresh)]
        for picture in stopped:
            picture["rounds"] = {key: a_clock_face(round_) for key, round_ in picture["rounds"].items()}
        assert not differences(*stopped)


async def a_picture(place: Place, room) -> Json:
    """The room as a fresh hello would show it."""
    return picture_of(json.loads(json.dumps(snapshot_view(await take_picture(place, room), place.now_ms()))))


def a_clock_face(round_: Json) -> Json:
    """Leave out how much time is left: this clock jumps, and an event says what was left when it was said."""
    running = round_["clock"]["running"]
    return {**round_, "clock": {"running": False, "remaining_ms": running or round_["clock"]["remaining_ms"]}}


async def test_whoever_listens_from_the_beginning_has_what_a_fresh_hello_shows(service: Service) -> None:
    """Ten meetings at once, each with seven people in two rooms who do as they like, three things at a time."""
    await asyncio.gather(*(a_meeting_full_of_people(service, seed) for seed in range(10)))
    assert "defect" not in service.log.read_text()


async def a_meeting_full_of_people(service: Service, seed: int) -> None:
    dice = random.Random(seed)
    kit = await asyncio.to_thread(service.new_meeting)
    rooms = {"plenary": kit.room("s1"), "lunch": kit.room("lunch", "AF")}
    questions = [kit.question("s1"), kit.question("s1", 1), kit.question("lunch")]
    somebody = [kit.a_delegate("AF"), kit.a_delegate("AF"), kit.a_delegate("AM")]
    history = History(questions)
    async with AsyncExitStack() as hall:
        early = {name: await a_witness(hall, kit, room, "screen") for name, room in rooms.items()}
        seats = [("plenary", kit.chair), ("lunch", kit.chair), ("lunch", kit.founded["credentials"]["moderators"]["AF"])]
        seats += [("plenary", one["credential"]) for one in somebody] + [("lunch", somebody[1]["credential"])]
        seats += [("plenary", kit.founded["credentials"]["observer"])]
        people = [(name, await a_witness(hall, kit, rooms[name], token)) for name, token in seats]
        slow: list[asyncio.Task[None]] = []

        async def do(verb: str, name: str, phone: Witness) -> None:
            asked = history.command(verb, rooms[name]["id"], phone.you["seat_id"], dice.randrange(10**6))
            kind = asked.pop("type")
            reply = await phone.ask(kind, **asked)
            assert reply["type"] != "refused" or reply["code"] != "unexpected", (asked, reply)
            history.learn(asked, reply, rooms[name]["id"], phone.you["seat_id"])

        for name, phone in people[:2]:
            for verb in WAYS_TO_A_LIST:
                await do(verb, name, people[4][1] if name == "plenary" and verb == "cast_ballot" else phone)
        await do("submit_shortlist", "lunch", people[1][1])
        for _ in range(45):
            hands = [(dice.choice(VERBS), *dice.choice(people[: dice.choice([3, len(people)])])) for _ in range(3)]
            slow += [asyncio.create_task(do(*hand)) for hand in hands if hand[0] == "close_round"]
            await asyncio.gather(*(do(*hand) for hand in hands if hand[0] != "close_round"))
        await asyncio.gather(*slow)
        for name, listener in early.items():
            fresh = (await a_witness(hall, kit, rooms[name], "screen")).picture
            await caught_up(listener, fresh)
        for _, phone in people:
            assert not phone.spoke_too_early()
            assert not phone.fault


async def a_witness(hall: AsyncExitStack, kit: Kit, room: Json, who: str) -> Witness:
    token = kit.founded["credentials"].get(who, who)
    return await hall.enter_async_context(Witness(kit.service.base_url, room["id"], token))


async def caught_up(listener: Witness, fresh: Json) -> None:
    """Wait until a listener has what a fresh snapshot shows, and say what is missing if it never does."""
    try:
        await until(lambda: listener.fault or not differences(listener.picture, fresh), "the same picture", 10)
    except TimeoutError:
        pass
    assert not listener.fault
    assert not differences(listener.picture, fresh)
