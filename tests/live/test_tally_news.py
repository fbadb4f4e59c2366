"""Steps of a tally: whoever takes them has, after every one of them, the very tally that the others are told whole."""

import asyncio
import random
import uuid
from contextlib import AsyncExitStack

from hypothesis import given
from hypothesis import strategies as st

from server.live.tally import _changed
from tests.conftest import until
from tests.pictures import Witness
from tests.room.halls import an_open_round
from tests.services import Json, Service

CELLS = st.integers(0, 3)
TALLIES = st.tuples(*[st.tuples(*[st.tuples(CELLS, CELLS, CELLS) for _ in range(3)]) for _ in range(4)])


@given(before=TALLIES, after=TALLIES)
def test_the_tally_before_with_the_step_put_in_is_the_tally_after(before: tuple, after: tuple) -> None:
    """Absolute counts: nothing that did not change is said, and what is said is how many there are now."""
    rebuilt = [[list(region) for region in item] for item in before]
    for item, region, column, now in _changed(before, after):
        assert rebuilt[item][region][column] != now
        rebuilt[item][region][column] = now
    assert tuple(tuple(tuple(region) for region in item) for item in rebuilt) == after


async def test_ballot_after_ballot_both_kinds_of_listeners_have_the_same_tally(service: Service) -> None:
    """One is told every tally whole, the other in steps; a newcomer's snapshot agrees with both. Holds R70."""
    kit = await asyncio.to_thread(service.new_meeting)
    room, dice = kit.room("s1"), random.Random(7)
    async with AsyncExitStack() as hall:

        async def enter(who: str, *accepts: str) -> Witness:
            return await hall.enter_async_context(Witness(kit.service.base_url, room["id"], who, accepts))

        chair = await enter(kit.founded["credentials"]["chair"])
        stepping = await enter(kit.founded["credentials"]["screen"], "delta", "something else")
        round_ = await an_open_round(chair, kit, visibility="live", secrecy="recorded")
        delegates = [await asyncio.to_thread(kit.a_delegate, region) for region in ("AF", "AM", "AP", "EC") * 3]
        phones = [await enter(one["credential"]) for one in delegates]
        for version in range(1, 25):
            await cast(phones[version % 12], round_, version, dice)
            for listener in (chair, stepping):
                await until(lambda: version_of(listener, round_) == version, f"version {version}")  # noqa: B023
            assert stepping.picture["tallies"] == chair.picture["tallies"]
        said = [one["type"] for one in stepping.told if "since" in one or one["type"] == "tally_changed"]
        assert said[0] == "tally_changed"
        assert said.count("tally_stepped") > said.count("tally_changed")
        assert not [one for one in chair.told if one["type"] == "tally_stepped"]
        late = await enter(kit.founded["credentials"]["screen"], "delta")
        assert late.picture["tallies"] == chair.picture["tallies"]
        assert not stepping.fault


def version_of(listener: Witness, round_: Json) -> int:
    """Say which version of the tally a listener has."""
    return listener.picture["tallies"].get(round_["id"], {"tally_version": 0})["tally_version"]


async def cast(phone: Witness, round_: Json, version: int, dice: random.Random) -> None:
    """Cast one ballot by chance, on top of the one before."""
    reply = await phone.ask(
        "cast_ballot",
        round_id=round_["id"],
        epoch=round_["epoch"],
        base_revision=(version - 1) // 12,
        request_id=uuid.uuid4().hex,
        ballot_id=uuid.uuid4().hex,
        marks={item: dice.choice(["for", "against", "abstain"]) for item in round_["slate"]},
    )
    assert reply["type"] == "ballot_cast", reply
