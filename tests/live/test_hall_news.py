"""Screens that fall silent: a dead line is not said to show anything, and what was missed is said again."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from server.domain.errors import Malformed
from server.domain.procedure.halls import SILENT_MS
from server.domain.procedure.people import Person
from server.live.hub import Hub
from server.live.listener import Listener
from server.live.outbox import Outbox
from server.protocol import commands
from server.room.actions import perform
from server.room.context import Asker, Context
from server.room.screens import MOST_VISITS
from server.store.halls import Said
from server.store.shards import Shards
from tests.chambers import Chamber, a_chamber
from tests.live.test_greeting import Connection, broadcast
from tests.services import Json

START_MS = 1_900_000_000_000
BEAT_MS = 2_000


class Watched:
    """A chamber whose podium is listened to, on a clock that the test turns."""

    def __init__(self, shards: Shards) -> None:
        self.now_ms = START_MS
        self.context = Context(shards, lambda: self.now_ms)
        self.hub = Hub(self.context, "a-process", broadcast)
        self.podium = Connection()
        self.chamber: Chamber

    async def begin(self) -> None:
        """Found a meeting and seat the chair at the podium."""
        self.chamber = await a_chamber(self.context, {"one": "AF"}, ("AF", "AM"))
        listener = Listener(Person(self.chamber.meeting.id, "chair"), Outbox(self.podium))
        await self.hub.enter(self.chamber.room, listener)
        await self.hub.halls.greet(self.chamber.room, listener)
        self.hub.pump(self.chamber.room).show(listener, await self.hub.picture(self.chamber.room), "1")

    async def beat(self, passed_ms: int) -> None:
        """Let time pass and the heart of the process beat."""
        self.now_ms += passed_ms
        await self.hub.halls.beat()
        telling = {task for task in asyncio.all_tasks() if task.get_name() == f"hall {self.chamber.room.id}"}
        if telling:
            await asyncio.wait(telling)

    def said(self) -> Json:
        """What the podium was told last of its screens."""
        told = [one for one in self.podium.said if one["type"] == "screens_changed"][-1]
        return {name: told[name] for name in ("screens", "showing")}

    def screen(self, page: str = "") -> Asker:
        """Another screen of the room, or one that comes by calls."""
        return Asker(Person(self.chamber.meeting.id, "screen"), self.chamber.room, page=page)

    async def shows(self, screen: Asker, number: int = 0) -> None:
        """A screen says what it shows."""
        await perform(self.context, screen, commands.HallShown(seq=number))


@pytest.fixture
async def watched(shards: Shards) -> AsyncIterator[Watched]:
    """A podium in a room with nobody else."""
    watched = Watched(shards)
    await watched.begin()
    yield watched
    await watched.hub.close()
    await watched.context.close()


async def test_a_screen_whose_line_is_dead_is_said_on_the_podium_within_thirty_seconds(watched: Watched) -> None:
    """Nothing ends a line whose packets vanish; the screen's own word does, which is good for 25 s. Holds R98."""
    dead, alive = watched.screen(), watched.screen()
    for screen in (dead, alive):
        await watched.context.screens.enter(screen, screen.room.id)
        await watched.shows(screen)
    await watched.beat(0)
    assert watched.said() == {"screens": 2, "showing": 2}
    passed_ms = 0
    while watched.said()["showing"] == 2:
        await watched.shows(alive)
        await watched.beat(BEAT_MS)
        passed_ms += BEAT_MS
        assert passed_ms <= 30_000
    assert passed_ms >= SILENT_MS
    assert watched.said() == {"screens": 2, "showing": 1}
    await watched.shows(dead)  # it is back
    await watched.beat(0)
    assert watched.said() == {"screens": 2, "showing": 2}


async def test_a_screen_that_comes_by_calls_is_one_screen_until_it_is_silent(watched: Watched) -> None:
    """Each call is another asker, and none of them ever leaves. Holds R98."""
    for _ in range(3):
        for page in ("one", "two"):
            await watched.shows(watched.screen(page))
        await watched.beat(BEAT_MS)
        assert watched.said() == {"screens": 2, "showing": 2}
    await watched.beat(SILENT_MS - BEAT_MS)
    await watched.shows(watched.screen("one"))
    await watched.beat(BEAT_MS)
    assert watched.said() == {"screens": 1, "showing": 1}
    await watched.beat(SILENT_MS)
    assert watched.said() == {"screens": 0, "showing": 0}


async def test_no_number_of_pages_that_come_by_calls_fills_the_store(watched: Watched) -> None:
    """Who names a page anew with each call is counted up to a bound, and takes the place of nobody in another meeting.

    Holds R98.
    """
    other = await a_chamber(watched.context, {"one": "AF"}, ("AF",))
    elsewhere = Asker(Person(other.meeting.id, "screen"), other.room, page="one")
    await watched.shows(elsewhere)
    for number in range(2 * MOST_VISITS):
        await watched.shows(watched.screen(f"page{number}"))
    await watched.beat(0)
    assert watched.said() == {"screens": MOST_VISITS, "showing": MOST_VISITS}
    there = await watched.context.store_of("").halls.read(other.meeting.id, other.room.id, watched.now_ms)
    assert there.screens.total() == 1


@pytest.mark.parametrize("number", [-2, 2**53, 10**30])
async def test_a_number_that_was_never_given_out_is_refused(watched: Watched, number: int) -> None:
    """Neither kept nor counted."""
    with pytest.raises(Malformed):
        await watched.shows(watched.screen("one"), number)
    await watched.beat(0)
    assert watched.said() == {"screens": 0, "showing": 0}


async def test_a_process_that_died_takes_its_screens_with_it(watched: Watched) -> None:
    """Nobody is left who could say that they are gone: what it said is good for ten seconds."""
    halls, meeting, room = watched.context.store_of("").halls, watched.chamber.meeting, watched.chamber.room
    await halls.say_screens(meeting, "another", Said({room.id: {"0": 1}}), watched.now_ms, room.id)
    await watched.beat(0)
    assert watched.said() == {"screens": 1, "showing": 1}
    await watched.beat(10_000)
    assert watched.said() == {"screens": 0, "showing": 0}


async def test_a_ring_that_was_lost_costs_one_beat(watched: Watched) -> None:
    """Holds R97."""
    await perform(watched.context, watched.chamber.chair, commands.ShowInHall(view="welcome"))
    await watched.beat(BEAT_MS)
    told = [one for one in watched.podium.said if one["type"] == "hall_changed"]
    assert [(one["seq"], one["view"]) for one in told] == [(1, "welcome")]
