"""A round of the bench as all sides run it: its two ballots, what the crowd has to know, and what must be conserved.

Every seat casts the two ballots in turn; they differ in one mark, as when a delegate thinks again about one thing.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Marks = dict[str, str]


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round that accepts ballots.

    Shape:   `crowd` holds the options by which the crowd finds it; `marks` the ballots, by variant.
    """

    crowd: dict[str, Any]
    slate: list[str]
    marks: Sequence[Marks]

    def expected(self, standing: Sequence[Sequence[int]]) -> Counter[tuple[str, int, str]]:
        """Count the ballots that the crowd was told are kept: by item, region and mark."""
        counts: Counter[tuple[str, int, str]] = Counter()
        for region, by_variant in enumerate(standing):
            for marks, seats in zip(self.marks, by_variant, strict=False):
                for item, mark in marks.items():
                    counts[item, region, mark] += seats
        return +counts


@dataclass(frozen=True, slots=True)
class Conservation:
    """What became of the ballots of one round.

    Shape:   `tallied` is None where the tally was hidden and says nothing of its version.
    """

    accepted: int
    unanswered: int
    stored: int
    tallied: int | None
    recount_agrees: bool

    @property
    def holds(self) -> bool:
        """Say whether accepted = stored = tallied, and the recount is what the acknowledged ballots say."""
        if self.tallied not in (None, self.stored):
            return False
        if self.unanswered:  # what was not answered may be stored or not; nothing else may
            return self.stored in range(self.accepted, self.accepted + self.unanswered + 1)
        return self.stored == self.accepted and self.recount_agrees


def write_ballots(path: Path, slate: Sequence[str]) -> Sequence[Marks]:
    """Write the two ballots of a slate, a line each, and give their marks."""
    order = ("for", "against", "for", "abstain", "for")
    first = {item: order[number % len(order)] for number, item in enumerate(slate)}
    second = {**first, slate[0]: "against"}
    path.write_text(
        "".join(json.dumps(marks, separators=(",", ":")) + "\n" for marks in (first, second)), encoding="utf-8"
    )
    return (first, second)
