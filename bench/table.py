"""The tables of a run: on the terminal, and between two markers of docs/performance.md."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.results import Results
from bench.verdicts import MEASURES, Verdict

BEGIN, END = "<!-- bench: the latest table begins -->", "<!-- bench: the latest table ends -->"
_SILENT = {
    "idle",
    "join storm",
    "fan-out",
    "fan-out, 5,000",
    "fan-out, phones",
}  # nobody is there who casts, or too few to tell of


def tables(results: Results, report: dict[str, Any], laws: Sequence[Verdict], aims: Sequence[Verdict]) -> str:
    """Write all tables in Markdown, which is read as it is on a terminal."""
    machine = report["machine"]
    head = (
        f"{machine['date']} · {machine['processor']} · {machine['cores']} cores · Linux {machine['kernel']} · "
        f"Python {machine['python']} · one sync of the disk takes {machine['fsync_ms']} ms"
    )
    parts = [
        head,
        table(["workload", "side", *MEASURES, "windows"], _rows(results)),
        table(["ratio", "median of pairs"], [[name, f"{value:.2f}"] for name, value in report["ratios"].items()]),
        table(["law", "measured", "limit", ""], [_row(law, "holds", "BROKEN") for law in laws]),
        table(["aim", "measured", "limit", ""], [_row(aim, "reached", "not reached") for aim in aims]),
        table(
            ["ballots of", "rounds", "accepted", "unanswered at the end", "conserved"],
            [
                [
                    side,
                    str(told["rounds"]),
                    f"{told['accepted']:,}",
                    str(told["unanswered"]),
                    "no" if told["broken"] else "yes",
                ]
                for side, told in report["conservation"].items()
            ],
        ),
    ]
    return "\n\n".join(part for part in parts if part)


def put_into(document: Path, text: str, markers: tuple[str, str] = (BEGIN, END)) -> None:
    """Put the newest tables between the markers of a document."""
    begin, end = markers
    before, _, rest = document.read_text(encoding="utf-8").partition(begin)
    _, _, after = rest.partition(end)
    document.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")


def _rows(results: Results) -> list[list[str]]:
    rows = []
    for workload, side in results.kinds():
        windows = results.of(workload, side)
        cells = []
        for name, measure in MEASURES.items():
            values = [measure(window) for window in windows]
            said = "delivery" in name or (workload not in _SILENT and side != "floor")
            cells.append(_range(values) if said and any(values) else "–")
        rows.append([workload, side, *cells, str(len(windows))])
    return rows


def _range(values: Sequence[float]) -> str:
    digits = 0 if median(values) >= 100 else 1
    told = f"{median(values):,.{digits}f}"
    return told if len(values) == 1 else f"{told} ({min(values):,.{digits}f}–{max(values):,.{digits}f})"


def _row(verdict: Verdict, good: str, bad: str) -> list[str]:
    return [verdict.name, f"{verdict.value:,.2f}", f"{verdict.sign} {verdict.limit:g}", good if verdict.holds else bad]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write one table, its columns even; nothing where there are no rows."""
    if not rows:
        return ""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    )
