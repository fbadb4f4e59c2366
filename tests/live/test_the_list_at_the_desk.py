"""The list of seats as a desk has it: read once, and each change put in as it is heard; it is what a fresh read shows.

On the real store: with one process for random histories of everything that is done to seats, and with two services
while many join.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.domain.errors import Refusal
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Person, Seat
from server.domain.procedure.programme import desk_room
from server.live.hub import Hub
from server.live.listener import Listener
from server.live.outbox import Outbox
from server.room.admission import listed_view, read_roll
from server.room.arrivals import enter, join_by_code, person_of
from server.room.context import Context
from server.secretariat import personal_time, seating, seats
from server.secretariat.actor import SECRETARY
from server.store.shards import Shards
from tests.builders import a_meeting
from tests.conftest import until
from tests.live.test_greeting import Connection, broadcast
from tests.pictures import Witness, with_seats
from tests.services import Json, Kit, Service

STEPS = st.tuples(
    st.sampled_from(
        ("add", "join", "join_and_enter", "edit", "check_in", "check_out", "bar", "unbar", "remove", "time")
    ),
    st.integers(0, 10**6),
)
REGIONS = ("AF", "AM")


async def the_list(context: Context, meeting: Meeting) -> Json:
    """Read the list as the desk's page does."""
    roll = await read_roll(context, meeting)
    shown = [msgspec.to_builtins(listed_view(one)) for one in roll.listed]
    personal_s = await context.store_of(meeting.id).seats.read_personal_time(meeting.id)
    return {"seats": {one["seat_id"]: one for one in shown}, "personal_s": personal_s}


def is_to_read(message: Json) -> bool:
    """Say whether a message says that the list is to be read again."""
    return bool(message["type"] == "seats_changed" and message["changed"] is None)


async def do(context: Context, meeting: Meeting, step: str, luck: int) -> None:
    """Do something to a seat, if there is one; what is refused changes nothing."""
    about = (context, SECRETARY, meeting.id)
    region, ids = REGIONS[luck % 2], sorted((await read_roll(context, meeting)).by_id)
    if step == "add":
        await seating.add_seats(*about, [Seat("", f"Named {luck}", "", region), Seat("", f"Also {luck}", "", region)])
    elif step.startswith("join"):
        _, seat = await join_by_code(context, meeting.join_code, region, {})
        if step == "join_and_enter":
            await enter(context, person_of(seat, meeting.id))
    elif ids:
        one = ids[luck % len(ids)]
        acts = {
            "edit": lambda: seating.edit_seat(*about, one, {"name": f"Other {luck}", "region_id": region}),
            "check_in": lambda: seating.check_in(*about, one),
            "check_out": lambda: seating.check_out(*about, one),
            "bar": lambda: seats.bar_seat(*about, one),
            "unbar": lambda: seats.unbar_seat(*about, one),
            "remove": lambda: seats.remove_seat(*about, one),
            "time": lambda: personal_time.give_time(*about, one, luck % 600),
        }
        await acts[step]()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEPS, min_size=3, max_size=20), after=st.integers(0, 20))
async def test_a_desk_that_hears_what_changes_has_the_list(
    shards: Shards, steps: Sequence[tuple[str, int]], after: int
) -> None:
    """Whatever is done to seats, and whenever the desk came. Holds R198."""
    context = Context(shards, lambda: 1_000_000)
    meeting = await a_meeting(context, open_join=True)
    hub, line = Hub(context, "a-process", broadcast), Connection()
    hub.seat_news.again_s = 0.0
    known: Json = {}
    listener = Listener(Person(meeting.id, "desk"), Outbox(line), seen=0)
    try:
        for number, (step, luck) in enumerate(steps):
            if number == min(after, len(steps) - 1):
                await hub.enter(desk_room(meeting.id), listener)
                await until(lambda: any(is_to_read(one) for one in line.said), "the bell to be listened to")
                line.said.clear()
                known = await the_list(context, meeting)
            try:
                await do(context, meeting, step, luck)
            except Refusal:
                continue
        truth = await the_list(context, meeting)

        def told() -> bool:
            now = known
            for message in line.said:
                now = with_seats(now, message)
            return now == truth

        await until(told, "the list")
    finally:
        await hub.leave(desk_room(meeting.id), listener)
        await hub.close()


