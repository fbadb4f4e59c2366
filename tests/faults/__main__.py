"""Run the faults and write what came of it: `python -m tests.faults --runs 10`, `--only store_killed`, `--list`."""

import argparse
import asyncio
import sys
import time
from pathlib import Path

from tests.faults.hall import Outcome
from tests.faults.report import write_report
from tests.faults.running import FAULTS, run

REPORT = Path(__file__).parents[2] / "docs" / "faults.md"


async def play(names: list[str], runs: int, seed: int, *, long: bool, together: int) -> dict[str, list[Outcome]]:
    """Run every named fault and say each outcome as it comes; those with a crowd of their own run alone, in the end."""
    outcomes: dict[str, list[Outcome]] = {name: [] for name in names}
    gate = asyncio.Semaphore(together)

    async def play_one(name: str) -> None:
        async with gate:
            async for outcome in run(FAULTS[name], runs, seed, long=long):
                outcomes[name].append(outcome)
                say(outcome)

    crowded = [name for name in names if long and FAULTS[name].long_phones]
    await asyncio.gather(*(play_one(name) for name in names if name not in crowded))
    for name in crowded:
        await play_one(name)
    return outcomes


def say(outcome: Outcome) -> None:
    """Print one line a run."""
    verdict = outcome.judgement
    figures = f"lost {verdict.lost} double {verdict.double} wrong {verdict.wrong} ghost {verdict.ghost}"
    slowest = max(outcome.refusals_s, default=0.0)
    back = "" if outcome.recovery_s is None else f" back {outcome.recovery_s:.2f} s"
    word = "ok  " if outcome.passed else "FAIL"
    print(
        f"{word} {outcome.fault} seed {outcome.seed}: {verdict.acknowledged} acknowledged, {figures}, "
        f"slowest refusal {slowest:.2f} s,{back} gap {outcome.gap_s:.2f} s, dropped {outcome.dropped}, "
        f"{dict(outcome.codes)} {outcome.notes} in {outcome.seconds:.0f} s",
        flush=True,
    )
    for trouble in (*outcome.failures, *verdict.disputes[:3]):
        print(f"     {trouble}", flush=True)


def main() -> int:
    """Read the words, run, write."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description="Break Plenum and see what holds.")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--only", action="append", choices=sorted(FAULTS), metavar="NAME")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true", help="as in the selection of `make test`")
    parser.add_argument("--report", type=Path, default=None, help="where to write (docs/faults.md in a full run)")
    parser.add_argument(
        "--together", type=int, default=2, help="how many faults at the same time, in houses of their own"
    )
    parser.add_argument("--list", action="store_true")
    asked = parser.parse_args()
    if asked.list:
        for name, fault in FAULTS.items():
            print(f"{name:24} {(fault.act.__doc__ or '').strip()}")
        return 0
    began = time.monotonic()
    outcomes = asyncio.run(
        play(asked.only or list(FAULTS), asked.runs, asked.seed, long=not asked.short, together=asked.together)
    )
    report = asked.report or (None if asked.only else REPORT)
    if report is not None:
        write_report(report, outcomes, time.monotonic() - began)
    return 0 if all(one.passed for several in outcomes.values() for one in several) else 1


if __name__ == "__main__":
    sys.exit(main())
