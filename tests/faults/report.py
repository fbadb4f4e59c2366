"""Write what the runs came to: the table of docs/faults.md, with everything that is needed to run one again."""

import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

from tests.faults.catalogue import FAULTS
from tests.faults.hall import Outcome
from tests.faults.journal import Judgement

_HEAD = """# What was broken, and what held

Written by `make faults` (`python -m tests.faults`). Phones with a journal vote in a real round while something breaks;
in the end every journal is held against the store.

- *lost*: acknowledged and not there. *double*: tally against recount, and casts against revisions. *wrong*: what stands
  is not what was acknowledged last. *ghost*: counted and never sent, or refused for good.
- *refusal p99*: how long a ballot waited for its refusal while something was away. *recovery p95*: the first accepted
  ballot after it was back. *longest gap*: of any phone, between two acknowledged ballots.
"""


def write_report(path: Path, outcomes: dict[str, list[Outcome]], seconds: float) -> None:
    """Write the whole report."""
    lines = [_HEAD, *_about(outcomes, seconds), "", "| fault | runs | acknowledged | lost | double | wrong | ghost |"]
    lines[-1] += " refused | refusal p99 | recovery p95 | longest gap p99 | dropped | seeds |"
    lines.append("|---" * 13 + "|")
    lines += [_row(name, several) for name, several in outcomes.items()]
    lines += ["", "## The faults", ""]
    lines += [f"- `{name}`: {_said(name)}" for name in outcomes]
    lines += ["", "## Every run that failed", ""]
    failed = [one for several in outcomes.values() for one in several if not one.passed]
    lines += [f"- `{one.fault}` seed {one.seed}: {'; '.join(_troubles(one))}" for one in failed] or ["None."]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _about(outcomes: dict[str, list[Outcome]], seconds: float) -> list[str]:
    runs = [one for several in outcomes.values() for one in several]
    total = sum((one.judgement for one in runs), Judgement())
    packages = ", ".join(f"{name} {version(name)}" for name in ("redis", "uvicorn", "starlette", "websockets"))
    summary = (
        f"{len(runs)} runs in {seconds / 60:.0f} minutes: **{total.acknowledged:,} ballots acknowledged, "
        f"{total.lost} lost, {total.double} double, {total.wrong} wrong, {total.ghost} ghost**, "
        f"{sum(not one.passed for one in runs)} runs failed."
    )
    return [
        summary,
        "",
        f"Python {platform.python_version()}, Valkey {_valkey()}, {packages}, {platform.system()}.",
    ]


def _row(name: str, several: list[Outcome]) -> str:
    total = sum((one.judgement for one in several), Judgement())
    refusals = [wait for one in several for wait in one.refusals_s]
    back = [one.recovery_s for one in several if one.recovery_s is not None]
    cells = [
        f"`{name}`",
        len(several),
        f"{total.acknowledged:,}",
        total.lost,
        total.double,
        total.wrong,
        total.ghost,
        sum(sum(one.codes.values()) for one in several),
        _seconds(refusals, 99),
        _seconds(back, 95),
        _seconds([one.gap_s for one in several], 99),
        sum(one.dropped for one in several),
        f"{several[0].seed}…{several[-1].seed}" if several else "",
    ]
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def percentile(values: list[float], share: int) -> float:
    """Say below which value so many of a hundred lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)]


def _seconds(values: list[float], share: int) -> str:
    return f"{percentile(values, share):.2f} s" if values else "–"


def _said(name: str) -> str:
    return " ".join((FAULTS[name].act.__doc__ or "").split())


def _troubles(outcome: Outcome) -> list[str]:
    verdict = outcome.judgement
    figures = [f"{verdict.lost} lost, {verdict.double} double, {verdict.wrong} wrong, {verdict.ghost} ghost"]
    return [*figures, *verdict.disputes[:3], *(trouble.splitlines()[0] for trouble in outcome.failures if trouble)]


def _valkey() -> str:
    from server.engine.conf import valkey_binary

    said = subprocess.run([valkey_binary(), "--version"], capture_output=True, text=True, check=False).stdout
    return next((word[2:] for word in said.split() if word.startswith("v=")), "?")
