"""What others do between two steps of an act: it is decided on what stands by then, not on what was read before."""

import asyncio
import os
import signal
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from server.clock import now_ms
from server.domain.counting.lists_read import ListRead
from server.domain.procedure.people import Person
from server.engine.embedded import EmbeddedStore
from server.live.listener import Listener
from server.live.outbox import Outbox
from server.live.pump import Pump
from server.protocol import commands
from server.room.actions import perform
from server.room.actions.closing import close_on_time, finish_closing
from server.room.actions.counting import ranked_list_of
from server.room.arrivals import person_of
from server.room.context import Context
from server.room.watch.alarms import WENT_BACKWARDS, Alarms
from server.secretariat.credentials import Credentials
from server.store import StoreFault
from server.store.shards import Shards
from tests.builders import A_RENEWAL, a_delegate, a_meeting
from tests.chambers import a_chamber
from tests.conftest import until
from tests.live.test_greeting import Connection, broadcast
from tests.room.halls import Hall


async def test_a_countdown_that_was_extended_closes_nothing(context: Context) -> None:
    """A process that saw nought on the clock finds a minute more on it when it comes to closing. Holds R21."""
    chamber = await a_chamber(context, {"one": "AF"}, ("AF", "AM"))
    round_id = await chamber.open(await chamber.put(["One"]), closes_after_s=60)
    await close_on_time(context, chamber.room, round_id)
    assert (await context.round(round_id)).state == "open"


async def test_the_end_of_an_earlier_close_cuts_no_later_one_short(context: Context) -> None:
    """Close, reopen, close: whoever slept through it since the first close leaves the second its two seconds."""
    chamber = await a_chamber(context, {"one": "AF"}, ("AF", "AM"))
    round_id = await chamber.open(await chamber.put(["One"]))
    await chamber.close(round_id)
    await perform(context, chamber.chair, commands.ReopenRound(round_id=round_id))
    await perform(context, chamber.chair, commands.CloseRound(round_id=round_id))
    await finish_closing(context, chamber.room, round_id, epoch=1)
    assert (await context.round(round_id)).state == "closing"
    await finish_closing(context, chamber.room, round_id, epoch=2)
    assert (await context.round(round_id)).state == "closed"


async def test_a_count_that_comes_late_is_of_its_own_epoch(context: Context) -> None:
    """A process that was stopped while it ranked keeps its list after the next one: nobody reads it. Holds R53."""
    chamber = await a_chamber(context, {"one": "AF"}, ("AF", "AM"))
    round_id = await chamber.open(await chamber.put(["One"]))
    await chamber.close(round_id)
    before = await context.round(round_id)
    await perform(context, chamber.chair, commands.ReopenRound(round_id=round_id))
    await chamber.close(round_id)
    counted = await context.round(round_id)
    listed = await ranked_list_of(context, counted)
    await context.store_of(round_id).rounds.keep_list(
        before, b"of yesterday", ListRead((), frozenset(), True), chamber.meeting.expires_at_s
    )
    assert await ranked_list_of(context, counted) == listed


async def test_a_meeting_that_is_forgotten_while_it_is_looked_for_is_found(shards: Shards) -> None:
    """Somebody's link is renewed, and the process forgets what it knew of the meeting, while another acts in it."""
    context = Context(shards, partial(next, count(now_ms(), 1_000)))  # what was known a look ago is asked of the store
    meeting = await a_meeting(context)
    await context.meeting(meeting.id)

    async def forget() -> None:
        context.forget(meeting.id)

    found, _ = await asyncio.gather(context.meeting(meeting.id), forget())
    assert found == meeting


async def test_a_reopening_asked_again_after_the_publication_takes_no_list_away(hall: Hall) -> None:
    """A phone asks again for what was not answered; by then another chair has closed and published."""
    round_ = await hall.bring_to("closed")
    again = {"round_id": round_["id"], "request_id": "reopened"}
    await hall.chair.ask("reopen_round", **again)
    await hall.step(round_, "close")
    await hall.step(round_, "publish")
    assert (await hall.chair.ask("reopen_round", **again))["already"]
    assert (await hall.chair.ask("hello"))["ranked_lists"][round_["id"]]


async def test_a_picture_from_before_a_decision_that_is_being_said_is_old(context: Context) -> None:
    """Between one slice of a room and the next somebody may be greeted: with that picture they would miss it."""
    chamber = await a_chamber(context, {"one": "AF"}, ("AF", "AM"))
    pump, current = Pump(context, chamber.room, broadcast), []

    class Asking(Connection):
        def write(self, messages: Sequence[bytes]) -> None:
            super().write(messages)
            current.append(pump.is_current(shown))

    listener = Listener(Person(chamber.meeting.id, "screen"), Outbox(Asking()))
    pump.listeners.enter(listener)
    shown = await pump.picture()
    listener.seen = shown.picture.seq
    running = asyncio.create_task(pump.run())
    try:
        await chamber.put(["One"])
        pump.ring()
        await until(lambda: current, "the decision to be said")
    finally:
        running.cancel()
    assert current == [False]


async def test_a_link_that_is_revoked_on_the_way_gives_a_credential_that_is_void(context: Context) -> None:
    """Whoever has a stolen link and asks again and again while it is renewed gets nothing of the new generation."""
    meeting, credentials = await a_meeting(context), Credentials(context, b"secret")
    seat_id = (await a_delegate(context, meeting)).seat_id
    named = await credentials.read_seat_link(await credentials.issue_seat_link(meeting.id, seat_id))
    assert named is not None
    await context.store_of(meeting.id).seats.revoke(meeting, f"seat:{seat_id}", A_RENEWAL)
    seat = await context.store_of(meeting.id).seats.read(meeting.id, seat_id)
    assert seat is not None
    issued = await credentials.issue(replace(person_of(seat, meeting.id), generation=named[2]))
    assert await credentials.read(issued) is None


async def test_an_alarm_of_one_meeting_does_not_silence_that_of_another(context: Context) -> None:
    """The store goes backwards for all of them at once."""
    alarms, meetings = Alarms(context), [await a_meeting(context), await a_meeting(context)]
    for meeting in meetings:
        for _ in range(2):
            await alarms.raise_alarm(meeting.id, WENT_BACKWARDS, "", "for the test")
        assert len(await alarms.standing(meeting.id)) == 1


async def test_an_alarm_that_could_not_be_kept_is_raised_again(tmp_path: Path) -> None:
    """The store may go again while it is told; the first try must not silence the second."""
    with EmbeddedStore(tmp_path / "store") as server:
        shards = Shards(server.url)
        await shards.open()
        context = Context(shards, now_ms)
        meeting, alarms = await a_meeting(context), Alarms(context)
        assert server.pid
        os.kill(server.pid, signal.SIGKILL)
        await until(lambda: not server.alive, "the end of the store")
        with pytest.raises(StoreFault):
            await alarms.raise_alarm(meeting.id, WENT_BACKWARDS, "", "for the test")
        server.start()
        await alarms.raise_alarm(meeting.id, WENT_BACKWARDS, "", "for the test")
        assert len(await alarms.standing(meeting.id)) == 1
        await shards.close()
