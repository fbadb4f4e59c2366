"""Greeting somebody while ballots come in: a picture is never the last word."""

import asyncio
import json
from collections.abc import Sequence

import pytest

from server.domain.procedure.people import Person
from server.live.listener import Listener
from server.live.outbox import NO_FD, Outbox
from server.live.pump import Pump
from server.live.seat_news import SeatNews
from server.room.context import Context
from tests.chambers import a_chamber
from tests.conftest import until
from tests.services import Json


class Connection:
    """A line that takes everything, and remembers it."""

    ready = True
    fd = NO_FD

    def __init__(self) -> None:
        self.said: list[Json] = []

    def write(self, messages: Sequence[bytes]) -> None:
        """Take messages."""
        self.said += [json.loads(message) for message in messages]


def broadcast(fds: Sequence[int], _: bytes) -> None:
    """Reach nobody: nobody here has a port."""
    assert not fds


async def test_a_count_that_was_told_between_taking_and_showing_a_picture_is_not_lost(context: Context) -> None:
    """The last ballot of a round may be the one in between, and nothing would follow it."""
    chamber = await a_chamber(context, {"one": "AF", "two": "AF"}, ("AF", "AM"))
    [item] = await chamber.put(["One"])
    round_id = await chamber.open([item], visibility="live", secrecy="recorded")
    pump, line = Pump(context, chamber.room, broadcast), Connection()
    listener, other = Listener(Person(chamber.meeting.id, "screen"), Outbox(line)), Connection()
    pump.listeners.enter(listener)
    pump.listeners.enter(Listener(Person(chamber.meeting.id, "chair"), Outbox(other)))
    running = asyncio.create_task(pump.run())
    try:
        await until(lambda: pump.running, "the round to be followed")
        shown = await pump.picture()
        await chamber.cast("one", round_id, {item: "for"})
        pump.ring()
        await until(lambda: any(message.get("tally_version") == 1 for message in other.said), "the count to be told")
        line.said.clear()
        pump.show(listener, shown, "1")
    finally:
        running.cancel()
    snapshot, news = line.said
    assert snapshot["type"] == "snapshot"
    assert snapshot["tallies"][round_id]["tally_version"] == 0
    assert (news["type"], news["tally_version"]) == ("tally_changed", 1)


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("chair", ["joining_changed", "seats_changed"]),
        ("moderator", ["joining_changed", "seats_changed"]),
        ("screen", ["joining_changed"]),
        ("delegate", []),
        ("observer", []),
    ],
)
async def test_whoever_comes_is_told_at_once_how_the_door_stands(context: Context, role: str, told: list[str]) -> None:
    """Every one who comes, though nothing has changed since the last; a seat list that waits for a change is empty."""
    chamber = await a_chamber(context, {"one": "AF"}, ("AF", "AM"))
    news = SeatNews(context, lambda _: [])
    for _ in range(2):
        line = Connection()
        await news.greet(Listener(Person(chamber.meeting.id, role), Outbox(line)))
        assert [message["type"] for message in line.said] == told
