"""The outlook of a live round is worked out elsewhere, once a count; what befalls that costs nobody else anything."""

import os
import random
import signal
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from server.domain.counting.positions import COLUMNS
from server.domain.counting.tallies import Tally
from server.domain.procedure.people import Person
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import Rules
from server.live.attendance import Attendance
from server.live.listener import Listener
from server.live.outbox import Outbox
from server.live.tally import way_of
from server.protocol import shapes
from server.room.counter import AT_ONCE
from server.room.outlooks import Outlooks
from server.room.views import outlook_view
from tests.live.test_greeting import Connection

REGIONS, SEATS = tuple("ABCDEFGH"), (625,) * 8


@pytest.fixture
async def outlooks() -> AsyncIterator[Outlooks]:
    made = Outlooks(patience_s=30)
    yield made
    await made.close()


def a_live_round(items: int, **rules: str) -> Round:
    """Open a round whose directions everybody may see."""
    slate = tuple(f"m1r{number}" for number in range(items))
    shown = Rules(**{"visibility": "live", "secrecy": "recorded", **rules})
    return Round(
        "m1r1", "m1p1", 1, "across_regions", slate, REGIONS, shown, state="open", epoch=1, entitled=SEATS,
        checked_in=SEATS,
    )  # fmt: skip


def a_tally(round_: Round, dice: random.Random) -> Tally:
    """Count 5,000 ballots by chance."""

    def cell() -> tuple[int, ...]:
        cuts = sorted(dice.randrange(626) for _ in range(3))
        return (cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1], 625 - cuts[2])

    cells = tuple(tuple(cell() for _ in REGIONS) for _ in round_.slate)
    return Tally(round_.slate, REGIONS, COLUMNS, cells, SEATS)


async def test_the_largest_slate_is_worked_out_in_another_process_and_once(outlooks: Outlooks) -> None:
    round_ = a_live_round(250)
    tally = a_tally(round_, random.Random(1))
    told = await outlooks.of(round_, tally)
    assert outlooks.counter.pid not in (None, os.getpid())
    assert told == outlook_view(round_, tally)
    assert await outlooks.of(round_, replace(tally)) is told
    assert await outlooks.of(round_, a_tally(round_, random.Random(2))) != told


async def test_a_small_slate_needs_no_process_and_hidden_directions_no_work(outlooks: Outlooks) -> None:
    small = a_live_round(AT_ONCE // len(REGIONS))
    assert await outlooks.of(small, a_tally(small, random.Random(1)))
    hidden = a_live_round(250, secrecy="confidential")
    assert await outlooks.of(hidden, a_tally(hidden, random.Random(1))) is None
    assert outlooks.counter.pid is None


async def test_one_that_takes_too_long_is_left_out_and_there_for_the_next_who_asks(outlooks: Outlooks) -> None:
    """As with a process that stands still: whoever asks is answered without, and nothing is begun twice."""
    round_, dice = a_live_round(250), random.Random(1)
    await outlooks.of(round_, a_tally(round_, dice))
    pid, tally = outlooks.counter.pid or 0, a_tally(round_, dice)
    os.kill(pid, signal.SIGSTOP)
    outlooks.patience_s = 0.05
    assert [await outlooks.of(round_, tally) for _ in range(3)] == [None] * 3
    os.kill(pid, signal.SIGCONT)
    outlooks.patience_s = 30
    assert await outlooks.of(round_, tally) == outlook_view(round_, tally)
    assert outlooks.counter.pid == pid


def test_an_outlook_names_recommendations_and_regions_by_id() -> None:
    """One of three regions has a position: one more For in another lifts the verdict."""
    seats = (4, 6, 5)
    round_ = replace(a_live_round(1), slate=("i1",), regions=("r1", "r2", "r3"), checked_in=seats, entitled=seats)
    cells = (((4, 0, 0, 0), (0, 0, 0, 0), (1, 0, 0, 0)),)
    told = outlook_view(round_, Tally(("i1",), round_.regions, COLUMNS, cells, (4, 0, 1)))
    way_up = shapes.WayUp(verdict="works_across", votes={"r3": 1}, anywhere=0)
    assert told == (
        shapes.Outlook(
            recommendation_id="i1",
            verdict="works_in_some",
            backing=1,
            opposing=0,
            provisional=True,
            settled=False,
            way_up=way_up,
        ),
    )


def test_an_outlook_is_wanted_for_as_long_as_somebody_is_here_who_wants_it() -> None:
    """A program that asked for it once and left must not have it worked out at every count for ever."""
    here = Attendance()
    plain, curious = (Listener(Person("m", "delegate", "AF", f"m{seat}"), Outbox(Connection())) for seat in (1, 2))
    here.enter(plain)
    here.enter(curious)
    assert not here.want_outlook()
    here.take(curious, way_of(steps=True, outlook=True))
    assert here.want_outlook()
    here.leave(curious)
    assert not here.want_outlook()
