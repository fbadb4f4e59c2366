"""Findings: what a published list tells of one recommendation by region, or of all of them, as rows of a table.

Refuses to know ballots, and how a table is drawn: it reads the list as it was kept. Invariants: every figure is in the
list or is a share of two that are; of a region that is withheld there is no row; the same list gives the same rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from server.domain.errors import NotFound, WrongState
from server.domain.procedure.papers import MOST_ROWS, Figure
from server.domain.rounding import rounded

Measure = Literal["in_favour", "support", "backing"]
"""What the numbers are: shares of ballots in favour, or of support, in percent; or how many regions back it."""
Listed = Mapping[str, Any]
LONGEST_LABEL = 60
_IN_FAVOUR = ("for", "with_changes", "approve")


@dataclass(frozen=True, slots=True)
class Findings:
    """A table of findings.

    Shape:   `title` is that of the recommendation, empty where the table is of all; `left_out` says how many rows the
             list could not fill, or the table not hold.
    """

    rows: tuple[Figure, ...]
    measure: Measure
    left_out: int = 0
    title: str = ""


def findings_of(ranked: Listed, recommendation_id: str = "") -> Findings:
    """Read the findings of a list: of one recommendation by region, or of all.

    Shape:   the list as docs/protocol.md has it.
    Raises:  NotFound for a recommendation that is not in it; WrongState `findings` where it tells nothing to draw.
    """
    found = _by_region(ranked, recommendation_id) if recommendation_id else _of_all(ranked)
    if not found.rows:
        raise WrongState("findings", state="published")
    return found


def _by_region(ranked: Listed, recommendation_id: str) -> Findings:
    item = next((one for one in ranked["items"] if one["recommendation_id"] == recommendation_id), None)
    if item is None:
        raise NotFound("recommendation")
    measure: Measure = "in_favour" if _counts_favour(ranked) else "support"
    named = [(region["name"], _share(region, item["regions"].get(region["id"], {}), measure)) for region in
             ranked["regions"]]  # fmt: skip
    return _table([(name, share) for name, share in named if share is not None], measure, len(named), item["title"])


def _of_all(ranked: Listed) -> Findings:
    items: Sequence[Listed] = ranked["items"]
    if all(one.get("backing") is not None for one in items):
        rows = [(_called(one), Fraction(one["backing"])) for one in items]
        return _table(rows, "backing", len(items))
    whole = sum(region["ballots"] for region in ranked["regions"])
    told = whole and not ranked["totals_withheld"] and _counts_favour(ranked)
    rows = [(_called(one), share) for one in items if told and (share := _of_ballots(one, whole)) is not None]
    return _table(rows, "in_favour", len(items))


def _table(rows: Sequence[tuple[str, Fraction]], measure: Measure, all_: int, title: str = "") -> Findings:
    figures = tuple(Figure(_short(label), _written(value, measure)) for label, value in rows[:MOST_ROWS])
    return Findings(figures, measure, all_ - len(figures), title)


def _counts_favour(ranked: Listed) -> bool:
    """Say whether ballots of a list are in favour or not, each as a whole."""
    marks = {mark for item in ranked["items"] for outcome in item["regions"].values() for mark in outcome}
    return not marks.isdisjoint(_IN_FAVOUR)


def _share(region: Listed, outcome: Listed, measure: Measure) -> Fraction | None:
    """Say which share of a region; None where it is not shown, speaks by its named position, or nobody has cast."""
    if region["withheld"] or region.get("named") or outcome.get("state") == "withheld" or not region["ballots"]:
        return None
    if measure == "support":
        return Fraction(outcome["support"]) if outcome.get("support") is not None else None
    return Fraction(sum(outcome.get(mark, 0) for mark in _IN_FAVOUR), region["ballots"])


def _of_ballots(item: Listed, whole: int) -> Fraction | None:
    """Say which share of all ballots is in favour of an item."""
    told = list(_totals(item))
    return Fraction(sum(told), whole) if told else None


def _totals(item: Listed) -> Iterator[int]:
    line = item["line"]
    yield from (line[mark] for mark in _IN_FAVOUR if isinstance(line.get(mark), int))
    if item.get("approvals") is not None and "approve" not in line:
        yield item["approvals"]


def _called(item: Listed) -> str:
    return f"{item['slate_number']} {item['title']}"


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"


def _written(value: Fraction, measure: Measure) -> str:
    """Write a share in percent with a decimal at most, and a count as it is."""
    tenths = int(rounded(value * (10 if measure == "backing" else 1_000)))
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)
