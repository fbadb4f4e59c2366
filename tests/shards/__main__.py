"""Break a cluster under a vote, and say what became of it: `python -m tests.shards --runs 10 --only primary_killed`."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

from tests.faults.__main__ import say
from tests.faults.hall import Outcome
from tests.shards.breaks import BREAKS, ENVIRONMENTS, LONGEST_S
from tests.shards.town import Town

REFUSED_WITHIN_S = 1.1
"""A second, and what two busy cores take to tell it."""


async def run(name: str, runs: int, meetings: int, phones: int, seed: int = 1) -> AsyncIterator[Outcome]:
    """Break one thing so many times, in one town as long as it is whole."""
    town: Town | None = None
    for number in range(runs):
        outcome, began = Outcome(name, seed + number), time.monotonic()
        try:
            if town is None:
                folder = Path(tempfile.mkdtemp(prefix="plenum-town-"))
                town = Town(folder, outcome.seed)
                await town.open(meetings, phones, ENVIRONMENTS.get(name, lambda _: {})(folder))
            async with asyncio.timeout(300):
                await town.begin()
                try:
                    await BREAKS[name](town)
                    await town.more(2)
                except (AssertionError, TimeoutError) as fault:  # judge all the same: it may say why
                    outcome.failures.append(f"{type(fault).__name__}: {fault}")
                await town.finish(outcome)
                outcome.notes |= town.figures()
        except Exception as fault:  # a run that breaks is a result too
            outcome.failures.append(f"{type(fault).__name__}: {fault}")
        if outcome.gap_s > LONGEST_S[name]:
            outcome.failures.append(f"somebody waited {outcome.gap_s:.1f} s")
        outcome.seconds = time.monotonic() - began
        if town is not None and (outcome.failures or number == runs - 1):
            await town.close()
            town = None
        yield outcome


async def play(names: list[str], runs: int, meetings: int, phones: int) -> list[Outcome]:
    """Break everything that is named, one after the other."""
    outcomes = []
    for name in names:
        async for outcome in run(name, runs, meetings, phones):
            say(outcome)
            outcomes.append(outcome)
    return outcomes


def main() -> int:
    """Read the words, run, add up."""
    parser = argparse.ArgumentParser(prog="python -m tests.shards", description="Break a cluster under a vote.")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--meetings", type=int, default=20)
    parser.add_argument("--phones", type=int, default=10)
    parser.add_argument("--only", action="append", choices=sorted(BREAKS), metavar="NAME")
    asked = parser.parse_args()
    outcomes = asyncio.run(play(asked.only or list(BREAKS), asked.runs, asked.meetings, asked.phones))
    acknowledged = sum(one.judgement.acknowledged for one in outcomes)
    slowest = max((wait for one in outcomes for wait in one.refusals_s), default=0.0)
    failed = sum(not one.passed for one in outcomes)
    print(f"{len(outcomes)} runs, {failed} failed: {acknowledged} acknowledged, slowest refusal {slowest:.2f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
