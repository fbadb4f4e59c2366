"""The pulse: everybody hears that the line is alive, in its place among what else is said."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from server.domain.procedure.people import Person
from server.live import pulse
from server.live.hub import Hub
from server.live.listener import Listener
from server.live.outbox import Outbox
from server.live.pump import Pump
from server.room.context import Context
from tests.chambers import Chamber, a_chamber
from tests.conftest import until
from tests.live.test_greeting import Connection, broadcast
from tests.room.halls import Hall
from tests.services import Json, Service


class Wired(Connection):
    """A line that is reached in one go with others."""

    def __init__(self, fd: int) -> None:
        super().__init__()
        self.fd = fd


class Air:
    """What reaches many at once, and remembers how often it was asked to."""

    def __init__(self, *lines: Wired) -> None:
        self.lines = {line.fd: line for line in lines}
        self.goes: list[tuple[int, ...]] = []

    def broadcast(self, fds: list[int], message: bytes) -> None:
        """Say one message to many."""
        self.goes.append(tuple(fds))
        for fd in fds:
            self.lines[fd].write((message,))


def pulses(said: list[Json]) -> list[int]:
    """Say which numbers the pulses named that nobody asked for."""
    return [message["seq"] for message in said if message["type"] == "pulse" and not message["ref"]]


async def a_room(context: Context) -> tuple[Chamber, Pump]:
    """A room with three decisions in it, and its pump."""
    chamber = await a_chamber(context, {"one": "AF"}, ("AF", "AM"))
    await chamber.put(["One", "Two", "Three"])
    return chamber, Pump(context, chamber.room, broadcast)


async def test_the_pulse_is_written_once_for_all_who_are_free_and_waits_behind_decisions_for_the_rest(
    context: Context,
) -> None:
    """Whoever is being answered, or reads slowly, hears the number of a decision after the decision. Holds R112."""
    chamber, pump = await a_room(context)
    free, busy = [Wired(fd) for fd in (3, 4)], Wired(5)
    outboxes = [Outbox(line) for line in (*free, busy)]
    for outbox in outboxes:
        outbox.flush()
        pump.listeners.enter(Listener(Person(chamber.meeting.id, "observer"), outbox))
    running = asyncio.create_task(pump.run())
    air = Air(*free, busy)
    try:
        await until(lambda: pump.told == 3, "the room to be followed")
        outboxes[2].begin_answer()
        outboxes[2].event(3, b'{"type":"decided","seq":3}')
        await pulse.say_pulse(pump, air.broadcast)
        assert air.goes == [(3, 4)]
        assert [pulses(line.said) for line in (*free, busy)] == [[3], [3], []]
        outboxes[2].end_answer()
    finally:
        running.cancel()
    assert [message["type"] for message in busy.said] == ["decided", "pulse"]


async def test_pulses_go_on_while_the_store_is_away_and_in_every_room(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line is not dead because the store is: what is refused meanwhile is said in answers."""
    monkeypatch.setattr(pulse, "PULSE_S", 0.02)
    chamber, _ = await a_room(context)
    hub, lines = Hub(context, "a-process", broadcast), []
    rooms = (await context.programme(chamber.meeting.id)).rooms[:2]
    for room in rooms:
        line = Connection()
        lines.append(line)
        await hub.enter(room, Listener(Person(chamber.meeting.id, "chair"), Outbox(line)))
    try:
        await until(lambda: all(len(pulses(line.said)) > 1 for line in lines), "pulses in both rooms")
        await context.shards.close()
        for line in lines:
            line.said.clear()
        await until(lambda: all(len(pulses(line.said)) > 1 for line in lines), "pulses without the store")
    finally:
        await hub.close()


async def test_a_greeted_line_that_is_asked_whether_it_is_alive_answers_with_a_pulse_alone(service: Service) -> None:
    """Before the greeting, and without `pulse` among what it accepts, a hello brings the whole picture."""
    kit = await asyncio.to_thread(service.new_meeting)
    async with AsyncExitStack() as stack:
        hall = Hall(kit, stack)
        hall.chair = await hall.enter("chair")
        await hall.open()
        await hall.chair.wait_for("round_changed", round__state="open")
        last = max(event.get("seq", 0) for event in hall.chair.heard)
        asked = await hall.chair.ask("hello", seen=0, accepts=["delta", "pulse"])
        assert (asked["type"], asked["seq"]) == ("pulse", last)
        assert (await hall.chair.ask("hello", seen=0))["type"] == "snapshot"
        fresh = kit.phone(hall.room, "observer", accepts=["pulse"])
        await fresh.connect()
        stack.push_async_callback(fresh.leave)
        assert (await fresh.hello())["type"] == "snapshot"


async def test_asking_whether_a_line_is_alive_is_as_cheap_as_a_ballot(service: Service) -> None:
    """A whole hall that unlocks its phones when a round opens asks at once: no picture is written for that."""
    kit = await asyncio.to_thread(service.new_meeting)
    delegate = await asyncio.to_thread(kit.a_delegate)
    async with kit.phone(kit.room("s1"), delegate) as phone:
        answers = [(await phone.ask("hello", seen=0, accepts=["pulse"]))["type"] for _ in range(200)]
    assert set(answers) == {"pulse"}
