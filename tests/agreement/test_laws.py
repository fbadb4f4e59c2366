"""Whatever people do with texts, merges, wordings and rounds, in whatever order: the laws of what they agree to.

A few histories each day; 2,000 of 200 acts, and some in which the store is killed in between, with `make agreement`.
"""

import asyncio
import os
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator, Sequence

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from server.engine.embedded import EmbeddedStore
from server.store.shards import Shards
from tests.agreement.assembly import MERGES, VERBS, WORDINGS, an_assembly
from tests.agreement.laws import BEGINNING, check_sets_and_lineage, counted, ears_of, hold
from tests.conftest import until

ACTS = st.tuples(st.sampled_from(VERBS), st.integers(0, 10**9))


# A history takes a second, and a shorter one says little: what is found is not made smaller.
@settings(max_examples=6, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(ACTS, min_size=20, max_size=120))
async def test_the_laws_of_what_people_agree_to(shards: Shards, acts: list[tuple[str, int]]) -> None:
    """Holds R230, R231, R232."""
    await live_through(shards, [*BEGINNING, *acts])


@pytest.mark.long
@pytest.mark.parametrize("part", range(20))
async def test_two_thousand_histories_of_two_hundred_acts(shards: Shards, part: int) -> None:
    """Each from a seed of its own, which the failure names."""
    done: Counter[str] = Counter()
    for seed in range(part * 100, part * 100 + 100):
        dice = random.Random(seed)
        acts = [(dice.choice(VERBS), dice.randrange(10**9)) for _ in range(200)]
        try:
            done += await live_through(shards, [*BEGINNING, *acts])
        except AssertionError as broken:
            raise AssertionError(f"the history of seed {seed}") from broken
    assert set(done) >= {*MERGES, *WORDINGS, "publish_round", "void_round", "take_back"}, (
        "everything was done somewhere"
    )


@pytest.fixture
async def mortal(server: EmbeddedStore) -> AsyncIterator[Shards]:
    """Open a store of one's own, that is killed."""
    opened = Shards(server.url)
    await opened.open()
    yield opened
    await opened.close()


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
async def test_the_laws_hold_when_the_store_is_killed_in_between(
    server: EmbeddedStore, mortal: Shards, seed: int
) -> None:
    """Whatever was answered is there afterwards, and nothing half."""
    dice = random.Random(seed)
    acts = [(dice.choice(VERBS), dice.randrange(10**9)) for _ in range(100)]
    assembly = await an_assembly(mortal)
    ears = await ears_of(assembly)
    for number, (verb, luck) in enumerate([*BEGINNING, *acts]):
        if number % 25 == 24:
            before = await assembly.now()
            os.kill(server.pid or 0, signal.SIGKILL)
            await until(lambda: not server.alive, "the end of the store")
            await asyncio.to_thread(server.start)
            mortal.of(assembly.meeting.id).decisions.forget()
            assert await assembly.now() == before
        await assembly.act(verb, luck)
    await hold(assembly, ears)


async def live_through(shards: Shards, acts: Sequence[tuple[str, int]]) -> Counter[str]:
    """Do one thing after another, look after each at what must not move, and say what was done."""
    assembly = await an_assembly(shards)
    ears = await ears_of(assembly)
    for verb, luck in acts:
        agrees = verb in (*MERGES, *WORDINGS)
        before = await counted(assembly) if agrees else {}
        published = {key: one for key, one in (await counted(assembly)).items() if one[0] == "published"}
        if not await assembly.act(verb, luck):
            continue
        after = await counted(assembly)
        assert {key: after[key] for key in before} == before, f"{verb} moved a mark"
        assert {key: after[key] for key in published} == published, f"{verb} changed a published list"
        check_sets_and_lineage(await assembly.now())
    await hold(assembly, ears)
    return Counter(one.act for one in assembly.done)