async def test_a_desk_that_is_slow_or_missed_rings_is_told_to_read_again(context: Context) -> None:
    """What waits for it names some seats, what comes behind names others: neither may replace the other."""
    meeting = await a_meeting(context)
    hub, line = Hub(context, "a-process", broadcast), Connection()
    hub.seat_news.again_s = 0.0
    listener = Listener(Person(meeting.id, "desk"), Outbox(line), seen=0)
    await hub.enter(desk_room(meeting.id), listener)
    try:
        await until(lambda: any(is_to_read(one) for one in line.said), "the bell to be listened to")
        line.said.clear()
        listener.outbox.begin_answer()  # what is said waits
        for number in range(2):
            seat = Seat("", f"Named {number}", "", "AF")
            await seating.add_seats(context, SECRETARY, meeting.id, [seat])
            await until(lambda: listener.outbox.holds("seats "), "the first")
        await until(lambda: hub.seat_news.rests(meeting.id), "the second")
        listener.outbox.end_answer()
        assert [is_to_read(one) for one in line.said if one["type"] == "seats_changed"] == [True]
    finally:
        await hub.leave(desk_room(meeting.id), listener)
        await hub.close()


@pytest.mark.parametrize("joiners", [100, pytest.param(1_000, marks=pytest.mark.long)])
async def test_arrivals_by_region_are_exact_while_many_join(
    service: Service, second_service: Service, joiners: int
) -> None:
    """At the door of a desk: never more than are there, at each moment; and in the end exactly those. Holds R198."""
    kit: Kit = await asyncio.to_thread(service.new_meeting, seat_limit=joiners)
    link = await asyncio.to_thread(kit.desk)
    came: Counter[str] = Counter()
    async with Witness(service.base_url, f"{kit.id}desk", link) as desk:
        known, reads, heard = {}, 0, 0
        begun: Counter[str] = Counter()

        async def read() -> Json:
            """Read the list at its address."""
            _, said = await asyncio.to_thread(service.call, "GET", f"/api/meetings/{kit.id}/seats", None, link)
            return {"seats": {one["seat_id"]: one for one in said["seats"]}, "personal_s": said["personal_s"]}

        known = await read()

        async def join(number: int) -> None:
            """Take a seat by code and open a page of the meeting, as a phone does, through one of two services."""
            region = ("AF", "AM", "AP")[number % 3]
            begun[region] += 1
            one = (service, second_service)[number % 2]
            seat = await asyncio.to_thread(kit.at(one).a_delegate, region)
            hello = {"type": "hello", "ref": "1"}
            path = f"/api/rooms/{kit.room('s1')['id']}/acts"
            status, _ = await asyncio.to_thread(one.call, "POST", path, hello, seat["credential"])
            assert status == 200
            came[region] += 1

        async def here() -> Counter[str]:
            """Count who is here by region, by what was heard so far."""
            nonlocal known, heard, reads
            while heard < len(desk.told):
                heard, message = heard + 1, desk.told[heard]
                if is_to_read(message):
                    known, reads = await read(), reads + 1
                else:
                    known = with_seats(known, message)
            return Counter(one["region_id"] for one in known["seats"].values() if one["state"] == "here")

        together = asyncio.gather(*(join(number) for number in range(joiners)))
        while not together.done():
            figures = await here()
            assert all(figures[region] <= begun[region] for region in figures)
            await asyncio.wait([together], timeout=0.1)
        await together
        while await here() != came:
            await until(lambda: len(desk.told) > heard, "everybody at the door")
        largest = max(len(json.dumps(one)) for one in desk.told if one["type"] == "seats_changed")
        assert reads <= 1  # when the process began to listen
        print(f"{joiners} came; {len(desk.told)} messages, the largest {largest:,} bytes")
