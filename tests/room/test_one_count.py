"""Claims to a count: held by one, renewed while it counts, taken over where nobody renews them."""

import asyncio

import pytest

from server.domain.errors import TryLater
from server.domain.procedure.rounds import Round
from server.room.actions import one_count
from server.room.actions.one_count import count_once
from server.room.context import Context
from server.room.watch.alarms import Alarms
from server.room.watch.self_check import SelfCheck
from server.store.rounds import COUNTED
from tests.chambers import Chamber, a_chamber
from tests.conftest import until


@pytest.fixture
async def chamber(context: Context) -> Chamber:
    """A small chamber."""
    return await a_chamber(context, {"Ama": "AF"}, ["AF"])


@pytest.fixture
async def round_(chamber: Chamber) -> Round:
    """A round; whether it is closed matters to nobody here."""
    return await chamber.context.round(await chamber.open(await chamber.put(["One"])))


class Count:
    """A count that lasts until it may end, and fails as it is told."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.begun = 0
        self.may_end = asyncio.Event()
        self._fault = fault

    async def __call__(self) -> None:
        """Count."""
        self.begun += 1
        await self.may_end.wait()
        if self._fault is not None:
            raise self._fault


async def test_of_many_that_want_to_count_one_does_and_the_others_go_on_or_wait(
    chamber: Chamber, round_: Round
) -> None:
    count, others = Count(), Count()
    counting = asyncio.create_task(count_once(chamber.context, round_, count, waits=True))
    await until(lambda: count.begun, "the count")
    waiting = asyncio.create_task(count_once(chamber.context, round_, others, waits=True))
    await count_once(chamber.context, round_, others, waits=False)
    assert not waiting.done()
    count.may_end.set()
    await asyncio.gather(counting, waiting)
    assert (count.begun, others.begun) == (1, 0)
    assert await chamber.context.store_of(round_.id).rounds.read_counting(round_) == COUNTED


async def test_a_claim_that_nobody_renews_is_taken_over(chamber: Chamber, round_: Round) -> None:
    """Its holder was killed: whoever waits counts once it has run out, and not before."""
    rounds, count = chamber.context.store_of(round_.id).rounds, Count()
    count.may_end.set()
    assert await rounds.claim_count(round_, "somebody who was killed", 400) == "somebody who was killed"
    began_s = asyncio.get_running_loop().time()
    await count_once(chamber.context, round_, count, waits=True)
    assert asyncio.get_running_loop().time() - began_s > 0.3
    assert count.begun == 1


async def test_a_long_count_keeps_its_claim(chamber: Chamber, round_: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_count, "HELD_MS", 400)
    monkeypatch.setattr(one_count, "RENEW_S", 0.05)
    count, others = Count(), Count()
    counting = asyncio.create_task(count_once(chamber.context, round_, count, waits=True))
    await until(lambda: count.begun, "the count")
    ends_s = asyncio.get_running_loop().time() + 1.2
    while asyncio.get_running_loop().time() < ends_s:
        await count_once(chamber.context, round_, others, waits=False)
    count.may_end.set()
    await counting
    assert others.begun == 0


async def test_a_count_that_is_refused_is_not_tried_again_by_everybody(chamber: Chamber, round_: Round) -> None:
    """What takes a minute and is too long takes as long in each process; whoever asks for the list counts again."""
    count = Count(TryLater("count_too_long", n=60))
    count.may_end.set()
    with pytest.raises(TryLater):
        await count_once(chamber.context, round_, count, waits=False)
    await count_once(chamber.context, round_, count, waits=False)
    assert count.begun == 1


async def test_a_count_that_breaks_off_is_done_by_another(
    chamber: Chamber, round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A defect, or a store that went away in the middle: the claim runs out."""
    monkeypatch.setattr(one_count, "HELD_MS", 300)
    broken, count = Count(OSError("away")), Count()
    broken.may_end.set()
    count.may_end.set()
    with pytest.raises(OSError, match="away"):
        await count_once(chamber.context, round_, broken, waits=False)
    await count_once(chamber.context, round_, count, waits=True)
    assert (broken.begun, count.begun) == (1, 1)


async def test_one_process_compares_the_counts_of_a_round_and_another_where_it_ends(
    chamber: Chamber, round_: Round
) -> None:
    """Whoever has begun goes on with it, so that it also sees a count go backwards."""
    rounds = chamber.context.store_of(round_.id).rounds
    first, second = (SelfCheck(chamber.context, Alarms(chamber.context), lambda: ()) for _ in range(2))
    for _ in range(3):
        assert await rounds.claim_check(round_.id, first._token, 300)
        assert not await rounds.claim_check(round_.id, second._token, 300)
    await asyncio.sleep(0.4)
    assert await rounds.claim_check(round_.id, second._token, 300)
    assert not await rounds.claim_check(round_.id, first._token, 300)
