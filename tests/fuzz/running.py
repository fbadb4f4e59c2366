"""One run: a house is furnished, the phases take turns, and the house is looked at after each turn.

The phases take turns, so that the memory after the first tenth has seen all of them.
"""

import asyncio
import itertools
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from server.engine.embedded import EmbeddedStore
from tests.fuzz import asking, breaking, leaving, talking
from tests.fuzz.house import MIB, House, WideService, furnish
from tests.fuzz.progress import progress
from tests.fuzz.tallies import MOST_TOLD, Tally

TURNS, FEW_TURNS = 20, 3
RAW_SHARE = 20
"""One frame in so many is a raw one."""
ENOUGH_TO_JUDGE = 200_000
"""From so many frames on the memory after the first tenth says something: before that it is the caches' filling up."""
MOST_GROWTH = 0.05


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a run."""

    frames: int
    requests: int
    seed: int


@dataclass(slots=True)
class Outcome:
    """What came of a run."""

    tallies: list[Tally]
    violations: list[str] = field(default_factory=list)
    memory: str = ""
    seconds: float = 0.0


def fuzz(asked: Asked) -> Outcome:
    """Run all phases on a service of our own."""
    began = time.monotonic()
    outcome = _in_a_house(lambda service: _take_turns(service, asked))
    outcome.seconds = time.monotonic() - began
    return outcome


def repeat(asked: Asked, batch: str) -> Outcome:
    """Send one batch again."""
    phase, _, number = batch.partition(":")
    return _in_a_house(lambda service: _send_again(service, asked.seed, phase, int(number or 0)))


def _in_a_house(act: Callable[[WideService], Coroutine[Any, Any, Outcome]]) -> Outcome:
    """Do something with a service of our own; what it leaves behind is kept if anything was not as it must be."""
    data = Path(tempfile.mkdtemp(prefix="plenum-fuzz-"))
    with EmbeddedStore(data / "store") as store, WideService(store.url, data) as service:
        outcome = asyncio.run(act(service))
    if outcome.violations or any(one.violations for one in outcome.tallies):
        outcome.violations.append(f"what the service said is in {data / 'service.log'}")
    else:
        shutil.rmtree(data)
    return outcome


async def _take_turns(service: WideService, asked: Asked) -> Outcome:
    house = await furnish(service)
    talk, raw, asks = Tally(talking.NAME), Tally(breaking.NAME), Tally(asking.NAME)
    left = Tally(leaving.NAME)
    outcome = Outcome([talk, raw, left, asks])
    talked, broken, wished = itertools.count(), itertools.count(), itertools.count()
    said: Counter[str] = Counter()
    turns = TURNS if asked.frames >= ENOUGH_TO_JUDGE else FEW_TURNS
    frames = asked.frames // turns + 1
    turn = 0

    def far() -> str:
        return (
            f"turn {turn + 1} of {turns}, {talk.reached + raw.reached:,} of {asked.frames:,} frames,"
            f" {asks.reached:,} of {asked.requests:,} requests, {house.watch.told()},"
            f" {len(outcome.violations) + sum(len(one.violations) for one in outcome.tallies)} violations"
        )

    async with progress(far) as tell:
        for turn in range(turns):
            if turn in (0, turns - 1):
                with _timed(left):
                    await leaving.leave_everywhere(house, left, stride=1 if asked.frames >= ENOUGH_TO_JUDGE else 12)
            with _timed(talk):
                await talking.talk(house, talk, frames - frames // RAW_SHARE, asked.seed, talked)
            with _timed(raw):
                await breaking.break_frames(house, raw, frames // RAW_SHARE, asked.seed, broken)
            with _timed(asks):
                await asking.ask(house, asks, asked.requests // turns + 1, asked.seed, numbers=wished, said=said)
            house.watch.look()
            for line in house.watch.complaints():
                outcome.violations.append(f"the log says: {line[:300]}")
            tell()
            if len(outcome.violations) > MOST_TOLD or any(len(one.violations) > MOST_TOLD for one in outcome.tallies):
                outcome.violations.append(f"given up after turn {turn + 1} of {turns}")
                break
    _judge_memory(outcome, house, asked)
    return outcome


def _judge_memory(outcome: Outcome, house: House, asked: Asked) -> None:
    resident = [f"{size / MIB:.1f}" for size in house.watch.resident]
    growth = house.watch.growth()
    outcome.memory = f"{' '.join(resident)} MiB, {growth:+.1%} since the first tenth"
    if asked.frames < ENOUGH_TO_JUDGE:
        outcome.memory += f" (judged from {ENOUGH_TO_JUDGE:,} frames on)"
    elif growth > MOST_GROWTH:
        outcome.violations.append(f"resident memory {growth:+.1%} since the first tenth")


async def _send_again(service: WideService, seed: int, phase: str, number: int) -> Outcome:
    house = await furnish(service)
    tally, once = Tally(phase), itertools.count(number)
    if phase == talking.NAME:
        await talking.batch(house, tally, number % talking.TALKERS, seed, number)
    elif phase == asking.NAME:
        await asking.ask(house, tally, 1, seed, numbers=once, said=Counter())
    elif phase == leaving.NAME:
        await leaving.leave_everywhere(house, tally, stride=1)
    else:
        await breaking.batch(house, tally, number % breaking.TALKERS, seed, number)
    return Outcome([tally], [f"the log says: {line[:300]}" for line in house.watch.complaints()])


class _timed:  # noqa: N801 - read as a word
    """Add what passes to the seconds of a phase."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def __enter__(self) -> None:
        self._began = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self._tally.seconds += time.monotonic() - self._began
