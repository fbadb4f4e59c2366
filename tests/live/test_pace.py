"""How often somebody hears a count: phones once a second, hall and podium ten times; the last one always comes."""

import asyncio
import itertools
import random
from contextlib import AsyncExitStack

from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.tallies import Tally
from server.live.slow_counts import EVERY_S, LAST_AFTER_S, SlowCounts
from tests.conftest import until
from tests.live.test_tally_news import cast, version_of
from tests.pictures import Witness
from tests.room.halls import an_open_round
from tests.services import Service
from tests.store.test_casting_laws import a_round

TICK_S = 0.1
CHANGES = st.lists(st.integers(0, 3), min_size=1, max_size=80)


def tally(version: int) -> Tally:
    """A count that nobody looks into."""
    return Tally(("i",), ("AF",), ("for",), (((version,),),), (version,))


@given(changes=CHANGES)
def test_of_any_history_the_first_comes_at_once_and_the_last_within_a_second(changes: list[int]) -> None:
    """Tick by tick, with so many changes in each: what is told is always the newest, at most twice a second."""
    counts, round_ = SlowCounts(), a_round()
    version, told, changed_s = 0, list[tuple[float, int]](), 0.0
    for tick in range(len(changes) + 15):
        now_s = tick * TICK_S
        if tick < len(changes) and changes[tick]:
            version, changed_s = version + changes[tick], now_s
            counts.hold(round_, version, tally(version), now_s)
            if not told:
                assert counts.due_s() == now_s, "the first at once"
        for one in counts.take_due(now_s + 1e-9):
            assert one.version == version
            counts.teller.news(one.round, one.version, one.tally)
            told.append((now_s, one.version))
    if version:
        assert told[-1][1] == version
        assert told[-1][0] <= changed_s + EVERY_S + TICK_S
    gaps = [later - before for (before, _), (later, _) in itertools.pairwise(told)]
    assert all(gap > LAST_AFTER_S - TICK_S / 2 for gap in gaps)
    assert counts.due_s() is None


@given(changes=st.integers(20, 60))
def test_a_burst_is_told_once_a_second(changes: int) -> None:
    """While something changes in every tick."""
    counts, round_ = SlowCounts(), a_round()
    told = []
    for tick in range(changes):
        counts.hold(round_, tick + 1, tally(tick + 1), tick * TICK_S)
        for one in counts.take_due(tick * TICK_S + 1e-9):
            counts.teller.news(one.round, one.version, one.tally)
            told.append(tick)
    assert told == list(range(0, changes, 10))


async def test_a_phone_hears_a_tenth_and_has_the_same_in_the_end(service: Service) -> None:
    """Beside a screen, which hears each tick; a decision brings what waited; who comes late has it all. Holds R70."""
    kit = await asyncio.to_thread(service.new_meeting)
    room, dice = kit.room("s1"), random.Random(7)
    async with AsyncExitStack() as hall:

        async def enter(who: str, pace: int) -> Witness:
            witness = Witness(kit.service.base_url, room["id"], who, ("delta",), pace=pace)
            return await hall.enter_async_context(witness)

        chair = await enter(kit.founded["credentials"]["chair"], 10)
        screen, slow = [await enter(kit.founded["credentials"]["screen"], pace) for pace in (10, 1)]
        round_ = await an_open_round(chair, kit, visibility="live", secrecy="recorded")
        delegates = [await asyncio.to_thread(kit.a_delegate, region) for region in ("AF", "AM", "AP", "EC") * 3]
        phones = [await enter(one["credential"], 1) for one in delegates]
        for version in range(1, 31):
            await cast(phones[version % 12], round_, version, dice)
            await until(lambda: version_of(screen, round_) == version, f"version {version}")  # noqa: B023
        for listener in (slow, *phones):
            await until(lambda: version_of(listener, round_) == 30, "the last")  # noqa: B023
            assert listener.picture["tallies"] == screen.picture["tallies"]
        often, seldom = (sum(one["type"].startswith("tally_") for one in listener.told) for listener in (screen, slow))
        assert often >= 30
        assert seldom <= often / 3
        await cast(phones[0], round_, 31, dice)
        await chair.act("pause_round", round_id=round_["id"])
        for listener in (screen, slow):
            await until(lambda: version_of(listener, round_) == 31, "what waited")  # noqa: B023
        assert not [listener.fault for listener in (chair, screen, slow, *phones) if listener.fault]
